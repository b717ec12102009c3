"""Labs of lesson 2, place by place: other drains, and what a NET blocker did in rats."""

import numpy as np

from kit import evidence
from kit.chart import Axis, Choice, Data, Drawing, Lab, Line, Points, Slider, plain
from kit.labs.block import BLOCKED, GRID, SHARE, blocked_slider
from kit.labs.style import DAT, DRUG, NET
from kit.science.feedback import alpha2_loop
from kit.science.transmission import fold_change

LOG_TICKS = (1, 2, 3, 5, 10, 20)
REGIONS = {  # what a named button of the share slider is called, and its row of the parameters
    "norepinephrine, cortex": "share-net-cortex",
    "norepinephrine, brainstem slice": "share-net-locus-coeruleus",
    "dopamine by NET, cortex": "share-net-of-dopamine-cortex",
    "serotonin, slice": "share-sert-slice",
}


def parameter(name):
    """One row of the table of parameters that lessons may print."""
    row = evidence.parameters().set_index("id").loc[name]
    if row["status"] == "waiting":
        raise evidence.LedgerError(f"data/parameters.csv: {name} still waits for its paper.")
    return row


def share(name):
    """Share of clearance, a fraction, by the id of its row."""
    return float(parameter(name)["value"])


def other_drains():
    """The same block where the transporter does more, or less, of the clearing."""

    def draw(blocked, share):
        level = fold_change(blocked / 100, share / 100)
        curve = Data(GRID, fold_change(GRID / 100, share / 100))
        return Drawing(
            {"curve": curve, "here": Data(blocked, level)},
            {"level": level, "left": share * (1 - blocked / 100) + 100 - share},
        )

    def words(now):
        limit = (
            "Nothing else clears: a full block would have no limit."
            if plain(now.share) == "100"
            else f"Even a full block could not pass {100 / (100 - now.share):.1f} times."
        )
        return (
            f"The transporter does {plain(now.share)} % of the clearing and {plain(now.blocked)} % "
            f"of it is blocked, so {now.left:.0f} % of the clearing is left: {now.level:.1f} times "
            f"as much outside. {limit}"
        )

    stops = {name: round(100 * share(row)) for name, row in REGIONS.items()}
    return Lab(
        title="One exit, other drains",
        kind="model",
        controls=[
            blocked_slider(80),
            Slider("share", "Its share of all clearing", 50, 100, 100 * SHARE, "%", stops=stops),
        ],
        series=[
            Line("curve", "model", DRUG, label_at=0.85),
            Points("here", "this block", DRUG, here=True),
        ],
        x=BLOCKED,
        y=Axis("Times as much outside as before", 0, 21, unit="times", ticks=(1, 5, 10, 15, 20)),
        draw=draw,
        words=words,
        limits={
            "Measured": "The shares behind the named buttons come from rats and from brain slices.",
            "Assumed": "Each share was worked out from one drug that was taken to block its "
            "transporter fully. The other drains never fill up.",
            "Left out": "The brake on release. In a slice a strong stimulus brings high levels, "
            "where other uptake counts for more: its shares come out lower.",
        },
        sources=lambda: evidence.sources({parameter(row)["source"] for row in REGIONS.values()}),
    )


PLACES = ("NE", "DA", "DA deep")
MEASURED = (  # row of the transmitters table, place, step aside, value where the row has none
    ("norepinephrine-atomoxetine-cortex", 1, 0.0, None),
    ("norepinephrine-reboxetine-cortex-2d", 1, 0.12, None),
    ("dopamine-atomoxetine-cortex", 2, 0.0, None),
    ("dopamine-reboxetine-cortex-2d", 2, 0.12, None),
    ("dopamine-atomoxetine-striatum", 3, 0.0, 1.0),
)


def seen(name):
    """One row of the table of transmitters."""
    return evidence.transmitters().set_index("id").loc[name]


def measured(places):
    """Rows of the transmitters table as points: at a place, times the level before, source."""
    rows = [(seen(name), place + step, value) for name, place, step, value in places]
    values = [row["value_low"] if value is None else value for row, _, value in rows]
    said = [f"{plain(v)} times" if g is None else "no rise" for v, (_, _, g) in zip(values, rows)]
    text = [
        f"{row['transmitter']}: {row['statement']}; {how}, {row['species']}, {evidence.cite(row)}"
        for how, (row, _, _) in zip(said, rows, strict=True)
    ]
    return Data([x for _, x, _ in rows], [float(v) for v in values], text=text)


def cortex_and_striatum():
    """A blocker of the norepinephrine transporter, at four places, over what was measured."""
    shares = share("share-net-cortex"), share("share-net-of-dopamine-cortex")
    points = {
        "NE measured": measured([row for row in MEASURED if row[1] == 1]),
        "DA measured": measured([row for row in MEASURED if row[1] > 1]),
    }

    def draw(blocked, brake):
        part = blocked / 100
        ne = alpha2_loop(part) if brake == "on" else fold_change(part, shares[0])
        da = fold_change(part, shares[1])
        series = {
            "NE": Data([0.7, 1, 1.3], [ne] * 3),
            "DA": Data([1.7, 2, 2.3], [da] * 3),
            "DA deep": Data([2.7, 3, 3.3], np.ones(3)),
        }
        return Drawing(series | points, {"ne": ne, "da": da})

    def words(now):
        how = "with the brake on" if now.brake == "on" else "without a brake"
        return (
            f"{plain(now.blocked)} % of the norepinephrine transporters are blocked. In the cortex "
            f"the model gives norepinephrine {now.ne:.1f} times ({how}) and dopamine "
            f"{now.da:.1f} times; in striatum and nucleus accumbens dopamine stays at 1.0."
        )

    return Lab(
        title="A norepinephrine transporter (NET) blocker, place by place",
        kind="measured + model",
        controls=[
            Slider("blocked", "NET blocked", 0, 100, 0, "%", stops={"50 %": 50, "100 %": 100}),
            Choice("brake", "Brake on norepinephrine release", {"off": "off", "on": "on"}, "off"),
        ],
        series=[
            Line("NE", "model", NET, 0.5, "top center", rows=2),
            Line("DA", "model, DA", DAT, 0.5, "top center", rows=2),
            Line("DA deep", "", DAT, rows=0),
            Points("NE measured", "norepinephrine, measured", NET),
            Points("DA measured", "dopamine, measured", DAT),
        ],
        x=Axis(
            "In the cortex, or deep",
            0.5,
            3.5,
            ticks=(1, 2, 3),
            tick_labels=PLACES,
        ),
        y=Axis("Times as much outside as before", 0.8, 22, "times", "log", ticks=LOG_TICKS),
        draw=draw,
        words=words,
        limits={
            "Measured": "Filled points: rats, microdialysis. NE is norepinephrine, DA dopamine, "
            "deep means striatum and nucleus accumbens. Atomoxetine: Bymaster 2002. To the right, "
            "reboxetine for two days: Invernizzi 2001. How much of NET was blocked was not "
            "measured.",
            "Assumed": f"In the cortex NET does {plain(100 * shares[0])} % of the clearing of "
            f"norepinephrine and {plain(100 * shares[1])} % of that of dopamine; elsewhere none of "
            "dopamine's. Dopamine's share was fitted to reboxetine; atomoxetine checks it.",
            "Left out": "Dopamine's own brakes, and dopamine that norepinephrine neurons release.",
        },
        sources=lambda: evidence.sources(
            {seen(row[0])["source"] for row in MEASURED} | {parameter("share-net-cortex")["source"]}
        ),
    )
