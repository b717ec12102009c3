"""Writes docs/validation.md: what the models give, beside what was measured.

Run `python tests/science/validation.py` from the top of the tree after a change of a model.
Its lines stand in validation.toml.
"""

# ruff: noqa: E501  (lines of the page are long)

import inspect
import tomllib
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

import numpy as np

import kit.science
from kit.science.dosing import rate_of
from kit.science.occupancy import from_odds
from kit.science.pharmacokinetics import accumulation_ratio
from kit.science.uptake import per_spike

ROOT = Path(__file__).resolve().parents[2]
LINES = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))["target"]
PUFF = per_spike(3000, 0.06, 0.1, 0.21)
DULOXETINE = (81.8, 71.9, 44.9, 84.3, 71.9, 47.1)


class Target(NamedTuple):
    """One line of the table; numbers in the unit that `what` names."""

    id: str
    role: str
    what: str
    expected: tuple
    tolerance: tuple  # one for all, or one for each expected number
    source: str
    obtained: tuple
    note: str = ""
    misfit: tuple = ()  # places, from 0, of numbers that are known to miss

    def misses(self):
        """Places of the numbers that lie outside their tolerance."""
        tolerance = np.broadcast_to(self.tolerance, len(self.expected))
        rows = zip(self.expected, self.obtained, tolerance, strict=True)
        return tuple(
            place
            for place, (expected, obtained, off) in enumerate(rows)
            if not (obtained == expected or abs(obtained - expected) <= off)
        )


def duloxetine(half_life):
    """The six scans from odds that accumulate and halve, with the start that fits them best."""
    ratio = np.repeat([1.0, accumulation_ratio(24, rate_of(half_life))], 3)
    hours = np.array([0, 19, 47, 0, 43, 72])
    starts = np.linspace(0.1, 60, 60001)[:, None]
    curves = 100 * from_odds(starts * ratio * 0.5 ** (hours / half_life), 0.985)
    return tuple(curves[np.argmin(np.sum((curves - DULOXETINE) ** 2, axis=1))])


def names():
    """What an expression may use: all public functions of the science, and what stands here."""
    found = {"np": np, "PUFF": PUFF, "DULOXETINE": DULOXETINE, "duloxetine": duloxetine}
    for module in kit.science.__all__:
        members = vars(import_module(f"kit.science.{module}"))
        found |= {n: f for n, f in members.items() if inspect.isfunction(f)}
    return found


def targets():
    """All lines of the table."""
    known, lines = names(), []
    for one in LINES:
        also = eval(one.get("also", "None"), known)
        words = {key: one.get(key, "") for key in ("what", "note")}
        if also is not None:
            words = {key: text.format(also) for key, text in words.items()}
        lists = {key: tuple(one.get(key, ())) for key in ("expected", "tolerance", "misfit")}
        obtained = tuple(np.hstack(eval(f"({one['obtained']},)", known)))
        own = {key: one[key] for key in ("id", "role", "source")}
        lines.append(Target(**own, **words, **lists, obtained=obtained))
    return sorted(lines, key=lambda line: (int(line.id[1:].rstrip("b")), line.id))


def numbers(values):
    return ", ".join("no steady level" if np.isinf(v) else f"{v:.4g}" for v in values)


def verdict(line):
    """Pass, or which of the numbers miss."""
    missed = line.misses()
    if not missed:
        return "pass"
    which = (
        ""
        if len(missed) == len(line.expected)
        else f" ({numbers(line.obtained[m] for m in missed)})"
    )
    return f"**misfit**{which}"


def page():
    """The document as text."""
    lines = targets()
    passed = sum(not line.misses() for line in lines)
    rows = [
        f"| {line.id} | {line.role} | {line.what} | {numbers(line.expected)} | "
        f"± {numbers(line.tolerance)} | {numbers(line.obtained)} | {verdict(line)} | "
        f"{line.source} | {line.note} |"
        for line in lines
    ]
    return "\n".join(
        [
            Path(__file__).with_suffix(".md").read_text(encoding="utf-8"),
            f"{len(lines)} lines: {passed} pass, {len(lines) - passed} are misfits. The misfits stay: they "
            "show where a model ends.",
            "",
            "| id | role | what | expected | tolerance | obtained | result | source | note |",
            "|---|---|---|---|---|---|---|---|---|",
            *rows,
            "",
        ]
    )


if __name__ == "__main__":
    (ROOT / "docs" / "validation.md").write_text(page(), encoding="utf-8")
