"""Lesson 6: every number in its prose and every numeric answer, from the ledger or the science."""

import numpy as np

from kit import evidence, labs
from kit.labs.drawer import PER_ARM
from kit.labs.people import nnt_cases
from kit.science.effect_sizes import rate_with_effect, share_better_off
from kit.science.trials import file_drawer, log_odds_ratio, number_needed_to_treat, pool
from tests.lessons.common import check_answers, prose, unchecked

ROWS = evidence.trials().set_index("id")
WARNING = evidence.side_effects("several").set_index("id")["extra_per_1000"]

PLAIN = (  # minutes, settings to try, names, and what other tests have computed
    "About 45 minutes alone, or two lessons of 50 in class", "1 means no difference",
    "95 % interval", "In 2010 reviewers", "With 95 % intervals", "people of 1,000 with",
    "effect of 0.31 standard deviations", "Two bells that are 0.31 apart", "all 21 drugs",
    "for 18 drugs it is open", "famous trial of 52 people",
    "below 1.1, which is a log of about 0.1", "[5 · What", "[7 · Low",
)  # fmt: skip


def ratio(name):
    """An estimate with its interval, as the prose writes it."""
    row = ROWS.loc[name]
    return f"{row.estimate:.2f} ({row.ci_low:.2f} to {row.ci_high:.2f})"


def percent(name):
    """Percent in the drug group and in the other."""
    return ROWS.loc[name, ["group_percent", "comparator_percent"]].tolist()


def extra(age):
    """Cases per 1,000 more or fewer on the drug, as the label has them."""
    return abs(WARNING[f"several-suicidality-{age}"])


def furthest(smallest):
    lab = labs.small_and_loud()
    return lab.drawing(smallest=smallest, world=1).numbers["first"].item()


def simulated(text):
    numbers = labs.file_drawer().drawing(printing=10, drug=40, placebo=36, world=18).numbers
    worlds = file_drawer(np.random.default_rng(1), 2000, 13, PER_ARM, 0.4, 0.36, 0.1)
    empty = 100 * np.isnan(worlds.published_trials.estimate).mean()
    truth = 0.4 / 0.6 / (0.36 / 0.64)
    assert numbers["shown"] == 2 and numbers["empty"] == 3 and PER_ARM[0] == 26
    assert 12 < 100 / 8 < 13
    ranks = labs.ranking()._draw(width=95, throw=np.arange(1, 21)[:, None]).numbers
    hundreds = labs.snri_or_ssri().drawing(outcome="response", hundred=0).numbers
    rate, effect = rate_with_effect(0.36, 0.31), ROWS.loc["turner2008-all-fda"].estimate
    assert effect == 0.31
    told = (
        f"All {len(PER_ARM)} trials were honest. Together they say "
        f"{numbers['all_ratio'].item():.2f}, which is close to the truth of {truth:.2f}. The two "
        f"that reached the shelf say {numbers['shelf_ratio'].item():.2f}",
        "In three of these 20 worlds no trial",
        f"2,000 worlds that happens in about {empty:.0f} of 100",
        f"26 people in each group, it is the furthest from the truth in {furthest(26):.0f} of 100",
        "it would be 12 or 13 of 100",
        f"With only 10 people it is {furthest(10):.0f}, and with 100 people {furthest(100):.0f}.",
        f"In {hundreds['upset']:.0f} of 100 pairs of hundreds luck",
        f"In {100 * share_better_off(effect):.0f} of 100 pairs the person on the drug does better, "
        "where a coin would give 50",
        f"If 36 of 100 respond on placebo, about {100 * rate:.0f} of 100 respond on the drug: one "
        f"more for every {number_needed_to_treat(rate, 0.36):.0f} people",
        f"Between {ranks['moved'].min()} and {ranks['moved'].max()} of the 21 drugs",
        f"{ranks['meet'].item()} of the 20 others overlap",
    )
    left = ROWS[ROWS.index.str.startswith("griselda-dropout-any")].set_index("drug")
    assert list(left.index[left.ci_low > 1]) == ["clomipramine"]
    assert sorted(left.index[left.ci_high < 1]) == ["agomelatine", "fluoxetine"]
    assert "fewer, and for 18 drugs it is open" in text and len(left) == 21
    return told


def journals_and_regulator():
    filed, printed = ROWS.loc["turner2008-all-fda"], ROWS.loc["turner2008-all-journals"]
    good, hidden = ROWS.loc["turner2008-positive-published"], "turner2008-negative-unpublished"
    weak = [ROWS.loc[f"turner2008-negative-{word}"] for word in ("as-positive", "as-negative")]
    looks = percent("turner2008-looks-positive")
    newer = [ROWS.loc[f"turner2022-{side}"].estimate for side in ("fda", "journals")]
    reported = ROWS.loc["turner2022-negative-reported-newer"]
    munkholm = [ROWS.loc[f"munkholm2019-{w}"] for w in ("published", "unpublished")]
    hamilton = ROWS.loc["munkholm2019-hamd17"]
    assert "0 to 52 points" in hamilton.outcome
    everything = ROWS.loc["cipriani2018-symptoms-all"]
    told = (
        f"the effect is {filed.estimate} in the regulator's files and {printed.estimate} in",
        f"Of {good.total:g} trials that the regulator judged positive, {good.events:g} were "
        "printed.",
        f"Of {ROWS.loc[hidden].total:g} that it judged negative or doubtful, "
        f"{ROWS.loc[hidden].events:g} were not printed, {weak[0].events:g} were printed as if they "
        f"were positive, and {weak[1].events:g} were printed as what they were",
        f"think that {looks[0]:g} % of the trials were positive. It was {looks[1]:g} %",
        f"the two numbers are {newer[0]} and {newer[1]}, and {reported.events:g} of "
        f"{reported.total:g} negative trials",
        f"found {everything.estimate:.2f} over {everything.n_trials:g} trials",
        f"{ROWS.loc['munkholm2019-symptoms-all'].estimate}, which is {hamilton.estimate} points on "
        "a scale from 0 to 52",
        f"In published trials it was {munkholm[0].estimate} and in unpublished ones "
        f"{munkholm[1].estimate}",
    )
    best = ROWS[ROWS.index.str.startswith("griselda-response-")]
    assert len(best) == 21 and (best.ci_low > 1).all()
    assert "almost no difference" in ROWS.loc["kirsch2008-severity"].direction_text.lower()
    return told


def reboxetine():
    small, files = ROWS.loc["versiani2000-response"], ROWS.loc["eyding2010-unpublished"]
    counts = small[["events", "total", "comparator_events", "comparator_total"]].astype(float)
    log, error = log_odds_ratio(*counts)
    assert small.n_participants == 52 and files.n_trials == 13
    assert ROWS.loc["eyding2010-response-placebo"].n_trials == 7
    relapse = ROWS.loc["versiani1999-relapse"]
    told = (
        f"{small.events:g} of {small.total:g} people responded, on placebo "
        f"{small.comparator_events:g} of {small.comparator_total:g}. That is "
        f"{small.group_percent:g} % against {small.comparator_percent:g} %",
        f"There were 13, with {files.total:,.0f} people. Data of {files.events:,.0f} of them, "
        f"{files.group_percent:g} %",
        f"odds ratio of {np.exp(log):.2f}, with an interval from {np.exp(log - 1.96 * error):.2f} "
        f"to {np.exp(log + 1.96 * error):.2f}",
        f"against placebo say {ratio('eyding2010-response-placebo')}. For remission it is "
        f"{ratio('eyding2010-remission-placebo')}. Against SSRIs the ratio is "
        f"{ROWS.loc['eyding2010-response-ssri'].estimate:.2f} for response and "
        f"{ROWS.loc['eyding2010-remission-ssri'].estimate:.2f} for remission",
        f"than on fluoxetine, {ratio('eyding2010-dropout-ae-fluoxetine')}",
        f"{relapse.group_percent:g} % against {relapse.comparator_percent:g} % after a switch to "
        f"placebo, among {relapse.n_participants:g} people",
        f"{ratio('cipriani2018-response-reboxetine')}. It is the lowest of 21 drugs",
    )
    assert "lowest of 21" in ROWS.loc["cipriani2018-response-reboxetine"].note
    hidden = pool([2.44, *[0] * 2], [0.67, 0.3, 0.3], "fixed").estimate
    assert round(log, 2) == 2.44 and round(error, 2) == 0.67 and round(float(hidden), 2) > 0.1
    assert round(float(np.exp(0.1)), 1) == 1.1
    return told


def classes_add_ons_and_harms():
    response, remission = ROWS.loc["papakostas2007-response"], "machado2010-remission-percent"
    more = ROWS.loc["machado2010-remission-difference"].estimate
    leave = ROWS.loc["machado2010-dropout-ae-difference"].estimate
    helped, hurt = ROWS.loc["lunn2014-neuropathy-nnt"], ROWS.loc["lunn2014-dropout-ae-nnh"]
    added = percent("stard-step2-add-remission-hamilton")
    parkinson, tired = ROWS.loc["weintraub2010-depression"], ROWS.loc["harada2015-retardation"]
    assert parkinson.direction_text == "The response rates did not differ."
    assert "loss of energy and interest" in tired.note and tired.comparator == "ssri"
    assert ROWS.loc["harada2015-hamd17"].direction_text == "Overall efficacy was comparable."
    pooled = ROWS[ROWS.index.str.startswith("griselda-response-")].estimate
    assert pooled.max() == pooled["griselda-response-amitriptyline"]
    higher = (pooled > pooled["griselda-response-bupropion"]).sum()
    assert all(name in response.note for name in ("mirtazapine", "mianserin", "moclobemide"))
    assert "not clinically" in ROWS.loc["machado2010-remission-difference"].note
    told = (
        f"In {response.n_trials:g} trials {response.group_percent} of 100 responded on drugs with "
        f"two actions and {response.comparator_percent} of 100 on SSRIs",
        f"of {ROWS.loc[remission].n_trials:g} trials of SNRIs counted remission: "
        f"{percent(remission)[0]} against {percent(remission)[1]} of 100. Within the trials the "
        f"difference was {more} of 100, and {leave} more of 100 left",
        f"{percent(remission)[0]} and {percent(remission)[1]} are pooled each on its own, and give "
        f"{nnt_cases()[2]['needed']:.0f}. Compared within the trials, the difference is {more} of "
        f"100, and gives {100 / more:.0f}.",
        f"nerve pain it is {helped.estimate:g} ({helped.ci_low:g} to {helped.ci_high:g})",
        f"for every {hurt.estimate:g} treated ({hurt.ci_low:g} to {hurt.ci_high:g})",
        f"{added[0]} and {added[1]} % became well by a clinician's scale",
        f"{higher} of the 20 others stand higher: it has "
        f"{ratio('griselda-response-bupropion')}, where the first drug has "
        f"{ROWS.loc['griselda-response-amitriptyline'].estimate:.2f}. And more people left because "
        f"of side effects than on placebo, {ratio('griselda-dropout-ae-bupropion')}",
        f"In {parkinson.n_participants:g} people with Parkinson's disease and depressive symptoms",
        f"better than SSRIs by {-tired.estimate:.2f} points ({-tired.ci_high:.2f} to "
        f"{-tired.ci_low:.2f}), and on the whole scale it did about as well",
        f"{extra('under-18'):g} more under 18 years, {extra('18-24'):g} more from 18 to 24, "
        f"{extra('25-64'):g} fewer from 25 to 64, and {extra('65-and-over'):g} fewer from 65",
    )
    signs = [WARNING[f"several-suicidality-{age}"] for age in ("18-24", "25-64", "65-and-over")]
    assert signs[0] > 0 > signs[1] and signs[2] < 0
    return told


def test_every_number_in_the_prose_is_recomputed():
    text = prose("06-evidence")
    told = (
        *simulated(text),
        *journals_and_regulator(),
        *reboxetine(),
        *classes_add_ons_and_harms(),
    )
    assert not unchecked(text, told, PLAIN)


def test_every_numeric_answer_is_recomputed():
    new, old = percent("papakostas2007-response")
    check_answers("evidence", {"hundred": new - old})
    for case in labs.nnt_cases():
        assert abs(100 / case["difference"] - case["needed"]) < 1e-6


def test_the_questions_say_what_the_ledger_and_the_labs_say():
    low = ROWS.loc["eyding2010-response-placebo"]
    assert f"{low.estimate} {low.ci_low} {low.ci_high}" == "1.24 0.98 1.56"
    assert ROWS.loc["turner2008-all-fda"].note.count("74 trials") == 1
    assert (round(furthest(26)), round(furthest(100))) == (33, 23)
    assert 100 * (0.41 / 0.31 - 1) > 30  # a third more
    assert round(nnt_cases()[0]["needed"]) == 23
    truth = 0.4 / 0.6 / (0.36 / 0.64)
    assert f"{truth:.1f}" == "1.2" and 100 * share_better_off(1) < 80
    log, _ = log_odds_ratio(20, 27, 5, 25)
    assert f"{np.exp(log):.0f}" == "11"
    assert ROWS.loc["papakostas2007-response"].n_trials == 93
    best, worst = (ROWS.loc[f"griselda-response-{d}"] for d in ("amitriptyline", "reboxetine"))
    assert best.ci_low > worst.ci_high
    assert f"{63.6 / 59.3:.2f}" == "1.07"
    assert ROWS.loc["cortese2018-efficacy"].direction_text.count("atomoxetine") == 1
