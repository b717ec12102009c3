from kit import evidence
from kit.chart import Axis, Bars, Choice, Drawing, Lab, Points
from kit.labs.pictures import blood_parts, picture
from kit.labs.style import DRUG, NET

FULL, TUBES = 600.0, 8  # pg/mL of a full tube; tubes of the picture
POSTURES = {"supine": "lying", "standing": "standing"}


def standing_up() -> Lab:
    """Norepinephrine in the blood of seventeen people who lie, and of the same people standing."""
    rows = [evidence.row("norepinephrine_levels", f"{name}-posture1985") for name in POSTURES]
    levels = {name: float(row["level_pg_per_ml"]) for name, row in zip(POSTURES, rows, strict=True)}
    text = [
        f"{said}: {row['printed_as']} ({row['spread_kind']}), {row['n']} people, "
        f"{evidence.cite(row)}"
        for said, row in zip(POSTURES.values(), rows, strict=True)
    ]
    label = "norepinephrine in the blood"
    bars = Bars("levels", label, [0, 1], [*levels.values()], NET, text=text)
    times = levels["standing"] / levels["supine"]

    def draw(posture: str) -> Drawing:
        level = levels[posture]
        at = [*POSTURES].index(posture), level
        here = Points("here", "you look at", *at, DRUG, here=True, rows=0)
        blood = blood_parts(POSTURES[posture], [level / FULL] * TUBES, level)
        more = "" if posture == "supine" else f", {times:.1f} times as much"
        return Drawing([bars, here], {"level": level, "more": more}, picture=blood)

    return Lab(
        title="Lying, then standing",
        kind="measured",
        controls=[Choice("posture", "The people are", POSTURES, "supine")],
        x=Axis("", -0.6, 1.6, ticks=(0, 1), tick_labels=[*POSTURES.values()]),
        y=Axis("Norepinephrine in the blood (pg/mL)", 0, 600, unit="pg/mL", digits=0),
        draw=draw,
        words=f"{rows[0]['n']} people {{posture}}: {{level:.0f}} pg/mL on average{{more}}.",
        measured="Both columns: the same people, first lying, then standing.",
        assumed="Nothing.",
        left_out="Where it comes from: most of it leaks out of nerves of the body. Blood says "
        "little about a brain.",
        sources=lambda: evidence.sources("pmid4084169"),
        picture=picture("blood"),
    )
