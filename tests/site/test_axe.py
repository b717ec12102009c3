"""axe-core over the static site: the map, the start page and a lesson, in light and in the dark."""

import pytest

from tests import axe
from tests.site.conftest import open_all

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.mark.parametrize("stem", ["index", "00-start", "03-dose"])
def test_axe_finds_nothing_grave_in_a_page(visit, stem):
    page = visit(stem)
    open_all(page)
    axe.is_well(page)
    page.emulate_media(color_scheme="dark")
    axe.is_well(page, rules=["color-contrast"])


def test_axe_notices_a_fault(visit):
    page = visit("index")
    page.evaluate("document.querySelector('h1').style = 'color: #eee'")
    with pytest.raises(AssertionError, match="color-contrast"):
        axe.is_well(page)
