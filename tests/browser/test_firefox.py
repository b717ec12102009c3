"""A lesson in JupyterLab in Firefox: its first click, and what opens with a guess."""

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.support.wait import WebDriverWait

from tests.browser.notebook import long_lesson, text

pytestmark = [pytest.mark.browser, pytest.mark.slow]

AFTER = '<details class="after"><summary>What happened</summary>\n\nIt is **so**.\n\n</details>'
PLACE = "return document.querySelector('.jp-WindowedPanel-outer').scrollTop"
RUNS = """return [...document.querySelectorAll('.jp-InputPrompt')].some(
    (prompt) => prompt.textContent.includes('*'))"""
SEEN = """const text = document.querySelector('details.after');
    return text.open && text.lastElementChild.checkVisibility()"""


@pytest.fixture
def lesson(firefox, server, home):
    """A lesson on many screens whose cells take seven seconds, open in JupyterLab."""
    (home / "notebooks" / "my-answers.jsonl").unlink(missing_ok=True)
    asked = ['lesson.predict("exit-line", labs.level_and_block())', text(AFTER)]
    name = long_lesson(home, "long-in-firefox.ipynb", "exit", 0.6, first=asked)
    firefox.get(f"{server}/lab/tree/{name}?reset")
    idle = "return document.querySelector('#jp-main-statusbar')?.textContent.includes('| Idle')"
    WebDriverWait(firefox, 60).until(lambda page: page.execute_script(idle))
    return firefox


def run_all(page):
    """Run every cell from the menu, until the row of steps stands there."""
    for name in ("Run", "Run All Cells"):
        labels = page.find_elements(By.CSS_SELECTOR, ".lm-MenuBar-itemLabel, .lm-Menu-itemLabel")
        next(each for each in labels if each.text == name and each.is_displayed()).click()
    wait = WebDriverWait(page, 60)
    wait.until(lambda page: page.find_elements(By.CSS_SELECTOR, ".kit-where"))
    return wait


def test_the_first_click_ends_at_the_title_and_a_guess_opens_its_text(lesson):
    wait = run_all(lesson)
    wait.until(lambda page: not page.execute_script(RUNS))
    chosen = "return document.querySelector('.jp-Cell').matches('.jp-mod-active')"
    wait.until(lambda page: page.execute_script(chosen))
    assert lesson.execute_script(PLACE) == 0
    assert lesson.find_element(By.CSS_SELECTOR, ".jp-Notebook h1").is_displayed()
    assert not lesson.execute_script(SEEN)
    lesson.find_element(By.CSS_SELECTOR, ".kit-skip").click()
    wait.until(lambda page: page.execute_script(SEEN))
    wait.until(lambda page: page.find_elements(By.CSS_SELECTOR, ".kit-where [data-state=done]"))
