"""Links between the pages, in JupyterLab: a page that was not open yet opens at the word."""

import pytest

pytestmark = pytest.mark.browser
IN_SIGHT = """(word) => [...document.querySelectorAll('h3')].some((heading) => {
    const at = heading.getBoundingClientRect();
    return heading.textContent.startsWith(word) && heading.checkVisibility()
        && at.height && at.top >= 0 && at.bottom < innerHeight;
})"""


def test_a_word_leads_to_its_meaning(visit):
    page = visit.open("01-gap.ipynb")
    for word, heading in (("synapse", "Synapse"), ("vesicles", "Vesicle")):
        page.get_by_role("tab", name="01-gap.ipynb").click()
        page.get_by_role("link", name=word, exact=True).first.click()
        page.wait_for_function(IN_SIGHT, arg=heading, timeout=60_000)
