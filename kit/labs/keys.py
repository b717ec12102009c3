"""A drawing of an idea: too little and too much."""

import numpy as np

from kit.chart import Axis, Data, Drawing, Lab, Line, Points, Slider, plain
from kit.labs.style import DRUG, NET
from kit.science.qualitative import qualitative_inverted_u

MORE = 20.0  # the push whose effect the learner compares
DOUBLING = 12.0  # steps of arousal that double the signal
EASY_BEST, HARD_BEST = 60.0, 30.0  # the best arousal for the easiest and the hardest task
APART = 1.5  # the helping receptor fills at the best signal / 1.5, the hurting one at times 1.5


def performance(arousal, difficulty):
    """Performance in percent of the best, for an arousal on a scale of 0 to 120; an idea."""
    best = EASY_BEST + (HARD_BEST - EASY_BEST) * np.asarray(difficulty) / 100
    signal = 2.0 ** ((arousal - best) / DOUBLING)
    top = qualitative_inverted_u(1.0, 1 / APART, APART)
    return 100 * qualitative_inverted_u(signal, 1 / APART, APART) / top


def inverted_u():
    """Too little, too much: the same push helps one start and harms another."""
    grid = np.linspace(0, 120, 241)

    def draw(arousal, difficulty):
        before, after = performance(arousal, difficulty), performance(arousal + MORE, difficulty)
        series = {
            "curve": Data(grid, performance(grid, difficulty)),
            "before": Data(arousal, before),
            "after": Data(arousal + MORE, after),
        }
        return Drawing(series, {"before": before, "after": after, "gain": after - before})

    def words(now):
        way, gain = "better" if now.gain > 0 else "worse", f"{abs(now.gain):.0f}"
        return (
            f"Arousal {plain(now.arousal)}, difficulty {plain(now.difficulty)}: performance "
            f"{now.before:.0f} % of the best. With {MORE:.0f} more it is {now.after:.0f} %: "
            f"{way} by {gain} point{'' if gain == '1' else 's'}."
        )

    return Lab(
        title="Too little, too much: a cartoon, not data",
        kind="conceptual",
        controls=[
            Slider("arousal", "Arousal now", 0, 100, 30),
            Slider("difficulty", "Difficulty of the task, 0 easy to 100 hard", 0, 100, 50),
        ],
        series=[
            Line("curve", "performance", NET, label_at=0.22, label_side="bottom right"),
            Points("before", "now", DRUG, here=True),
            Points("after", f"{MORE:.0f} more", NET, here=True),
        ],
        x=Axis("Arousal (no unit)", 0, 120, digits=0),
        y=Axis("Performance (% of the best)", 0, 105, unit="%", digits=0),
        draw=draw,
        words=words,
        limits={
            "Measured": "Nothing. The order of two receptors behind it is argued for in a review "
            "(Ramos and Arnsten 2007).",
            "Assumed": "One signal helps at a sensitive receptor and hurts at a less sensitive "
            "one; hard tasks are done best at lower arousal. All numbers were chosen.",
            "Left out": "Everything else. It is not a law of norepinephrine, and its axis is "
            "nothing that can be measured in a person.",
        },
    )
