"""The unknown compound: paid experiments, one conclusion, a key, and nothing told too early."""

import json

import numpy as np
import pytest

from kit import labs
from kit.__main__ import main
from kit.chart import Lab
from kit.labs.bench.unknown.conclusion import TELL
from kit.labs.bench.unknown_compound import code, key
from kit.science.compounds import BUDGET, KINDS, NOTHING, compound
from tests.traces import traces

pytestmark = pytest.mark.usefixtures("mine")


def seed_of(kind):
    return next(seed for seed in range(200) if compound(seed).kind == kind)


def test_readings_gather_in_picture_table_and_words():
    lab = labs.unknown_compound(17)
    assert lab.words().startswith("Nothing is measured yet. 40 of 40 credits are left.")
    said = lab.run(compound=100000)
    assert said.startswith("Experiment 1, no agonist and 100000 nM of the compound:")
    assert said in lab.words() and f"{BUDGET - 4} of {BUDGET} credits" in lab.words()
    lab.run(agonist=300, plate="compound", wells=1)
    assert f"{BUDGET - 4 - 8} of {BUDGET} credits" in lab.words()
    figure = traces(lab.bench)
    assert len(figure["compound middle"]["x"]) == 6 == len(figure["agonist low"]["x"]) + 4
    assert figure["compound none"]["x"] == [100000.0]
    assert figure["agonist high"]["x"][0] == 0.2  # no agonist: at the left end of the ruler
    table = lab.table()
    points = table[table["Note"] != ""]
    assert len(points) == 7  # each point once, though two panels show it
    assert points["Note"].str.contains("300 nM agonist").sum() == 6
    wells = lab.study.experiments[0].readings[0]
    assert figure["compound none"]["error_y"]["array"] == [pytest.approx(wells.std(ddof=1))]


def test_reset_begins_afresh_with_the_same_noise():
    lab = labs.unknown_compound(9)
    start = lab.words()
    first = [lab.run(compound=1000), lab.run(agonist=30)]
    lab.reset()
    assert lab.words() == start and lab.bench.values == lab.bench.spec["start"]
    assert [lab.run(compound=1000), lab.run(agonist=30)] == first


def test_nobody_hands_in_again_once_the_truth_was_shown(mine):
    lab = labs.unknown_compound(9)
    lab.run(compound=1000)
    lab.conclude(NOTHING)
    assert len(lab.children) == 3
    lab.reset()
    assert len(lab.children) == 2 and "cannot be changed" in lab.conclusion.verdict["text"]
    lab.run(compound=1000)  # for practice
    with pytest.raises(ValueError, match="handed in, and the truth was shown"):
        lab.conclude(compound(9).kind, 30)
    later = labs.unknown_compound(9)  # in another notebook
    assert "You said: nothing" in later.conclusion.verdict["text"]
    later.run(compound=1000)
    with pytest.raises(ValueError, match="cannot be changed"):
        later.conclude(compound(9).kind, 30)
    assert len(mine.events("conclusion")) == 1
    labs.unknown_compound(9, "maple").run(compound=1000)  # another compound, not handed in
    labs.unknown_compound(8).run(compound=1000)


def test_a_conclusion_is_in_the_answers_file_by_ids(mine):
    lab = labs.unknown_compound(17, "Maple")
    lab.run(agonist=300, plate="compound")
    found = lab.conclude("competitive antagonist", 50)
    (event,) = mine.events("conclusion", "bench-unknown")
    told = {key: event[key] for key in ("answer", "said", "seed", "spent", "right", "score")}
    assert told == {
        "answer": "competitive-antagonist", "said": "competitive antagonist", "seed": 17,
        "spent": 14, "right": found["right"], "score": found["score"],
    }  # fmt: skip
    assert event["constant"] == 50 and "maple" not in json.dumps(event).lower()
    assert event["word"] == code(" maple")


@pytest.mark.parametrize("kind", KINDS)
def test_the_key_is_what_the_lab_uses(kind):
    seed = seed_of(kind)
    truth, lab = compound(seed), labs.unknown_compound(seed)
    lab.run(compound=100000)
    found = lab.conclude(truth.kind, None if kind == NOTHING else truth.constant)
    assert found["right"] and found["score"] >= 25
    assert found["text"].startswith(key(seed)) and TELL[kind] in key(seed)
    assert kind in key(seed) or kind == NOTHING
    if kind != NOTHING:
        assert f"{truth.constant:g} nM" in key(seed)
    shown = traces(lab.children[2])
    np.testing.assert_allclose(shown["truth compound"]["y"][-1], lab.study.truth.ceiling, atol=1.2)


def test_the_two_curves_of_the_answer_are_the_truth_and_the_conclusion():
    weak = (s for s in range(200) if compound(s).constant > 400)
    lab = labs.unknown_compound(next(s for s in weak if compound(s).kind == KINDS[2]))
    lab.run(agonist=300, plate="compound")
    found = lab.conclude("non-competitive antagonist", 100)
    assert not found["right"] and found["score"] == 0
    assert "it overcomes a competitive antagonist and no other" in found["text"]
    answer = lab.children[2]
    assert isinstance(answer, Lab)
    answer.set(compound=100000)
    shown = {name: trace["y"] for name, trace in traces(answer).items()}
    assert shown["truth agonist"][-1] > 80 > 25 > shown["claim agonist"][-1]
    assert "competitive antagonist" in answer.words()


@pytest.mark.parametrize("said", KINDS)
@pytest.mark.parametrize("true", KINDS)
def test_every_mistake_is_explained(said, true):
    lab = labs.unknown_compound(seed_of(true))
    lab.run(agonist=300, plate="compound")
    text = lab.conclude(said, 50)["text"]
    if said != true:
        assert text.count("To distinguish them, ") == 1
    assert "  " not in text and "nan" not in text and "Score " in text


@pytest.mark.parametrize(
    "how, told",
    [
        (("magic", 3), "kind = 'magic' is not one of full agonist"),
        (("full agonist", 0), "constant is 0, but must be more than 0"),
        (("full agonist", "much"), "constant is 'much', but must be a number"),
        (("full agonist", None), "full agonist needs a constant"),
    ],
)
def test_impossible_conclusions_are_refused(how, told):
    lab = labs.unknown_compound(1)
    with pytest.raises(ValueError, match="Measure something first"):
        lab.conclude("full agonist", 30)
    lab.run()
    with pytest.raises(ValueError, match=told):
        lab.conclude(*how)
    assert not lab.study.concluded
    lab.conclude("full agonist", 30)
    with pytest.raises(ValueError, match="handed in"):
        lab.conclude("full agonist", 30)
    with pytest.raises(ValueError, match="handed in"):
        lab.run()


def test_nothing_that_reaches_the_page_tells_the_answer():
    seed = seed_of("partial agonist")
    truth, lab = compound(seed), labs.unknown_compound(seed)
    lab.run(compound=1000)
    sent = [w.get_state() for w in (lab, lab.bench, lab.conclusion)]
    sent = json.dumps(sent, default=lambda value: "")
    for name in ("truth", "claim", '"constant"', '"ceiling"'):
        assert name not in sent
    assert f"{truth.constant:g} nM" not in sent
    assert all(kind in sent for kind in KINDS)  # the choices are there, all of them


def test_saved_outputs_are_the_same_for_everybody(capsys, monkeypatch):
    shown = []
    monkeypatch.setattr("IPython.display.display", lambda data, **how: shown.append(data))
    for _ in range(2):
        labs.unknown_compound(1)._ipython_display_()
    _, saved, _, again = shown
    assert saved == again
    assert "What is Compound 1?" in saved["text/plain"]
    assert "<table>" in saved["text/html"] and "full agonist" in saved["text/html"]
    assert "750" not in saved["text/plain"] + saved["text/html"]


def test_the_key_on_the_command_line(capsys):
    assert main(["key", "--seed", "3", "5-7"]) == 0
    assert capsys.readouterr().out.splitlines() == [key(seed) for seed in (3, 5, 6, 7)]


@pytest.mark.parametrize("wrong", ["x", "-1", "7-5", "1.5", ""])
def test_the_key_refuses_what_is_no_seed(wrong, capsys):
    with pytest.raises(SystemExit):
        main(["key", f"--seed={wrong}"])
    assert "is not a seed: write a whole number" in capsys.readouterr().err
