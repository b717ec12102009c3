"""Six drugs without their names, by what they hold: find the one sold for dopamine."""

from collections.abc import Sequence

import numpy as np

from kit.chart import Axis, Choice, Data, Drawing, Lab, Now, Points, Slider, Style, plain
from kit.labs.classes.shared import (
    LIMITS,
    PUMPS,
    Fingerprint,
    Held,
    cited,
    fingerprints_of,
    petals_parts,
)
from kit.labs.pictures import picture
from kit.labs.style import DRUG, TARGETS

SIX = ("amitriptyline", "sertraline", "venlafaxine", "bupropion", "desipramine", "citalopram")
NUMBERS = range(1, len(SIX) + 1)
TIGHTEST, LOOSEST = 0.1, 1e5  # nM: the ends of a petal
OTHERS = {"SERT": "x", "NET": "cross", "DAT": "star"}  # marks of all other laboratories
WHOSE = {"one": "one laboratory", "all": "all laboratories"}
NAMES = {"hidden": "hidden", "shown": "shown"}


def fingerprints() -> Lab:
    """Six fingerprints: the tighter the grip, the fuller the petal."""
    by_drug = fingerprints_of()
    six = [by_drug[drug] for drug in SIX]
    across = {"hidden": _across([f"{number}" for number in NUMBERS]), "shown": _across(SIX)}
    working = {pump: [one[pump].value for one in six] for pump in PUMPS}
    points = {
        pump: Data(NUMBERS, working[pump], text=[_working(one[pump]) for one in six])
        for pump in PUMPS
    }
    by_laboratory = {
        "all": {f"all {pump}": _every(six, pump) for pump in PUMPS},
        "one": {f"all {pump}": Data([], []) for pump in PUMPS},
    }

    def draw(number: float, names: str, laboratories: str) -> Drawing:
        place = int(number) - 1
        one = six[place]
        here = Data([number] * len(PUMPS), [working[pump][place] for pump in PUMPS])
        numbers = {
            "grips": ", ".join(f"{pump} {_nM(one[pump].value)}" for pump in PUMPS),
            "spread": ", ".join(
                f"{pump} {one[pump].values.min():,.10g} to {one[pump].values.max():,.10g} nM"
                for pump in PUMPS
            ),
            "place": place,
        }
        petals = petals_parts(
            {target: grip(held.value) for target, held in one.items()},
            {target: _nM(held.value) for target, held in one.items()},
        )
        series = {**points, **by_laboratory[laboratories], "here": here}
        return Drawing(series, numbers, {"x": across[names]}, petals)

    return Lab(
        title="Six fingerprints",
        kind="measured",
        controls=[
            Slider("number", "Fingerprint", 1, len(SIX), 1, only=NUMBERS,
                   stops={f"{number}": number for number in NUMBERS}),
            Choice("names", "Names", NAMES, "hidden"),
            Choice("laboratories", "Show", WHOSE, "one"),
        ],
        series=[
            *(Points(pump, pump, TARGETS[pump], size=13) for pump in PUMPS),
            *(Points(f"all {pump}", f"{pump}, each laboratory",
                     Style(TARGETS[pump].color, "", OTHERS[pump]), size=7)
              for pump in PUMPS),
            Points("here", "this fingerprint", DRUG, here=True, size=18, rows=0),
        ],
        x=across["hidden"],
        y=Axis("Ki or Kd (nM): lower is tighter", 0.03, LOOSEST, "nM", "log", 2,
               (0.1, 10, 1000, 100000)),
        draw=draw,
        words=words,
        limits=LIMITS
        | {
            "Measured": "The large points, by one laboratory in one way, at cloned human pumps "
            "(Tatsumi 1997). Receptors, and the small points: all others of the ledger.",
            "Assumed": f"A petal is full at {TIGHTEST:g} nM and empty at {LOOSEST:,.0f}, on a log "
            "scale.",
        },
        sources=lambda: cited(six),
        picture=picture("petals", filled="the grip is tight, on a log scale"),
    )  # fmt: skip


def words(now: Now) -> str:
    """How tightly the chosen fingerprint holds the three pumps."""
    name = f", {SIX[now.place]}," if now.names == "shown" else ""
    text = f"Fingerprint {now.place + 1}{name} holds {now.grips}. Low is tight."
    return text + (f" Laboratories: {now.spread}." if now.laboratories == "all" else "")


def grip(value: float) -> float:
    """How full a petal is for an affinity in nM."""
    share = np.log(LOOSEST / value) / np.log(LOOSEST / TIGHTEST)
    return float(np.clip(share, 0, 1))


def _nM(value: float) -> str:
    return f"{float(plain(value)):,.10g} nM"


def _working(held: Held) -> str:
    """The hover text of the value that the model uses, without the name of the drug."""
    text = held.texts[int(np.argmin(np.abs(held.values - held.value)))]
    return text.partition(" at ")[2]


def _every(six: Sequence[Fingerprint], pump: str) -> Data:
    """The values of all laboratories at one pump, for all six."""
    return Data(
        np.repeat(NUMBERS, [one[pump].values.size for one in six]),
        np.concatenate([one[pump].values for one in six]),
        text=[text for one in six for text in one[pump].texts],
    )


def _across(labels: Sequence[str]) -> Axis:
    """An axis of the six, by their numbers or by their names: both would fill a phone's chart."""
    title = "Fingerprint (circle SERT, square NET, diamond DAT)"
    return Axis(title, 0.5, len(SIX) + 0.5, ticks=tuple(NUMBERS), tick_labels=tuple(labels))
