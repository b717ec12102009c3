"""Answers outlive the words: reworded and shuffled, each is restored and counted as before."""

import json
import random
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from types import SimpleNamespace

import pytest

from kit import lesson
from kit.classroom import counts, given
from kit.lesson import items, lines, record, sheet, still, tally
from kit.lesson.question import Question
from tests.lesson.conftest import ENZYMES

ROOT = Path(__file__).resolve().parents[2]
WORDS = ("text", "ask", "why", "hint", "because", "sealed", "title", "unit", "x", "y", "name")
WORDS += ("belief", "so", "A", "B")
SITE = ("known", "record", "judge", "models", "passport")
# What a page has around these files: a store, a clock of events, nothing to draw.
PAGE = """
globalThis.localStorage = Object.create({ getItem(name) { return this[name]; } });
localStorage["neuropharmacology-kit/answers/1"] = TEXT;
globalThis.window = { dispatchEvent: () => {} };
globalThis.document = { querySelectorAll: () => [] };
const make = () => ({});
"""
ASK = """
const restored = NODES.map((node) => {
  const { verdict } = new QuestionModel(node).traits;
  const { answer = null, right = null, refusal } = verdict;
  return [node.name, node.when, answer, right, Boolean(refusal)];
});
restored.sort();
const words = unknownSaid(record.events());
console.log(JSON.stringify({ restored, done: [...progress(record.events())], words }));
"""


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


def answers_of(item) -> Iterator[tuple]:
    """Every kind of answer that a question can get."""
    if item["kind"] in ("choice", "claim"):
        yield from (option["id"] for option in item["option"])
    if item["kind"] == "number":
        yield from (item["answer"], *(trap["value"] for trap in item.get("trap", [])), 1e9)
    if item["kind"] == "order":
        right = [thing["id"] for thing in item["order"]]
        yield from (right, right[::-1])
    if item["kind"] == "line":
        yield [item["range"][0]] * len(item["at"])
    if item["kind"] == "text":
        yield "My own words."


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
    answers = [one for who, own in enumerate(learners) for one in given.of_learner(who, own)]
    cells = [
        (each.question, answer.id, answer.right, answer.misconception, answer.cells)
        for each in counts.distributions(answers)
        for answer in each.answers
    ]
    return {
        "sure": tally.calibration(events),
        "confused": tally.confused(events),
        "progress": tally.progress(events),
        "unknown": tally.unknown(events),
        "answers": sorted(cells, key=str),
        "misconceptions": sorted(
            (replace(row, name="") for row in counts.chosen(answers)), key=str
        ),
        "gains": [replace(row, name="") for row in counts.gains(answers)],
    }


def restored(events, monkeypatch) -> list:
    """What each question says when it is opened again."""
    monkeypatch.setattr(
        record, "mine", lambda: SimpleNamespace(events=lambda item=None, **_: [
            event for event in events if item in (None, event["item"])], seed=1)
    )  # fmt: skip
    found = []
    for name, item, kind, when in asked():
        question = Question(name, item, event=kind, when=when)
        back = question.restore()
        found.append([name, when, back, question.verdict.get("answer"), question.verdict["right"]])
    return sorted(found, key=lambda row: row[:2])


def on_the_site(events, monkeypatch) -> dict:
    """What the pages without Python restore and count, by their own script."""
    mine = SimpleNamespace(events=lambda **_: [], seed=1)
    monkeypatch.setattr(record, "mine", lambda: mine)
    nodes = [still._question(Question(n, i, event=k, when=w)) for n, i, k, w in asked()]
    files = [(ROOT / f"tools/site/js/{name}.js").read_text(encoding="utf-8") for name in SITE]
    told = {
        "TEXT": b"".join(map(lines.line, events)).decode(),
        "BOOK": still.book(),
        "NODES": nodes,
    }
    told = [f"const {name} = {json.dumps(value)};" for name, value in told.items()]
    node = shutil.which("node")
    assert node, "The site's script is run by Node.js: install it (nodejs)."
    script = "\n".join([*told, PAGE, *files, ASK])
    done = subprocess.run([node, "-"], input=script, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-800:]
    return json.loads(done.stdout)


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("folder", [ENZYMES, items.FOLDER], ids=["enzymes", "kit"])
def test_new_words_and_another_order_change_no_answer(folder, seed, content, monkeypatch):
    content(folder)
    events = made()
    before = [counted(events), on_the_site(events, monkeypatch), restored(events, monkeypatch)]
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
    after = [counted(events), on_the_site(events, monkeypatch), restored(events, monkeypatch)]
    assert after == before


# What the first edition got wrong


@pytest.mark.usefixtures("enzymes")
def test_a_reworded_right_answer_stays_right():
    said = lesson.ask("rate-double").questions[0].answer("less")
    tally.questions()["rate-double"]["option"][1]["text"] = "It rises, though by less"
    events = record.mine().events()
    (one,) = given.of_learner(1, [e | {"kind": "prediction"} for e in events])
    assert (one.answer, one.right) == ("less", True)
    again = lesson.ask("rate-double").questions[0]
    assert said["right"] and again.verdict["right"] and again.verdict["answer"] == "less"
    items.use(items.FOLDER)


@pytest.mark.usefixtures("enzymes")
def test_a_right_order_stays_right_whatever_its_things_are_called():
    right = ["ice", "room", "body"]
    lesson.ask("rate-rank").questions[0].answer(right)
    for thing, words in zip(tally.questions()["rate-rank"]["order"], "zyx", strict=True):
        thing["text"] = words  # the alphabet is another now
    again = lesson.ask("rate-rank").questions[0]
    assert again.verdict["right"] is True and again.verdict["answer"] == right
    items.use(items.FOLDER)


# Files of the first edition


def old(item, said, answer, kind="answer", **more):
    """An event as the first edition wrote it."""
    made = lines.event(kind, {"lesson": "01", "item": item, "answer": answer, "said": said} | more)
    return lines.line(made | {"v": 1})


@pytest.mark.usefixtures("enzymes")
def test_answers_of_the_first_edition_come_back_by_their_ids(answers, monkeypatch):
    seed = lines.line(lines.event("start", {"seed": 5}) | {"v": 1})
    answers.write_bytes(
        b"".join(
            [
                seed,
                old("01-twice", "It goes up by less", 3, "prediction", confidence="certain"),
                old("01-warm", "On ice, in a bucket, On the bench, At body heat", [2, 1, 0]),
                old("01-level", "150 %", 150),
                old("01-exit", "The ice.", "The ice.", "exit"),
                old("01-twice", "A sentence that is gone", 0),
                old("07-opera", "tenor", 1),
            ]
        )
    )
    kept = answers.read_bytes()
    mine = record.mine()
    assert mine.seed == 5 and mine.trouble == ""
    events = mine.events()[1:]
    assert [(e["item"], e["answer"], e["lesson"]) for e in events[:4]] == [
        ("rate-double", "less", "rate"),
        ("rate-rank", ["ice", "room", "body"], "rate"),
        ("rate-level", 150, "rate"),
        ("rate-exit", "The ice.", "rate"),
    ]
    assert tally.calibration(mine.events())["certain"] == (1, 1)
    assert lesson.ask("rate-rank").questions[0].verdict["right"] is True
    assert lesson.ask("rate-level").questions[0].verdict["text"].startswith("That goes on")
    assert "2 answers belong" in lesson.passport().words()
    assert [e["item"] for e in events[4:]] == ["01-twice", "07-opera"]  # as they were
    mine.add("answer", item="rate-double", answer="less")
    assert answers.read_bytes().startswith(kept)  # nothing of the file was changed
    site = on_the_site(events, monkeypatch)
    assert "2 answers belong" in site["words"]
    assert [done for lesson_, done in site["done"] if lesson_ == "rate"][0]["right"] == 2
