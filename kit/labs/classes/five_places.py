from typing import Any

from kit import evidence
from kit.chart import Axis, Bars, Choice, Drawing, Lab
from kit.labs.pictures import picture
from kit.labs.results import sentence
from kit.labs.style import DRUG, NET

STEPS = {-2: "much less", -1: "less", 0: "as before", 1: "more", 2: "much more"}
NAMED = {"gap": "in the gap", "store": "in the bags", "read": "read", "broken": "broken down"}
READ = ("storage", "what ends the signal", "breakdown")  # in the ledger
TOGETHER = " The pump blocked and MAO stopped: transmitter piles up. These two must never meet."
# For each control its label, and for each button its words, its sentence ("" for no drug) and the
# steps of NAMED. Directions as pharmacology textbooks teach them; no size of any was measured here.
BUTTONS: dict[str, tuple[str, dict[str, tuple[str, str, tuple[int, ...]]]]] = {
    "pump": ("The pump", {
        "free": ("free", "", (0, 0, 0, 0)),
        "blocked": ("1 blocked", "a drug blocks the pumps", (1, 0, 1, -1)),
        "backwards": ("2 backwards", "a drug makes the pumps carry outwards", (2, -1, 2, 0)),
    }),
    "inside": ("Inside", {
        "working": ("no drug", "", (0, 0, 0, 0)),
        "MAO": ("3 MAO stopped", "MAO breaks nothing down", (1, 1, 1, -2)),
        "loader": ("4 bags unfilled", "the loader fills no bags", (-2, -2, -2, 1)),
    }),
    "receptors": ("Receptors", {
        "free": ("free", "", (0, 0, 0, 0)),
        "brake": ("5 brake held", "a drug holds the brake", (1, 0, 1, 0)),
        "blocked": ("5 blocked", "a drug blocks the receptors", (0, 0, -2, 0)),
    }),
}  # fmt: skip


def five_places(pump: str = "free", inside: str = "working", receptors: str = "free") -> Lab:
    """A synapse with five places where drugs act: press one or two, and molecules change course.

    Parameters
    ----------
    pump : {"free", "blocked", "backwards"}
    inside : {"working", "MAO", "loader"}
    receptors : {"free", "brake", "blocked"}
        The buttons pressed when the lab opens.
    """
    rows = evidence.transmitters("norepinephrine")
    sources = set(rows.loc[rows["attribute"].isin(READ), "source"])
    start = {"pump": pump, "inside": inside, "receptors": receptors}

    def draw(**pressed: str) -> Drawing:
        steps = zip(*(BUTTONS[name][1][key][2] for name, key in pressed.items()), strict=True)
        found = {where: max(-2, min(2, sum(each))) for where, each in zip(NAMED, steps)}
        bars = Bars("now", "direction", [1, 2, 3, 4], [*found.values()], DRUG, measured=False)
        acts = (BUTTONS[name][1][key][1] for name, key in pressed.items())
        moved = (f"{NAMED[where]} {STEPS[step]}" for where, step in found.items() if step)
        piled = pressed["pump"] != "free" and pressed["inside"] == "MAO"
        said = {
            "acts": sentence("; ".join(filter(None, acts)) or "no drug acts"),
            "moved": ", ".join(moved) or "all as before",
            "piled": TOGETHER if piled else "",
        }
        return Drawing([bars], found | said, picture=parts(found, **pressed))

    return Lab(
        title="Five places where drugs act",
        kind="conceptual",
        controls=[
            Choice(name, label, {key: words for key, (words, *_) in acts.items()}, start[name])
            for name, (label, acts) in BUTTONS.items()
        ],
        x=Axis("Transmitter", 0.5, 4.5, ticks=(1, 2, 3, 4), tick_labels=[*NAMED.values()]),
        y=Axis("", -2.4, 2.4, ticks=[*STEPS], tick_labels=[*STEPS.values()]),
        draw=draw,
        words="{acts}. Transmitter: {moved}.{piled}",
        measured="Nothing: no number here is data.",
        assumed="Directions as textbooks teach them. Two drugs at once: their directions are added "
        "up.",
        left_out="Amounts, hours, the body's answers, and places that other drugs use, such as "
        "glutamate's and GABA's.",
        sources=lambda: evidence.sources(sources),
        picture=picture("places", NET),
    )


def parts(found: dict[str, int], pump: str, inside: str, receptors: str) -> dict[str, Any]:
    """The picture: where drugs sit, and how the molecules go."""
    blocked, turned = float(pump == "blocked"), float(pump == "backwards")
    stopped, unfilled = float(inside == "MAO"), float(inside == "loader")
    read_off, brake_held = float(receptors == "blocked"), float(receptors == "brake")
    gap = {-2: 0.05, -1: 0.15, 0: 0.3, 1: 0.6, 2: 1.0}[found["gap"]]
    return {
        "at_pumps": blocked + turned,
        "at_enzyme": stopped,
        "at_loader": unfilled,
        "at_receptors": read_off,
        "at_brake": brake_held,
        "pumps": 0.8 * blocked,
        "turned": turned,
        "enzyme": stopped,
        "loader": unfilled,
        "receptors": 0.8 * read_off,
        "brake_held": brake_held,
        "cleft": gap,
        "inside": 0.8 if stopped else 0.3,
        "stored": {-2: 0.1, -1: 0.5, 0: 0.75, 1: 1.0, 2: 1.0}[found["store"]],
        "released": {-2: 0.1, -1: 0.3}.get(found["store"], 0.8 if brake_held else 0.5),
        "bound": {-2: 0.1, -1: 0.2, 0: 0.4, 1: 0.7, 2: 1.0}[found["read"]],
        "inwards": 0.15 if blocked or turned else 0.6,
        "outwards": 0.7 * turned,
        "broken_down": {-2: 0.0, -1: 0.2, 0: 0.4, 1: 0.8, 2: 0.8}[found["broken"]],
        "brake": 0.0 if brake_held or found["gap"] == -2 else gap,
        "gap_says": STEPS[found["gap"]],
        "store_says": STEPS[found["store"]],
    }
