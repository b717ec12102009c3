"""A blocker of the norepinephrine pump, place by place, over what was measured in rats."""

import numpy as np

from kit.chart import Axis, Choice, Data, Drawing, Lab, Line, Now, Points, Slider, plain
from kit.labs.exit.shared import measured, share_of, sources_of
from kit.labs.style import DAT, NET
from kit.science.feedback import alpha2_loop
from kit.science.transmission import fold_change

PLACES = ("NE", "DA", "DA deep")
NO_RISE = "dopamine-atomoxetine-striatum"
NOREPINEPHRINE = {
    "norepinephrine-atomoxetine-cortex": 1.0,
    "norepinephrine-reboxetine-cortex-2d": 1.12,  # a step aside
}
DOPAMINE = {
    "dopamine-atomoxetine-cortex": 2.0,
    "dopamine-reboxetine-cortex-2d": 2.12,
    NO_RISE: 3.0,
}
SHARES = "share-net-cortex", "share-net-of-dopamine-cortex"


def cortex_and_striatum() -> Lab:
    """A blocker of the norepinephrine pump, at three places, over what was measured."""
    shares = tuple(share_of(name) for name in SHARES)
    points = {
        "NE measured": measured(NOREPINEPHRINE),
        "DA measured": measured(DOPAMINE, NO_RISE),
    }

    def draw(blocked: float, brake: str) -> Drawing:
        part = blocked / 100
        norepinephrine = alpha2_loop(part) if brake == "on" else fold_change(part, shares[0])
        dopamine = fold_change(part, shares[1])
        series = {
            "NE": Data([0.7, 1, 1.3], norepinephrine * np.ones(3)),
            "DA": Data([1.7, 2, 2.3], dopamine * np.ones(3)),
            "DA deep": Data([2.7, 3, 3.3], np.ones(3)),
        }
        return Drawing(series | points, {"ne": norepinephrine, "da": dopamine})

    stops = {"50 %": 50.0, "100 %": 100.0}
    return Lab(
        title="A blocker of the norepinephrine pump (NET), place by place",
        kind="measured + model",
        controls=[
            Slider("blocked", "NET blocked", 0, 100, 0, "%", stops=stops),
            Choice("brake", "Brake on norepinephrine release", {"off": "off", "on": "on"}, "off"),
        ],
        series=[
            Line("NE", "model", NET, 0.5, rows=2),
            Line("DA", "model, DA", DAT, 0.5, rows=2),
            Line("DA deep", "", DAT, rows=0),
            Points("NE measured", "norepinephrine, measured", NET),
            Points("DA measured", "dopamine, measured", DAT),
        ],
        x=Axis("In the cortex, or deep", 0.5, 3.5, ticks=(1, 2, 3), tick_labels=PLACES),
        y=Axis(
            "Times as much outside as before", 0.8, 22, "times", "log", ticks=(1, 2, 3, 5, 10, 20)
        ),
        draw=draw,
        words=words,
        limits={
            "Measured": "Filled points: rats, microdialysis. NE is norepinephrine, DA dopamine, "
            "deep means striatum and nucleus accumbens. Atomoxetine: Bymaster 2002. To the right, "
            "reboxetine for two days: Invernizzi 2001. How much of NET was blocked was not "
            "measured.",
            "Assumed": f"In the cortex NET does {plain(100 * shares[0])} % of the clearing of "
            f"norepinephrine (inferred, if reboxetine filled it) and {plain(100 * shares[1])} % of "
            "that of dopamine; deep down none. Dopamine's share was fitted to reboxetine; "
            "atomoxetine checks it.",
            "Left out": "Dopamine's own brakes, and dopamine that norepinephrine cells release.",
        },
        sources=lambda: sources_of([*NOREPINEPHRINE, *DOPAMINE], SHARES[:1]),
    )  # fmt: skip


def words(now: Now) -> str:
    """What the model gives at each place."""
    how = "with the brake on" if now.brake == "on" else "without a brake"
    return (
        f"{plain(now.blocked)} % of the norepinephrine pumps are blocked. In the cortex the model "
        f"gives norepinephrine {now.ne:.1f} times ({how}) and dopamine {now.da:.1f} times; deep "
        "down, in the striatum, dopamine stays at 1.0."
    )
