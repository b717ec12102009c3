"""Labs of lesson 6, people: what a difference of some points is in a hundred people."""

import numpy as np

from kit import evidence
from kit.chart import Area, Axis, Choice, Data, Drawing, Lab, Line, Points, Rule, Slider, Style
from kit.labs.style import DRUG, NET
from kit.science.effect_sizes import rate_with_effect, share_better_off
from kit.science.trials import number_needed_to_treat

HUNDRED = np.arange(100)
COLUMN, ROW = HUNDRED % 10 + 1.0, 10.0 - HUNDRED // 10  # filled from the top, ten in a row
RIGHT = 12  # how far the second hundred stands to the right
HIDDEN = -20.0  # below the picture
MOST_LEAVING = 10
NOBODY = 1e-3  # of 100: a difference that no number of people is worth telling of
DRAWS, MANY = 20, 1000  # hundreds to look at, and those behind the statement on luck
LUCK = np.random.default_rng(20261129).random((MANY + 1, 2, 100))
RESPONSE, REMISSION, LEAVING = (
    "papakostas2007-response",
    "machado2010-remission-percent",
    "machado2010-dropout-ae-difference",
)
OUTCOMES = {"response": "responded", "remission": "became well"}
GRID = np.linspace(-3.5, 4.5, 161)


def _rates():
    """Percent on the SSRI and on the other drug, and the difference that reviewers pooled."""
    rows = evidence.trials().set_index("id")
    pooled = {"response": None, "remission": rows.loc["machado2010-remission-difference"]}
    found = {}
    for outcome, name in (("response", RESPONSE), ("remission", REMISSION)):
        new, old = rows.loc[name, ["group_percent", "comparator_percent"]].astype(float)
        more = new - old if pooled[outcome] is None else float(pooled[outcome]["estimate"])
        found[outcome] = (old, new, more)
    return found, float(rows.loc[LEAVING, "estimate"])


def snri_or_ssri():
    """A hundred people on an SSRI beside a hundred on a drug with two actions."""
    rates, leave = _rates()
    leaving = np.arange(MOST_LEAVING) < round(leave)

    def count(outcome, draw):
        """Better people in each hundred: the average for draw 0, by luck for the others."""
        old, new, more = rates[outcome]
        usual = round(old), round(old) + round(more)
        lucky = [(LUCK[draw, k] < rate / 100).sum(-1) for k, rate in enumerate((old, new))]
        return lucky if np.all(draw) else usual

    def draw(outcome, hundred):
        old, new = count(outcome, int(hundred))
        both = min(old, new)
        every = count(outcome, np.arange(1, MANY + 1))

        def icons(low, high):
            return np.where((low <= HUNDRED) & (high > HUNDRED), ROW, HIDDEN)

        x = np.concatenate([COLUMN, COLUMN + RIGHT])
        return Drawing(
            {
                "people": Data(x, np.tile(ROW, 2)),
                "better": Data(x, np.tile(icons(0, both), 2)),
                "extra": Data(x, np.hstack([icons(both, old), icons(both, new)])),
                "leaving": Data(
                    np.arange(MOST_LEAVING) + 1.0 + RIGHT, np.where(leaving, -1.0, HIDDEN)
                ),
            },
            {"old": old, "new": new, "upset": 100 * (every[0] >= every[1]).mean()},
        )

    def words(now):
        old, new, more = rates[now.outcome]
        said = OUTCOMES[now.outcome]
        dual = "dual drugs" if now.outcome == "response" else "SNRIs"
        if now.hundred == 0:
            return (
                f"On average {new:g} of 100 {said} on {dual} and {old:g} of 100 on SSRIs: about "
                f"{more:.0f} people more of each 100. About {leave:.0f} more of 100 left because "
                f"of side effects on SNRIs. In {now.upset:.0f} of 100 pairs of hundreds, luck "
                "alone hides or turns this difference."
            )
        return (
            f"Hundred number {now.hundred:.0f}: {now.new:.0f} {said} on {dual} and {now.old:.0f} "
            f"on SSRIs. The averages behind it are {new:g} and {old:g} of 100, and about "
            f"{leave:.0f} more of 100 left because of side effects on SNRIs."
        )

    return Lab(
        title="A hundred people beside a hundred people",
        kind="model",
        controls=[
            Choice("outcome", "Count people who", OUTCOMES, "response"),
            Slider("hundred", "Another two hundreds (0 is the average)", 0, DRAWS, 0,
                   only=range(DRAWS + 1), stops={"average": 0}),
        ],
        series=[
            Points("people", "a person", Style("#777777"), here=True, size=6, rows=0),
            Points("better", "better on either", DRUG, here=True, size=6, rows=0),
            Points("extra", "better on this one only", NET, here=True, size=10, rows=0),
            Points("leaving", "more who left because of side effects", Style(marker="x"),
                   here=True, size=8, rows=0),
        ],
        x=Axis("Dark: better. Orange squares: better too, the extra people.", 0, 23,
               ticks=(5.5, 5.5 + RIGHT),
               tick_labels=("100 people on SSRIs", "100 on dual drugs or SNRIs")),
        y=Axis("", -2, 11, ticks=(-1, 5.5), tick_labels=("left, extra", "people")),
        draw=draw,
        words=words,
        limits={
            "Measured": "Response: 93 trials of six dual drugs, three of which are not SNRIs. "
            "Remission and leaving: 15 trials of SNRIs against SSRIs.",
            "Assumed": "Numbers are rounded to whole people. Each person of a drawn hundred has "
            "the average chance, whoever they are; the leaving is shown as its average.",
            "Left out": "How much better, for how long, which side effects, and who is who.",
        },
        sources=lambda: evidence.sources({"papakostas2007", "machado2010"}),
    )  # fmt: skip


def effect_to_people():
    """Two bell curves an effect size apart, and what that is in people."""
    rows = evidence.trials(source="turner2008").set_index("id")["estimate"]
    stops = {
        "regulator's files": float(rows["turner2008-all-fda"]),
        "journals": float(rows["turner2008-all-journals"]),
    }
    harm = evidence.trials(topic="dropout_adverse_effects", source="cipriani2018").iloc[0]
    placebo = np.exp(-(GRID**2) / 2)

    def draw(effect, response):
        rate = rate_with_effect(np.asarray(response) / 100, effect)
        more = 100 * rate - response
        with np.errstate(divide="ignore"):
            needed = number_needed_to_treat(rate, np.asarray(response) / 100)
        return Drawing(
            {
                "placebo": Data(GRID, placebo),
                "drug": Data(GRID, np.exp(-((GRID - effect) ** 2) / 2)),
            },
            {
                "rate": 100 * rate,
                "more": more,
                "needed": needed if more > NOBODY else 0.0,
                "pairs": 100 * share_better_off(effect),
            },
        )

    def words(now):
        needed = (
            f"one more person responds for every {now.needed:.0f} who take the drug"
            if now.needed
            else "nobody more responds"
        )
        return (
            f"An effect of {now.effect:.2f} standard deviations where {now.response:.0f} of 100 "
            f"respond on placebo: {now.rate:.0f} of 100 respond on the drug, so {needed}. Of 100 "
            f"pairs, the person on the drug does better in {now.pairs:.0f}."
        )

    return Lab(
        title="From an effect size to people",
        kind="model",
        controls=[
            Slider("effect", "Effect size", 0, 1, 0, "standard deviations", stops=stops),
            Slider("response", "People of 100 who respond on placebo", 10, 60, 36, "of 100"),
        ],
        series=[
            Area("placebo", "placebo", Style("#56B4E9"), 0.38, rows=5),
            Line("drug", "drug", DRUG, 0.58, label_side="top right", rows=5),
        ],
        x=Axis("Improvement (standard deviations from the placebo average)", -3.5, 4.5),
        y=Axis("How many people (height of the bell)", 0, 1.15, digits=2, ticks=(0, 0.5, 1)),
        rules=[Rule(None, "placebo average", x=0)],
        draw=draw,
        words=words,
        limits={
            "Measured": "The two named effect sizes, from the same drugs (Turner 2008).",
            "Assumed": "Improvement spreads as two equal bells, and responding is passing one "
            "line. The response on placebo is yours to choose.",
            "Left out": "Harms: on many drugs more people left because of side effects than on "
            f"placebo (odds {harm['ci_low']:.2f} to {harm['ci_high']:.2f} times). And people whom "
            "a drug helps much while it helps others little: an average cannot show them.",
        },
        sources=lambda: evidence.sources({"turner2008", "cipriani2018"}),
    )


def nnt_cases():
    """Three comparisons of the ledger as rates and numbers needed to treat."""
    rows = evidence.trials().set_index("id")
    cases = []
    for name in (RESPONSE, "lunn2014-neuropathy-relief", REMISSION):
        drug, other = rows.loc[name, ["group_percent", "comparator_percent"]].astype(float)
        cases.append(
            {
                "drug": drug,
                "other": other,
                "difference": drug - other,
                "needed": float(number_needed_to_treat(drug / 100, other / 100)),
            }
        )
    return cases
