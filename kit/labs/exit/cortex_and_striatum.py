import numpy as np

from kit.chart import Axis, Choice, Drawing, Lab, Line, Slider, Style, plain
from kit.labs.exit.shared import measured, share_of, sources_of
from kit.labs.style import DAT, GREEN, NET
from kit.science.feedback import alpha2_loop
from kit.science.transmission import fold_change

PLACES = ("norepinephrine", "dopamine", "dopamine, deep")
DEEP = Style(GREEN, "dot", "diamond")
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
    """A blocker of the norepinephrine pump, place by place, over what was measured in rats."""
    shares = tuple(share_of(name) for name in SHARES)
    points = [
        measured("NE measured", "norepinephrine, measured", NET, NOREPINEPHRINE),
        measured("DA measured", "dopamine, measured", DAT, DOPAMINE, NO_RISE),
    ]

    def draw(blocked: float, brake: str) -> Drawing:
        part = blocked / 100
        ne = float(alpha2_loop(part) if brake == "on" else fold_change(part, shares[0]))
        da = float(fold_change(part, shares[1]))
        across = np.array([-0.2, 0, 0.2])
        series = [
            Line("NE", "norepinephrine", 1 + across, [ne] * 3, NET, 0.5, rows=1),
            Line("DA", "dopamine", 2 + across, [da] * 3, DAT, 0.5, rows=1),
            Line("DA deep", "dopamine, deep", 3 + across, np.ones(3), DEEP, 0.5, rows=1),
            *points,
        ]
        how = "with the brake on" if brake == "on" else "without a brake"
        return Drawing(series, {"ne": ne, "da": da, "how": how})

    return Lab(
        title="A blocker of the norepinephrine pump (NET), place by place",
        kind="measured + model",
        controls=[
            Slider("blocked", "NET blocked", 0, 100, 0, "%", stops={"50 %": 50, "100 %": 100}),
            Choice("brake", "Brake on norepinephrine release", {"off": "off", "on": "on"}, "off"),
        ],
        x=Axis("In the cortex, or deep", 0.4, 3.6, ticks=(1, 2, 3), tick_labels=PLACES),
        y=Axis(
            "Times as much outside as before", 0.8, 22, "times", "log", ticks=(1, 2, 3, 5, 10, 20)
        ),
        draw=draw,
        words="{blocked} % of the norepinephrine pumps are blocked. In the cortex the model gives "
        "norepinephrine {ne:.1f} times ({how}) and dopamine {da:.1f} times; deep down, in the "
        "striatum, dopamine stays at 1.0.",
        measured="Filled points: rats, microdialysis. Deep means striatum and nucleus accumbens. "
        "Atomoxetine: Bymaster 2002. To the right, reboxetine for two days: Invernizzi 2001. How "
        "much of NET was blocked was not measured.",
        assumed=f"In the cortex NET does {plain(100 * shares[0])} % of the clearing of "
        f"norepinephrine (inferred, if reboxetine filled it) and {plain(100 * shares[1])} % of "
        "that of dopamine; deep down none. Dopamine's share was fitted to reboxetine; atomoxetine "
        "checks it.",
        left_out="Dopamine's own brakes, and dopamine that norepinephrine cells release.",
        sources=lambda: sources_of([*NOREPINEPHRINE, *DOPAMINE], SHARES[:1]),
    )
