"""The table of parameters: every default of the science stands in it, with its source."""

import importlib
import inspect

import pytest

import kit.science
from kit import evidence
from kit.evidence import parameter
from tests.files import ROOT, read

ROWS = read("data/parameters.csv")
COLUMNS = "id model symbol function argument value unit species method spread source status note"


def defaults():
    """Every number that stands as a default of a public function, by module.function.argument."""
    found = {}
    for module in kit.science.__all__:
        loaded = importlib.import_module(f"kit.science.{module}")
        for name, function in vars(loaded).items():
            if not inspect.isfunction(function) or function.__module__ != loaded.__name__:
                continue
            for argument, how in inspect.signature(function).parameters.items():
                if isinstance(how.default, float) and not name.startswith("_"):
                    found[f"{module}.{name}.{argument}"] = how.default
    return found


def test_defaults_and_table_agree():
    told = {row["id"]: float(row["value"]) for row in ROWS}
    mine = defaults()
    assert len(mine) > 60
    assert {name: told.get(name) for name in mine} == mine
    left = [name for name in told if "." in name and name not in mine]
    assert not left, f"in the table, but no default: {left}"


def test_rows_are_whole():
    assert list(ROWS[0]) == COLUMNS.split()
    assert len({row["id"] for row in ROWS}) == len(ROWS)
    for row in ROWS:
        assert all(row[key] for key in ("id", "model", "function", "argument", "value")), row
        assert row["model"] in {f"M{number}" for number in range(1, 9)}
        assert row["status"] in {"fitted", "measured", "chosen", "quoted", "waiting"}
        assert row["source"] or row["status"] in {"chosen", "waiting"}, row
        assert row["note"] or row["status"] != "waiting", row


def test_what_waits_for_its_paper_reaches_no_lab():
    waiting = {row["id"] for row in ROWS if row["status"] == "waiting"}
    assert not waiting & defaults().keys()  # nobody names a default, so nobody sees it refused
    for name in waiting:
        with pytest.raises(evidence.LedgerError, match="still waits for its paper"):
            parameter(name)
    for path in (ROOT / "kit/labs").rglob(
        "*.py"
    ):  # `parameter` refuses them; a whole table would not
        assert "evidence.parameters" not in path.read_text()


def test_a_row_names_a_function_and_its_argument():
    for row in ROWS:
        module, _, name = row["function"].partition(".")
        loaded = importlib.import_module(f"kit.science.{module}")
        if name:
            assert row["argument"] in inspect.signature(getattr(loaded, name)).parameters, row
        else:
            assert hasattr(loaded, row["argument"]), row
