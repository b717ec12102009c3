"""The claim sorter: every claim of the texts that this kit grew from, and the ledger's verdict."""

from html import escape

import ipywidgets

from kit import evidence
from kit.lesson import record, sheet, tally
from kit.lesson.question import Question

PILES = {
    "supported": "studies that were read say so",
    "needs qualification": "true in part, or for some, or not as strongly as it is said",
    "wrong or unsupported": "studies say otherwise, or none was found that says so",
    "not checked": "nobody looked it up, so nobody here may judge",
}
GOLDEN = 0.6180339887498949  # steps of this length spread claims of one text over all the others
NO_VERDICT = "no verdict"
DIRECTION = {  # what you said, and what the ledger says
    ("supported", "needs qualification"): "There is truth in it, and something is left out.",
    ("supported", "wrong or unsupported"): "It sounds right. The studies do not carry it.",
    ("needs qualification", "supported"): "You were more careful than you need be here.",
    ("needs qualification", "wrong or unsupported"): "A milder wording would not save it.",
    ("wrong or unsupported", "supported"): "Doubt went too far here: this one holds.",
    ("wrong or unsupported", "needs qualification"): "Keep what is true in it, and say its limits.",
    ("not checked", "supported"): "Somebody did look, and it holds.",
    ("not checked", "needs qualification"): "Somebody did look: it is true in part.",
    ("not checked", "wrong or unsupported"): "Somebody did look, and it does not hold.",
}
NOBODY = "You may be right. But nobody looked, and “not checked” is the honest pile."
INTRO = (
    "Say on which pile each claim belongs, and how sure you are. Then you see the ledger's "
    "verdict, why, and its sources, and the next claim opens below. Stop when you like: what you "
    "sorted is kept."
)
OWN_KEYS = 'data-lm-suppress-shortcuts="true"'  # or JupyterLab takes Enter for itself
KEY = "Every claim with its verdict: better after you have sorted"


class Claim(Question):
    """One claim and four piles; whoever only wants to see the verdict may skip.

    Parameters
    ----------
    row : dict
        A row of the ledger's claims.
    """

    def __init__(self, row):
        self.row = row
        super().__init__(f"clinic-{row['id']}", item(row))
        self.asked = self.asked | {"skippable": True}

    def _judged(self, answer, confidence, trap=None):
        verdict = super()._judged(answer, confidence, trap)
        return verdict if answer is not None else verdict | {"text": told(self.row)}


def item(row):
    """A claim as a question of the lesson kit."""
    options = []
    for pile in PILES:
        right = pile == row["verdict"]
        option = {"id": pile, "text": pile, "right": right, "why": told(row, pile)}
        if pile == "supported" and not right and row["misconception"]:
            option["misconception"] = row["misconception"]
        options.append(option)
    ask = f"“{row['claim']}” ({row['text_source']})"
    return {"kind": "choice", "ask": ask, "option": options, "as_written": True}


def told(row, said=None):
    """The ledger's verdict and its reason, after what somebody said."""
    verdict = row["verdict"]
    missed = NOBODY if verdict == "not checked" else DIRECTION.get((said, verdict), "")
    found = f"The ledger says: {verdict}. {row['evidence']} ({tally.title(row['lesson'])}.)"
    return found if said in (None, verdict) else f"{missed} {found}"


def linked(row):
    """The sources of a claim as links."""
    keys = [key for key in row["sources"].split(";") if key]
    links = [
        f'<a href="{escape(evidence.link(key))}" target="_blank">{escape(short(key))}</a>'
        for key in keys
    ]
    return "; ".join(links) or "none"


def short(key):
    """A source in a few words, such as "Bymaster et al. 2002"."""
    return evidence.cite(key).partition(",")[0]


def spread(rows):
    """The rows in an order that mixes the texts, always the same one."""
    places = sorted(range(len(rows)), key=lambda place: place * GOLDEN % 1)
    return [rows[place] for place in places]


class ClaimSorter(sheet.Readable, ipywidgets.VBox):
    """Claims to sort one below the other; where nothing runs, the whole table.

    Parameters
    ----------
    rows : list of dict
        Rows of the ledger's claims, in reading order.
    mixed : bool
        Ask them in an order that mixes the texts.
    """

    def __init__(self, rows, mixed):
        self.rows = rows
        asked = [row for row in rows if row["verdict"]]
        self.asked = {row["id"]: row for row in (spread(asked) if mixed else asked)}
        self.head, self.key = sheet.note(""), sheet.note(table(KEY, rows))
        self.shown, self.explained = [], set()
        super().__init__(children=[self.head, self.key])
        self._look_again()
        self._open_next()

    def chosen(self):
        """The pile that the learner last chose for each claim, by its id.

        Returns
        -------
        dict of str to str
            Claims that were only looked up are None.
        """
        found = {}
        for event in record.mine().events():
            name = str(event.get("item", "")).removeprefix("clinic-")
            if name in self.asked and event["kind"] in ("answer", "skip"):
                said = event.get("said")
                found[name] = said if isinstance(said, str) and said in PILES else None
        return found

    def words(self):
        """How far the learner is, and how far they agree with the ledger."""
        mine = {name: pile for name, pile in self.chosen().items() if pile}
        if not mine:
            return f"{len(self.asked)} claims wait to be sorted."
        same = sum(pile == self.asked[name]["verdict"] for name, pile in mine.items())
        wrong = "wrong or unsupported"
        ledger = sum(self.asked[name]["verdict"] == wrong for name in mine)
        return (
            f"You have sorted {len(mine)} of {len(self.asked)} claims, and on {same} of them you "
            f"and the ledger agree. You called {list(mine.values()).count(wrong)} of them wrong "
            f"or unsupported; the ledger says that of {ledger}."
        )

    def counts(self):
        """Your piles against the ledger's, as rows: what you said, then how often each verdict."""
        pairs = [(pile, self.asked[name]["verdict"]) for name, pile in self.chosen().items()]
        return [[said, *(pairs.count((said, verdict)) for verdict in PILES)] for said in PILES]

    def text(self):
        """The piles and every claim in plain words, without the verdicts."""
        piles = [f"{pile}: {meaning}" for pile, meaning in PILES.items()]
        return "\n".join([INTRO, *piles, *(f"- {row['claim']}" for row in self.rows)])

    def page(self):
        """The whole table as HTML for pages that run nothing, the verdicts folded away."""
        claims = "".join(f"<li>{escape(row['claim'])}</li>" for row in self.rows)
        return f"{introduction()}<ol>{claims}</ol>{table(KEY, self.rows)}{sheet.NOTE}"

    def queue(self):
        """For a page without Python: the heading, each claim with its sources, and the key."""
        sources = "<p>Sources: {}</p>".format
        claims = [(Claim(row), sheet.note(sources(linked(row)))) for row in self.asked.values()]
        return sheet.note(introduction()), claims, self.key

    def _look_again(self):
        counts = self.counts()
        heads = "".join(f'<th scope="col">{pile}</th>' for pile in PILES)
        body = "".join(
            f'<tr><th scope="row">{said}</th>{"".join(f"<td>{n}</td>" for n in row)}</tr>'
            for said, *row in counts
        )
        some = any(sum(row[1:]) for row in counts)
        self.head.value = f'{introduction()}<p role="status"><b>{self.words()}</b></p>' + (
            f"<details {OWN_KEYS}><summary>Your piles against the ledger's</summary><table><tr>"
            f'<th scope="col">You said ↓, the ledger →</th>{heads}</tr>{body}</table></details>'
            if some
            else ""
        )

    def _open_next(self):
        done = {*self.chosen(), *(claim.row["id"] for claim in self.shown)}
        left = [row for name, row in self.asked.items() if name not in done]
        if left:
            claim = Claim(left[0])
            claim.observe(self._on_verdict, "verdict")
            self.shown.append(claim)
            self.children = (*self.children[:-1], claim, self.key)

    def _on_verdict(self, change):
        claim = change["owner"]
        if claim.committed and claim.name not in self.explained:
            self.explained.add(claim.name)
            sources = sheet.note(f"<p>Sources: {linked(claim.row)}</p>")
            self.children = (*self.children[:-1], sources, self.key)
            self._open_next()
        self._look_again()


def introduction():
    """What to do, and what the piles mean."""
    piles = "".join(f"<li><b>{pile}</b>: {meaning}</li>" for pile, meaning in PILES.items())
    return f"<p>{INTRO}</p><ul>{piles}</ul>"


def table(summary, rows):
    """All claims with their verdicts and sources, folded away under a summary."""
    heads = ("Claim", "Verdict", "Why", "Sources", "Lesson")
    head = "".join(f'<th scope="col">{name}</th>' for name in heads)
    parts = []
    for text in dict.fromkeys(row["text_source"] for row in rows):
        body = "".join(
            f"<tr><td>{escape(row['claim'])}</td><td>{row['verdict'] or NO_VERDICT}</td>"
            f"<td>{escape(row['evidence'])}</td><td>{linked(row)}</td><td>{escape(tally.title(row['lesson']))}</td></tr>"
            for row in rows
            if row["text_source"] == text
        )
        parts.append(f"<p><b>{escape(text)}</b></p><table><tr>{head}</tr>{body}</table>")
    return f"<details {OWN_KEYS}><summary>{summary}</summary>{''.join(parts)}</details>"


def claim_sorter(text=None):
    """Sort the claims of the source texts, then see the verdict, the reason and the sources.

    Parameters
    ----------
    text : str, optional
        Only the claims of one text, such as "naltrexone page"; all of them otherwise.

    Raises
    ------
    ValueError
        For another text.
    """
    rows = evidence.claims().fillna("").to_dict("records")
    texts = list(dict.fromkeys(row["text_source"] for row in rows))
    if text is not None and text not in texts:
        raise ValueError(f"text = {text!r} is not one of the texts: {', '.join(texts)}.")
    chosen = [row for row in rows if text in (None, row["text_source"])]
    return ClaimSorter(chosen, mixed=text is None)
