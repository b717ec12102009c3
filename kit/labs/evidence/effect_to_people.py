"""Two hills an effect size apart, what that is in people, and the harm in the same frame."""

import numpy as np

from kit import evidence
from kit.chart import Area, Axis, Data, Drawing, Lab, Line, Now, Slider, Style
from kit.labs.evidence.shared import PLACEBO_RESPONSE
from kit.labs.pictures import picture
from kit.labs.style import DRUG, SKY
from kit.science.effect_sizes import rate_with_effect, share_better_off

AGES = ("under-18", "18-24", "25-64", "65-and-over")
COLUMNS = ("under18", "to24", "to64", "from65")  # of the picture
MOST_HARM = 15.0  # of 1,000: a column of full height
GRID = np.linspace(-3.5, 4.5, 161)


def effect_to_people() -> Lab:
    """How far two wide hills are apart, and how often the person on the drug does better."""
    rows = evidence.trials(source="turner2008").set_index("id")["estimate"]
    filed, printed = (float(rows[f"turner2008-all-{shelf}"]) for shelf in ("fda", "journals"))
    found = {"regulator's files": filed, "journals": printed}
    table = evidence.side_effects(drug="several").set_index("id")
    harm = [float(table.loc[f"several-suicidality-{age}", "extra_per_1000"]) for age in AGES]
    leaving = evidence.trials(topic="dropout_adverse_effects", source="cipriani2018").iloc[0]
    parts: dict[str, float | str] = {}
    for column, more in zip(COLUMNS, harm, strict=True):
        parts[f"more_{column}"] = max(more, 0) / MOST_HARM
        parts[f"fewer_{column}"] = max(-more, 0) / MOST_HARM
        parts[f"says_{column}"] = f"{abs(more):.0f} {'more' if more > 0 else 'fewer'}"

    def draw(effect: float) -> Drawing:
        rate = rate_with_effect(PLACEBO_RESPONSE, effect)
        series = {
            "placebo": Data(GRID, np.exp(-(GRID**2) / 2)),
            "drug": Data(GRID, np.exp(-((GRID - effect) ** 2) / 2)),
        }
        numbers = {"pairs": 100 * share_better_off(effect), "rate": 100 * rate}
        return Drawing(series, numbers, picture=parts)

    def words(now: Now) -> str:
        return (
            f"An effect of {now.effect:.2f} standard deviations: of 100 pairs, the person on the "
            f"drug does better in {now.pairs:.0f}. Where {100 * PLACEBO_RESPONSE:.0f} of 100 "
            f"respond on placebo, {now.rate:.0f} respond on the drug. More leave because of side "
            f"effects (odds {leaving['ci_low']:.2f} to {leaving['ci_high']:.2f} times), and under "
            f"18 there are {harm[0]:.0f} more of 1,000 with suicidal thoughts or behaviour."
        )

    return Lab(
        title="Two hills, and the harm",
        kind="measured + model",
        controls=[
            Slider("effect", "Effect size", 0, 1, filed, "standard deviations", stops=found),
        ],
        series=[
            Area("placebo", "placebo", Style(SKY), 0.38, rows=5),
            Line("drug", "drug", DRUG, 0.58, rows=5),
        ],
        x=Axis("Improvement, in standard deviations", -3.5, 4.5, "standard deviations"),
        y=Axis("How many people", 0, 1.15, digits=2, ticks=(0, 0.5, 1)),
        draw=draw,
        words=words,
        limits={
            "Measured": "The two named effect sizes (our own pooling of Turner 2008); the harms: "
            "leaving because of side effects (Cipriani 2018), suicidal thoughts and behaviour by "
            "age (the warning on US labels; drug minus placebo in pooled trials).",
            "Assumed": "Improvement spreads as two equal bells; responding is passing one line.",
            "Left out": "People whom a drug helps much while it helps others little: an average "
            "cannot show them.",
        },
        sources=lambda: evidence.sources(
            {"turner2008", "cipriani2018", "antidepressants-class-label"}
        ),
        picture=picture("harms"),
    )
