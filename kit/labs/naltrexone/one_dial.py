import numpy as np

from kit import evidence
from kit.chart import Axis, Drawing, Lab, Line, Points, Slider, Style
from kit.labs.naltrexone.shared import dial_parts
from kit.labs.pictures import picture
from kit.labs.style import DRUG, MOR, percent
from kit.science.qualitative import qualitative_efficacy_dial

SHARES = np.linspace(0, 100, 101)
TAKEN = 0.9  # chosen: share of the free receptors that an added agonist takes
STOPS = {"inverse agonist": -1.0, "antagonist": 0.0, "partial agonist": 0.4, "full agonist": 1.0}


def one_dial() -> Lab:
    """One receptor and one number: holding it is one thing, switching it on another.

    The receptor has some activity of its own; its ligand stands anywhere on the dial of efficacy.
    """

    def draw(bound: float, efficacy: float, basal: float) -> Drawing:
        rest = basal / 100

        def alone(share: float | np.ndarray) -> np.ndarray:
            share = np.asarray(share) / 100
            return np.asarray(100 * qualitative_efficacy_dial(share, efficacy, rest))

        def joined(share: float | np.ndarray) -> np.ndarray:
            return alone(share) + TAKEN * (100 - np.asarray(share)) * (1 - rest)

        own, both = float(alone(bound)), float(joined(bound))
        dash = Style(dash="dash")
        series = [
            Line("alone", "ligand alone", SHARES, alone(SHARES), MOR, 0.3, rows=5),
            Line("joined", "with an agonist added", SHARES, joined(SHARES), dash, 0.35, rows=5),
            Points("here", "ligand alone, here", bound, own, MOR, here=True),
            Points("here joined", "with an agonist, here", bound, both, DRUG, here=True),
        ]
        name = name_of(efficacy)
        dial = dial_parts(efficacy, bound / 100, own / 100, name.lower())
        numbers = {"own": own, "both": both, "free": float(joined(0.0)), "name": name}
        return Drawing(series, numbers, picture=dial)

    return Lab(
        title="One dial, from agonist to inverse agonist",
        kind="conceptual",
        controls=[
            Slider("bound", "Receptors with the ligand", 0, 100, 90, "%", axis=True),
            Slider("efficacy", "Efficacy of the ligand", -1, 1, 0, stops=STOPS),
            Slider("basal", "Activity with no ligand", 0, 30, 10, "%", drawer=True),
        ],
        x=Axis("Receptors with the ligand (%)", 0, 100, unit="%", digits=0),
        y=percent("Response (% of the most)", low=-3),
        draw=draw,
        words="{name} (efficacy {efficacy}) on {bound} % of the receptors: the response is "
        "{own:.0f} %, and {basal} % with no ligand at all. An agonist added now brings it to "
        "{both:.0f} %; without the ligand it would reach {free:.0f} %.",
        measured="Nothing: no real drug stands here. Naltrexone lies near 0.",
        assumed="Straight lines. The ligand stays put, and an added agonist takes 9 of 10 "
        "receptors that are free. If both came and went, the agonist would reach further.",
        left_out="That one drug can lie elsewhere on the dial in another tissue: related "
        "antagonists have acted as weak inverse agonists in some experiments.",
        sources=lambda: evidence.sources("trostheim2022"),
        picture=picture("dial"),
    )  # fmt: skip


def name_of(efficacy: float) -> str:
    """The name for a ligand of this efficacy."""
    if efficacy == 0:
        return "Antagonist"
    if efficacy < 0:
        return "Inverse agonist"
    return "Full agonist" if efficacy == 1 else "Partial agonist"
