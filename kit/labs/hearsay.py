"""Labs of lesson 9: who tells a story, and what an odds ratio is in people."""

import numpy as np

from kit import evidence
from kit.chart import Axis, Data, Drawing, Lab, Points, Slider, Style, plain
from kit.labs.style import DRUG, NET
from kit.science.effect_sizes import rate_with_effect
from kit.science.occupancy import from_odds, odds

HUNDRED = np.arange(100)
COLUMN = HUNDRED % 10 + 1.0  # ten in a row
RIGHT = 12  # how far the second hundred stands to the right
RESPONSE = 36  # people of 100 who get better on placebo; chosen, as in lesson 6
CROWDS = 20
HEIGHT = 10.0 * (HUNDRED // 10) + 5  # ten in a row, so that a hundred fill the axis
HIDDEN = -200.0  # below the picture
BESIDE = 11.2, 11.2 + RIGHT  # where the counts of each hundred stand
LUCK = np.random.default_rng(20261130).random((CROWDS + 1, 2, 100))
CASES = {  # odds ratios of the worked example, and people of 100 better on placebo (supposed)
    "cipriani2018-response-reboxetine": 36,
    "griselda-response-bupropion": 36,
    "cipriani2018-response-amitriptyline": 20,
}


def stories():
    """A hundred people on a drug, a hundred on placebo, and the stories that reach you."""
    effect = evidence.trials(source="turner2008").set_index("id").loc["turner2008-all-fda"]
    harm = evidence.trials(topic="dropout_adverse_effects", source="cipriani2018").iloc[0]
    rates = RESPONSE / 100, float(rate_with_effect(RESPONSE / 100, effect["estimate"]))
    better_people = [round(100 * rate) > HUNDRED for rate in rates]

    def draw(better, others, crowd):
        told, good, share = [], [], []
        for rate, lots, got_better in zip(rates, LUCK[int(crowd)], better_people, strict=True):
            told.append(lots < np.where(got_better, better / 100, others / 100))
            good.append((told[-1] & got_better).sum())
            glad, silent = rate * better, (1 - rate) * others
            share.append(100 * glad / (glad + silent) if glad + silent else 0.0)
        x = np.concatenate([COLUMN, COLUMN + RIGHT])
        well = np.concatenate(better_people)
        rows = np.tile(HEIGHT, 2)
        return Drawing(
            {
                "people": Data(x, rows),
                "better": Data(x, np.where(well, rows, HIDDEN)),
                "told": Data(x, np.where(np.hstack(told), rows, HIDDEN)),
                "rate": Data(BESIDE, [100 * rate for rate in rates]),
                "share": Data(BESIDE, share),
            },
            {
                "placebo": told[0].sum(),
                "drug": told[1].sum(),
                "good_placebo": good[0],
                "good_drug": good[1],
                "long_placebo": share[0],
                "long_drug": share[1],
            },
        )

    def words(now):
        run = (
            f"In the long run {now.long_drug:.0f} of 100 stories about the drug are of getting "
            f"better, and {now.long_placebo:.0f} of 100 about the placebo."
            if now.better + now.others
            else "If nobody tells, there is nothing to hear."
        )
        return (
            f"On the drug {100 * rates[1]:.0f} of 100 got better, on placebo {RESPONSE} of 100. In "
            f"crowd {now.crowd:.0f}, where {plain(now.better)} % of those tell it and "
            f"{plain(now.others)} % of the others, you hear {now.drug:.0f} stories about the drug, "
            f"{now.good_drug:.0f} of getting better, and {now.placebo:.0f} about the placebo, "
            f"{now.good_placebo:.0f} of getting better. {run}"
        )

    return Lab(
        title="Who tells the story?",
        kind="model",
        controls=[
            Slider("better", "Tell it, of those who got better", 0, 100, 40, "%"),
            Slider("others", "Tell it, of the others", 0, 100, 5, "%"),
            Slider("crowd", "Another crowd", 1, CROWDS, 1, only=range(1, CROWDS + 1),
                   drawer=True),
        ],
        series=[
            Points("people", "a person", Style("#777777"), here=True, size=6, rows=0),
            Points("better", "got better", DRUG, here=True, size=6, rows=0),
            Points("told", "tells a story", NET, here=True, size=10, rows=0),
            Points("rate", "got better, of 100 people", Style(marker="diamond"), here=True),
            Points("share", "of getting better, of 100 stories", Style(NET.color, marker="diamond"),
                   here=True, size=13),
        ],
        x=Axis("Dark: got better. Square: you hear of it. "
               "Diamonds: of people (black), of stories (orange).", 0, 24.5,
               ticks=(5.5, BESIDE[0], 5.5 + RIGHT, BESIDE[1]),
               tick_labels=("on placebo", "placebo", "on the drug", "drug")),
        y=Axis("Better, of 100 people or stories", 0, 102, digits=0),
        draw=draw,
        words=words,
        limits={
            "Measured": f"The size of the drug's effect, {effect['estimate']:.2f} standard "
            "deviations over twelve antidepressants (Turner 2008).",
            "Assumed": f"{RESPONSE} of 100 get better on placebo. Who tells is chance, and the "
            "chances are yours to choose; nobody has counted them here.",
            "Left out": "What the stories say, and harms: on many drugs more people left because "
            f"of side effects than on placebo (odds {harm['ci_low']:.2f} to {harm['ci_high']:.2f} "
            "times).",
        },
        sources=lambda: evidence.sources({"turner2008", "cipriani2018"}),
    )  # fmt: skip


def people_cases():
    """Three odds ratios of the ledger as people of 100, for the worked example."""
    rows = evidence.trials().set_index("id")
    cases = []
    for name, base in CASES.items():
        ratio = float(rows.loc[name, "estimate"])
        before = float(odds(base / 100))
        after = 100 * float(from_odds(ratio * before))
        cases.append(
            {
                "drug": rows.loc[name, "drug"],
                "ratio": ratio,
                "base": base,
                "before": before,
                "odds": ratio * before,
                "after": after,
                "more": after - base,
                "multiplied": ratio * base,
            }
        )
    return cases
