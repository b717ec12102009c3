"""A class from start to end: teacher's page, projector, thirty phones, six of them trouble."""

import re
from concurrent.futures import ThreadPoolExecutor

import pytest

from kit.lesson import items
from tests.classroom.conftest import joined, teacher
from tests.scripts import Script

JS = Script(__file__)

pytestmark = [pytest.mark.browser, pytest.mark.slow]
PHONE = {"width": 390, "height": 844}
SURE = ("guess", "fairly sure", "certain")
CHOICE, NUMBER, ORDER, LINE = "exit-cortex", "exit-share", "exit-order", "exit-line"
IN_ORDER = {  # no lesson asks for an order at present
    "kind": "order",
    "ask": "In which order?",
    "order": [{"id": "one", "text": "First"}, {"id": "two", "text": "Second"}],
    "why": "So.",
    "hint": "No.",
}


class Watched:
    """A browser that notes what its pages ask for."""

    def __init__(self, browser):
        self.browser, self.asked = browser, []

    def new_context(self, **more):
        context = self.browser.new_context(**more)
        context.on("request", lambda request: self.asked.append(request.url))
        return context


class Class:
    """Teacher's page and projector, four phones with a screen, and 26 that only send."""

    def __init__(self, browser, room):
        self.room = room
        self.contexts = [browser.new_context(viewport={"width": 1024, "height": 768})]
        self.desk = self.contexts[0].new_page()
        self.desk.goto(f"{room.url}/teacher#{room.hall.secret}")
        with self.contexts[0].expect_page() as opened:
            self.desk.get_by_role("link", name="Screen for the projector").click()
        self.projector = opened.value
        self.phones = [self.phone(browser) for _ in range(4)]
        self.others = [joined(room) for _ in range(26)]
        self.said("30 phones are in the room")

    def phone(self, browser):
        """A phone that scanned the code."""
        self.contexts.append(browser.new_context(viewport=PHONE, has_touch=True))
        page = self.contexts[-1].new_page()
        page.goto(f"{self.room.url}/?room={self.room.hall.code}")
        page.get_by_text("Wait for the question.").wait_for()
        return page

    def said(self, words):
        """Wait until the projector says this."""
        self.projector.get_by_text(words).wait_for(timeout=15_000)

    def key(self, key):
        self.desk.locator("body").press(key)

    def ask(self, item):
        """The teacher opens the vote on a question; its number."""
        if item == ORDER:
            teacher(self.room).post("/room/command", {"stage": "vote", "item": item})
        else:
            self.desk.get_by_label("Question").select_option(item)
            self.desk.get_by_role("button", name="1 Vote").click()
        asked = items.item(item)["ask"]
        self.phones[0].get_by_role("heading", name=asked).wait_for()
        return self.room.hall.room.now.number

    def send(self, answers, number):
        """The phones without a screen vote, all at once."""

        def vote(k):
            told = {"round": number, "answer": answers[k % len(answers)], "confidence": SURE[k % 3]}
            return self.others[k].post("/room/vote", told)[0]

        with ThreadPoolExecutor(13) as pool:
            return list(pool.map(vote, range(len(self.others))))

    def votes(self):
        return self.room.hall.room.now.votes

    def close(self):
        for context in self.contexts:
            context.close()


def tap(page, answer, sure="certain", wait=True):
    """Vote on a phone with a screen."""
    if answer:
        page.get_by_label(answer).check()
    page.get_by_label(sure, exact=True).check()
    page.get_by_role("button", name="Send").click()
    if wait:
        page.get_by_text(f"Counted: {sure}").wait_for()


@pytest.fixture
def site(tmp_path):
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / "02-exit.html").write_text("<h1>The lab of the lesson</h1>")
    return folder


def test_a_class_votes_talks_votes_again_loses_nothing_and_asks_no_other_machine(
    browser, opened, site
):
    browser = Watched(browser)
    ids = [option["id"] for option in items.item(CHOICE)["option"]]
    words = {option["id"]: option["text"] for option in items.item(CHOICE)["option"]}
    with opened(site=site) as room:
        port, group = room.hall.port, Class(browser, room)
        first, second, drops, sleeps = group.phones
        sleeps.context.set_offline(True)
        number = group.ask(CHOICE)
        tap(first, words[ids[0]])
        tap(second, words[ids[1]], "guess")
        drops.context.set_offline(True)
        tap(drops, words[ids[1]], "fairly sure", wait=False)
        drops.get_by_text("Your vote waits here").wait_for()
        assert group.send(ids, number) == [200] * 26
        drops.context.set_offline(False)
        drops.get_by_text("Counted: fairly sure").wait_for(timeout=15_000)
        group.said("29 of 30 have voted")
        assert group.projector.locator("svg.votes").count() == 0  # how many, not what
        group.key("2")
        group.said("The vote is closed.")
        late = {"round": number, "answer": ids[0], "confidence": "certain"}
        assert group.others[0].post("/room/vote", late)[0] == 409
        group.key("3")
        counted = [sum(vote.answer == each for vote in group.votes().values()) for each in ids]
        assert sum(counted) == 29
        told = group.projector.get_by_role("img", name="Votes.").get_attribute("aria-label")
        assert all(f"{words[each]}: {n}" in told for each, n in zip(ids, counted, strict=True))
        assert "the right one" not in told
        drawn = group.projector.locator("svg.votes circle.dot")
        assert drawn.count() == 29
        first.get_by_text("Look up: the class is on the screen.").wait_for()
        group.others.append(joined(room))  # somebody comes late
        assert group.others[-1].get("/room/state")[1]["stage"] == "show"
        group.key("4")
        first.get_by_text("Find somebody who chose differently.").wait_for()
        group.key("5")
        sleeps.context.set_offline(False)
        sleeps.get_by_text("The same question, after talking.").wait_for(timeout=20_000)
        tap(sleeps, words[ids[0]])
        tap(first, words[ids[0]])
        assert group.send([ids[0]], number + 1)[:13] == [200] * 13
        before = dict(group.votes())
    with opened(port, site) as room:  # the laptop was restarted in the middle
        group.room = room
        for phone in group.others:
            phone.room = room
        assert group.votes() == before and len(before) == 29
        tap(second, words[ids[0]], "fairly sure")
        group.said("30 of 31 have voted, after talking")
        group.key("2")
        group.said("The vote is closed.")
        group.key("3")
        row = f"{words[ids[0]]}: {counted[0]}, now 30"
        group.projector.get_by_role("img", name=row).wait_for()
        group.key("6")
        group.projector.get_by_role("img", name=f"{row}, the right one").wait_for()
        first.get_by_role("link", name="Open the lab").click()
        first.get_by_role("heading", name="The lab of the lesson").wait_for()
        first.go_back()
        group.close()
    seen = {url.removeprefix(room.url).partition("?")[0] for url in browser.asked}
    assert {"/", "/teacher", "/projector", "/room/code.svg", "/room/state"} <= seen
    assert [url for url in seen if not url.startswith(("/", "data:", "blob:"))] == []


VOTES = {  # and what the projector says of them
    CHOICE: ([option["id"] for option in items.item(CHOICE)["option"]], "Votes."),
    NUMBER: ([1.43, 2, 1.3], "26 numbers; the middle one is 1.43"),
    ORDER: ([["one", "two"], ["two", "one"]], "First → Second"),
    LINE: ([[110, 150, 300, 700], [120, 200, 280, 400]], "26 lines"),
}


@pytest.mark.parametrize("item", VOTES)
def test_each_stage_fits_a_small_projector_and_nothing_covers_another(
    browser, opened, site, item, monkeypatch
):
    answers, shown = VOTES[item]
    found = items.item
    monkeypatch.setattr(items, "item", lambda name: IN_ORDER if name == ORDER else found(name))
    with opened(site=site) as room:
        group = Class(browser, room)
        assert group.projector.evaluate(JS.fits) and group.projector.evaluate(JS.apart)
        code = group.projector.locator(".joining img").bounding_box()
        assert code["height"] > 0.5 * 768  # of the screen, to be scanned from the last row
        for stage in ("vote", "again"):
            if stage == "vote":
                number = group.ask(item)
            else:
                group.key("5")
                group.said("after talking")
                number += 1
            assert set(group.send(answers, number)) == {200}
            group.said("26 of 30 have voted")
            for page in (group.projector, group.desk):
                assert page.evaluate(JS.apart), stage
            assert group.projector.evaluate(JS.fits), stage
            for key, words in (
                ("2", "The vote is closed."),
                ("3", "This is where you stand"),
                ("4", "Find somebody"),
            ):
                group.key(key)
                group.said(words)
                assert group.projector.evaluate(JS.fits), words
                if key == "3":
                    group.projector.get_by_role("img", name=re.compile(re.escape(shown))).wait_for()
                assert group.projector.evaluate(JS.apart) and group.desk.evaluate(JS.apart), words
        group.key("6")
        group.said("Now try it in the lab.")
        assert group.projector.evaluate(JS.fits) and group.desk.evaluate(JS.apart)
        group.close()


def test_a_phone_without_the_code_is_asked_for_it_and_knows_the_room_again(browser, opened):
    with opened() as room:
        context = browser.new_context(viewport=PHONE, has_touch=True)
        page = context.new_page()
        page.goto(room.url)
        page.get_by_label("The room's code").wait_for()
        assert page.get_by_role("alert").inner_text() == ""
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        page.get_by_label("The room's code").fill("1")
        page.get_by_role("button", name="Come in").click()
        page.get_by_text("This is not the room's code").wait_for()
        page.get_by_label("The room's code").fill(room.hall.code)
        page.get_by_role("button", name="Come in").click()
        page.get_by_text("Wait for the question.").wait_for()
        page.goto(room.url)
        page.get_by_text("Wait for the question.").wait_for()
        context.close()
