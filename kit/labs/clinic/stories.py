"""Two rooms of a hundred people, and who of them tells a story."""

import numpy as np
from numpy.typing import NDArray

from kit import evidence
from kit.chart import Axis, Data, Drawing, Lab, Line, Now, Points, Slider, Style, plain
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
    """A hundred people on a drug, a hundred on placebo, and the stories that reach you."""
    effect = evidence.trials(source="turner2008").set_index("id").loc["turner2008-all-fda"]
    harm = evidence.trials(topic="dropout_adverse_effects", source="cipriani2018").iloc[0]
    rates = PLACEBO, float(rate_with_effect(PLACEBO, effect["estimate"]))

    people = (
        f"{100 * rates[0]:.0f} of 100 people better",
        f"{100 * rates[1]:.0f} of 100 people better",
    )

    def draw(others: float, better: float) -> Drawing:
        placebo, drug = (float(good_stories(rate, better, others)) for rate in rates)
        series = {
            "drug": Data(OTHERS, good_stories(rates[1], better, OTHERS)),
            "placebo": Data(OTHERS, good_stories(rates[0], better, OTHERS)),
            "here": Data([others, others], [drug, placebo]),
        }
        said = f"{placebo:.0f} of 100 good", f"{drug:.0f} of 100 good"
        crowds = sides(
            better=rates,
            name=("on placebo", "on the drug"),
            says=said,
            also=people,
            told=(rates[0] * better / 100, rates[1] * better / 100),
            told_rest=((1 - rates[0]) * others / 100, (1 - rates[1]) * others / 100),
        )
        numbers = {"drug": drug, "placebo": placebo, "on_drug": 100 * rates[1]}
        return Drawing(series, numbers, picture=crowds)

    return Lab(
        title="Who tells the story?",
        kind="model",
        controls=[
            Slider("others", "Tell it, of those who did not get better", 0, 100, 5, "%", axis=True),
            Slider("better", "Tell it, of those who got better", 0, 100, 40, "%",
                   stops={"few": 10.0, "many": 40.0, "everybody": 100.0}),
        ],
        series=[
            Line("drug", "about the drug", DRUG, 0.5, rows=5),
            Line("placebo", "about placebo", DASHED, 0.5, rows=5),
            Points("here", "now", DRUG, here=True),
        ],
        x=Axis("Tell it, of the others (%)", 0, 100, unit="%", digits=0),
        y=Axis("Good stories, of 100 stories", 0, 102, digits=0, ticks=(0, 20, 40, 60, 80, 100)),
        draw=draw,
        words=words,
        limits={
            "Measured": f"The size of the drug's effect, {effect['estimate']:.2f} standard "
            "deviations over twelve antidepressants (Turner 2008).",
            "Assumed": f"{100 * PLACEBO:.0f} of 100 get better on placebo. Who tells is yours to "
            "choose; nobody has counted it here.",
            "Left out": "What the stories say, and harms: on many drugs more people left because "
            f"of side effects than on placebo (odds {harm['ci_low']:.2f} to {harm['ci_high']:.2f} "
            "times).",
        },
        sources=lambda: evidence.sources({"turner2008", "cipriani2018"}),
        picture=picture("crowds"),
    )  # fmt: skip


def words(now: Now) -> str:
    """How many got better, who tells, and what one hears."""
    head = (
        f"On the drug {now.on_drug:.0f} of 100 got better, on placebo {100 * PLACEBO:.0f}. "
        f"{plain(now.better)} % of those tell it, and {plain(now.others)} % of the others."
    )
    if not now.better + now.others:
        return f"{head} If nobody tells, there is nothing to hear."
    return (
        f"{head} Of 100 stories about the drug {now.drug:.0f} are good, and so are "
        f"{now.placebo:.0f} of 100 about placebo."
    )
