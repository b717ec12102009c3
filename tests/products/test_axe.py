"""axe-core over the classroom app: its menu and a lesson."""

import pytest

from tests import axe
from tests.products.test_app import LESSONS, live, running

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def app(products, tmp_path_factory):
    """The app as a teacher starts it."""
    with running(products, tmp_path_factory.mktemp("app")) as (address, _):
        yield address


def test_axe_finds_nothing_grave_in_the_app(app, page):
    page.goto(app)
    axe.is_well(page)
    page.goto(f"{app}/voila/render/{LESSONS[1]}")
    live(page)
    axe.is_well(page)
