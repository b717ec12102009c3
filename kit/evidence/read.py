"""Reading the ledger: every cell is checked against `data/datapackage.json` before it is used."""

from __future__ import annotations

import csv
import difflib
import io
import json
import re
import sys
from collections import namedtuple
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any

_Type = namedtuple("_Type", "shape read words dtype empty")  # how the cells of a column look
_TYPES = {
    "integer": _Type(re.compile(r"-?\d{1,9}"), int, "a whole number", "Int64", None),
    "number": _Type(re.compile(r"-?\d{1,9}(\.\d{1,9})?"), float, "a number", "float64", None),
    "string": _Type(re.compile(r".+"), str, "text", "str", ""),
}


class LedgerError(ValueError):
    """A file of the ledger is missing or damaged; the message says where and what is allowed."""


def forget() -> None:
    """Clear all caches, so that files are read again."""
    for cached in (_resources, rows, table):
        cached.cache_clear()


def names() -> Any:
    """Names of all tables that the data package describes."""
    return list(_resources())


@lru_cache
def _pandas() -> Any:
    """Import pandas late: it takes a second when cold, and a lesson can begin without it."""
    import pandas as pd

    pd.set_option("display.max_colwidth", 120)  # a title and an outcome are read whole
    return pd


@lru_cache
def table(name: str) -> Any:
    """A checked table as a DataFrame, never handed out itself."""
    pd, columns = _pandas(), {}
    for field in schema(name)["fields"]:
        cells = [row[field["name"]] for row in rows(name)]
        columns[field["name"]] = pd.Series(cells, dtype=_TYPES[field["type"]].dtype)
    return pd.DataFrame(columns)


@lru_cache
def rows(name: str) -> Any:
    """The rows of a table as dicts, each cell checked against the data package."""
    fields, found = schema(name)["fields"], []
    taken: dict[str, set[str]] = {schema(name)["primaryKey"]: set()}
    keys = {
        key["fields"]: (
            key["reference"]["resource"],
            {row[key["reference"]["fields"]] for row in rows(key["reference"]["resource"])},
        )
        for key in schema(name).get("foreignKeys", [])
    }
    checked: dict[str, dict[str, Any]] = {
        field["name"]: {} for field in fields
    }  # cells that passed their check
    for line, cells in _lines(name):
        row = {}
        for field in fields:
            column, text = field["name"], cells[field["name"]]
            right = checked[column]
            if text not in right:
                value = _cell(name, line, field, text)
                home, allowed = keys.get(column, ("", {value}))
                if text and value not in allowed:
                    raise _fault(name, line, column, text, f"write a key that data/{home}.csv has")
                right[text] = value
            row[column] = value = right[text]
            if column in taken:
                if value in taken[column]:
                    need = "write another one, for a row above has it"
                    raise _fault(name, line, column, text, need)
                taken[column].add(value)
        _range(name, line, row, cells)
        found.append(row)
    return found


def schema(name: str) -> Any:
    """The columns and keys of a table, as the data package has them."""
    try:
        return _resources()[name]
    except (json.JSONDecodeError, KeyError, TypeError) as error:
        what = f"data/datapackage.json does not describe {name}.csv ({error!r})"
        raise LedgerError(f"{what}: {_restore('datapackage.json')}") from None


def known(column: Any, name: str) -> Any:
    """The values of a column, except the empty one, in alphabetical order."""
    return sorted({row[column] for row in rows(name)} - {""})


def source_columns(name: str) -> list[str]:
    """Columns of a table that hold a key of the sources table."""
    keys = schema(name).get("foreignKeys", [])
    return [key["fields"] for key in keys if key["reference"]["resource"] == "sources"]


def check(
    table_name: Any,
    argument: Any,
    value: Any,
    allowed: Any,
    other_names: Callable[..., Any] | None = None,
) -> None:
    """Refuse a value that a column does not have, naming the nearest ones and all of them.

    Parameters
    ----------
    other_names : function, optional
        Returns {name in lower case: message} for brands and synonyms.
    """
    if value not in list(allowed):
        lower = {name.lower(): name for name in sorted(allowed)}
        said = (other_names() if other_names else {}).get(str(value).strip().lower())
        near = difflib.get_close_matches(str(value).lower(), lower, cutoff=0.7)
        hint = f" (the nearest: {', '.join(lower[name] for name in near)})" if near else ""
        hint = f" ({value} {said})" if said else hint
        choose = f"choose from {', '.join(lower.values())}."
        raise ValueError(f"{argument}={value!r} is not in the {table_name} table{hint}; {choose}")


def _lines(name: str) -> Iterator[Any]:
    """Line number and cells of each row, by column, once header and lengths are right."""
    columns = [field["name"] for field in schema(name)["fields"]]
    text = _text(f"{name}.csv")
    if text.startswith("\ufeff"):
        raise _fault(
            name, 1, columns[0], "\ufeff", "save the file as UTF-8 without a byte order mark"
        )
    reader = csv.reader(io.StringIO(text, newline=""))
    try:
        yield from _whole_lines(name, columns, text, reader)
    except csv.Error:
        need = "a cell has no end: close its quotation mark"
        raise _fault(name, reader.line_num, columns[0], "", need) from None


def _whole_lines(name: str, columns: Any, text: str, reader: Any) -> Iterator[Any]:
    """Line number and cells of each row that the reader of a table finds."""
    header: list[str] = next(reader, [])
    cells: list[str] = []
    line = 2
    for column in dict.fromkeys([*columns, *header]):
        if header.count(column) != 1 or column not in columns:
            need = f"the columns are {', '.join(columns)}, each once"
            raise _fault(name, 1, column, ",".join(header), need)
    for cells in reader:
        if len(cells) != len(columns):
            need = f"write the {len(columns)} cells of a row (these are {len(cells)})"
            last = header[: len(cells) or 1][-1]
            raise _fault(name, line, last, (cells or [""])[-1], need)
        yield line, dict(zip(header, cells))
        line = reader.line_num + 1
    if not cells or not text.endswith("\n"):
        need = "the file is cut off here: write its rows, and a line end after the last"
        raise _fault(name, reader.line_num, header[-1], (cells or header)[-1], need)


def _cell(name: str, line: Any, field: Any, text: str) -> Any:
    """The value of a cell, None if empty; refuse values that the data package does not allow."""
    rule, kind = field.get("constraints", {}), _TYPES[field["type"]]
    value = kind.read(text) if kind.shape.fullmatch(text) else kind.empty
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


def _range(name: str, line: Any, row: Any, cells: Any) -> None:
    """Refuse a number in another unit than its kind has, where one column names the kind."""
    rule = schema(name).get("kit:ranges")
    if not rule:
        return
    kind = row[rule["kind"]]
    unit, least, most = rule["of"][kind]
    if row[rule["unit"]] != unit:
        raise _fault(name, line, rule["unit"], cells[rule["unit"]], f"{kind} is in {unit}")
    for column in rule["values"]:
        if row[column] is not None and not least <= row[column] <= most:
            need = f"write a number from {least} to {most}, for {kind} is in {unit}"
            raise _fault(name, line, column, cells[column], need)


def _fault(name: str, line: Any, column: Any, value: Any, need: Any) -> Any:
    shown = repr(value if len(value) < 70 else value[:66] + " ...")
    place = f"data/{name}.csv, row {line}, column {column}: {shown} is not allowed"
    return LedgerError(f"{place}; {need}, or {_restore(name + '.csv')}")


def _restore(file: Any) -> str:
    return f"restore the file with `git checkout data/{file}`."


@lru_cache
def _resources() -> Any:
    """Name and schema of every table."""
    package = json.loads(_text("datapackage.json"))
    return {item["name"]: item["schema"] for item in package["resources"]}


def _text(file: Any) -> Any:
    """A file of the data folder as text; bytes that are not UTF-8 stay to be found in a cell."""
    folder = sys.modules[__package__].DATA_FOLDER  # read each time, since tests change it
    try:
        return (folder / file).read_bytes().decode("utf-8", errors="surrogateescape")
    except OSError:
        raise LedgerError(f"data/{file} is missing: {_restore(file)}") from None
