from typing import Any

import numpy as np

from kit import evidence
from kit.chart import Choice, Drawing, Lab, Line, Points, Rule, Series, plain
from kit.evidence import parameter
from kit.labs.bench.shared import BUSY, dish_parts
from kit.labs.exit.shared import blocked_slider
from kit.labs.pictures import picture
from kit.labs.style import DAT, DRUG, decades, percent
from kit.science.occupancy import odds
from kit.science.transmission import tonic_level, uptake_rate
from kit.science.uptake import blocked as apply_block

RULES = {"vmax": "it takes pumps away", "km": "it competes for their seats"}
LOWEST, TOP = 10.0, 100_000.0  # nM
LEVELS = np.geomspace(LOWEST, TOP, 241)
SETTLED = (
    "{blocked} % blocked, and {rule}. The most that can be taken up is {vmax:.0f} % of before, and "
    "half speed lies at {km:.0f} nM: {settles}."
)
ACROSS = decades("Level outside (nM, log scale)", LOWEST, TOP, "nM", digits=0)


def uptake_curve(flow: bool = False) -> Lab:
    """Two ideas of how a blocker stops pumps: the curve that each draws, and what was measured.

    Parameters
    ----------
    flow : bool
        True asks where the level settles while a steady flow comes in; False compares the level
        of half speed with the one that was measured.
    """
    before = parameter("dopamine-striatum-km-in-vivo")
    after = parameter("dopamine-striatum-km-gbr12909")
    spread = [float(before["spread"].split()[-1]), float(after["spread"])]
    km0, km1 = float(before["value"]), float(after["value"])
    quiet = float(tonic_level(BUSY, 1.0, km0))
    text = [
        f"half speed {how}: {plain(row['value'])} ± {plain(more)} nM, mouse, {evidence.cite(row)}"
        for how, more, row in zip(
            ("without a drug", "with GBR-12909"), spread, (before, after), strict=True
        )
    ]
    at = [km0, km1], [50, 50]
    points = Points("measured", "measured half speed", *at, DAT, error_x=spread, text=text)

    def draw(blocked: float, rule: str) -> Drawing:
        vmax, km = (float(value) for value in apply_block(1.0, km0, blocked / 100, rule))
        level = float(tonic_level(BUSY, vmax, km))
        there = min(level, TOP) if flow else km
        share = 100 if flow else 100 / vmax
        curve, here = (share * uptake_rate(at, vmax, km) for at in (LEVELS, there))
        mark = "steady level" if flow else "half speed of the model"
        series: list[Series] = [
            Line("curve", "uptake", LEVELS, curve, DAT, 0.7),
            *([] if flow else [points]),
            Points("here", mark, there, here, DRUG, here=True),
        ]
        numbers: dict[str, Any] = {"km": km, "times": level / quiet, "vmax": 100 * vmax}
        numbers["fits"] = "inside" if abs(km - km1) <= spread[1] else "outside"
        numbers["settles"] = (
            f"the level settles at {level / quiet:.1f} times what it was"
            if np.isfinite(level)
            else "no level holds: more flows in than all pumps can carry"
        )
        return Drawing(series, numbers, picture=pumps(there / km0, blocked / 100, rule))

    half = (
        "{blocked} % blocked, and {rule}: uptake runs at half speed at {km:.0f} nM. Measured with "
        f"the drug: {km1:.0f} ± {spread[1]:.0f} nM. The model is {{fits}} that range."
    )

    return Lab(
        title="Where does the level settle?" if flow else "At which level is half speed?",
        kind="model" if flow else "measured + model",
        controls=[
            blocked_slider(80 if flow else 0, axis=False, name="Blocked"),
            Choice("rule", "What the blocker does", RULES, "vmax"),
        ],
        x=ACROSS,
        y=percent(f"Uptake (% of {'the most before' if flow else 'its own most'})", step=25),
        rules=[Rule(100 * BUSY, "what flows in")] if flow else [Rule(50, "half")],
        draw=draw,
        words=SETTLED if flow else half,
        measured="Where half speed lies without a drug: living mice, dopamine in the "
        "striatum (Atcherley 2015). The blocker is invented."
        if flow
        else "The two filled points: living mice, dopamine in the striatum, before and after "
        "GBR-12909, a blocker of the dopamine pump; bars are the ± of the paper (Atcherley "
        "2015).",
        assumed=f"One pump that follows Michaelis and Menten. At rest {100 * BUSY:.0f} % of the "
        "most is taken up, chosen for this kit.",
        left_out="Other drains, the brake, and how many pumps GBR-12909 occupied.",
        sources=lambda: evidence.sources({before["source"]}),
        picture=picture("dish"),
    )  # fmt: skip


def pumps(level: float, blocked: float, rule: str) -> dict[str, object]:
    """What the dish follows at a level, in multiples of the level of half speed before."""
    drug = float(odds(blocked))
    if rule == "vmax":
        removed, held, carried = blocked, 0.0, level / (1 + level) * (1 - blocked)
    else:
        removed, held, carried = 0.0, drug / (1 + drug + level), level / (1 + drug + level)
    says = f"{100 * carried:.0f} %"
    return dish_parts(level, carried, says, RULES[rule], blocked, removed, held)
