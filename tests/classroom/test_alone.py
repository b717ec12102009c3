"""A class needs no other machine than the teacher's: no page asks one."""

import pytest

from kit.lesson import items
from tests.classroom.test_class import CHOICE, Class, site, tap  # noqa: F401 (a fixture)

pytestmark = [pytest.mark.browser, pytest.mark.slow]


class Watched:
    """A browser that notes what its pages ask for."""

    def __init__(self, browser):
        self.browser, self.asked = browser, []

    def new_context(self, **more):
        context = self.browser.new_context(**more)
        context.on("request", lambda request: self.asked.append(request.url))
        return context


def test_teacher_projector_and_phones_ask_nobody_but_the_room(browser, opened, site):  # noqa: F811
    watched = Watched(browser)
    options = items.item(CHOICE)["option"]
    with opened(site=site) as room:
        group = Class(watched, room)
        number = group.ask(CHOICE)
        tap(group.phones[0], options[0]["text"])
        assert set(group.send([option["id"] for option in options], number)) == {200}
        for key in "23456":
            group.key(key)
        group.phones[0].get_by_role("link", name="Open the lab").click()
        group.phones[0].get_by_role("heading", name="The lab of the lesson").wait_for()
        group.close()
    seen = {url.removeprefix(room.url).partition("?")[0] for url in watched.asked}
    assert {"/", "/teacher", "/projector", "/room/code.svg", "/room/state"} <= seen
    assert [url for url in seen if not url.startswith(("/", "data:", "blob:"))] == []
