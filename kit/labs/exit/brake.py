"""A bath with a float that closes the tap: autoreceptors, and a second drug that holds them off."""

from typing import Any

import numpy as np

from kit import evidence
from kit.chart import Axis, Choice, Data, Drawing, Lab, Line, Now, Points, Style, plain
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
    """One injection of a blocker in rats, with the brake on release and without it."""
    share = share_of("share-net-cortex")
    weight = float(evidence.parameter("alpha2-weight-one-injection")["value"])
    points = measured(SEEN)

    def level(part: Any, sensitivity: float) -> Any:
        return alpha2_loop(part / 100, sensitivity, share, weight)

    def draw(blocked: float, float: str) -> Drawing:  # noqa: A002 (the learner's word)
        free, down = level(blocked, 1.0), level(blocked, 0.0)
        here = free if float == "free" else down
        release = here / down  # what is left of it
        series = {
            "down": Data(GRID, level(GRID, 0.0)),
            "free": Data(GRID, level(GRID, 1.0)),
            "measured": points,
            "here": Data(blocked, here),
        }
        bath = bath_parts(here, blocked / 100, share, tap=release, shut=1 - release)
        return Drawing(series, {"here": here, "release": 100 * release}, picture=bath)

    return Lab(
        title="A float on the tap",
        kind="measured + model",
        controls=[
            blocked_slider(100, 100, "Norepinephrine pumps blocked"),
            Choice("float", "The float", FLOAT, "free"),
        ],
        series=[
            Line("down", "float held down", Style(BLACK, "dash"), 0.85, ghost=False),
            Line("free", "float free", NET, 0.6, ghost=False),
            Points("measured", "measured in rats", NET),
            Points("here", "this block", Style(BLACK, marker="hexagon"), here=True),
        ],
        x=percent("Pumps blocked (%)", high=100),
        y=Axis("Times as much outside as before", 0, 18, "times", ticks=(1, 5, 10, 15)),
        draw=draw,
        words=words,
        limits={
            "Measured": "Filled squares: norepinephrine in the frontal cortex of rats, an hour "
            "after reboxetine, and with idazoxan on top, which blocks the sensors (Sacchetti "
            "1999).",
            "Assumed": "Reboxetine blocked every pump. The pump's share of the clearing "
            f"({plain(100 * share)} %) and the strength of the float were fitted to the two "
            "squares, so the lines meet them.",
            "Left out": "Whether the float wears out, and that idazoxan acted by itself in other "
            "studies.",
        },
        sources=lambda: sources_of(SEEN),
        picture=picture("bath"),
    )


def words(now: Now) -> str:
    """The level, and what is left of release."""
    how = "the float is free" if now.float == "free" else "the float is held down"
    return (
        f"{plain(now.blocked)} % of the pumps are blocked and {how}: {now.here:.1f} times as much "
        f"outside as before. The tap runs at {now.release:.0f} % of what it was."
    )
