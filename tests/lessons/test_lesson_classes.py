"""Lesson 5: every number in its prose and in its questions, from the ledger or the science."""

import re

import pytest

from kit import evidence, labs
from kit.labs import letters, profiles, tricyclics
from kit.lesson import items
from kit.science.occupancy import together
from kit.science.receptors import hill_langmuir
from tests.lessons.common import check_answers, prose
from tests.lessons.lesson import texts

KNOWN = profiles.profiles((*profiles.CLASSES, "imipramine", "clomipramine"))
TRIALS = evidence.trials().set_index("id")
HARM = evidence.side_effects().set_index("id")
CLAIMS = evidence.claims().set_index("id")["evidence"]
ASKED = ["atomoxetine", "venlafaxine", "desvenlafaxine", "duloxetine", "bupropion"]
ASKED += ["nortriptyline", "desipramine", "reboxetine", "paroxetine", "sertraline", "fluoxetine"]
ASKED += ["Strattera", "Effexor", "Pristiq", "Cymbalta", "Wellbutrin", "Paxil", "Prozac"]
ASKED += ["Edronax", "Norpramin"]


def kd(drug, target):
    """The value that the labs use, nM."""
    return KNOWN[drug][target].value


def full(drug, target, level):
    """Percent of a target that a level fills."""
    return 100 * hill_langmuir(level, kd(drug, target))


def half(parent, child, target):
    """Percent of a target filled when half of a parent, at 80 % of SERT, has become its child."""
    level = 4 * kd(parent, "SERT")
    odds = [0.5 * level / kd(drug, target) for drug in (parent, child)]
    return 100 * together(*odds)


def arms(name, digits=0):
    """Percent on the drug and on placebo."""
    row = HARM.loc[name]
    return [f"{row[f'{arm}_percent']:.{digits}f}" for arm in ("drug", "placebo")]


def ratio(name):
    """A ratio with its interval, as the prose writes it."""
    row = TRIALS.loc[name]
    return f"{row.estimate:.2f} ({row.ci_low:.2f} to {row.ci_high:.2f})"


def ends(drug, target):
    """Lowest and highest of the laboratories."""
    values = KNOWN[drug][target].values
    return f"{values.min():g} to {values.max():g}"


def fingerprints():
    """What the prose says about affinities and what levels fill."""
    sert = {drug: 4 * kd(drug, "SERT") for drug in KNOWN}
    net = {
        drug: f"{full(drug, 'NET', sert[drug]):.0f} %"
        for drug in ("venlafaxine", "amitriptyline", "nortriptyline")
    }
    bymaster = evidence.affinities("venlafaxine")
    bymaster = bymaster[bymaster["source"] == "bymaster2001"].set_index("target")["value_nM"]
    tatsumi = evidence.affinities()
    tatsumi = tatsumi[tatsumi["source"] == "tatsumi1997"]
    uptake = evidence.affinities()
    uptake = uptake[uptake["source"] == "damaj2004"].set_index(["drug", "target"])["value_nM"]
    dat = tatsumi[tatsumi["target"] == "DAT"].set_index("drug")["value_nM"]
    assert dat.idxmin() == "sertraline"
    scans = evidence.occupancy("bupropion", "DAT").set_index("source")
    first = scans.loc["meyer2002"]
    second = scans.loc["learnedcoughlin2003"].iloc[0]
    assert "differed by 7 %" in first.note
    return (
        f"One laboratory measured {tatsumi['drug'].nunique()} drugs",
        f"binds DAT at {kd('bupropion', 'DAT'):g} nM and NET at {kd('bupropion', 'NET'):,.0f}",
        f"{first.occupancy_percent:g} % ({first.occupancy_low_percent:g} to "
        f"{first.occupancy_high_percent:g}) of DAT was filled in one study (Meyer 2002) and "
        f"{second.occupancy_percent:g} % in another",
        "already differed by 7 %",
        f"At {sert['sertraline']:g} nM sertraline fills 80 % of SERT and "
        f"{full('sertraline', 'DAT', sert['sertraline']):.0f} % of DAT",
        f"For SERT and fluoxetine the laboratories lie from {ends('fluoxetine', 'SERT')} nM apart",
        f"At the level that fills 80 % of SERT, venlafaxine fills {net['venlafaxine']} of NET, "
        f"amitriptyline {net['amitriptyline']} and nortriptyline {net['nortriptyline']}",
        f"needs {kd('venlafaxine', 'NET') / kd('venlafaxine', 'SERT'):.0f} times more for NET; in "
        f"another the ratio is {bymaster['NET'] / bymaster['SERT']:.0f} (Bymaster 2001)",
        f"the mix fills {half('amitriptyline', 'nortriptyline', 'NET'):.0f} % of NET in place of "
        f"{net['amitriptyline']}, and {half('amitriptyline', 'nortriptyline', 'SERT'):.0f} % of "
        "SERT in place of 80 %",
        f"NET needs {kd('clomipramine', 'NET') / kd('clomipramine', 'SERT'):.0f} times more",
        f"stopped at {uptake['bupropion', 'NET']:,.0f} nM by the parent, at "
        f"{uptake['hydroxybupropion', 'NET']:,.0f} by hydroxybupropion, and at "
        f"{uptake['2s3s-hydroxybupropion', 'NET']:g} by one mirror form",
    )


def tricyclic():
    """What the prose says about tricyclics."""
    known = tricyclics.nortriptyline_numbers()
    low, high = known["range"]
    way = {
        (name, target, level): f"{turn(level, target, known):.0f}"
        for name, turn in (("free", tricyclics.by_free_level), ("scan", tricyclics.by_scan))
        for target in ("NET", "H1")
        for level in (low, high)
    }
    scans = evidence.occupancy("nortriptyline", "NET").set_index("id")["occupancy_percent"]
    single = [f"{scans[f'nortriptyline-net-{dose}mg-single']:.0f} %" for dose in (10, 25, 75)]
    ways = [way[name, "NET", level] for level in (low, high) for name in ("free", "scan")]
    return (
        f"At 1 nM amitriptyline has filled {full('amitriptyline', 'H1', 1):.0f} % of H1 and "
        f"{full('amitriptyline', 'SERT', 1):.0f} % of SERT; doxepin "
        f"{full('doxepin', 'H1', 1):.0f} % of H1",
        f"NET is first at {kd('nortriptyline', 'NET'):g} nM, and H1 follows at "
        f"{kd('nortriptyline', 'H1'):.1f}",
        f"NET from {ends('nortriptyline', 'NET')}, H1 from {ends('nortriptyline', 'H1')}",
        f"{single[0]} after 10 mg, {single[1]} after 25 and {single[2]} after 75",
        "75 to 200 mg a day it was about 50 to 70 % (Takano 2014)",
        f"{low:g} to {high:g} ng/mL, in 29 patients (Åsberg 1971)",
        f"At {low:g} ng/mL the first way says {ways[0]} % of NET, the second {ways[1]} %. At "
        f"{high:g} it is {ways[2]} and {ways[3]} %",
        f"{way['free', 'H1', low]} against {way['scan', 'H1', low]} % at {low:g} ng/mL",
        f"{100 * known['free']:g} % is free",
        f"NET half full, {known['ec50']:g} ng/mL",
    )


def use_and_harm():
    """What the prose says about uses, side effects and cautions."""
    pain, left = (
        TRIALS.loc["lunn2014-neuropathy-relief"],
        arms("duloxetine-left-because-of-side-effects"),
    )
    rise = HARM.loc[
        "venlafaxine-xr-more-than-75-mg-a-day-supine-systolic-blood-pressure-mean-change"
    ]
    kg = {
        drug: abs(TRIALS.loc[f"petimar2024-{drug}", "estimate"])
        for drug in ("duloxetine", "venlafaxine", "bupropion")
    }
    sexual, stop = (
        TRIALS.loc["serretti2009-sexual"],
        [
            f"{TRIALS.loc[f'henssler2024-{arm}', 'estimate']:g}"
            for arm in ("drug", "placebo", "severe-drug", "severe-placebo")
        ],
    )
    age = [
        int(HARM.loc[f"several-suicidality-{who}", "extra_per_1000"])
        for who in ("under-18", "18-24", "25-64", "65-and-over")
    ]
    heart, pressure, urine = (
        arms(f"reboxetine-{e}", 1) for e in ("tachycardia", "hypertension", "urinary-retention")
    )
    dry, sleep, gut = (arms(f"reboxetine-{e}") for e in ("dry-mouth", "insomnia", "constipation"))
    mine = arms("atomoxetine-dry-mouth")
    return (
        f"{pain.group_percent:g} of 100 people with nerve pain of diabetes, and in "
        f"{pain.comparator_percent:g} of 100 on placebo (Lunn 2014)",
        f"{left[0]} of 100 left because of side effects on duloxetine, {left[1]} on placebo",
        "the weakest of 21 drugs against placebo (Cipriani 2018)",
        f"the relative risk of no response was {ratio('bighelli2016-panic')} (Bighelli 2016)",
        f"{mine[0]} of 100 people on atomoxetine and {mine[1]} of 100 on placebo",
        f"With reboxetine it was {dry[0]} and {dry[1]}",
        f"({sleep[0]} and {sleep[1]} of 100) and constipation ({gut[0]} and {gut[1]})",
        f"seen in {heart[0]} of 100 on reboxetine and {heart[1]} on placebo, raised blood pressure "
        f"in {pressure[0]} and {pressure[1]}, trouble emptying the bladder in {urine[0]} and "
        f"{urine[1]}",
        f"more than 75 mg of venlafaxine a day the upper blood pressure rose by "
        f"{rise.drug_change_mmhg:g} mmHg, and it fell by {-rise.placebo_change_mmhg:g} on placebo",
        f"gained {kg['duloxetine']:g} kg more than people on sertraline, on venlafaxine "
        f"{kg['venlafaxine']:g} kg more, on bupropion {kg['bupropion']:g} kg less",
        f"odds ratio {ratio('jiang2014-bleeding')}",
        f"Odds ratio {ratio('gheysens2024-low-sodium')} on antidepressants; on SNRIs "
        f"{ratio('gheysens2024-low-sodium-snri')} against SSRIs",
        f"{sexual.ci_low:g} to {sexual.ci_high:g} of 100 had new trouble",
        "31.5 in 10,000 births after an SSRI, 20.8 without",
        f"the odds ratio was {ratio('huybrechts2015-pphn')}",
        "about 4 in 1,000 people who took 300 to 450 mg a day",
        f"Symptoms in {stop[0]} of 100 who stopped an antidepressant and {stop[1]} of 100 who "
        f"stopped placebo; severe in {stop[2]} and {stop[3]}",
        f"{age[0]} more under 18, {age[1]} more from 18 to 24, {-age[2]} fewer from 25 to 64, "
        f"{-age[3]} fewer from 65 on",
        "from 225 mg a day on (Aldosary 2021). In healthy men it did not even at 300 mg a day",
    )


def test_every_number_in_the_prose_is_recomputed():
    text = prose("05-classes")
    assert "from 225 mg a day, and in healthy men not at 300 mg" in CLAIMS["claim-13"]
    assert "31.5 against 20.8 in 10,000 births" in TRIALS.loc["huybrechts2015-pphn", "note"]
    assert "4 in 1000 at 300 to 450 mg" in HARM.loc["bupropion-300-to-450-mg-a-day-seizure", "note"]
    panic = TRIALS.loc["bighelli2016-panic"]
    assert (panic.drug, panic.comparator) == ("ssri", "snri") and panic.measure == "RR"
    assert "panic disorder did not respond" in panic.outcome
    assert evidence.uses("duloxetine", "musculoskeletal-pain")["place"].item() == "United States"
    assert "of 21 antidepressants" in TRIALS.loc["cipriani2018-response-reboxetine", "note"]
    assert "all six that were tested were competitive" in CLAIMS["claim-37"]
    treated = evidence.occupancy("nortriptyline", "NET", "repeated").iloc[0]
    assert (treated.occupancy_low_percent, treated.occupancy_high_percent) == (50, 70)
    assert (treated.dose_low_mg, treated.dose_high_mg) == (75, 200)
    window = evidence.pharmacokinetics("nortriptyline", "plasma_range_ng_per_ml").iloc[0]
    assert "29 inpatients" in window.note
    rest = text
    for said in (*fingerprints(), *tricyclic(), *use_and_harm()):
        assert said in text, said
        rest = rest.replace(said, "")
    rest = re.sub(r"\]\([^)]*\)|#.*|\b(19|20)\d\d\b", "", rest)
    rest = re.sub(r"H1|alpha-1|log10", "", rest)
    left = re.findall(r"\d[\d.,]*\d|\d", rest)
    # minutes, the levels to try, lesson numbers, people in a shown rate, the share of the prompt,
    # and the 95 % of the glossary's word for an interval
    assert set(left) <= {"60", "50", "40", "100", "1", "3", "4", "6", "7", "1,000", "95"}, left


def test_the_worked_example_and_the_questions_say_what_the_ledger_says():
    check_answers("classes", {})
    level = 4 * kd("sertraline", "SERT")
    told = {name: " ".join(texts(item)) for name, item in items.lesson("classes").items()}
    assert f"about {level:.1f} nM" in told["cover"]
    assert f"about {full('sertraline', 'DAT', level):.0f} %" in told["cover"]
    assert round(full("sertraline", "DAT", 17)) == 40
    assert 85 < kd("sertraline", "DAT") / kd("sertraline", "SERT") < 90
    assert round(kd("bupropion", "DAT") / kd("sertraline", "DAT")) == 21
    assert round(full("venlafaxine", "NET", 700)) == 40
    assert f"{4 * kd('venlafaxine', 'SERT'):.1f} nM" in told["letters"]
    assert round(kd("amitriptyline", "NET") / kd("nortriptyline", "NET")) == 8
    assert f"rises to about {half('amitriptyline', 'nortriptyline', 'NET'):.0f} %" in told["body"]
    assert round(kd("nortriptyline", "SERT") / kd("nortriptyline", "NET")) == 4
    known = tricyclics.nortriptyline_numbers()
    assert f"about {tricyclics.by_scan(50, 'NET', known):.0f} %" in told["scaling"]
    assert f"Way 1 says {tricyclics.by_free_level(50, 'NET', known):.0f} %" in told["scaling"]
    assert 100 / 121 < 1  # NET where SERT is half full and NET needs 120 times more
    assert round(kd("paroxetine", "NET") / kd("paroxetine", "SERT"), -2) == 300
    assert 3000 < kd("desipramine", "DAT") / kd("desipramine", "NET") < 5000
    for name, rate in (("harm", "atomoxetine-dry-mouth"), ("quiz-4", "reboxetine-dry-mouth")):
        drug, placebo = arms(rate)
        assert f"{drug} of 100" in told[name] and placebo in told[name]


def test_imipramine_with_half_its_metabolite_blocks_net_more():
    assert half("imipramine", "desipramine", "NET") > half("imipramine", "desipramine", "SERT")
    assert set(letters.PAIRS) == {"amitriptyline", "imipramine", "venlafaxine"}


@pytest.mark.slow
def test_every_drug_that_the_texts_name_is_found_in_one_search():
    text, page = prose("05-classes"), labs.ledger()
    for name in ASKED:
        assert name in text
        page.search = name
        assert len(page.found()), name
