"""Answers outlive the words: reworded and shuffled, each is restored and counted as before."""

import random
from collections.abc import Iterator
from hashlib import sha256

import pytest

from kit import lesson
from kit.classroom import counts
from kit.lesson import items, lines, record, sheet, still, tally
from kit.lesson.question import Question
from tests.files import read
from tests.lesson.conftest import ENZYMES, answers_of, on_the_site

WORDS = ("text", "ask", "why", "hint", "because", "sealed", "title", "unit", "x", "y", "name")
WORDS += ("belief", "so", "A", "B")
ASK = read("tests/lesson/ids.js")


def reworded(part, chance):
    """The same questions in other words, with their options, traps and claims in another order."""
    if isinstance(part, list):
        return [reworded(each, chance) for each in part]
    if not isinstance(part, dict):
        return part
    found = {}
    for key, value in part.items():
        if key in WORDS and isinstance(value, str):
            found[key] = sha256(value.encode()).hexdigest()[: 6 + len(value) % 20]
        else:
            found[key] = reworded(value, chance)
        if key in ("option", "trap", "claims"):
            chance.shuffle(found[key])
    return found


def asked() -> Iterator[tuple]:
    """Each question in each form: name, item, what an answer is called, the occasion."""
    for name, item in tally.questions().items():
        if name.startswith(items.CHECK):
            for when in ("before", "after"):
                yield name, items.form(item, when), "check", when
        else:
            yield name, item, "answer", ""


def made() -> list[dict]:
    """Events of many learners: each question answered in each way, by all confidences."""
    events, chance = [], random.Random(1)
    for name, item, kind, when in asked():
        for answer in answers_of(item):
            judged = Question(name, item)._judged(answer)
            fields = {"answer": answer, "said": "as it was", "confidence": "guess", "item": name}
            if item["kind"] != "claim":
                fields["confidence"] = chance.choice(lines.CONFIDENCE)
            fields |= {key: judged[key] for key in ("right", "misconception")}
            fields |= {"trap": judged["trap"]} if "trap" in judged else {}
            fields |= {"when": when} if when else {}
            kinds = ("prediction", "answer") if kind == "answer" else ("check",)
            events += [lines.event(one, fields) for one in kinds]
    return events


def counted(events) -> dict:
    """All that is counted, without words."""
    learners = [[event] for event in events] + [events]
    learners += [[e for e in events if e.get("when")][k::3] for k in range(3)]
    answers = [
        one for who, own in enumerate(learners) for one in tally.firsts(tally.answers(own, who))
    ]
    tables = [counts.distributions(answers), counts.chosen(answers), counts.gains(answers)]
    ids = [one.drop(columns=["ask", "answer", "name"], errors="ignore") for one in tables]
    judged = tally.answers(events)
    return {
        "sure": tally.calibration(judged),
        "confused": tally.confused(judged),
        "progress": tally.progress(judged),
        "unknown": tally.unknown(events),
        "class": [sorted(one.to_csv(index=False).splitlines()) for one in ids],
    }


def restored(events, file) -> list:
    """What each question says when it is opened again."""
    file.write_bytes(b"".join(map(lines.line, events)))
    found = []
    for name, item, kind, when in asked():
        question = Question(name, item, event=kind, when=when)
        back = question.restore()
        found.append([name, when, back, question.verdict.get("answer"), question.verdict["right"]])
    return sorted(found, key=lambda row: row[:2])


def without_python(events) -> dict:
    """What the pages without Python restore and count, by their own script."""
    nodes = [still._question(Question(n, i, event=k, when=w)) for n, i, k, w in asked()]
    text = b"".join(map(lines.line, events)).decode()
    return on_the_site(ASK, TEXT=text, NODES=nodes)


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("folder", [ENZYMES, items.FOLDER], ids=["enzymes", "kit"])
def test_new_words_and_another_order_change_no_answer(folder, seed, content, answers, monkeypatch):
    content(folder)
    events = made()
    before = [counted(events), without_python(events), restored(events, answers)]
    assert before[0]["unknown"] == before[1]["words"] == "" and len(events) > 20
    assert all(row[2] for row in before[2])  # every question has its answer back
    written, chance = items.content, random.Random(seed)
    asks = [item["ask"] for item in tally.questions().values() if "ask" in item]
    monkeypatch.setattr(items, "content", lambda name: reworded(written(name), chance))
    monkeypatch.setattr(
        sheet, "placed", lambda name, item: sorted(still.judge.texts(item), key=str.swapcase)
    )
    items.use(items.FOLDER)
    anew = [item["ask"] for item in tally.questions().values() if "ask" in item]
    assert not set(map(str, asks)) & set(map(str, anew))
    after = [counted(events), without_python(events), restored(events, answers)]
    assert after == before


@pytest.mark.usefixtures("enzymes")
def test_answers_of_the_first_edition_come_back_by_their_ids(answers):
    def old(item, said, answer, kind="answer"):
        """A line as the first edition wrote it."""
        told = {"lesson": "01", "item": item, "answer": answer, "said": said}
        return lines.line(lines.event(kind, told) | {"v": 1})

    answers.write_bytes(
        old("01-twice", "It goes up by less", 3)
        + old("01-level", "150 %", 150)
        + old("01-twice", "A sentence that is gone", 0)
        + old("07-opera", "tenor", 1)
    )
    kept = answers.read_bytes()
    events = record.current().events()
    assert [(e["item"], e["answer"]) for e in events] == [
        ("rate-double", "less"),
        ("rate-level", 150),
        ("01-twice", 0),  # as they were
        ("07-opera", 1),
    ]
    assert lesson.ask("rate-double").questions[0].verdict["right"] is True
    assert "2 answers belong" in tally.unknown(events)
    record.current().add("answer", item="rate-double", answer="less")
    assert answers.read_bytes().startswith(kept)  # nothing of the file was changed
