import numpy as np

from kit import evidence
from kit.chart import Area, Axis, Drawing, Lab, Line, Slider, Style
from kit.labs.evidence.shared import PLACEBO_RESPONSE
from kit.labs.pictures import picture
from kit.labs.style import DRUG, SKY
from kit.science.effect_sizes import rate_with_effect, share_better_off

AGES = ("under-18", "18-24", "25-64", "65-and-over")
COLUMNS = ("under18", "to24", "to64", "from65")  # of the picture
MOST_HARM = 15.0  # of 1,000: a column of full height
GRID = np.linspace(-3.5, 4.5, 161)


def effect_to_people() -> Lab:
    """Two hills an effect size apart, what that is in people, and the harm in the same frame."""
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
    placebo = Area("placebo", "placebo", GRID, np.exp(-(GRID**2) / 2), Style(SKY), 0.38, rows=5)

    def draw(effect: float) -> Drawing:
        hill = np.exp(-((GRID - effect) ** 2) / 2)
        rate = rate_with_effect(PLACEBO_RESPONSE, effect)
        numbers = {"pairs": 100 * share_better_off(effect), "rate": 100 * rate}
        drug = Line("drug", "drug", GRID, hill, DRUG, 0.58, rows=5)
        return Drawing([placebo, drug], numbers, picture=parts)

    return Lab(
        title="Two hills, and the harm",
        kind="measured + model",
        controls=[
            Slider("effect", "Effect size", 0, 1, filed, "standard deviations", stops=found),
        ],
        x=Axis("Improvement, in standard deviations", -3.5, 4.5, "standard deviations"),
        y=Axis("How many people", 0, 1.15, digits=2, ticks=(0, 0.5, 1)),
        draw=draw,
        words="An effect of {effect:.2f} standard deviations: of 100 pairs, the person on the drug "
        f"does better in {{pairs:.0f}}. Where {100 * PLACEBO_RESPONSE:.0f} of 100 respond on "
        "placebo, {rate:.0f} respond on the drug. More leave because of side effects (odds "
        f"{leaving['ci_low']:.2f} to {leaving['ci_high']:.2f} times), and under 18 there are "
        f"{harm[0]:.0f} more of 1,000 with suicidal thoughts or behaviour.",
        measured="The two named effect sizes (our own pooling of Turner 2008); the harms: leaving "
        "because of side effects (Cipriani 2018), suicidal thoughts and behaviour by age (the "
        "warning on US labels; drug minus placebo in pooled trials).",
        assumed="Improvement spreads as two equal bells; responding is passing one line.",
        left_out="People whom a drug helps much while it helps others little: an average cannot "
        "show them.",
        sources=lambda: evidence.sources(
            {"turner2008", "cipriani2018", "antidepressants-class-label"}
        ),
        picture=picture("harms"),
    )
