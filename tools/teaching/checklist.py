"""The safety page: standing texts, every safety statement with a number in it, and its source."""

import csv
import re
import tomllib
from functools import lru_cache

from kit import evidence
from kit.lesson import items
from tools.teaching import notebooks, pages

SENTENCE = re.compile(r'(?<=[.!?])\s+(?=[A-Z“"*\[])')
NAMES = re.compile(r"alpha-?\d|beta-?\d|\bH1\b|\bNB\d|5-HT|lessons? \d|\(\w[^()]*\b\d{4}\b[^()]*\)")
SAFETY = re.compile(
    r"suicid|overdos|withdraw|death|\bdied|\bdie\b|\bkill|liver|pregnan|newborn|seizure|warning"
    r"|side effect|\bharm|poison|serotonin syndrome|blood pressure|bleed|sodium|sexual|stopp"
    r"|naloxone|breath|nausea|sleepiness|without opioids|dangerous|pain relief|heart (?:rate|went)"
    r"|fast heart|kg (?:more|less)|person-years|opioid-free",
    re.I,
)
TABLES = {
    "claims.csv": "evidence",
    "clinical_page.csv": "line",
    "misconceptions.csv": "what_is_so",
    "glossary.csv": "definition",
}
LEDGER = {
    evidence.naltrexone_trials: (
        "harm",
        "mortality",
        "liver",
        "mood",
        "contraindication",
        "opioid_free_interval",
    ),
    evidence.trials: ("suicidality_by_age", "discontinuation", "harm"),
}


@lru_cache
def written():
    """What is written by hand: which source stands behind which statement."""
    return tomllib.loads((pages.SOURCE / "safety.toml").read_text(encoding="utf-8"))


def sentences():
    """Every sentence of lessons, questions and tables that a learner may read, with its place.

    Yields
    ------
    tuple of str
        Cell, question or row, and sentence without Markdown; a row of a table is one sentence.
    """
    for number in items.lessons():
        for name, cell in notebooks.lesson(number).cells.items():
            if cell["cell_type"] == "markdown":
                for line in "".join(cell["source"]).splitlines():
                    parts = [line] if line.startswith("|") else SENTENCE.split(line)
                    yield from ((name, notebooks.plain(part)) for part in parts if part.strip())
    for number in (*items.lessons(), items.CHECK):
        for name, item in items.lesson(number).items():
            for text in _texts(item):
                for part in SENTENCE.split(text):
                    yield items.full_name(number, name), part
    for file, column in TABLES.items():
        for row in _table(file):
            yield from ((row["id"], part) for part in SENTENCE.split(row[column]))


def _texts(item):
    if isinstance(item, str):
        yield item
    elif isinstance(item, list | dict):
        for part in item.values() if isinstance(item, dict) else item:
            yield from _texts(part)


def numbered():
    """The sentences that speak of safety and hold a number."""
    return [
        (place, said)
        for place, said in dict.fromkeys(sentences())
        if SAFETY.search(said) and re.search(r"\d", NAMES.sub("", said))
    ]


def missing():
    """The numbered safety sentences for which nobody has named a source."""
    known = [*written()["statement"], *written()["not_safety"], *_from_ledger()]
    return [
        (place, said)
        for place, said in numbered()
        if not any(one["in"] == place and one["says"] in said for one in known)
    ]


def page():
    """The safety page as Markdown."""
    parts = [
        pages.MADE.format(" from source/safety.toml, the lessons, their questions and the ledger"),
        "# Safety, and a checklist for the reviewer",
        written()["about"].strip(),
        "## Standing texts",
        written()["standing"].strip(),
        _cards(),
        "## Statements with a number",
        written()["statements"].strip(),
        _statements(),
        "## Rows of the ledger that labs and tables show",
        written()["ledger"].strip(),
        *[_rows(table, topics) for table, topics in LEDGER.items()],
        _side_effects(),
        "## Review",
        written()["review"].strip(),
    ]
    return "\n\n".join(parts) + "\n"


def _cards():
    file = tomllib.loads((items.FOLDER / "safety.toml").read_text(encoding="utf-8"))
    shown = [f"**{name}.** {text}" for name, text in file["texts"].items()]
    return "\n\n".join([f"Dated {file['dated']}.", *shown])


def _from_ledger():
    """The numbered safety sentences of tables whose rows name their own sources."""
    rows = {row["id"]: row for file in TABLES for row in _table(file) if row.get("sources")}
    return [
        {"in": place, "says": said, "sources": rows[place]["sources"].split(";")}
        for place, said in numbered()
        if place in rows
    ]


def _statements():
    table = ["| ok | where | statement | source |", "|---|---|---|---|"]
    found = list(dict.fromkeys(sentences()))
    for one in [*written()["statement"], *_from_ledger()]:
        said = [text for place, text in found if place == one["in"] and one["says"] in text]
        if len(said) != 1:
            raise ValueError(f"{one['in']}: {one['says']!r} is in {len(said)} sentences, not one.")
        source = "; ".join(map(named, one["sources"]))
        text = said[0].strip("| ").replace(" | ", " · ").lstrip("- ")
        table.append(f"| ☐ | `{one['in']}` | {text} | {source} |")
    return "\n".join(table)


@lru_cache
def _table(name):
    with (notebooks.ROOT / "data" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@lru_cache
def _sources():
    return {row["key"]: row for row in _table("sources.csv")}


def named(key):
    """A source with the identifier by which it is found."""
    row = _sources()[key]
    found = [
        f"[doi:{row['doi']}](https://doi.org/{row['doi']})" if row["doi"] else "",
        f"PMID {row['pmid']}" if row["pmid"] else "",
        row["label_id"],
    ]
    return f"`{key}` " + (next(filter(None, found)) or row["title"])


def _number(value):
    return "" if value != value else f"{value:g}"


def _rows(table, topics):
    rows = table()
    rows = rows[rows["topic"].isin(topics)]
    head = "| ok | row | outcome | estimate | interval or range | unit | each side | source |"
    lines = [head, "|---|---|---|---|---|---|---|---|"]
    for name, row in rows.reset_index().set_index("id").iterrows():
        low, high = _number(row["ci_low"]), _number(row["ci_high"])
        sides = " / ".join(
            filter(None, (_number(row["group_percent"]), _number(row["comparator_percent"])))
        )
        span = f"{low} to {high}" if low or high else ""
        lines.append(
            f"| ☐ | `{name}` | {row['outcome']} | {_number(row['estimate'])} | {span} "
            f"| {row['unit'] or ''} | {sides and sides + ' %'} | {named(row['source'])} |"
        )
    return "\n".join(lines)


def _side_effects():
    rows = evidence.side_effects()
    counts = rows.groupby(["drug", "source"]).size()
    lines = ["| ok | drug | rows of side_effects.csv | source |", "|---|---|---|---|"]
    lines += [f"| ☐ | {drug} | {n} | {named(key)} |" for (drug, key), n in counts.items()]
    return "\n".join(lines)
