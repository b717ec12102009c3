"""The address of a page opens a lab in a state, and says politely what it cannot do."""

from urllib.parse import parse_qsl

import pytest

from kit import labs
from tests.docs.test_teaching import LINK, made_page
from tests.hostile import STRINGS
from tools.site.states import places

pytestmark = [pytest.mark.browser, pytest.mark.slow]
LESSON, START = "03-dose", "00-start"
OPENED = """(words) => {
    const lab = document.activeElement;
    const { top } = lab.getBoundingClientRect();
    return lab.matches('.kit-lab') && lab.querySelector('.kit-words').textContent === words
        && top > -50 && top < innerHeight / 2;
}"""
SAID = "(words) => document.querySelector('.kit-address')?.textContent.includes(words)"


GO = """(asked) => {
    document.querySelector('.kit-address')?.replaceChildren();
    location.hash = typeof asked === 'string' ? asked : new URLSearchParams(asked);
}"""
HOSTILE = ("image", "script", "broken out", "address", "NUL", "half a character", "long")


def go(page, asked):
    """Follow a link to another part of the page."""
    page.evaluate(GO, asked)


def test_every_link_of_the_teachers_page_opens_what_python_says(visit):
    page, links = visit(START), LINK.findall(made_page("dose"))
    at = page.url.replace(START, LESSON)
    stem, asked, said = next(link for link in links if "lab=two_drugs" in link[1])
    page.goto(f"{at}#{asked}")
    page.wait_for_function(OPENED, arg=said, timeout=10_000)
    assert page.locator(".kit-lab").count() == 4  # three, and this one, which was covered
    assert '"kind":"skip"' in page.evaluate("JSON.stringify({...localStorage})").replace("\\", "")
    for _, asked, said in links:
        go(page, asked)
        page.wait_for_function(OPENED, arg=said, timeout=10_000)
        assert page.locator(":focus .kit-problem").text_content() == ""  # stored as it is
    assert page.locator(".kit-address").text_content() == ""
    for name, value in parse_qsl(links[-1][1])[1:]:  # the controls show it too
        assert page.locator(f":focus input[name={name}] ~ input").input_value() == value
    go(page, "lab=two_drugs&emax_a=40")  # one of the extra controls
    page.locator(":focus .kit-drawer[open] input[type=range][name=emax_a]").wait_for()
    heading = page.locator(".sections a").nth(3)
    heading.click()
    target = heading.get_attribute("href").removeprefix("#")
    page.wait_for_function(
        "(id) => Math.abs(document.getElementById(id).getBoundingClientRect().top) < 60", arg=target
    )


def test_what_an_address_cannot_open_is_said(visit):
    page = visit(START)
    lab = labs.dose_occupancy(drug="duloxetine")
    nearest = min(places(lab)["dose"], key=lambda each: abs(each - 33.3))
    lab.set(dose=nearest)
    go(page, "lab=dose_occupancy&dose=33.3")
    page.wait_for_function(OPENED, arg=lab.words())
    assert f"the nearest is {nearest:g}" in page.locator(":focus .kit-problem").text_content()
    lab.reset()
    for fragment, words in {
        "lab=dose_occupancy&dose=much": "is a number from 0 to",
        "lab=dose_occupancy&dose=": "is a number from 0 to",
        "lab=dose_occupancy&colour=red": "It has: dose, ed50.",
        "lab=dose_occupancy&constructor=1": "It has: dose, ed50.",
        "lab=puff": "This page has no lab of the name in its address. It has: dose_occupancy.",
    }.items():
        go(page, fragment)
        page.wait_for_function(SAID, arg=words)
        assert page.locator(".kit-address[role=status]").is_visible()
        if "dose_occ" in fragment:
            page.wait_for_function(OPENED, arg=lab.words())
    for text in map(STRINGS.get, HOSTILE):
        for asked in ([["lab", text]], [["lab", "dose_occupancy"], [text, "1"], ["dose", text]]):
            go(page, asked)
            page.wait_for_function(SAID, arg="It has: dose")
            assert page.evaluate("window.pwned") is None
            shown = page.locator(".kit-address")
            assert shown.locator("*").count() == 0 and len(shown.text_content()) < 300
