"""What getting up does to norepinephrine in the blood: one study of seventeen people."""

from types import SimpleNamespace

from kit import evidence
from kit.chart import Axis, Bars, Choice, Data, Drawing, Lab, Points
from kit.labs.pictures import blood_parts, picture
from kit.labs.style import DRUG, NET

FULL, TUBES = 600.0, 8  # pg/mL of a full tube; tubes of the picture

POSTURES = {"supine": "lying", "standing": "standing"}


def standing_up() -> Lab:
    """Norepinephrine in the blood of people who lie, and of the same people standing."""
    rows = evidence.norepinephrine_levels().set_index("id")
    found = {name: rows.loc[f"{name}-posture1985"] for name in POSTURES}
    levels = {name: float(row["level_pg_per_ml"]) for name, row in found.items()}
    bars = Data(
        list(range(len(found))),
        list(levels.values()),
        text=[
            f"{POSTURES[name]}: {row['printed_as']} ({row['spread_kind']}), {row['n']} people, "
            f"{evidence.cite(row)}"
            for name, row in found.items()
        ],
    )
    people, times = found["supine"]["n"], levels["standing"] / levels["supine"]

    def draw(posture: str) -> Drawing:
        here = Data(list(POSTURES).index(posture), levels[posture])
        tubes = [levels[posture] / FULL] * TUBES
        says = f"{levels[posture]:.0f}"
        blood = blood_parts(posture == "standing", tubes, says, POSTURES[posture])
        return Drawing({"levels": bars, "here": here}, {"level": levels[posture]}, picture=blood)

    def words(now: SimpleNamespace) -> str:
        text = f"{people} people {POSTURES[now.posture]}: {now.level:.0f} pg/mL on average"
        return f"{text}." if now.posture == "supine" else f"{text}, {times:.1f} times as much."

    return Lab(
        title="Lying, then standing",
        kind="measured",
        controls=[Choice("posture", "The people are", POSTURES, "supine")],
        series=[
            Bars("levels", "norepinephrine in the blood", NET),
            Points("here", "you look at", DRUG, here=True, rows=0),
        ],
        x=Axis("", -0.6, 1.6, ticks=(0, 1), tick_labels=tuple(POSTURES.values())),
        y=Axis("Norepinephrine in the blood (pg/mL)", 0, 600, unit="pg/mL", digits=0),
        draw=draw,
        words=words,
        limits={
            "Measured": "Both columns: the same people, first lying, then standing.",
            "Assumed": "Nothing.",
            "Left out": "Where it comes from: most of it leaks out of nerves of the body. Blood "
            "says little about a brain.",
        },
        sources=lambda: evidence.sources("pmid4084169"),
        picture=picture("blood"),
    )
