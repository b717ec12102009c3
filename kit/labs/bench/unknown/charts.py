"""The two charts of an unknown compound: during the measurements, and after the conclusion."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from kit.chart import (
    Axis,
    Bench,
    Choice,
    Data,
    Drawing,
    Lab,
    Line,
    Now,
    Points,
    Rule,
    Slider,
    Style,
    plain,
)
from kit.labs.bench.unknown.study import CONCENTRATIONS, PLATES, Study, an, described, pairs
from kit.science.compounds import (
    BUDGET,
    HIGHEST,
    NOTHING,
    REFERENCE_EC50,
    RESTING,
    Compound,
    ceiling_of,
    cost,
    response,
)

ZERO = 0.2  # where a log scale shows a concentration of 0
GRID = np.geomspace(CONCENTRATIONS[1], CONCENTRATIONS[-1], 121)
TICKS = {ZERO: "0", 1: "1", 100: "100", 10000: "10000"}  # nM: few, so that they fit on a phone
EFFECT = Axis("Effect (%)", -8, 145, unit="%", ticks=(0, 20, 60, 100))
SHADES = {  # up to which concentration of the other substance, nM: the marker, and its name
    "none": (0, "circle-open", "no {}"),
    "low": (30, "square-open", "{} up to 30 nM"),
    "middle": (1000, "triangle-up-open", "{} up to 1000 nM"),
    "high": (np.inf, "diamond-open", "{} above 1000 nM"),
}
PANELS = ("compound", "agonist")  # the substance along the axis, from the top panel down
LINES = {"truth": ("the truth", Style(), 0.3), "claim": ("you said", Style(dash="dot"), 0.86)}
COMMON: dict[str, Any] = {  # of both pictures
    "kind": "conceptual",
    "x": Axis("Concentration (nM)", 0.12, CONCENTRATIONS[-1] * 2, "nM", "log", 0,
              tuple(TICKS), tuple(TICKS.values())),
    "y": [EFFECT, EFFECT],
    "rules": [Rule(RESTING, "at rest", panel=panel) for panel in range(len(PANELS))] + [
        Rule(122, f"along the ruler: the {name}", top=122, panel=panel)  # a note without a line
        for panel, name in enumerate(PANELS)
    ],
    "limits": {
        "Measured": "Nothing: compound, tissue and noise are made up and computed.",
        "Assumed": "One receptor with some activity of its own, at equilibrium (Slack and Hall "
        "2012). Wells differ by about 12 %, plates by about 6 %, and by 2.5 points without any "
        "effect: chosen for this kit. Wells on one plate share its error.",
        "Known before": f"The reference agonist alone: EC50 {REFERENCE_EC50:.0f} nM, highest "
        f"effect {HIGHEST:.0f} %. At rest, with nothing in the tube, the effect is {RESTING:.0f} "
        "%.",
        "Left out": "Time, solubility, breakdown, toxicity, and everything outside the tube.",
        "Reading it": "Every point is the mean of its wells, bars are one SD. Its shape says how "
        "much of the other substance was there: circle, none; square, up to 30 nM; triangle, up "
        "to 1000 nM; diamond, more. The ruler is logarithmic, and 0 stands at its left end.",
    },
}  # fmt: skip


def placed(conc: Any) -> Any:
    """The position of a concentration on the log scale."""
    return np.where(np.asarray(conc, float) > 0, conc, ZERO)


def known() -> tuple[Line, Data]:
    """The line known beforehand, for the reference agonist alone, and its data."""
    line = Line("known", "agonist alone", Style(dash="dash"), 0.5, panel=1, ghost=False)
    return line, Data(GRID, response(Compound(NOTHING, np.nan, RESTING), GRID, 0.0))


def symbols() -> list[Points]:
    """Eight series of points: in each panel four shapes for the other substance."""
    return [
        Points(
            f"{along} {shade}",
            f"{along}, {told.format(other)}",
            Style(marker=marker),
            panel=panel,
            rows=None if panel == 0 else 0,  # the table says each point once
        )
        for panel, (along, other) in enumerate((PANELS, PANELS[::-1]))
        for shade, (_, marker, told) in SHADES.items()
    ]


def drawn(study: Study) -> dict[str, Data]:
    """The measured points, sorted into those series."""
    agonist, compound, mean, spread, wells = study.points()
    text = [
        f"{plain(a)} nM agonist, {plain(c)} nM compound, {n:.0f} wells"
        for a, c, n in zip(agonist, compound, wells)
    ]
    data, most = {}, [most for most, *_ in SHADES.values()]
    for along, x, other in (("compound", compound, agonist), ("agonist", agonist, compound)):
        for place, shade in enumerate(SHADES):
            mine = np.flatnonzero(np.searchsorted(most, other) == place)
            data[f"{along} {shade}"] = Data(
                placed(x[mine]), mean[mine], error=spread[mine], text=[text[k] for k in mine]
            )
    return data


def conc_slider(name: str, label: str, default: float) -> Slider:
    """A slider for a substance, in half steps of the log scale."""
    return Slider(name, label, 0, CONCENTRATIONS[-1], default, "nM", only=CONCENTRATIONS)


def bench(study: Study, again: Callable[[], None]) -> Bench:
    """The chart while the compound is unknown: points so far, and where the next ones go."""
    line, data = known()

    def draw(agonist: float, compound: float, wells: float, plate: str) -> Drawing:
        a, c = pairs(agonist, compound, plate)
        series = {"known": data, **drawn(study)}
        for along, x in (("compound", c), ("agonist", a)):
            x = placed(np.unique(x))
            series[f"next {along}"] = Data(x, np.full(x.shape, -3.0))
        return Drawing(series, {"price": cost(len(a), int(wells))})

    def words(now: Now) -> str:
        a, c = pairs(now.agonist, now.compound, now.plate)
        each = "1 well" if now.wells == 1 else f"{plain(now.wells)} wells"
        next_ = (
            "The conclusion is handed in. Reset: measure on, for practice."
            if study.concluded
            else f"Next: {described(a, c, now.plate)}, {each} each, for {plain(now.price)} credits."
        )
        return f"{study.found()} {study.left} of {BUDGET} credits are left. {next_}"

    style = Style(marker="line-ns")
    lab = Bench(
        actions={"Run the experiment": lambda: study.run(**lab.values), "Reset": again},
        title=f"{study.name}: what does it do?",
        controls=[
            conc_slider("agonist", "Reference agonist", 0),
            conc_slider("compound", study.name, 1000),
            Slider("wells", "Wells for each (replicates)", 1, 6, 2, only=(1, 2, 3, 4, 5, 6)),
            Choice("plate", "On one plate", PLATES, "one", drawer=True),
        ],
        series=[
            line,
            *symbols(),
            *(
                Points(f"next {along}", "the next one", style, here=True, rows=0, panel=panel)
                for panel, along in enumerate(PANELS)
            ),
        ],
        draw=draw,
        words=words,
        **COMMON,
    )
    return lab


def answer(study: Study, kind: str, constant: float) -> Lab:
    """The chart after the conclusion: the truth and the conclusion through the points."""
    line, data = known()
    curves = {"truth": study.truth, "claim": Compound(kind, constant, ceiling_of(kind))}
    nothing = study.truth.kind == NOTHING
    what = "does nothing" if nothing else f"is {an(study.truth.kind)}"

    def draw(agonist: float, compound: float) -> Drawing:
        series = {"known": data, **drawn(study)}
        for name, curve in curves.items():
            series[f"{name} compound"] = Data(GRID, response(curve, agonist, GRID))
            series[f"{name} agonist"] = Data(GRID, response(curve, GRID, compound))
        return Drawing(series, {"effect": response(study.truth, agonist, compound)})

    def words(now: Now) -> str:
        there = described(*pairs(now.agonist, now.compound, "one"), "one")
        return (
            f"{study.name} {what}. With {there} the true effect is {now.effect:.1f} % of the "
            f"reference agonist's highest; at rest it is {RESTING:.0f} %."
        )

    return Lab(
        title=f"{study.name}: what it does",
        controls=[
            conc_slider("compound", f"{study.name} with the agonist (lower panel)", 1000),
            conc_slider("agonist", "Reference agonist (upper panel)", 0),
        ],
        series=[
            line,
            *(
                Line(f"{name} {along}", label, style, at, panel=panel, ghost=False)
                for panel, along in enumerate(PANELS)
                for name, (label, style, at) in LINES.items()
            ),
            *symbols(),
        ],
        draw=draw,
        words=words,
        **COMMON,
    )
