from typing import Any

import numpy as np

from kit import evidence
from kit.chart import Axis, Choice, Drawing, Lab, Line, Points, Style, plain
from kit.labs.exit.shared import bath_parts, blocked_slider, measured, share_of, sources_of
from kit.labs.pictures import picture
from kit.labs.style import BLACK, NET, percent
from kit.science.feedback import alpha2_loop

FLOAT = {"free": "free: it follows the water", "down": "held down by a second drug"}
SEEN = {
    "norepinephrine-reboxetine-cortex-acute": 100.0,
    "norepinephrine-reboxetine-idazoxan-cortex": 100.0,
}
GRID = np.linspace(0, 100, 201)


def brake() -> Lab:
    """A bath with a float that closes the tap: the brake on release, and a drug that holds it.

    One injection of a blocker in rats, alone and with a second drug on the sensors.
    """
    share = share_of("share-net-cortex")
    weight = float(evidence.parameter("alpha2-weight-one-injection")["value"])
    points = measured("measured", "measured in rats", NET, SEEN)

    def level(part: Any, sensitivity: float) -> Any:
        return alpha2_loop(part / 100, sensitivity, share, weight)

    def draw(blocked: float, float: str) -> Drawing:  # noqa: A002 (the learner's word)
        free, down = level(blocked, 1.0), level(blocked, 0.0)
        here = free if float == "free" else down
        release = here / down  # what is left of it
        held = Style(BLACK, "dash")
        series = [
            Line("down", "float held down", GRID, level(GRID, 0.0), held, 0.85, ghost=False),
            Line("free", "float free", GRID, level(GRID, 1.0), NET, 0.6, ghost=False),
            points,
            Points("here", "this block", blocked, here, Style(BLACK, marker="hexagon"), here=True),
        ]
        how = "the float is free" if float == "free" else "the float is held down"
        numbers = {"here": here, "release": 100 * release, "how": how}
        bath = bath_parts(here, blocked / 100, share, tap=release, shut=1 - release)
        return Drawing(series, numbers, picture=bath)

    return Lab(
        title="A float on the tap",
        kind="measured + model",
        controls=[
            blocked_slider(100, 100, "Norepinephrine pumps blocked"),
            Choice("float", "The float", FLOAT, "free"),
        ],
        x=percent("Pumps blocked (%)", high=100),
        y=Axis("Times as much outside as before", 0, 18, "times", ticks=(1, 5, 10, 15)),
        draw=draw,
        words="{blocked} % of the pumps are blocked and {how}: {here:.1f} times as much outside as "
        "before. The tap runs at {release:.0f} % of what it was.",
        measured="Filled squares: norepinephrine in the frontal cortex of rats, an hour after "
        "reboxetine, and with idazoxan on top, which blocks the sensors (Sacchetti 1999).",
        assumed="Reboxetine blocked every pump. The pump's share of the clearing "
        f"({plain(100 * share)} %) and the strength of the float were fitted to the two squares, "
        "so the lines meet them.",
        left_out="Whether the float wears out, and that idazoxan acted by itself in other studies.",
        sources=lambda: sources_of(SEEN),
        picture=picture("bath"),
    )
