from collections.abc import Sequence

import numpy as np

from kit.chart import Axis, Choice, Drawing, Lab, Points, Slider, Style, plain
from kit.labs.classes.shared import (
    LEFT_OUT,
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
    """Six drugs without their names, by what they hold: a tight grip fills a petal."""
    by_drug = fingerprints_of()
    six = [by_drug[drug] for drug in SIX]
    across = {"hidden": _across([f"{number}" for number in NUMBERS]), "shown": _across(SIX)}
    working = {pump: [one[pump].value for one in six] for pump in PUMPS}
    points = []
    for pump in PUMPS:
        text = [_working(one[pump]) for one in six]
        at = NUMBERS, working[pump]
        points.append(Points(pump, pump, *at, TARGETS[pump], size=13, text=text))
    by_laboratory = {
        "all": [_every(six, pump) for pump in PUMPS],
        "one": [_every([], pump) for pump in PUMPS],
    }

    def draw(number: float, names: str, laboratories: str) -> Drawing:
        place = int(number) - 1
        one = six[place]
        at = [number] * len(PUMPS), [working[pump][place] for pump in PUMPS]
        here = Points("here", "this fingerprint", *at, DRUG, here=True, size=18, rows=0)
        grips = ", ".join(f"{pump} {_nM(one[pump].value)}" for pump in PUMPS)
        spread = ", ".join(
            f"{pump} {one[pump].values.min():,.10g} to {one[pump].values.max():,.10g} nM"
            for pump in PUMPS
        )
        said = {
            "name": f", {SIX[place]}," if names == "shown" else "",
            "grips": grips,
            "spread": f" Laboratories: {spread}." if laboratories == "all" else "",
        }
        petals = petals_parts(
            {target: grip(held.value) for target, held in one.items()},
            {target: _nM(held.value) for target, held in one.items()},
        )
        series = [*points, *by_laboratory[laboratories], here]
        return Drawing(series, said, {"x": across[names]}, petals)

    return Lab(
        title="Six fingerprints",
        kind="measured",
        controls=[
            Slider("number", "Fingerprint", 1, len(SIX), 1, only=NUMBERS,
                   stops={f"{number}": number for number in NUMBERS}),
            Choice("names", "Names", NAMES, "hidden"),
            Choice("laboratories", "Show", WHOSE, "one"),
        ],
        x=across["hidden"],
        y=Axis("Ki or Kd (nM): lower is tighter", 0.03, LOOSEST, "nM", "log", 2,
               (0.1, 10, 1000, 100000)),
        draw=draw,
        words="Fingerprint {number}{name} holds {grips}. Low is tight.{spread}",
        measured="The large points, by one laboratory in one way, at cloned human pumps (Tatsumi "
        "1997). Receptors, and the small points: all others of the ledger.",
        assumed=f"A petal is full at {TIGHTEST:g} nM and empty at {LOOSEST:,.0f}, on a log scale.",
        left_out=LEFT_OUT,
        sources=lambda: cited(six),
        picture=picture("petals", filled="the grip is tight, on a log scale"),
    )  # fmt: skip


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


def _every(fingerprints: Sequence[Fingerprint], pump: str) -> Points:
    """The values of all laboratories at one pump."""
    found = [
        (number, value, text)
        for number, one in enumerate(fingerprints, 1)
        for value, text in zip(one[pump].values, one[pump].texts, strict=True)
    ]
    numbers, values, texts = zip(*found, strict=True) if found else ((), (), ())
    style = Style(TARGETS[pump].color, "", OTHERS[pump])
    label = f"{pump}, each laboratory"
    return Points(f"all {pump}", label, numbers, values, style, size=7, text=texts)


def _across(labels: Sequence[str]) -> Axis:
    """An axis of the six, by their numbers or by their names: both would fill a phone's chart."""
    title = "Fingerprint (circle SERT, square NET, diamond DAT)"
    return Axis(title, 0.5, len(SIX) + 0.5, ticks=tuple(NUMBERS), tick_labels=tuple(labels))
