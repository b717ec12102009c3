"""The minutes that a lesson prints are those of its words and of what it asks; how it reads."""

import re

import pytest

from tests.lessons import lesson
from tests.lessons.test_numbers import FOLDER, NUMBER

WORDS_A_MINUTE, MINUTES_A_STEP = 200, 1.5
RECALLED = 2
COMPOUND_MINUTES = 15  # plan, measure, conclude
LONGEST = {"naltrexone": 34, "bench": 34}  # minutes; all others at most 30
NAMES = sorted(
    path.stem for path in FOLDER.glob("*.toml") if path.stem not in ("start", lesson.items.CHECK)
)
MOST_NUMBERS = 8  # in a paragraph of what opens after a guess
MOST_WORDS = 20  # in a sentence; what a bracket cites or counts is left out
OPENS = re.compile(r'<details class="after">(.*?)</details>', re.DOTALL)
SENTENCE = re.compile(r"(?<=[.!?:;])[”\"*]*\s+(?=[A-Z“\"*0-9])")
PAPER = re.compile(r"\([^()\d]*(?:19|20)\d\d[^()]*\)")
SPAN = re.compile(r"\([^()]*\d[^()]*–[^()]*\)")  # an interval counts as one with its number


def words(text):
    """How many words a text has."""
    return len(re.findall(r"[^\W_]+(?:['’.,][^\W_]+)*", lesson.plain(text)))


def minutes(name):
    """How long a lesson takes without what is folded: words, steps, recall and claims."""
    core = [part for part in lesson.sections(name) if not part.folded]
    asked = [key for part in core for key in part.asked]
    calls = [word for part in core for word in part.calls]
    said = lesson.questions(name)
    keys = [*asked, *([lesson.CLAIMS] if "claims" in calls else [])]
    count = sum(words(part.text) for part in core)
    count += sum(
        words(text) for key in keys for text in said.get(key, ())
    )  # a vote of an earlier lesson may be asked again
    count += sum(words(card) for part in core for card in part.cards)
    if "recall" in calls:
        count += recalled(name)
    steps = len(asked) + RECALLED * calls.count("recall")
    steps += len(lesson.items.starting(name, "claim")) * ("claims" in calls)
    compounds = COMPOUND_MINUTES * calls.count("unknown_compound")
    return count / WORDS_A_MINUTE + MINUTES_A_STEP * steps + compounds


def recalled(name):
    """How many words two questions of earlier lessons have: those of a lesson that it needs."""
    shelf = lesson.items.shelf()
    before = list(shelf)[: list(shelf).index(name)]
    asked = lesson.questions((shelf[name]["needs"] or before)[0])
    found = [words(" ".join(said)) for key, said in asked.items() if key.startswith("recall")]
    return RECALLED * sum(found) / max(len(found), 1)


@pytest.mark.parametrize("name", NAMES)
def test_a_lesson_prints_its_minutes(name):
    (said,) = re.findall(r"About (\d+) minutes", lesson.sections(name)[0].text)
    assert int(said) == round(minutes(name)), (
        f"The lesson {name} prints “About {said} minutes”, and its words and questions take "
        f"{minutes(name):.1f}: write that in its first cell; `make notebooks` does the rest."
    )
    assert int(said) <= LONGEST.get(name, 30)


@pytest.mark.parametrize("name", NAMES)
def test_what_opens_is_no_wall_of_numbers(name):
    for section in lesson.sections(name):
        for paragraph in "\n\n".join(OPENS.findall(section.text)).split("\n\n"):
            text = SPAN.sub(" ", PAPER.sub(" ", paragraph))
            found = NUMBER.findall(lesson.plain(text))
            assert len(found) <= MOST_NUMBERS, f"{name} {section.key}: {found}"


@pytest.mark.parametrize("name", NAMES)
def test_no_sentence_is_too_long_for_readers_of_english_as_a_second_language(name):
    prose = [part.text for part in lesson.sections(name)]
    asked = [text for said in lesson.questions(name).values() for text in said]
    for text in (*prose, *asked):
        for block in re.split(r"\n\s*\n|\n- |\|", SPAN.sub(" ", PAPER.sub(" ", text))):
            for sentence in SENTENCE.split(lesson.plain(block)):
                assert words(sentence) <= MOST_WORDS, sentence
