"""Labs of lesson 1 that are drawings of ideas: one key and many locks, too little and too much."""

import numpy as np

from kit import evidence
from kit.chart import Axis, Bars, Choice, Data, Drawing, Lab, Line, Points, Rule, Slider, plain
from kit.labs.style import DRUG, NET
from kit.science.qualitative import qualitative_inverted_u
from kit.science.receptors import hill_langmuir

LOCKS = {  # rows of the ledger that say which way a receptor moves its cell
    "norepinephrine": [f"norepinephrine-receptor-{name}" for name in ("alpha1", "beta", "alpha2")],
    "serotonin": ["serotonin-receptor-5-ht3", "serotonin-receptor-5-ht1"],
    "dopamine": ["dopamine-receptor-d1", "dopamine-receptor-d2"],
    "endogenous opioids": ["opioids-receptor-mu"],
    "glutamate": ["glutamate-receptor"],
    "GABA": ["gaba-receptor"],
}
RAISES, LOWERS = ("raises activity", "depolarization"), ("lowers activity", "hyperpolarization")


def direction(statement):
    """Plus 1 for a receptor that raises the activity of its cell, minus 1 for one that lowers it.

    Raises
    ------
    ValueError
        For a statement of the ledger that says neither.
    """
    if any(word in statement for word in LOWERS):
        return -1.0
    if any(word in statement for word in RAISES):
        return 1.0
    raise ValueError(f"statement = {statement!r} does not say which way activity goes.")


def locks():
    """One transmitter, several receptors: which way each of them moves its cell."""
    rows = evidence.transmitters().set_index("id")
    found = {name: rows.loc[ids] for name, ids in LOCKS.items()}
    ways = {name: np.array([direction(s) for s in f["statement"]]) for name, f in found.items()}
    names = {
        name: tuple(s.split(":")[0].split(",")[0] for s in f["statement"])
        for name, f in found.items()
    }

    def axis(transmitter):
        places = tuple(range(len(ways[transmitter])))
        return Axis("Receptor", -0.5, 2.5, ticks=places, tick_labels=names[transmitter])

    axes = {name: axis(name) for name in LOCKS}

    def draw(transmitter, amount):
        filled = 100 * hill_langmuir(amount, 1.0)
        effect = Data(np.arange(len(ways[transmitter])), ways[transmitter] * filled)
        return Drawing({"effect": effect}, {"filled": filled}, {"x": axes[transmitter]})

    def words(now):
        up, down = (
            [name for name, way in zip(names[now.transmitter], ways[now.transmitter], strict=True)
             if way == wanted]
            for wanted in (1.0, -1.0)
        )  # fmt: skip
        parts = [f"up through {' and '.join(up)}"] if up else []
        parts += [f"down through {' and '.join(down)}"] if down else []
        key = now.transmitter[0].upper() + now.transmitter[1:]
        return (
            f"{key}: activity goes {', and '.join(parts)}. At {plain(now.amount)} times the amount "
            f"that fills half of the locks, {now.filled:.0f} % are filled."
        )

    return Lab(
        title="Same key, many locks",
        kind="conceptual",
        controls=[
            Choice("transmitter", "Transmitter", {name: name for name in LOCKS}, "norepinephrine"),
            Slider("amount", "Amount, in multiples of what fills half", 0, 10, 1),
        ],
        series=[Bars("effect", "effect on the cell", DRUG, measured=False)],
        x=axes["norepinephrine"],
        y=Axis("Change of activity (% of most)", -100, 100, unit="%", digits=0,
               ticks=(-100, -50, 0, 50, 100)),
        draw=draw,
        words=words,
        limits={
            "Measured": "Only which way each column points: in cells of rats and other mammals.",
            "Assumed": "All locks fill at the same amount and pull equally hard. They do not.",
            "Left out": "Other receptors, other cells, and that one receptor can do more than "
            "one thing.",
        },
        sources=lambda: evidence.sources({s for f in found.values() for s in f["source"]}),
        rules=[Rule(0, "no change")],
    )  # fmt: skip


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
