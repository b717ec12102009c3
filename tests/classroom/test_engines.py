"""A phone with another engine comes into a room and votes, and the teacher's screen shows it."""

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.support.wait import WebDriverWait

from tests.classroom.conftest import teacher

pytestmark = [pytest.mark.browser, pytest.mark.slow]
QUESTION = "exit-cortex"


def reads(page, words):
    """Wait until the page says this."""
    shows = "return document.body.innerText.includes(arguments[0])"
    WebDriverWait(page, 20).until(lambda page: page.execute_script(shows, words))


@pytest.mark.parametrize("engine", ["firefox", "webkit_driver"])
def test_a_vote_is_cast_counted_and_shown(request, opened, engine):
    page = request.getfixturevalue(engine)
    with opened() as room:
        page.get(f"{room.url}/?room={room.hall.code}")
        reads(page, "Wait for the question.")
        desk = teacher(room)
        assert desk.post("/room/command", {"stage": "vote", "item": QUESTION})[0] == 200
        reads(page, "How sure are you?")
        for kind in ("input[type=radio]", "fieldset:last-of-type input[value=certain]", "button"):
            page.execute_script("arguments[0].click()", page.find_element(By.CSS_SELECTOR, kind))
        reads(page, "Counted: certain")
        assert len(room.hall.room.now.votes) == 1
        page.get(f"{room.url}/teacher#{room.hall.secret}")
        reads(page, "1 of 1")
