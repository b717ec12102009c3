from typing import Any

import numpy as np

from kit import evidence
from kit.chart import Axis, Drawing, Lab, Line, plain
from kit.evidence import parameter
from kit.labs.bench.shared import BUSY, dish_parts
from kit.labs.exit.shared import blocked_slider
from kit.labs.pictures import picture
from kit.labs.style import DAT
from kit.science.bursts import during_release
from kit.science.occupancy import odds
from kit.science.transmission import tonic_level
from kit.science.uptake import per_spike

BURST_HZ, BURST_S = 20.0, 0.2  # chosen, of the kind that Dreyer 2010 models
MOST_BLOCKED = 80.0
TIME = np.linspace(-0.3, 2.0, 231)
ROWS = {
    "molecules": "dopamine-vesicle-molecules",
    "release_probability": "dopamine-release-probability",
    "terminals": "dopamine-terminals",
    "extracellular_fraction": "extracellular-fraction",
}


def burst() -> Lab:
    """A short burst on a quiet background, while a share of the pumps is blocked."""
    rise = float(per_spike(**{key: float(parameter(row)["value"]) for key, row in ROWS.items()}))
    rest_hz = float(parameter("dopamine-tonic-rate")["value"])
    km = float(parameter("dopamine-striatum-km-in-vivo")["value"])
    rest, fast = rest_hz * rise, BURST_HZ * rise
    vmax = rest / BUSY
    quiet = float(tonic_level(rest, vmax, km))
    firing, after = np.clip(TIME, 0, BURST_S), np.maximum(TIME - BURST_S, 0)

    def draw(blocked: Any) -> Drawing:
        drug = odds(blocked / 100)
        base = tonic_level(rest, vmax, km, inhibitor=drug)
        top = during_release(base, BURST_S, fast, vmax, km, drug)
        up = during_release(base, firing, fast, vmax, km, drug)
        down = during_release(top, after, rest, vmax, km, drug)
        course = np.where(TIME < 0, base, np.where(TIME <= BURST_S, up, down)) / quiet
        numbers = {"base": base / quiet, "top": top / quiet, "ratio": top / base}
        held = drug / (1 + drug + base / km)
        dish = dish_parts(
            base / km, BUSY, "in balance", "competes for seats", blocked / 100, 0.0, held
        )
        level = Line("level", "dopamine", TIME, course, DAT, 0.35)
        return Drawing([level], numbers, picture=dish)

    used = {*ROWS.values(), "dopamine-tonic-rate", "dopamine-striatum-km-in-vivo"}
    return Lab(
        title="A burst on a quiet background",
        kind="model",
        controls=[blocked_slider(high=MOST_BLOCKED, axis=False)],
        x=Axis("Time (s)", -0.3, 2.0, unit="s", digits=2),
        y=Axis("Times the quiet level before", 0, 14, unit="times", ticks=(1, 5, 10)),
        draw=draw,
        vectorised=True,  # Newton at each moment: slow one by one
        words="{blocked} % blocked: the quiet level is {base:.1f} times what it was without the "
        "drug, the burst reaches {top:.1f} times that. So the burst stands {ratio:.1f} times above "
        "the quiet level.",
        measured="Nothing in this chart. The level of half speed was measured in mice (Atcherley "
        "2015); the puff per spike follows Dreyer 2010.",
        assumed=f"{plain(BURST_HZ)} spikes a second for {plain(BURST_S)} s on {plain(rest_hz)} a "
        f"second. At rest {100 * BUSY:.0f} % of the most is taken up, chosen for this kit. The "
        "blocker competes.",
        left_out="The brake, diffusion, and differences between places.",
        sources=lambda: evidence.sources({parameter(row)["source"] for row in used}),
        picture=picture("dish"),
    )
