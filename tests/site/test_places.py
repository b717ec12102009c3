"""An address within a page, and a reload, in other engines: the reader is where they should be."""

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.wait import WebDriverWait

pytestmark = [pytest.mark.browser, pytest.mark.slow]
LESSON = "03-dose"
READY = """return document.documentElement.hasAttribute('data-ready')
    && [...document.querySelectorAll('.kit-plot')].every((plot) => plot.dataset.live)"""
OPEN_ALL = "document.querySelectorAll('.kit-skip:not([hidden])').forEach((one) => one.click())"
TOP = "return document.getElementById(arguments[0]).getBoundingClientRect().top"
NAMES = "return [...document.querySelectorAll('#main h2[id]')].map(({id}) => id)"


def top(driver, name):
    """Where a heading stands once the page is whole and rests: pixels from the top."""
    seen = []

    def rests(page):
        seen.append(page.execute_script(READY) and page.execute_script(TOP, name))
        return len(seen) > 2 and seen[-1] is not False and seen[-1] == seen[-2] == seen[-3]

    WebDriverWait(driver, 60, poll_frequency=0.3).until(rests)
    return seen[-1]


@pytest.mark.parametrize("engine", ["firefox", "webkit_driver"])
def test_an_address_within_a_page_and_a_reload_end_where_they_should(request, served, engine):
    driver, address = request.getfixturevalue(engine), f"{served[0]}/{LESSON}.html"
    driver.set_window_size(500, 900)
    driver.get(address)
    names = driver.execute_script(NAMES)
    top(driver, names[0])
    driver.execute_script(OPEN_ALL)  # so that the page grows when it comes again
    top(driver, names[0])
    for name in (names[2], names[-2]):
        driver.get(f"{address}?{name}#{name}")
        assert abs(top(driver, name)) < 60
        driver.find_element(By.TAG_NAME, "body").send_keys(Keys.PAGE_DOWN)
        before = top(driver, name)
        assert before < -200
        driver.refresh()
        assert abs(top(driver, name) - before) < 60
