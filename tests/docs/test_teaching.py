"""The teacher's pages: not out of date, their labs and cells exist, every safety number sourced."""

import re

import pytest

from kit.lesson import items
from tools import build_teaching
from tools.teaching import checklist, notebooks, pages

HAND = """README next-week running-a-class class-view learning-platforms curricula"""


@pytest.fixture(scope="module")
def made():
    """Every page as the tool writes it now."""
    return build_teaching.made()


@pytest.mark.slow
def test_no_page_is_out_of_date(made):
    for path, text in made.items():
        assert path.read_text(encoding="utf-8") == text, f"{path.name}: run the tool again"
    assert {path.stem for path in {*pages.FOLDER.glob("*.md")} - {*made}} == set(HAND.split())


@pytest.mark.parametrize("number", items.lessons())
def test_each_step_of_a_lesson_is_planned_or_left_for_home(number):
    notebook, written = notebooks.lesson(number), pages.source(number)
    planned = [row[2] for session in written["session"] for row in session["plan"] if row[2]]
    assert len(planned) == len(set(planned)) and not set(planned) & set(written.get("home", ()))
    assert set(written.get("late", ())) <= set(planned)
    assert not set(planned) & set(pages.home(notebook, written))
    nothing = written | {"session": [], "home": []}
    asked = {notebook.asked[question] for question in notebook.beside}
    assert asked <= set(pages.home(notebook, nothing))


@pytest.mark.parametrize("number", items.lessons())
def test_a_page_says_what_is_learnt_needed_unreviewed_and_right(number):
    page = (pages.FOLDER / f"lesson-{number}.md").read_text(encoding="utf-8")
    assert pages.REVIEW in page
    needed = page.partition("## Needed before")[2].partition("##")[0].strip()
    assert needed.startswith("You need ") and needed.endswith(".")
    learnt = page.partition("## Afterwards learners can")[2].partition("##")[0]
    card = "".join(next(iter(notebooks.lesson(number).cells.values()))["source"])
    assert learnt.count("\n- ") == card.count("\n- **")
    folded = page.partition("<details>")[2]  # the short key
    assert folded.rstrip().endswith("</details>")
    for name, item in items.lesson(number).items():
        assert f"**{name}.**" in page
        if item["kind"] == "choice" and not item.get("open"):
            (right,) = (option["text"] for option in item["option"] if option.get("right"))
            told = rf"- \*\*{name}\.\*\* .*\*\*[A-F]\. {re.escape(right)}\*\*$"
            assert re.search(told, folded, re.M)
            assert not any(option["why"] in folded for option in item["option"])


def test_every_safety_statement_with_a_number_has_a_source(monkeypatch):
    assert checklist.missing() == []
    places = dict.fromkeys(checklist.sentences())
    for one in checklist.written()["not_safety"]:
        assert any(one["in"] == place and one["says"] in said for place, said in places), one
    said = ("eight-99", "In a study 12 of 100 people had an overdose.")
    monkeypatch.setattr(checklist, "sentences", lambda: [said])
    assert checklist.missing() == [said]


@pytest.mark.slow
def test_nobody_has_reviewed_it_until_somebody_has(made):
    page = made[pages.FOLDER / "safety.md"]
    assert "No lesson has been reviewed by a clinician" in page
    assert "at least 7 to 10 days" in page and "22.1 per 100 person-years" in page


@pytest.mark.parametrize("number", items.lessons())
def test_numbers_written_by_hand_are_those_of_the_lesson(number):
    cells = notebooks.lesson(number).cells
    said = (
        text
        for place, text in checklist.sentences()
        if place in cells or place.startswith(f"{number}-")
    )
    lesson = " ".join(said)
    written = pages.source(number)
    plans = [row[1] for session in written["session"] for row in session["plan"]]
    shown = [state["show"] for state in written["state"]]
    for text in [written["aim"], *written["prompt"], *written["watch"], *plans, *shown]:
        rest = re.sub(r"[Ll]essons? [\d, and]+|clock \d|[Dd]ay 1", "", text)
        for one in re.findall(r"\d[\d,.]*\d|\d", rest):
            assert re.search(rf"(?<![\d.]){re.escape(one)}(?![\d])", lesson), f"{one}: {text}"
