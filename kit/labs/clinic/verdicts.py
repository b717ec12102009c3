from html import escape

from kit import evidence
from kit.chart.saved import table_html
from kit.labs.page import Page, folded

HEADS = ("Claim, in our words", "Verdict", "Why", "Read in")
NOT_SHOWN = "not checked"
SILENT = "left out"  # placeholder for a verdict where a text says nothing


def verdicts() -> Page:
    """All claims of the source texts that were looked up, with verdict, reason and sources."""
    rows = evidence.claims().fillna("")
    hidden = (rows["verdict"] == NOT_SHOWN).sum()
    claims = rows[(rows["verdict"] != NOT_SHOWN) & (rows["kind"] != "question")]
    judged = claims.loc[claims["verdict"] != "", "verdict"]
    told = ", ".join(f"{count} {verdict}" for verdict, count in judged.value_counts().items())
    counts = (
        f"{len(judged)} claims: {told}. {hidden} more were looked up by nobody and are not shown."
    )
    parts = []
    for text, mine in claims.groupby("text_source", sort=False):
        cells = [
            (row.claim, row.verdict or SILENT, row.evidence, cited(row.sources))
            for row in mine.itertuples()
        ]
        parts.append(f"<p><b>{escape(str(text))}</b></p>{table_html(HEADS, cells)}")
    html = folded("All claims with their verdicts", "".join(parts))
    return Page(counts, f"<p>{escape(counts)}</p>{html}")


def cited(keys: str) -> str:
    """The sources of a claim, each in a few words."""
    return "; ".join(evidence.cite(key).partition(",")[0] for key in keys.split(";") if key)
