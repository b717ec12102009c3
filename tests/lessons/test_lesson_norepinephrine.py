"""Lesson 7: every number in its prose and every numeric answer, from the ledger or the science."""

from kit import evidence, labs
from kit.science.chance import second_try, share_outside
from tests.lessons.common import check_answers, prose, unchecked

TRIALS = evidence.trials().set_index("id")
LEVELS = evidence.norepinephrine_levels().set_index("id")

PLAIN = (  # minutes, settings to try, names
    "About 40 minutes alone, 50 in class", "set the scatter to 0 %", "−182 T/C",
    "In 2004 two small studies", "in any model in 2018", "1 means equal odds",
    "95 % interval", "An interval with 1 inside it", "Moncrieff 2022", "Jauhar 2023",
    "Set the arousal to 30 and read what 20 more does; then set it to 60", "in 120 words",
    "true averages of 200 and 300 pg/mL. With a scatter of 30 %", "before 1,000 people",
    "1 means no difference", "[Nal", "[6 · Do",
)  # fmt: skip


def ratio(name):
    """An odds ratio with its interval, as the prose writes it."""
    row = TRIALS.loc[name]
    return f"{row.estimate:.2f} ({row.ci_low:.2f} to {row.ci_high:.2f})"


def switched(drug):
    """Remission after a switch, self-rated and by the clinician's scale, percent."""
    rows = TRIALS.loc[
        [f"stard-step2-switch-{drug}-{scale}" for scale in ("self-rated", "hamilton")]
    ]
    return [f"{percent:g}" for percent in rows["group_percent"]]


def test_every_number_in_the_prose_is_recomputed():
    text = prose("07-norepinephrine")
    lying, standing = LEVELS.loc["supine-posture1985"], LEVELS.loc["standing-posture1985"]
    exercise = LEVELS.loc["exercise-range-zouhal2008"]
    quest, mayo = LEVELS.loc["reference-supine-quest"], LEVELS.loc["reference-supine-mayo"]
    rise = (
        evidence.transmitters("norepinephrine").set_index("id").loc["norepinephrine-standing-time"]
    )
    outside = 100 * share_outside(200, 0.3, quest.low_pg_per_ml, quest.high_pg_per_ml)
    luck = 1000 * second_try(0.45, 0.45).better_on_second
    relapse = TRIALS.loc["delgado1999-relapse"]
    japan, korea = TRIALS.loc["inoue2004-t182c"], TRIALS.loc["ryu2004-t182c"]
    tracer, enzyme = TRIALS.loc["moriguchi2017-net-thalamus"], TRIALS.loc["meyer2006-mao-a"]
    drugs = ("sertraline", "bupropion-sr", "venlafaxine-xr")
    self_rated, clinician = zip(*(switched(drug) for drug in drugs), strict=True)
    assert "within 2 minutes" in rise.statement
    assert "19 people in each group" in tracer.note and "17 people in each group" in enzyme.note
    assert "45 comparisons of tryptophan depletion and 8" in TRIALS.loc["ruhe2007-healthy"].note
    interview, sums = LEVELS.loc["stress-interview-dimsdale1987"], LEVELS.loc["arithmetic-1986"]
    before = LEVELS.loc["rest-before-arithmetic-1986"]
    infused = evidence.transmitters("norepinephrine").set_index("id").loc["norepinephrine-infused"]
    assert "mood did not change" in infused.statement and "heart rate fell" in infused.statement
    assert infused.note.startswith("10 healthy men, six hours")
    assert sums.heart_rate_bpm > before.heart_rate_bpm
    assert sums.mean_pressure_mmhg > before.mean_pressure_mmhg
    told = (
        "When 10 healthy men were given norepinephrine into a vein for six hours",
        f"by {interview.change_percent:g} % in {interview.n:g} men",
        f"{before.level_pg_per_ml:g} pg/mL before and {sums.level_pg_per_ml:g} after in "
        f"{sums.n:g} people",
        f"from {lying.n:g} people",
        f"had {lying.level_pg_per_ml:g} pg/mL on average; standing, the same people had "
        f"{standing.level_pg_per_ml:g}. That is "
        f"{standing.level_pg_per_ml / lying.level_pg_per_ml:.1f} times",
        f"within 2 minutes and is highest after {rise.value_low:g} to {rise.value_high:g}",
        f"from {exercise.fold_low:g} to more than {exercise.fold_high:g} times",
        f"usual range of {quest.low_pg_per_ml:g} to {quest.high_pg_per_ml:g} pg/mL for people "
        f"lying down, another prints {mayo.low_pg_per_ml:g} to {mayo.high_pg_per_ml:g}",
        f"{outside:.0f} of 100 samples were called",
        "45 comparisons with one drink and 8 with the other",
        f"in {relapse.events:g} of {relapse.total:g} people who took fluoxetine, which blocks "
        f"SERT, and in {relapse.comparator_events:g} of {relapse.comparator_total:g} who took",
        f"{japan.n_participants:g} people in Japan and {korea.n_participants:g} in Korea",
        f"{ratio('zhao2013-t182c')} in 2013, {ratio('zhou2014-t182c')} in 2014",
        f"{luck:.0f} of 1,000 people still get better",
        f"{self_rated[0]} % became well on sertraline, {self_rated[1]} % on bupropion and "
        f"{self_rated[2]} % on venlafaxine; by a clinician's scale "
        f"{clinician[0]}, {clinician[1]} and {clinician[2]} %",
        f"bound {tracer.estimate:g} % more tracer in the thalamus of people with depression "
        "(19 people in each group)",
        f"was {enzyme.estimate:g} % higher in people with untreated depression who do not smoke "
        "(17 in each group)",
    )
    assert not unchecked(text, told, PLAIN)


def test_every_numeric_answer_is_recomputed():
    check_answers("norepinephrine", {"tries": 1000 * second_try(0.45, 0.45).better_on_second})
    for case in labs.level_cases():
        assert case["nanomolar"] * case["molar_mass"] == case["level"]


def test_the_questions_say_what_the_ledger_says():
    pooled = TRIALS.loc["zhou2014-t182c"]
    assert f"{pooled.ci_low:.2f} to {pooled.ci_high:.2f}" == "0.83 to 1.22"
    assert "1,779 people with depression and 1,584 without" in pooled.note
    assert TRIALS.loc["netvariants2018-rs2242446"].n_trials == 23
    mayo = LEVELS.loc["reference-supine-mayo"]
    assert (mayo.low_pg_per_ml, mayo.high_pg_per_ml) == (70, 750)
    assert "36 authors" in TRIALS.loc["jauhar2023-reply"].note
