"""A synapse with five places where drugs act: press one, and molecules change their course."""

from dataclasses import dataclass
from types import SimpleNamespace

from kit import evidence
from kit.chart import Axis, Bars, Choice, Data, Drawing, Lab
from kit.labs.pictures import places, places_parts
from kit.labs.style import DRUG

STEPS = {-2: "much less", -1: "less", 0: "as before", 1: "more", 2: "much more"}
WHERE = ("gap", "store", "read", "broken")
NAMED = ("in the gap", "in the bags", "read", "broken down")
READ = ("storage", "what ends the signal", "breakdown")  # in the ledger
TOGETHER = " The pump blocked and MAO stopped: transmitter piles up. These two must never meet."


@dataclass(frozen=True)
class Act:
    """A drug's action at one place: button, sentence ("" for no drug), and effects."""

    button: str
    said: str
    gap: int = 0
    store: int = 0
    read: int = 0
    broken: int = 0


# Directions as pharmacology textbooks teach them; no size of any of them was measured here.
PUMP = {
    "free": Act("free", ""),
    "blocked": Act("1 blocked", "a drug blocks the pumps", 1, 0, 1, -1),
    "backwards": Act("2 backwards", "a drug makes the pumps carry outwards", 2, -1, 2, 0),
}
INSIDE = {
    "working": Act("no drug", ""),
    "MAO": Act("3 MAO stopped", "MAO breaks nothing down", 1, 1, 1, -2),
    "loader": Act("4 bags unfilled", "the loader fills no bags", -2, -2, -2, 1),
}
RECEPTORS = {
    "free": Act("free", ""),
    "brake": Act("5 brake held", "a drug holds the brake", 1, 0, 1, 0),
    "blocked": Act("5 blocked", "a drug blocks the receptors", 0, 0, -2, 0),
}


def five_places(pump: str = "free", inside: str = "working", receptors: str = "free") -> Lab:
    """The five places where drugs act on a synapse, alone or two at a time.

    Parameters
    ----------
    pump : {"free", "blocked", "backwards"}
    inside : {"working", "MAO", "loader"}
    receptors : {"free", "brake", "blocked"}
        The buttons pressed when the lab opens.
    """
    rows = evidence.transmitters("norepinephrine")
    sources = set(rows.loc[rows["attribute"].isin(READ), "source"])

    def draw(pump: str, inside: str, receptors: str) -> Drawing:
        acts = PUMP[pump], INSIDE[inside], RECEPTORS[receptors]
        found = {where: bounded(sum(getattr(act, where) for act in acts)) for where in WHERE}
        series = {"now": Data([1, 2, 3, 4], [found[where] for where in WHERE])}
        return Drawing(series, found, picture=parts(pump, inside, receptors, found))

    buttons = {"pump": ("The pump", PUMP, pump), "inside": ("Inside", INSIDE, inside),
               "receptors": ("Receptors", RECEPTORS, receptors)}  # fmt: skip
    return Lab(
        title="Five places where drugs act",
        kind="conceptual",
        controls=[
            Choice(name, label, {key: act.button for key, act in acts.items()}, start)
            for name, (label, acts, start) in buttons.items()
        ],
        series=[Bars("now", "direction", DRUG, measured=False)],
        x=Axis("Transmitter", 0.5, 4.5, ticks=(1, 2, 3, 4), tick_labels=NAMED),
        y=Axis("", -2.4, 2.4, ticks=tuple(STEPS), tick_labels=tuple(STEPS.values())),
        draw=draw,
        words=words,
        limits={
            "Measured": "Nothing: no number here is data.",
            "Assumed": "Directions as textbooks teach them. Two drugs at once: their directions "
            "are added up.",
            "Left out": "Amounts, hours, the body's answers, and places that other drugs use, such "
            "as glutamate's and GABA's.",
        },
        sources=lambda: evidence.sources(sources),
        picture=places(),
    )


def bounded(steps: int) -> int:
    """Limit changes to "much less" and "much more"."""
    return max(min(STEPS), min(max(STEPS), steps))


def parts(pump: str, inside: str, receptors: str, found: dict[str, int]) -> dict[str, object]:
    """The picture: where drugs sit, and how the molecules go."""
    blocked, turned = pump == "blocked", pump == "backwards"
    stopped, unfilled = inside == "MAO", inside == "loader"
    return places_parts(
        pumps=0.8 if blocked else 0.0,
        turned=1.0 if turned else 0.0,
        enzyme=float(stopped),
        loader=float(unfilled),
        receptors=0.8 if receptors == "blocked" else 0.0,
        brake_held=float(receptors == "brake"),
        cleft={-2: 0.05, -1: 0.15, 0: 0.3, 1: 0.6, 2: 1.0}[found["gap"]],
        inside=0.8 if stopped else 0.3,
        stored={-2: 0.1, -1: 0.5, 0: 0.75, 1: 1.0, 2: 1.0}[found["store"]],
        released={-2: 0.1, -1: 0.3}.get(found["store"], 0.8 if receptors == "brake" else 0.5),
        bound={-2: 0.1, -1: 0.2, 0: 0.4, 1: 0.7, 2: 1.0}[found["read"]],
        inwards=0.15 if blocked or turned else 0.6,
        outwards=0.7 if turned else 0.0,
        broken_down={-2: 0.0, -1: 0.2, 0: 0.4, 1: 0.8, 2: 0.8}[found["broken"]],
        brake=0.0
        if receptors == "brake"
        else {-2: 0.0, -1: 0.15, 0: 0.3, 1: 0.6, 2: 1.0}[found["gap"]],
        gap_says=STEPS[found["gap"]],
        store_says=STEPS[found["store"]],
    )


def words(now: SimpleNamespace) -> str:
    """The pressed buttons and their effect on the transmitter."""
    acts = PUMP[now.pump], INSIDE[now.inside], RECEPTORS[now.receptors]
    pressed = "; ".join(filter(None, (act.said for act in acts))) or "no drug acts"
    follows = [
        f"{name} {STEPS[getattr(now, where)]}"
        for where, name in zip(WHERE, NAMED, strict=True)
        if getattr(now, where)
    ]
    text = f"{pressed[:1].upper()}{pressed[1:]}. "
    text += f"Transmitter: {', '.join(follows)}." if follows else "Transmitter: all as before."
    return text + (TOGETHER if now.pump != "free" and now.inside == "MAO" else "")
