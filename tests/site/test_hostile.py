"""A file of answers or an address that carries code: the site shows text and runs nothing."""

import pytest

from kit.lesson import lines
from tests.hostile import STRINGS

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_nothing_of_a_file_or_an_address_comes_to_life(visit):
    page = visit("00-start")
    events = [lines.event("start", {"seed": 1})]
    for text in STRINGS.values():
        known = {"lesson": "dose", "item": "dose-forty", "confidence": "certain", "right": False}
        events.append(lines.event("prediction", known | {"answer": 1, "said": text}))
        events.append(lines.event("answer", known | {"answer": text, "misconception": "X6"}))
        events.append(lines.event("exit", {"lesson": "dose", "item": text[:200], "text": text}))
        events.append(lines.event("because", {"item": "dose-forty", "text": text}))
    data = b"".join(map(lines.line, events)) + STRINGS["script"].encode() + b"\n\0\xff{]\n"
    named = f"{STRINGS['image']}.jsonl".replace("/", "")
    file = {"name": named, "mimeType": "text/html", "buffer": data}
    page.locator(".answers input[type=file]").set_input_files(file)
    page.locator(".answers [role=status]").get_by_text("events were loaded").wait_for()
    text = STRINGS["image"] + STRINGS["script"] + STRINGS["address"]
    folder = page.url.rpartition("/")[0]
    for name in ("00-start", "index"):
        page.goto(f"{folder}/{name}.html?x={text}#{text}")
        page.wait_for_selector("html[data-ready]")
        assert page.evaluate("window.pwned") is None
        assert page.locator("img[src=x], iframe, [onerror], [onload], [onmouseover]").count() == 0
    page.evaluate("localStorage.clear()")
