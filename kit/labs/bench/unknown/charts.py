"""The two charts of an unknown compound: during the measurements, and after the conclusion."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from kit.chart import Axis, Bench, Choice, Drawing, Lab, Line, Points, Rule, Slider, Style, plain
from kit.labs.bench.unknown.study import (
    CONCENTRATIONS,
    PLATES,
    PRACTICE,
    Study,
    an,
    described,
    pairs,
)
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
    "measured": "Nothing: compound, tissue and noise are made up and computed. Every point is the "
    "mean of its wells, bars are one SD. Its shape says how much of the other substance was there: "
    "circle, none; square, up to 30 nM; triangle, up to 1000 nM; diamond, more. The ruler is "
    "logarithmic, and 0 stands at its left end.",
    "assumed": "One receptor with some activity of its own, at equilibrium (Slack and Hall 2012). "
    "Wells differ by about 12 %, plates by about 6 %, and by 2.5 points without any effect: chosen "
    "for this kit. Wells on one plate share its error. Known before is the reference agonist "
    f"alone: EC50 {REFERENCE_EC50:.0f} nM, highest effect {HIGHEST:.0f} %. At rest, with nothing "
    f"in the tube, the effect is {RESTING:.0f} %.",
    "left_out": "Time, solubility, breakdown, toxicity, and everything outside the tube.",
}  # fmt: skip


def placed(conc: Any) -> Any:
    """The position of a concentration on the log scale."""
    return np.where(np.asarray(conc, float) > 0, conc, ZERO)


def known() -> Line:
    """The line known beforehand, for the reference agonist alone."""
    alone = response(Compound(NOTHING, np.nan, RESTING), GRID, 0.0)
    return Line("known", "agonist alone", GRID, alone, Style(dash="dash"), 0.5, False, panel=1)


def measured(study: Study) -> list[Points]:
    """The measured points: in each panel four shapes for the other substance."""
    agonist, compound, mean, spread, wells = study.points()
    text = [
        f"{plain(a)} nM agonist, {plain(c)} nM compound, {n:.0f} wells"
        for a, c, n in zip(agonist, compound, wells)
    ]
    series, most = [], [most for most, *_ in SHADES.values()]
    amounts = {"compound": (compound, agonist), "agonist": (agonist, compound)}
    for panel, (along, other) in enumerate((PANELS, PANELS[::-1])):
        x, beside = amounts[along]
        for place, (shade, (_, marker, told)) in enumerate(SHADES.items()):
            mine = np.flatnonzero(np.searchsorted(most, beside) == place)
            label, at = f"{along}, {told.format(other)}", (placed(x[mine]), mean[mine])
            look: dict[str, Any] = {"style": Style(marker=marker), "panel": panel}
            look |= {"error": spread[mine], "text": [text[k] for k in mine]}
            if panel:
                look["rows"] = 0  # the table says each point once
            series.append(Points(f"{along} {shade}", label, *at, **look))
    return series


def conc_slider(name: str, label: str, default: float) -> Slider:
    """A slider for a substance, in half steps of the log scale."""
    return Slider(name, label, 0, CONCENTRATIONS[-1], default, "nM", only=CONCENTRATIONS)


def bench(study: Study, again: Callable[[], None]) -> Bench:
    """The chart while the compound is unknown: points so far, and where the next ones go."""
    line, style = known(), Style(marker="line-ns")

    def draw(agonist: float, compound: float, wells: float, plate: str) -> Drawing:
        a, c = pairs(agonist, compound, plate)
        series = [line, *measured(study)]
        for panel, (along, x) in enumerate(zip(PANELS, (c, a))):
            x = placed(np.unique(x))
            at = x, np.full(x.shape, -3.0), style
            series.append(Points(f"next {along}", "the next one", *at, True, panel=panel, rows=0))
        price = cost(len(a), int(wells))
        each = "1 well" if wells == 1 else f"{plain(wells)} wells"
        following = (
            PRACTICE
            if study.concluded
            else f"Next: {described(a, c, plate)}, {each} each, for {price} credits."
        )
        said = {"found": study.found(), "left": study.left, "following": following}
        return Drawing(series, {"price": price} | said)

    lab = Bench(
        actions={"Run the experiment": lambda: study.run(**lab.values), "Reset": again},
        title=f"{study.name}: what does it do?",
        controls=[
            conc_slider("agonist", "Reference agonist", 0),
            conc_slider("compound", study.name, 1000),
            Slider("wells", "Wells for each (replicates)", 1, 6, 2, only=(1, 2, 3, 4, 5, 6)),
            Choice("plate", "On one plate", PLATES, "one", drawer=True),
        ],
        draw=draw,
        words=f"{{found}} {{left}} of {BUDGET} credits are left. {{following}}",
        **COMMON,
    )
    return lab


def answer(study: Study, kind: str, constant: float) -> Lab:
    """The chart after the conclusion: the truth and the conclusion through the points."""
    line = known()
    curves = {"truth": study.truth, "claim": Compound(kind, constant, ceiling_of(kind))}
    nothing = study.truth.kind == NOTHING
    what = "does nothing" if nothing else f"is {an(study.truth.kind)}"

    def draw(agonist: float, compound: float) -> Drawing:
        amounts: dict[str, Any] = {"compound": (agonist, GRID), "agonist": (GRID, compound)}
        lines = [
            Line(f"{name} {along}", label, GRID, curve, style, at, False, panel=panel)
            for panel, (along, both) in enumerate(amounts.items())
            for name, (label, style, at) in LINES.items()
            for curve in [response(curves[name], *both)]
        ]
        there = described(*pairs(agonist, compound, "one"), "one")
        numbers = {"effect": response(study.truth, agonist, compound), "there": there}
        return Drawing([line, *lines, *measured(study)], numbers)

    return Lab(
        title=f"{study.name}: what it does",
        controls=[
            conc_slider("compound", f"{study.name} with the agonist (lower panel)", 1000),
            conc_slider("agonist", "Reference agonist (upper panel)", 0),
        ],
        draw=draw,
        words=f"{study.name} {what}. With {{there}} the true effect is {{effect:.1f}} % of the "
        f"reference agonist's highest; at rest it is {RESTING:.0f} %.",
        **COMMON,
    )
