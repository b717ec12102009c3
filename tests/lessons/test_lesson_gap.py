"""Lesson 1: every number in its prose and every numeric answer, from the ledger or the science."""

import re

from kit import evidence, labs
from kit.evidence.units import pg_per_ml_to_nM
from kit.labs.gap import half_life, level
from kit.labs.keys import MORE, performance
from kit.lesson import items
from kit.science.transmission import pulse_train
from tests.lessons.common import check_answers, prose

LEVELS = evidence.norepinephrine_levels().set_index("id")
ROWS = evidence.transmitters().set_index("id")


def mean(name, column="level_pg_per_ml"):
    """A number of the levels table as the prose writes it."""
    return f"{LEVELS.loc[name, column]:.0f}"


def change(before, after, column="level_pg_per_ml"):
    """Two values of the levels table, before and during."""
    return f"{mean(before, column)} to {mean(after, column)}"


def value(name):
    """A number of the transmitter table."""
    return ROWS.loc[name, "value_low"]


def sentences():
    """Every stretch of the prose that holds a number, built from the ledger and the science."""
    lying, standing = (LEVELS.loc[f"{name}-posture1985"] for name in ("supine", "standing"))
    quest = [LEVELS.loc[f"reference-{name}-quest"] for name in ("supine", "upright")]
    fold = LEVELS.loc["exercise-range-zouhal2008"]
    rest, ride = "rest-before-bicycle-1986", "bicycle-1986"
    still, sums = "rest-before-arithmetic-1986", "arithmetic-1986"
    rate, pressure = "heart_rate_bpm", "mean_pressure_mmhg"
    peak, half = "norepinephrine-slice-peak", "norepinephrine-slice-half-life"
    blood = value("norepinephrine-blood-half-life")
    venous = "infusion-{}-venous-1988"
    arterial = LEVELS.loc["infusion-tulen1993"]
    gain = [f"{performance(start, 50):.0f}" for start in (10, 10 + MORE, 60, 60 + MORE)]
    return [
        f"takes {half_life(100, 0.1):.1f} s to fall to half",
        f"With none it takes {half_life(0, 0.1):.1f} s",
        f"from {level(0.29, 100, 0.1):.0f} to {level(0.29, 0, 0.1):.0f} nM",
        f"The half-life is {half_life(50, 0.1):.1f} s now. It was {half_life(100, 0.1):.1f} s",
        f"a peak of {value(peak):g} nM, and half of it gone after {value(half):g} s",
        f"grew to {value('norepinephrine-slice-desipramine-half-life'):g} times what it was",
        f"to {value('norepinephrine-slice-desipramine-peak'):g} times. Our model",
        f"took {lying['n']} people from {lying['level_pg_per_ml']:.0f} to "
        f"{standing['level_pg_per_ml']:.0f} pg/mL (picograms in a millilitre). That is "
        f"{standing['level_pg_per_ml'] / lying['level_pg_per_ml']:.1f} times as much",
        f"prints {quest[0]['low_pg_per_ml']:.0f} to {quest[0]['high_pg_per_ml']:.0f} pg/mL as "
        f"usual for lying and {quest[1]['low_pg_per_ml']:.0f} to {quest[1]['high_pg_per_ml']:.0f}",
        f"hard as they could had {mean('maximal-cycling-men-rowland1996')} pg/mL, and boys of 10 "
        f"to 12 years had {mean('maximal-cycling-boys-rowland1996')}",
        f"from {fold['fold_low']:g} to more than {fold['fold_high']:g} times the level at rest",
        f"rose by {mean('stress-interview-dimsdale1987', 'change_percent')} %",
        f"({mean(still)} before, {mean(sums)} during)",
        f"come from {LEVELS.loc[ride, 'n']} people with untreated high blood pressure",
        f"in the blood went from {change(rest, ride)} pg/mL. The heart went from "
        f"{change(rest, ride, rate)} beats a minute, and mean blood pressure from "
        f"{change(rest, ride, pressure)} mm Hg",
        f"During sums the heart went from {change(still, sums, rate)}, and the pressure from "
        f"{change(still, sums, pressure)},",
        f"In one study of {LEVELS.loc[venous.format('pressure-rise'), 'n']} people, pressure rose "
        f"from about {mean(venous.format('pressure-rise'))} pg/mL on, and the heart slowed from "
        f"about {mean(venous.format('heart-rate-fall'))} on",
        f"with {LEVELS.loc['infusion-effects-1978', 'n']} men, nothing happened below "
        f"{mean('infusion-effects-1978')}.",
        f"a push of {MORE:.0f} lifts performance from {gain[0]} to {gain[1]} % of the best. From "
        f"60, the same push takes it from {gain[2]} to {gain[3]} %",
        f"a half-life of {blood:g} minutes, about fifty times longer",
        f"the molar mass, {evidence.units.NOREPINEPHRINE_G_PER_MOL:g} g/mol",
        f"until the blood held {'five' if arterial['fold_low'] == 5 else '?'} times as much",
    ]


def test_every_number_in_the_prose_is_recomputed():
    text, left = prose("01-gap"), prose("01-gap")
    for said in sentences():
        assert said in text, said
        left = left.replace(said, "")
    assert LEVELS.loc["infusion-tulen1993", "n"] == 10 and "Ten healthy men" in text
    assert 45 < 60 * value("norepinephrine-blood-half-life") / 2.93 < 55  # about fifty times
    left = re.sub(
        r"\[[^\]]*\]\([^)]*\)|`[^`]*`|\((Eisenhofer |Kvello \()?\d{4}\)|\(\d{4}\)", "", left
    )
    left = re.sub(r"^(#.*|\d\. )", "", left, flags=re.M)
    free = {  # lesson numbers, minutes, names of receptors, settings that the reader chooses
        "30", "40", "50", "2", "4", "1", "10", "3000", "20", "1913", "2024", "2019", "12",
        "2004", "60",
        "2006", "2016", "2018",
    }  # fmt: skip
    assert set(re.findall(r"\d+(?:\.\d+)?", left)) <= free


def test_the_infusions_of_the_table_are_as_the_ledger_says():
    text = prose("01-gap")
    ne, e = (ROWS.loc[f"{name}-infused", "statement"] for name in ("norepinephrine", "epinephrine"))
    assert "heart rate fell; mean pressure and glucose rose; mood did not change" in ne
    assert "heart rate and glucose rose; mean pressure fell; mood did not change" in e
    for row in ("heart | slowed | sped up |", "mean blood pressure | rose | fell |",
                "blood sugar | rose | rose |", "mood | no change | no change |"):  # fmt: skip
        assert row in text


def test_the_table_of_endings_is_the_ledgers():
    text = prose("01-gap")
    for row in evidence.transmitters(attribute="what ends the signal").itertuples():
        assert f"| {row.transmitter} | {row.statement} |" in text
        assert evidence.sources(row.source)["year"].iloc[0] in (2006, 2016, 2018)
    for name, count in (("gaba", "four"), ("glutamate", "five")):
        assert count in ROWS.loc[f"{name}-transporters", "statement"]
        assert f"reuptake: {count} transporters are known" in text


def test_every_numeric_answer_is_recomputed():
    standing = LEVELS.loc["standing-posture1985", "level_pg_per_ml"]
    check_answers("gap", {"quiz-6": float(pg_per_ml_to_nM(standing))})
    trap = items.item("gap-quiz-6")["trap"]
    assert abs(standing / 183.20 - trap[0]["value"]) < 0.01
    assert abs(standing * 169.18 - trap[1]["value"]) < 1


def test_numbers_of_the_questions_are_the_models():
    line = items.item("gap-pulse")
    assert line["given_y"] == [round(float(level(0.29, 50, 0.1)))]
    assert (
        f"from {level(0.29, 100, 0.1):.0f} nM to half in {half_life(100, 0.1):.1f} s" in line["ask"]
    )


def test_the_order_of_the_five_deeds_is_the_papers():
    said = ROWS.loc["norepinephrine-stimuli", "statement"]
    names = ("treadmill", "standing", "caffeine", "cold", "hand grip")
    assert [said.index(name) for name in names] == sorted(said.index(name) for name in names)
    asked = " / ".join(t["text"] for t in reversed(items.item("gap-stimuli")["order"])).lower()
    found = [asked.index(name) for name in ("treadmill", "standing", "caffeine", "cold", "grip")]
    assert found == sorted(found)


def test_a_train_of_puffs_empties_or_not_as_the_challenge_says():
    def left(apart):
        times = [n * apart - 0.01 for n in range(1, 6)]
        return pulse_train(times, [n * apart for n in range(5)], 310, 71, 300, 0.1)[-1]

    assert left(10) < 155 < left(2)


def test_three_cases_and_three_kinds_of_question():
    assert len(labs.half_life_cases()) == 3
    kinds = {item["kind"] for item in items.lesson("gap").values()}
    assert kinds == {"choice", "line", "order", "number", "worked"}
