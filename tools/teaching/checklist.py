"""The safety page: standing texts, every safety statement with a number in it, and its source."""

import re
import tomllib
from collections import Counter
from functools import cache

from kit.evidence import read
from kit.lesson import items
from tools.teaching import notebooks, pages
from tools.templating import render, templates

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
    "claims": "evidence",
    "clinical_page": "line",
    "misconceptions": "what_is_so",
    "glossary": "definition",
}
LEDGER = {  # topics of rows that labs show
    "naltrexone_trials": {
        "harm",
        "mortality",
        "liver",
        "mood",
        "contraindication",
        "opioid_free_interval",
    },
    "trials": {"suicidality_by_age", "discontinuation", "harm"},
}


@cache
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
                    yield name, part
    for table, column in TABLES.items():
        for row in read.rows(table):
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
        (place, sentence)
        for place, sentence in dict.fromkeys(sentences())
        if SAFETY.search(sentence) and re.search(r"\d", NAMES.sub("", sentence))
    ]


def missing():
    """The numbered safety sentences for which nobody has named a source."""
    known = [*written()["statement"], *written()["not_safety"], *_from_ledger()]
    return [
        (place, sentence)
        for place, sentence in numbered()
        if not any(one["in"] == place and one["says"] in sentence for one in known)
    ]


def _from_ledger():
    """The numbered safety sentences of tables whose rows name their own sources."""
    rows = {row["id"]: row for table in TABLES for row in read.rows(table) if row.get("sources")}
    return [
        {"in": place, "says": sentence, "sources": rows[place]["sources"].split(";")}
        for place, sentence in numbered()
        if place in rows
    ]


def _statements():
    """Place, text and sources of every statement; each must be in one sentence."""
    places = list(dict.fromkeys(sentences()))
    for one in [*written()["statement"], *_from_ledger()]:
        texts = [text for place, text in places if place == one["in"] and one["says"] in text]
        if len(texts) != 1:
            raise ValueError(f"{one['in']}: {one['says']!r} is in {len(texts)} sentences, not one.")
        text = texts[0].strip("| ").replace(" | ", " · ").lstrip("- ")
        yield one["in"], text, one["sources"]


def source(key):
    """A source with the identifier by which it is found."""
    row = next(row for row in read.rows("sources") if row["key"] == key)
    if row["doi"]:
        return f"`{key}` [doi:{row['doi']}](https://doi.org/{row['doi']})"
    return f"`{key}` " + (f"PMID {row['pmid']}" if row["pmid"] else row["label_id"] or row["title"])


def _number(value):
    return "" if value is None else f"{value:g}"


def page():
    """The safety page as Markdown."""
    templates().filters |= {"source": source, "number": _number}
    sources = " from source/safety.toml, the lessons, their questions and the ledger"
    reported = Counter((row["drug"], row["source"]) for row in read.rows("side_effects"))
    return render(
        "safety.md",
        made=pages.MADE.format(sources),
        written=written(),
        standing=tomllib.loads((items.FOLDER / "safety.toml").read_text(encoding="utf-8")),
        statements=list(_statements()),
        tables=[
            [row for row in read.rows(table) if row["topic"] in topics]
            for table, topics in LEDGER.items()
        ],
        side_effects=sorted(reported.items()),
    )
