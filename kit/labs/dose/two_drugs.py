"""Two invented drugs: where each curve stands, and how high it reaches."""

import numpy as np

from kit.chart import Axis, Data, Drawing, Lab, Line, Now, Slider, Style, plain
from kit.labs.style import BLACK, DRUG, decades
from kit.science.receptors import hill_langmuir

DOSE_MG = np.geomspace(0.01, 1000, 401)


def two_drugs() -> Lab:
    """Potency and efficacy, each with its own slider."""

    def draw(half_b: float, most_b: float, half_a: float, most_a: float) -> Drawing:
        series = {
            "a": Data(DOSE_MG, most_a * hill_langmuir(DOSE_MG, half_a)),
            "b": Data(DOSE_MG, most_b * hill_langmuir(DOSE_MG, half_b)),
        }
        return Drawing(series)

    return Lab(
        title="Which drug is stronger?",
        kind="conceptual",
        controls=[
            Slider("half_b", "B's dose for half", 0.1, 100, 10, "mg", "log"),
            Slider("most_b", "B's most", 0, 100, 80, "%"),
            Slider("half_a", "A's dose for half", 0.1, 100, 1, "mg", "log"),
            Slider("most_a", "A's most", 0, 100, 40, "%", drawer=True),
        ],
        series=[
            Line("a", "drug A", DRUG, label_at=0.5),
            Line("b", "drug B", Style(BLACK, "longdash"), 0.9),
        ],
        x=decades("Dose (mg), log scale", 0.01, 1000, "mg"),
        y=Axis("Effect (% of the most there is)", 0, 105, unit="%"),
        draw=draw,
        words=words,
        limits={
            "Measured": "Nothing: both drugs are invented.",
            "Assumed": "Each effect follows one curve of the dose.",
            "Left out": "Whether a larger effect is a better one: harms have curves of their own.",
        },
    )


def words(now: Now) -> str:
    """Who needs less, and who reaches higher."""
    if now.half_a == now.half_b:
        where = "A and B stand at the same place: equal potency"
    else:
        where = (
            f"Half of A's most takes {plain(now.half_a)} mg, half of B's {plain(now.half_b)} mg: "
            f"{'A' if now.half_a < now.half_b else 'B'} is more potent"
        )
    if now.most_a == now.most_b:
        return f"{where}. Both reach the same height: equal efficacy."
    high, low = max(now.most_a, now.most_b), min(now.most_a, now.most_b)
    return (
        f"{where}. {'A' if now.most_a > now.most_b else 'B'} reaches higher, {plain(high)} % "
        f"against {plain(low)} %: more efficacy."
    )
