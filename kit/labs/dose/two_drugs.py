import numpy as np

from kit.chart import Axis, Drawing, Lab, Line, Slider, Style, plain
from kit.labs.style import BLACK, DRUG, decades
from kit.science.receptors import hill_langmuir

DOSE_MG = np.geomspace(0.01, 1000, 401)


def two_drugs() -> Lab:
    """Two invented drugs: where each curve stands, and how high it reaches."""

    def draw(half_b: float, most_b: float, half_a: float, most_a: float) -> Drawing:
        a, b = most_a * hill_langmuir(DOSE_MG, half_a), most_b * hill_langmuir(DOSE_MG, half_b)
        series = [
            Line("a", "drug A", DOSE_MG, a, DRUG, 0.5),
            Line("b", "drug B", DOSE_MG, b, Style(BLACK, "longdash"), 0.9),
        ]
        return Drawing(series, compared(half_a, half_b, most_a, most_b))

    return Lab(
        title="Which drug is stronger?",
        kind="conceptual",
        controls=[
            Slider("half_b", "B's dose for half", 0.1, 100, 10, "mg", "log"),
            Slider("most_b", "B's most", 0, 100, 80, "%"),
            Slider("half_a", "A's dose for half", 0.1, 100, 1, "mg", "log"),
            Slider("most_a", "A's most", 0, 100, 40, "%", drawer=True),
        ],
        x=decades("Dose (mg), log scale", 0.01, 1000, "mg"),
        y=Axis("Effect (% of the most there is)", 0, 105, unit="%"),
        draw=draw,
        words="{where}. {height}",
        measured="Nothing: both drugs are invented.",
        assumed="Each effect follows one curve of the dose.",
        left_out="Whether a larger effect is a better one: harms have curves of their own.",
    )


def compared(half_a: float, half_b: float, most_a: float, most_b: float) -> dict[str, str]:
    """Who needs less, and who reaches higher, in words."""
    if half_a == half_b:
        where = "A and B stand at the same place: equal potency"
    else:
        where = (
            f"Half of A's most takes {plain(half_a)} mg, half of B's {plain(half_b)} mg: "
            f"{'A' if half_a < half_b else 'B'} is more potent"
        )
    if most_a == most_b:
        return {"where": where, "height": "Both reach the same height: equal efficacy."}
    most, least = plain(max(most_a, most_b)), plain(min(most_a, most_b))
    height = f"reaches higher, {most} % against {least} %: more efficacy."
    return {"where": where, "height": f"{'A' if most_a > most_b else 'B'} {height}"}
