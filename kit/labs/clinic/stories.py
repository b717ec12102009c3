import numpy as np
from numpy.typing import NDArray

from kit import evidence
from kit.chart import Axis, Drawing, Lab, Line, Points, Slider, Style
from kit.labs.evidence.shared import PLACEBO_RESPONSE as PLACEBO
from kit.labs.pictures import picture, sides
from kit.labs.style import BLUE, DRUG
from kit.science.effect_sizes import rate_with_effect

OTHERS = np.linspace(0, 100, 101)
DASHED = Style(BLUE, "dash", "square")


def good_stories(
    rate: float, better: float, others: NDArray[np.float64] | float
) -> NDArray[np.float64]:
    """Of 100 stories, how many are of getting better; 0 where nobody tells.

    `rate` is the share of people who got better; `better` and `others` are the percent of those,
    and of the rest, who tell.
    """
    glad, rest = rate * better + 0 * np.asarray(others), (1 - rate) * np.asarray(others)
    return np.asarray(100 * glad / np.where(glad + rest > 0, glad + rest, 1.0))


def stories() -> Lab:
    """A hundred people on a drug, a hundred on placebo, and who of them tells a story."""
    effect = evidence.trials(source="turner2008").set_index("id").loc["turner2008-all-fda"]
    harm = evidence.trials(topic="dropout_adverse_effects", source="cipriani2018").iloc[0]
    rates = PLACEBO, float(rate_with_effect(PLACEBO, effect["estimate"]))
    people = [f"{100 * rate:.0f} of 100 people better" for rate in rates]

    def draw(others: float, better: float) -> Drawing:
        placebo, drug = (float(good_stories(rate, better, others)) for rate in rates)
        of_placebo, of_drug = (good_stories(rate, better, OTHERS) for rate in rates)
        series = [
            Line("drug", "about the drug", OTHERS, of_drug, DRUG, 0.5, rows=5),
            Line("placebo", "about placebo", OTHERS, of_placebo, DASHED, 0.5, rows=5),
            Points("here", "now", [others] * 2, [drug, placebo], DRUG, here=True),
        ]
        said = f"{placebo:.0f} of 100 good", f"{drug:.0f} of 100 good"
        crowds = sides(
            better=rates,
            name=("on placebo", "on the drug"),
            says=said,
            also=people,
            told=(rates[0] * better / 100, rates[1] * better / 100),
            told_rest=((1 - rates[0]) * others / 100, (1 - rates[1]) * others / 100),
        )
        told = (
            f"Of 100 stories about the drug {drug:.0f} are good, and so are {placebo:.0f} of 100 "
            "about placebo."
            if better + others
            else "If nobody tells, there is nothing to hear."
        )
        numbers = {"drug": drug, "placebo": placebo, "on_drug": 100 * rates[1], "told": told}
        return Drawing(series, numbers, picture=crowds)

    return Lab(
        title="Who tells the story?",
        kind="model",
        controls=[
            Slider("others", "Tell it, of those who did not get better", 0, 100, 5, "%", axis=True),
            Slider("better", "Tell it, of those who got better", 0, 100, 40, "%",
                   stops={"few": 10.0, "many": 40.0, "everybody": 100.0}),
        ],
        x=Axis("Tell it, of the others (%)", 0, 100, unit="%", digits=0),
        y=Axis("Good stories, of 100 stories", 0, 102, digits=0, ticks=(0, 20, 40, 60, 80, 100)),
        draw=draw,
        words="On the drug {on_drug:.0f} of 100 got better, on placebo "
        f"{100 * PLACEBO:.0f}. {{better}} % of those tell it, and {{others}} % of the others. "
        "{told}",
        measured=f"The size of the drug's effect, {effect['estimate']:.2f} standard deviations "
        "over twelve antidepressants (Turner 2008).",
        assumed=f"{100 * PLACEBO:.0f} of 100 get better on placebo. Who tells is yours to choose; "
        "nobody has counted it here.",
        left_out="What the stories say, and harms: on many drugs more people left because of side "
        f"effects than on placebo (odds {harm['ci_low']:.2f} to {harm['ci_high']:.2f} times).",
        sources=lambda: evidence.sources({"turner2008", "cipriani2018"}),
        picture=picture("crowds"),
    )  # fmt: skip
