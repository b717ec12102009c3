"""Lesson 9: every number in its prose and every numeric answer, from the ledger or the science."""

import json
import math

from kit import evidence, labs
from kit.lesson import items
from kit.science.effect_sizes import rate_with_effect, share_better_off
from kit.science.trials import log_odds_ratio
from tests.lessons.common import NOTEBOOKS, check_answers, prose, unchecked

NAME = "09-clinic"
TRIALS = evidence.trials().set_index("id")
ALCOHOL = evidence.naltrexone_trials().set_index("id")
CLAIMS = evidence.claims().fillna("")
VERDICTS = CLAIMS["verdict"].value_counts()
BLOG, NALTREXONE, NRI = "low-norepinephrine blog", "naltrexone page", "NRI article"

PLAIN = (  # minutes, points of a rubric, names, an example of a form
    "About 60 minutes alone, and more with a project; in class 50 minutes", "claim 45",
    "| 12 of 100 against 8 of 100 |", "where a coin gives 50", "seed=7",
    "the size in people of 100", "each from 1 to 4 points", "| 1 |", " 2 |", " 3 |", " 4 |",
    "how many of 100, compared", "1 means no difference", "95 % interval", "[8 · Nal",
)  # fmt: skip


def of(text, verdict=None):
    """How many claims a text has, with a verdict or (None) all together."""
    rows = CLAIMS[CLAIMS["text_source"] == text]
    return int((rows["verdict"] == verdict).sum() if verdict else (rows["verdict"] != "").sum())


def ranged(name):
    """An estimate with its interval, as the prose writes it."""
    row = TRIALS.loc[name]
    return f"{row.estimate:.2f} ({row.ci_low:.2f} to {row.ci_high:.2f})".replace("-", "−")


def good_stories():
    """Of 100 stories about the drug and about the placebo, how many are of getting better."""
    rates = float(rate_with_effect(0.36, TRIALS.loc["turner2008-all-fda", "estimate"])), 0.36
    return [100 * rate * 0.4 / (rate * 0.4 + (1 - rate) * 0.05) for rate in rates]


def test_every_number_in_the_prose_is_recomputed():
    text = prose(NAME)
    log, error = log_odds_ratio(20, 27, 5, 25)
    drug, placebo = good_stories()
    rate = 100 * rate_with_effect(0.36, TRIALS.loc["turner2008-all-fda", "estimate"])
    after, during = ALCOHOL.loc["gibson2007-after-stopping"], ALCOHOL.loc["gibson2007-during"]
    david, parkinson = TRIALS.loc["david2022-global"], TRIALS.loc["weintraub2010-depression"]
    nausea = evidence.side_effects("atomoxetine", "nausea").iloc[0]
    case = labs.people_cases()[2]
    leaving = TRIALS.loc["griselda-dropout-ae-amitriptyline"]
    assert CLAIMS["text_source"].nunique() == 6 and "Six texts" in text
    assert "clinician" in text and "not yet been reviewed" in text
    assert CLAIMS.set_index("id").loc["claim-42", "verdict"] == "supported"
    assert leaving["source"] == "cipriani2018"
    told = (
        f"{len(CLAIMS) - VERDICTS['']} claims",
        f"puts {VERDICTS['supported']} claims on the first pile, "
        f"{VERDICTS['needs qualification']} need qualification, "
        f"{VERDICTS['wrong or unsupported']} are wrong or unsupported, and "
        f"{VERDICTS['not checked']} were not checked. Three more rows",
        f"most wrong claims, {of(BLOG, 'wrong or unsupported')} of {of(BLOG)}. The naltrexone page "
        f"has none, and {of(NALTREXONE, 'supported')} of its {of(NALTREXONE)} claims",
        f"after stopping tablets, deaths ran at {after.estimate:g} per 100 person-years; "
        f"during treatment at {during.estimate:.1f}",
        f"the small trial said {ratio_of(log)}, with an interval from "
        f"{ratio_of(log - 1.959964 * error)} to {ratio_of(log + 1.959964 * error)}",
        f"The pooled trials said {ranged('eyding2010-response-placebo')}",
        f"On the drug {rate:.0f} of 100 got better, on placebo 36. Yet {drug:.0f} of 100 stories "
        f"about the drug were good, and so were {placebo:.0f} of 100 about the placebo",
        f"Odds {case['ratio']:.2f} times as high",
        f"If {case['base']} of 100 get better on placebo, it is {case['after']:.0f} of 100 on the "
        f"drug: {case['more']:.0f} more, and not {case['multiplied'] - case['base']:.0f} more",
        f"with an odds ratio of {leaving.estimate:.2f}",
        f"A review of {david.n_trials:g} trials with {david.n_participants:,.0f} people",
        ranged("david2022-global").replace(" (", " standard deviations ("),
        f"An effect of {david.estimate:.2f} standard deviations",
        ranged("david2022-attention"),
        ranged("david2022-apathy"),
        f"In {parkinson.n_participants:g} people with low mood",
        f"{nausea.drug_percent:g} of 100 adults with ADHD (attention deficit hyperactivity "
        "disorder) had nausea, on placebo "
        f"{nausea.placebo_percent:g} of 100",
        f"in {100 * share_better_off(david.estimate):.0f} of 100 pairs",
    )
    assert not unchecked(text, told, PLAIN)
    assert VERDICTS[""] == 3 and of(NALTREXONE, "wrong or unsupported") == 0
    for other in set(CLAIMS["text_source"]) - {BLOG}:
        assert of(other, "wrong or unsupported") < of(BLOG, "wrong or unsupported")


def ratio_of(log):
    """An odds ratio from its logarithm, as the prose writes it."""
    return f"{math.exp(log):.2f}"


def test_every_numeric_answer_is_recomputed():
    check_answers(
        "clinic",
        {"how-many": VERDICTS["wrong or unsupported"], "stories": float(good_stories()[1])},
    )


def test_the_questions_say_what_the_ledger_says():
    lesson = items.lesson("clinic")
    assert f"{len(CLAIMS) - VERDICTS['']} claims" in lesson["how-many"]["ask"]
    assert f"{VERDICTS['needs qualification']} claims need" in lesson["how-many"]["why"]
    assert of(NRI, "supported") == 4  # "four claims of this article are supported"
    assert of("SNRI glossary page", "supported") >= of("SNRI glossary page", "not checked") == 2
    assert VERDICTS["not checked"] == 7
    assert CLAIMS.set_index("id").loc["claim-32", "verdict"] == "supported"
    pain = TRIALS.loc["lunn2014-neuropathy-relief"]
    assert (pain.n_trials, pain.group_percent, pain.comparator_percent) == (4, 44.5, 25.7)
    stops = TRIALS.loc["lunn2014-dropout-ae"]
    assert stops.ci_low > 1
    assert TRIALS.loc["bymaster2002-norepinephrine-pfc", "estimate"] == 3
    assert 100 * 430 / 500 == 86
    ends = TRIALS.loc["eyding2010-response-placebo", ["estimate", "ci_low", "ci_high"]].to_list()
    assert ends == [1.24, 0.98, 1.56]
    assert TRIALS.loc["eyding2010-unpublished", "n_trials"] == 13


def test_claims_that_live_here_stand_in_a_cell():
    notebook = json.loads((NOTEBOOKS / f"{NAME}.ipynb").read_text(encoding="utf-8"))
    marked = [name for cell in notebook["cells"] for name in cell["metadata"].get("claims", [])]
    assert sorted(marked) == sorted(CLAIMS[CLAIMS["lesson"] == "clinic"]["id"])
