"""The evidence ledger: measured numbers from `data/`, each row with the paper it comes from."""

import csv
import difflib
import io
import json
import re
from collections import namedtuple
from functools import lru_cache
from pathlib import Path

_INSIDE, _BESIDE = Path(__file__).parent / "data", Path(__file__).parent.parent / "data"
DATA_FOLDER = _INSIDE if _INSIDE.exists() else _BESIDE  # inside an installed wheel, or a clone
_Type = namedtuple("_Type", "shape read words dtype empty")  # how the cells of a column look
_TYPES = {
    "integer": _Type(r"-?\d{1,9}", int, "a whole number", "Int64", None),
    "number": _Type(r"-?\d{1,9}(\.\d{1,9})?", float, "a number", "float64", None),
    "string": _Type(r".+", str, "text", "str", ""),
}
_IDENTIFIERS = {  # column of the sources table: how it is written, where it leads
    "doi": ("doi:", "https://doi.org/"),
    "pmid": ("PMID ", "https://pubmed.ncbi.nlm.nih.gov/"),
    "label_id": ("label ", "https://dailymed.nlm.nih.gov/dailymed/drugInfo.cfm?setid="),
}


class LedgerError(ValueError):
    """A file of the ledger is missing or damaged; the message says where and what is allowed."""


def occupancy(drug=None, target=None, regimen=None):
    """Measured occupancy of transporters and receptors in the human brain (PET or SPECT).

    Parameters
    ----------
    drug : str, optional
        A drug, as `drugs()` names it; "several" for numbers that cover more than one.
    target : str, optional
        A transporter or receptor, as `targets()` names it.
    regimen : {"single", "repeated"}, optional
        One dose, or doses until the level is steady.

    Returns
    -------
    pandas.DataFrame
        One measurement per row; doses in mg (per day when repeated), times in hours, occupancy
        in percent, plasma levels in ng/mL. Missing numbers are NA, missing text is empty.

    Raises
    ------
    ValueError
        For a value that the table does not have; `LedgerError` for a damaged file.
    """
    return _pick("occupancy", drug=drug, target=target, regimen=regimen)


def occupancy_fits(drug=None, target=None):
    """Published fits of a hyperbola to occupancy: ED50 in mg or mg/kg, EC50 in ng/mL.

    Parameters
    ----------
    drug, target : str, optional
        As in `occupancy`, with the same errors; a known drug that nobody fitted gives no rows.
    """
    return _pick("occupancy_fits", drug=drug, target=target)


def dose_response(outcome=None, drug_class=None):
    """Risk ratios against placebo, with 95 % intervals, from pooled trials at several doses.

    Parameters
    ----------
    outcome : {"response", "dropout_adverse_effects", "dropout_any_reason"}, optional
        Symptoms fell by half or more; left because of side effects; left for any reason.
    drug_class : {"SSRI", "SNRI"}, optional
        SSRI doses are in mg of fluoxetine or its equivalent, venlafaxine doses in its own mg.

    Raises
    ------
    ValueError
        For an outcome or class that the table does not have; `LedgerError` for a damaged file.
    """
    return _pick("dose_response", outcome=outcome, drug_class=drug_class)


def sources(keys=None):
    """The papers behind the ledger, or those with the given keys, each once.

    Parameters
    ----------
    keys : str or iterable of str, optional
        Values of a `source` column.

    Raises
    ------
    ValueError
        For a key that is not in the sources table; `LedgerError` for a damaged file.
    """
    table = _table("sources")
    if keys is not None:
        keys = [keys] if isinstance(keys, str) else list(keys)
        for key in keys:
            _check("sources", "key", key, table["key"])
        table = table[table["key"].isin(keys)]
    return table.reset_index(drop=True).copy()


def cite(row_or_key):
    """A short citation, as "Takano et al. 2006, Psychopharmacology 185:395, doi:10.1007/…".

    Parameters
    ----------
    row_or_key : str or row
        A key of the sources table, or a row of any table; a row read second-hand says where.
    """
    key, quoting = _keys(row_or_key)
    source = _source(key)
    first, *others = source["authors"].removesuffix(" et al.").split(", ")
    name = re.sub(r" [A-Z]{1,3}$", "", first)
    name += " et al." if others or source["authors"].endswith(" et al.") else ""
    volume, page = source["volume"], source["pages"].split("-")[0]
    place = (f" {volume}:{page}" if volume else f", p. {page}") if page else f" {volume}".rstrip()
    said = f"{name} {source['year']}, {source['journal']}{place}, {source['mark']}"
    return f"{said}, quoted in {cite(quoting)}" if quoting else said


def link(row_or_key):
    """The web address of the paper of a key or row, as in `cite`: DOI, else PubMed or DailyMed."""
    return _source(_keys(row_or_key)[0])["address"]


def drugs():
    """Names of the drugs in the occupancy table, in alphabetical order."""
    return [name for name in _known("drug") if name != "several"]


def targets():
    """Names of the transporters and receptors in the occupancy table, in alphabetical order."""
    return _known("target")


def reload():
    """Forget what was read, so that the next question reads the files again."""
    for cached in (_schema, _rows, _table):
        cached.cache_clear()


def _pick(name, **wanted):
    """The rows of a table that have the wanted values; None wants any value."""
    table = _table(name)
    for column, value in wanted.items():
        if value is not None:
            _check(name, column, value, _known(column, name))
            table = table[table[column] == value]
    return table.reset_index(drop=True).copy()


def _known(column, name="occupancy"):
    """The values of a column; drugs and targets are those of the occupancy table."""
    rows = _rows("occupancy" if column in ("drug", "target") else name)
    return sorted({row[column] for row in rows} - {""})


def _check(table, argument, value, known):
    """Refuse a value that a column does not have, naming the nearest ones and all of them."""
    lower = {name.lower(): name for name in sorted(known)}
    if value not in lower.values():
        near = difflib.get_close_matches(str(value).lower(), lower, cutoff=0.7)
        hint = f" (the nearest: {', '.join(lower[name] for name in near)})" if near else ""
        choose = f"choose from {', '.join(lower.values())}."
        raise ValueError(f"{argument}={value!r} is not in the {table} table{hint}; {choose}")


def _keys(row_or_key):
    """Keys of the paper that a key or a row stands for, and of the paper that quotes it."""
    if isinstance(row_or_key, str):
        return row_or_key, ""
    row = row_or_key._asdict() if hasattr(row_or_key, "_asdict") else row_or_key
    return (row["source"], row.get("quoted_in", "")) if "source" in row else (row["key"], "")


def _source(key):
    """The row of the sources table with a key, all as text, with its identifier and address."""
    found = {row["key"]: row for row in _rows("sources")}
    _check("sources", "key", key, found)
    source = {column: str(value or "") for column, value in found[key].items()}
    if not (column := next((name for name in _IDENTIFIERS if source[name]), None)):
        raise LedgerError(f"data/sources.csv: {key} needs a doi, a pmid or a label_id.")
    mark, address = (before + source[column] for before in _IDENTIFIERS[column])
    return source | {"mark": mark, "address": address}


@lru_cache
def _table(name):
    """A checked table as a DataFrame, never handed out itself."""
    import pandas as pd  # here: a second when cold, and a lesson may begin without it

    columns = {}
    for field in _schema(name)["fields"]:
        cells = [row[field["name"]] for row in _rows(name)]
        columns[field["name"]] = pd.Series(cells, dtype=_TYPES[field["type"]].dtype)
    return pd.DataFrame(columns)


@lru_cache
def _rows(name):
    """The rows of a table as dicts, each cell checked against the data package."""
    schema, found = _schema(name), []
    taken = {schema["primaryKey"]: set()}
    keys = {
        key["fields"]: {row["key"] for row in _rows(key["reference"]["resource"])}
        for key in schema.get("foreignKeys", [])
    }
    for line, cells in _lines(name):
        row = {}
        for field in schema["fields"]:
            column, text = field["name"], cells[field["name"]]
            row[column] = value = _cell(name, line, field, text)
            if text and value not in keys.get(column, {value}):
                raise _fault(name, line, column, text, "write a key that data/sources.csv has")
            if value in taken.get(column, ()):
                raise _fault(name, line, column, text, "write another one, for a row above has it")
            taken.get(column, set()).add(value)
        found.append(row)
    return found


def _lines(name):
    """Line number and cells of each row, by column, once header and lengths are right."""
    names = [field["name"] for field in _schema(name)["fields"]]
    text = _text(f"{name}.csv")
    if text.startswith("\ufeff"):
        raise _fault(
            name, 1, names[0], "\ufeff", "save the file as UTF-8 without a byte order mark"
        )
    reader = csv.reader(io.StringIO(text, newline=""))
    header, cells, line = next(reader, []), [], 2
    for column in dict.fromkeys([*names, *header]):
        if header.count(column) != 1 or column not in names:
            need = f"the columns are {', '.join(names)}, each once"
            raise _fault(name, 1, column, ",".join(header), need)
    for cells in reader:
        if len(cells) != len(names):
            need = f"write the {len(names)} cells of a row (these are {len(cells)})"
            last = header[: len(cells) or 1][-1]
            raise _fault(name, line, last, (cells or [""])[-1], need)
        yield line, dict(zip(header, cells))
        line = reader.line_num + 1
    if not cells or not text.endswith("\n"):
        need = "the file is cut off here: write its rows, and a line end after the last"
        raise _fault(name, reader.line_num, header[-1], (cells or header)[-1], need)


def _cell(name, line, field, text):
    """The value of a cell, None if it is empty; refuses what the data package does not allow."""
    rule, kind = field.get("constraints", {}), _TYPES[field["type"]]
    value = kind.read(text) if re.fullmatch(kind.shape, text) else kind.empty
    fine = text == "" and not rule.get("required")
    if value != kind.empty:
        fine = rule.get("minimum", value) <= value <= rule.get("maximum", value)
        fine &= value in rule.get("enum", [value])
        fine &= re.search(rule.get("pattern", ""), text) is not None
    if not text.isprintable():
        raise _fault(name, line, field["name"], text, "save the file as UTF-8, one line per row")
    if not fine:
        need = "write " + (" or ".join(rule["enum"]) if "enum" in rule else kind.words)
        need += f" from {rule['minimum']} to {rule['maximum']}" if "minimum" in rule else ""
        need += f" of the form {rule['pattern']}" if "pattern" in rule else ""
        need += "" if rule.get("required") else ", or leave the cell empty"
        raise _fault(name, line, field["name"], text, need)
    return value


def _fault(name, line, column, value, need):
    shown = repr(value if len(value) < 70 else value[:66] + " ...")
    place = f"data/{name}.csv, row {line}, column {column}: {shown} is not allowed"
    return LedgerError(f"{place}; {need}, or {_restore(name + '.csv')}")


def _restore(file):
    return f"restore the file with `git checkout data/{file}`."


@lru_cache
def _schema(name):
    try:
        resources = json.loads(_text("datapackage.json"))["resources"]
        return next(item["schema"] for item in resources if item["name"] == name)
    except (json.JSONDecodeError, KeyError, StopIteration, TypeError) as error:
        what = f"data/datapackage.json does not describe {name}.csv ({error!r})"
        raise LedgerError(f"{what}: {_restore('datapackage.json')}") from None


def _text(file):
    """A file of the data folder as text; bytes that are not UTF-8 stay to be found in a cell."""
    try:
        return (DATA_FOLDER / file).read_bytes().decode("utf-8", errors="surrogateescape")
    except OSError:
        raise LedgerError(f"data/{file} is missing: {_restore(file)}") from None
