"""What is said where a life is at stake is whole wherever it stands, and was read somewhere."""

import re

import pytest

from kit import evidence, labs
from kit.lesson import items
from tests.files import NOTEBOOKS, ROOT, cells

# What an overdose asks of whoever is near, and the row of the ledger that each step was read in.
STEPS = {
    r"does not wake up.*sleepy.*breathe": "label-overdose-signs",
    r"call emergency services at once": "label-overdose-signs",
    r"breaths if you know how": "who2014-breathing",
    r"on their side": "samhsa2018-side",
    r"[Ss]tay until help arrives, even if the person wakes up": "label-overdose-stay",
    r"wears off sooner than most opioids": "label-overdose-returns",
    r"more doses may be needed": "label-overdose-returns",
}
TEXTS = [*NOTEBOOKS, *(ROOT / "kit").rglob("*.toml"), ROOT / "data" / "misconceptions.csv"]


def test_every_step_of_the_overdose_card_has_a_source():
    said, rows = items.safety("overdose"), evidence.naltrexone_trials().set_index("id")
    for step, row in STEPS.items():
        assert re.search(step, said), step
        assert rows.loc[row, "direction_text"] and rows.loc[row, "topic"] == "emergency"


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_the_overdose_card_follows_the_naltrexone_card(path):
    told = cells(path)
    for place, text in enumerate(told):
        if 'safety("naltrexone")' in text:
            assert 'safety("overdose")' in told[place + 1]


WAITS = ("days_after_mao", "days_before_mao")


@pytest.mark.parametrize("drug", ["atomoxetine", "bupropion", "reboxetine"])
def test_the_cautions_on_mao_inhibitors_are_those_of_the_labels(drug):
    rows = evidence.cautions(drug, "mao-inhibitors")
    assert "MAO" in " ".join(rows["caution"]) and rows["source"].str.endswith("-label").all()
    told = cells(ROOT / "notebooks" / "05-classes.ipynb")
    [opened] = [text for text in told if "enzyme stopped" in text]
    assert drug in opened.lower() and "emergency help at once" in "".join(told)
    waits = {row[key] for _, row in rows.iterrows() for key in WAITS if row.notna()[key]}
    assert not waits or waits == {14}, "the lesson says 14 days both ways"


def test_deaths_after_stopping_are_those_of_the_period_of_highest_risk():
    row = evidence.naltrexone_trials().set_index("id").loc["gibson2007-after-stopping"]
    assert "period of highest risk" in row["note"]
    for path in TEXTS:
        for sentence in re.split(r"(?<=[a-z\")])\. |\\n", path.read_text(encoding="utf-8")):
            if f"{row['estimate']:g} per 100" in sentence or "22.1 deaths" in sentence:
                assert "in the period of highest risk, after stopping" in sentence.lower(), sentence


def test_no_mark_of_the_uses_is_a_promise():
    told = labs.uses_tiles()._repr_html_()
    assert "None of these marks says that a drug helps everybody" in told
    assert "No mark means" not in told
