"""A saved notebook on paper, as JupyterLab prints it: through nbconvert, where nothing opens."""

import nbconvert
import pytest

from tests.files import NOTEBOOKS

pytestmark = [pytest.mark.browser, pytest.mark.slow]
SEEN = "(css) => [...document.querySelectorAll(css)].map((part) => part.checkVisibility())"
OPEN = ".kit-still > details:not(.kit-covered) > :is(table, ul)"
SHUT = ".kit-covered > :not(summary), details.after > :not(summary)"


def test_paper_shows_tables_and_limits_and_what_a_guess_opens_stays_shut(browser, tmp_path):
    page = browser.new_page()
    page.route("http**", lambda route: route.abort())  # scripts that nbconvert's page would fetch
    seen = {OPEN: [], SHUT: []}
    for path in NOTEBOOKS:
        html, _ = nbconvert.HTMLExporter().from_filename(str(path))
        copy = tmp_path / f"{path.stem}.html"
        copy.write_text(html, encoding="utf-8")
        page.emulate_media(media="screen")
        page.goto(copy.as_uri())
        assert not any(page.evaluate(SEEN, OPEN))
        page.emulate_media(media="print")
        for css, found in seen.items():
            found += page.evaluate(SEEN, css)
    page.close()
    assert len(seen[OPEN]) >= 6 and all(seen[OPEN])
    assert len(seen[SHUT]) > 50 and not any(seen[SHUT])
