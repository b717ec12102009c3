"""Links between the pages, in JupyterLab: a page that was not open yet opens at the word."""

import pytest

from tests.scripts import Script

JS = Script(__file__)

pytestmark = pytest.mark.browser


def test_a_word_leads_to_its_meaning(visit):
    page = visit.open("01-gap.ipynb")
    for word, heading in (("synapse", "Synapse"), ("vesicles", "Vesicle")):
        page.get_by_role("tab", name="01-gap.ipynb").click()
        page.get_by_role("link", name=word, exact=True).first.click()
        page.wait_for_function(JS.inSight, arg=heading, timeout=60_000)
