"""A file of answers or an address that carries code: the site shows text and runs nothing."""

import json
from pathlib import Path

import pytest

from kit.lesson import lines
from tests.hostile import NAMES, STRINGS
from tests.scripts import Script

JS = Script(__file__)

pytestmark = [pytest.mark.browser, pytest.mark.slow]
JAVASCRIPT = Path(__file__).resolve().parents[2] / "tools" / "site" / "js"


def load(page, data, name="mine.jsonl", kind="text/plain"):
    """Give the page a file of answers."""
    file = {"name": name, "mimeType": kind, "buffer": data}
    page.locator(".answers input[type=file]").set_input_files(file)
    page.locator(".answers [role=status]").get_by_text("events were loaded").wait_for()


def test_nothing_of_a_file_or_an_address_comes_to_life(visit):
    page = visit("00-start")
    events = [lines.event("start", {"seed": 1})]
    for text in STRINGS.values():
        known = {"lesson": "dose", "item": "dose-best", "confidence": "certain", "right": False}
        events.append(lines.event("prediction", known | {"answer": 1, "said": text}))
        events.append(lines.event("answer", known | {"answer": text, "misconception": "X6"}))
        events.append(lines.event("exit", {"lesson": "dose", "item": text[:200], "text": text}))
        events.append(lines.event("because", {"item": "dose-best", "text": text}))
    data = b"".join(map(lines.line, events)) + STRINGS["script"].encode() + b"\n\0\xff{]\n"
    load(page, data, f"{STRINGS['image']}.jsonl".replace("/", ""), "text/html")
    text = STRINGS["image"] + STRINGS["script"] + STRINGS["address"]
    folder = page.url.rpartition("/")[0]
    for name in ("00-start", "index"):
        page.goto(f"{folder}/{name}.html?x={text}#{text}")
        page.wait_for_selector("html[data-ready]")
        assert page.evaluate("window.pwned") is None
        assert page.locator("img[src=x], iframe, [onerror], [onload], [onmouseover]").count() == 0
    page.evaluate("localStorage.clear()")


def test_a_name_that_every_object_inherits_is_a_name_like_any_other(visit):
    page = visit("03-dose")
    events = [lines.event("start", {"seed": 1})]
    for name in NAMES:
        for kind in ("prediction", "answer", "skip", "exit", "because", name):
            events.append(lines.event(kind, {"lesson": name, "item": name, "answer": 1}))
            fields = {"lesson": "dose", "item": "dose-best", "answer": name, "said": name}
            events.append(lines.event(kind, fields))
        events.append(lines.event("answer", {"item": name}))  # of no lesson
    data = b"".join(map(lines.line, events))
    load(page, data.replace(b'"answer": 1', b'"__proto__": {"bad": 1}'))
    assert page.evaluate(JS.inherited) == []
    for stem in ("00-start", "index", "03-dose"):
        page.goto(f"{page.url.rpartition('/')[0]}/{stem}.html")
        page.wait_for_selector("html[data-ready]")
        assert page.evaluate(JS.inherited) == []
    page.locator(".kit-skip").first.click()
    lab = page.locator(".kit-plot").first
    lab.scroll_into_view_if_needed()
    lab.and_(page.locator("[data-live]")).wait_for()
    assert page.locator(".fault").count() == 0
    page.evaluate("localStorage.clear()")


WELL = {"v": 2, "id": "0" * 32, "time": "2026-01-01T00:00:00+00:00", "kind": "answer"}
CHANGED = [
    {field: value}
    for field in ("v", "id", "time", "kind", "lesson", "item", "when", "confidence", "right")
    for value in (None, 1, 0, True, "", "certain", "__proto__", [], ["a"], {}, {"a": 1})
]
CHANGED += [{"misconception": text} for text in ("X1", "X31", "a-b", "", "X 1", "x" * 41, 1, None)]
CHANGED += [{"id": text} for text in ("A" * 32, "0" * 31, "0" * 33, "0" * 32 + "\n")]


def in_python(line):
    """Return True if Python takes this line for an event of this kit."""
    try:
        return bool(lines.read(line.encode()))
    except ValueError:
        return False


def test_the_site_takes_the_lines_that_python_takes(browser):
    written = [json.dumps(WELL | change) for change in CHANGED]
    written += ["", "null", "[]", "1", '"text"', "{}", "{", json.dumps([WELL])]
    page = browser.new_page()
    page.add_script_tag(content="const BOOK = {questions: {}, first: {}};")
    for name in ("known", "record"):
        page.add_script_tag(path=JAVASCRIPT / f"{name}.js")
    seen = page.evaluate("(all) => all.map((line) => Boolean(eventOf(line)))", written)
    page.close()
    wrong = [line for line, taken in zip(written, seen) if taken != in_python(line)]
    assert not wrong and any(seen) and not all(seen)
