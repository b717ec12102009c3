"""Lesson 3: every number in its prose and every numeric answer, from the ledger or the science."""

from kit import evidence, labs
from kit.science.occupancy import occupancy, odds
from kit.science.receptors import operational
from tests.lessons.common import check_answers, prose, unchecked

PLAIN = (  # minutes, settings to try, names, and what the chart of the example drug is made of
    "About 40 minutes alone, 50 in class",
    "A drug fills 80 % of its transporters at 20 mg. What does it do at 5, 10, 40 and 80 mg?",
    "set the dose to 20 mg and go to 40 mg. Then go back to 20 mg and down to 10 mg",
    "ED50", "EC50", "For the example drug it is 5 mg", "From the 80 % dose",
    "does a drug in use always reach 80 %?", "So 80 % is an observation", "And at 5 mg",
    "Set ED50 to 20 mg in the first lab. Where would 80 % be now?",
    "`maximum=0.85`", "Is a ceiling of 100 % supp", "1 / (1 − 0.9 × occupancy)",
    "wrong by five points at 80 %", "at 50 %?",
    "twice the dose, 8 to 1", "[4 · The", "[2 · Block",
)  # fmt: skip


def measured(drug, target, dose, **more):
    """One measured occupancy from the ledger, in percent."""
    rows = evidence.occupancy(drug, target, **more)
    rows = rows[(rows["dose_mg"] == dose) & rows["occupancy_percent"].notna()]
    return float(rows["occupancy_percent"].iloc[0])


def daily(drug, dose):
    """One measured occupancy of SERT after daily doses, in percent."""
    return measured(drug, "SERT", dose, regimen="repeated")


def ceiling(left):
    """The ceiling with a share of the receptors, in percent of the intact one."""
    return f"{100 * operational(1e9, 1, 10, receptors_left=left) / operational(1e9, 1, 10):.0f} %"


def test_every_number_in_the_prose_is_recomputed():
    text = prose("03-dose")
    gain = 100 * (occupancy(40, 5) - occupancy(20, 5))
    loss = 100 * (occupancy(20, 5) - occupancy(10, 5))
    band = evidence.occupancy("several", "SERT").set_index("source")
    meyer, review = band.loc["meyer2004"], band.loc["sorensen2022"]
    wide = evidence.occupancy("duloxetine", "SERT")
    wide = wide[wide["occupancy_low_percent"].notna()].iloc[0]
    even = evidence.occupancy_fits("milnacipran").set_index("target")
    fit = evidence.occupancy_fits("duloxetine", "SERT").iloc[0]
    scans = {drug: evidence.occupancy(drug, "SERT") for drug in ("paroxetine", "citalopram")}
    people = {
        drug: rows[rows["source"] == "meyer2001"]["n"].tolist() for drug, rows in scans.items()
    }
    most = scans["paroxetine"]["occupancy_percent"].max()
    assert "a review of 17 studies of 10 drugs" in review.note
    told = (
        f"doubling adds {gain:.1f} percentage points and halving costs {loss:.1f}",
        f"half of the receptors leaves {ceiling(0.5)} of the ceiling, taking away 80 % leaves "
        f"{ceiling(0.2)}, and taking away 95 % leaves {ceiling(0.05)}",
        f"Paroxetine 20 mg a day occupied {daily('paroxetine', 20):g} % of SERT "
        f"({people['paroxetine'][0]} people) and citalopram 20 mg a day "
        f"{daily('citalopram', 20):g} % ({people['citalopram'][0]} people)",
        f"between {meyer.occupancy_low_percent:g} and {meyer.occupancy_high_percent:g} % "
        f"(a later study of {meyer.study_n:g} people)",
        f"an ED50 of {fit.ed50_mg:g} mg",
        f"from {wide.occupancy_low_percent:g} to {wide.occupancy_high_percent:g} % for doses from "
        f"{wide.dose_low_mg:g} to {wide.dose_high_mg:g} mg",
        f"A review of 17 studies with {review.n:g} people and ten drugs",
        f"with about {review.occupancy_percent:g} % at the usual minimum dose",
        f"At 20 mg the odds are {odds(occupancy(20, 5)):g} to 1",
        f"levels off near {most:g} %",
        f"goes through {daily('paroxetine', 20):g} % at 20 mg",
        f"stays below {review.occupancy_percent:g} % at every dose",
        f"ED50 is {even.ed50_mg['SERT']:g} mg a day for SERT and "
        f"{even.ed50_mg['NET']:g} mg for NET",
    )
    assert not unchecked(text, told, PLAIN)


def test_every_numeric_answer_is_recomputed():
    check_answers("dose", {})


def test_the_worked_example_reads_its_scans_from_the_ledger():
    scans = {"Methylphenidate": "DAT", "Paroxetine": "SERT", "Milnacipran": "SERT"}
    cases = labs.ed50_cases()
    assert {case["drug"]: case["target"] for case in cases} == scans
    for case in cases:
        percent = measured(case["drug"].lower(), case["target"], case["dose"])
        assert case["percent"] == percent
        back = occupancy(case["dose"], case["ed50"])
        assert abs(100 * back - percent) < 1e-9
        assert abs(case["odds"] - odds(percent / 100)) < 1e-12
