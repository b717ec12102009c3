"""The passport in a real JupyterLab: it fills, leaves as one file and comes back, by keyboard."""

import pytest

from kit.lesson import record, tally
from tests.files import read

pytestmark = pytest.mark.browser

HOSTILE = "<img src=x onerror=document.title='broken'>\ud800"
CELLS = (
    "from kit import lesson\nfrom kit.lesson import record",
    "record.current().add('prediction', lesson='dose', item='dose-scan', answer='low', "
    "said='100 %', confidence='certain', right=False, misconception='X6')['kind']",
    f"record.current().add('exit', lesson='dose', item='dose-exit', said={HOSTILE!r})['kind']",
    "lesson.passport()",
)


def said(page, text):
    """Wait until the passport says this."""
    page.locator(".kit-passport [role=status]", has_text=text).wait_for(timeout=20_000)


def test_a_passport_fills_leaves_and_comes_back(visit, tmp_path):
    file = visit.home / "notebooks" / record.FILE
    file.unlink(missing_ok=True)
    page = visit.open_new(*CELLS)
    passport = page.locator(".kit-passport")
    passport.wait_for()
    text = passport.text_content()
    assert "You made 1 prediction" in text and "certain, " not in text
    assert "<img src=x onerror" in text and page.title() != "broken"  # text, and only text
    bars = passport.locator("meter")
    assert bars.evaluate_all("(all) => all.map(({ value }) => value)") == [0, 1]  # sure, and astray
    with page.expect_download() as leaving:
        passport.get_by_role("button", name="Download my answers").press("Enter")
    home = tmp_path / leaving.value.suggested_filename
    leaving.value.save_as(home)
    said(page, f"Downloaded as {record.FILE}.")
    assert home.name == record.FILE and home.read_bytes() == file.read_bytes()

    (tmp_path / "report.pdf").write_bytes(b"%PDF-1.7")
    chooser = passport.get_by_label("Load answers")
    chooser.set_input_files(tmp_path / "report.pdf")
    said(page, "holds no answers of this kit")
    file.unlink()
    passport.get_by_role("button", name="Bring up to date").press("Space")
    said(page, "Up to date.")
    assert "is empty so far" in passport.text_content()
    chooser.set_input_files(home)
    said(page, "3 events were loaded.")
    assert "You made 1 prediction" in passport.text_content()
    assert file.read_bytes() == home.read_bytes()
    kinds = [event["kind"] for event in read(file)]
    assert kinds == ["start", "prediction", "exit"]

    passport.get_by_text("Handing in to a teacher").click()
    keep = passport.get_by_role("button", name="Save this choice")
    passport.get_by_label("My code").fill("Ada Lovelace")
    keep.click()
    said(page, "2 to 20 letters")
    passport.get_by_label("My code").fill("heron-7")
    passport.get_by_label("My teacher may read").check()
    keep.click()
    said(page, f"Saved in {record.FILE}")
    assert tally.handed_in(record.Record(file).events()) == ("heron-7", True)
    file.unlink()
    assert visit.errors == [] and visit.outside == []
