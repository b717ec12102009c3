"""Check every number of the ledger and say what it holds: `make ledger`.

    python tools/check_ledger.py [data folder]

Schema, units, ranges, keys, sources, identifiers and licences, first by the kit's own reader, then
by frictionless, which knows nothing of the kit. The first fault ends it with one sentence.
"""

import re
import sys
from collections import Counter
from pathlib import Path

import frictionless

from kit import evidence
from kit.evidence import read

SHARE_ALIKE = "CC BY-SA"
NOT_READ = "unconfirmed"  # a word that is not in any file of the ledger


SOURCELESS = {"empty", "chosen", "waiting", "words"}  # statuses of rows that name no source
# A claim may be unchecked, a belief wrong by its meaning, and a word means what we say it means.
SOURCED = (  # a field of a drug and the column that names its source
    ("drug_class", "class_source"),
    ("brand_names", "brands_source"),
    ("active_metabolite", "metabolite_source"),
)
UNSOURCED = {"claims", "conditions", "glossary", "misconceptions"}


def keys_of(name, row):
    """Keys of the sources table that a row names, one a cell or several with semicolons."""
    single = {row[column] for column in read.source_columns(name)}
    return (single | set(row.get("sources", "").split(";"))) - {""}


def faults():
    """Faults that span several cells or rows, one sentence each."""
    tables = [name for name in read.names() if name != "sources"]
    sources = {row["key"]: row for row in read.rows("sources")}
    used = set()
    for name in tables:
        for row in read.rows(name):
            keys = keys_of(name, row)
            used |= keys
            where = f"data/{name}.csv, {row.get('id') or row['drug']}"
            if not keys and name not in UNSOURCED and row["status"] not in SOURCELESS:
                yield f"{where}: the row names no source."
            if unknown := keys - sources.keys():
                yield f"{where}: data/sources.csv has no {', '.join(sorted(unknown))}."
                continue
            alike = {key for key in keys if sources[key]["licence"].startswith(SHARE_ALIKE)}
            if bool(alike) != name.endswith("_share_alike"):
                yield f"{where}: share-alike rows, and only they, belong in a _share_alike file."
            yield from (f"{where}: {oddity}" for oddity in oddities(name, row))
    for key, row in sources.items():
        if key not in used:
            yield f"data/sources.csv, {key}: no row uses this source."
        if not (row["doi"] or row["pmid"] or row["label_id"]):
            yield f"data/sources.csv, {key}: it needs a doi, a pmid or a label_id."
    for path in sorted(evidence.DATA_FOLDER.glob("*.csv")):
        if path.stem not in read.names():
            yield f"data/{path.name}: data/datapackage.json does not describe it."
        elif NOT_READ in path.read_text(encoding="utf-8"):
            yield f"data/{path.name}: a number that nobody has read in its source does not go in."


def slug(heading):
    """The end of a link to a heading, as static sites make it: GitHub's rule."""
    return re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")


def oddities(name, row):
    """Inconsistencies within a row whose cells are each valid."""
    for low, high in (("low", "typical"), ("typical", "high"), ("low", "high")):
        if row.get(low) is not None and row.get(high) is not None and row[low] > row[high]:
            yield f"{low} is above {high}."
    if name.startswith("affinities"):
        if row["value_nM"] == 10000 and row["qualifier"] == "=" and row["source"] == "pdsp2020":
            yield "10000 is where the database stops: its qualifier is > or ?."
        if row["primary_pmid"] and not row["primary_basis"]:
            yield "say how its paper was attached."
    if name == "glossary" and row["id"] != slug(row["term"]):
        yield f"the id of {row['term']} is {slug(row['term'])}, for links end in it."
    if name == "drugs":
        for field, source in SOURCED:
            if bool(row[field]) != bool(row[source]):
                yield f"{field} and {source} go together."


def main(folder=None):
    """Print the counts, or the first fault; return 0 if all is well."""
    if folder:
        evidence.DATA_FOLDER = Path(folder).resolve()
    evidence.reload()
    try:
        counts = {name: len(read.rows(name)) for name in read.names()}
        fault = next(faults(), None)
    except evidence.LedgerError as error:
        fault = str(error)
    if fault:
        print(fault, file=sys.stderr)
        return 1
    report = frictionless.validate(str(evidence.DATA_FOLDER / "datapackage.json"))
    if not report.valid:
        for name, line, column, message in report.flatten(
            ["name", "rowNumber", "fieldName", "message"]
        ):
            print(f"data/{name}.csv, row {line}, column {column}: {message}", file=sys.stderr)
        return 1
    for name, count in counts.items():
        statuses = Counter(row.get("status") or row.get("verdict", "") for row in read.rows(name))
        shares = ", ".join(
            f"{number} {status}" for status, number in statuses.most_common() if status
        )
        print(f"{name:24}{count:5}  {shares}".rstrip())
    unique = sum(counts.values()) - counts["sources"]
    print(f"{'all rows':24}{unique:5}  all sources named are there, all that are there are used")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
