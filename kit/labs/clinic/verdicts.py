"""Every claim of the texts that somebody looked up, with its verdict, folded away."""

from html import escape

from kit import evidence
from kit.chart.saved import table_html

NOT_SHOWN = "not checked"
SILENT = "left out"  # placeholder for a verdict where a text says nothing


class Verdicts:
    """Claims by text, in words for a page that runs nothing and as a folded table."""

    def __init__(self) -> None:
        rows = evidence.claims().fillna("")
        self.claims = rows[(rows["verdict"] != NOT_SHOWN) & (rows["kind"] != "question")]
        self.hidden = int((rows["verdict"] == NOT_SHOWN).sum())

    def counts(self) -> str:
        """How many claims have which verdict."""
        judged = self.claims[self.claims["verdict"] != ""]
        found = judged["verdict"].value_counts()
        told = ", ".join(f"{found[verdict]} {verdict}" for verdict in found.index)
        return (
            f"{len(judged)} claims: {told}. "
            f"{self.hidden} more were looked up by nobody and are not shown."
        )

    def __repr__(self) -> str:
        return self.counts()

    def _repr_html_(self) -> str:
        parts = []
        for text, rows in self.claims.groupby("text_source", sort=False):
            cells = [
                (row.claim, row.verdict or SILENT, row.evidence, cited(row.sources))
                for row in rows.itertuples()
            ]
            table = table_html(("Claim, in our words", "Verdict", "Why", "Read in"), cells)
            parts.append(f"<p><b>{escape(str(text))}</b></p>{table}")
        return (
            f"<p>{escape(self.counts())}</p><details><summary>All claims with their verdicts"
            f"</summary>{''.join(parts)}</details>"
        )


def cited(keys: str) -> str:
    """The sources of a claim, each in a few words."""
    return "; ".join(evidence.cite(key).partition(",")[0] for key in keys.split(";") if key)


def verdicts() -> Verdicts:
    """All claims of the source texts that were looked up, with verdict, reason and sources."""
    return Verdicts()
