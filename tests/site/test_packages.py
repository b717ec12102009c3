"""Lessons handed out: one file alone, and packages in a learning platform on loopback."""

import json
import random
import string
import zipfile
import zlib
from base64 import b64decode
from contextlib import ExitStack
from pathlib import Path
from xml.etree import ElementTree

import pytest

from kit import labs
from kit.lesson import items, lines
from tests.site.conftest import READY, serve
from tools.site import packages

ROOT = Path(__file__).resolve().parents[2]
PLATFORM = ROOT / "tools" / "javascript" / "node_modules" / "scorm-again" / "dist"
PART = {
    "1.2": ("scorm12.min.js", "Scorm12API", "API"),
    "2004": ("scorm2004.min.js", "Scorm2004API", "API_1484_11"),
}
# A platform: it notes what is asked of it, and keeps what it is told in the page's own storage.
COURSE = Path(__file__).with_name("course.html").read_text(encoding="utf-8")

pytestmark = pytest.mark.slow
platform = pytest.mark.skipif(
    not PLATFORM.exists(), reason="there is no learning platform here: npm brings scorm-again"
)


@pytest.fixture(scope="module")
def made(site, tmp_path_factory):
    """What was written of the site with lesson 3: its folder."""
    folder = tmp_path_factory.mktemp("packages")
    packages.write(site[0], folder)
    return folder


@pytest.fixture
def course(made, tmp_path):
    """Serves a package with a platform around it; the address of the course."""

    def opened(version):
        script, maker, name = PART[version]
        with zipfile.ZipFile(made / f"scorm-{version}" / "03-dose.zip") as package:
            package.extractall(tmp_path / "lesson")
        (tmp_path / script).write_bytes((PLATFORM / script).read_bytes())
        verb = "LMS" if name == "API" else ""
        (tmp_path / "index.html").write_text(
            COURSE.format(script=script, maker=maker, name=name, verb=verb)
        )
        return servers.enter_context(serve(tmp_path))

    with ExitStack() as servers:
        yield opened


@pytest.mark.browser
def test_a_lesson_works_alone_under_another_name_and_keeps_its_answers(made, reader, tmp_path):
    moved = tmp_path / "Download (1).html"
    moved.write_bytes((made / "lessons" / "03-dose.html").read_bytes())
    page, troubles = reader(viewport={"width": 390, "height": 800}).new_page(), []
    inside = (moved.as_uri(), "data:", "blob:")
    page.on("pageerror", lambda fault: troubles.append(str(fault)))
    page.on("request", lambda r: r.url.startswith(inside) or troubles.append(r.url))
    page.goto(moved.as_uri() + "#lab=dose_occupancy&dose=40")
    page.wait_for_selector(READY)
    lab = labs.dose_occupancy()
    lab.set(dose=40)
    page.get_by_text(lab.words(), exact=True).first.wait_for()
    page.locator('.kit-plot[data-live="true"]').first.wait_for()
    question = page.locator(".kit-question").filter(has_text=items.item("dose-best")["ask"])
    question.locator(".kit-skip").click()
    page.goto(moved.as_uri())
    page.reload()
    page.wait_for_selector(READY)
    assert page.get_by_text("1 answer is kept in this browser").count()
    assert page.evaluate("[...document.images].every((image) => image.naturalWidth)")
    assert page.locator('a[href*=".html"]').count() == 0
    assert not troubles


@pytest.mark.parametrize("version", packages.VERSIONS)
def test_a_package_has_one_lesson_and_its_manifest(made, version):
    with zipfile.ZipFile(made / f"scorm-{version}" / "03-dose.zip") as package:
        assert sorted(package.namelist()) == ["imsmanifest.xml", "index.html"]
        tree = ElementTree.fromstring(package.read("imsmanifest.xml"))
    assert [each.get("href") for each in tree.iterfind(".//{*}file")] == ["index.html"]
    kinds = [
        value
        for each in tree.iterfind(".//{*}resource")
        for key, value in each.items()
        if "corm" in key
    ]
    assert kinds == ["sco"]
    assert "Dose" in tree.findtext(".//{*}organization/{*}title")


@platform
@pytest.mark.browser
@pytest.mark.parametrize("version", packages.VERSIONS)
def test_a_platform_keeps_state_completion_and_score(course, reader, version):
    page = reader(viewport={"width": 1280, "height": 900}).new_page()
    page.goto(course(version))
    lesson = page.frame_locator("iframe")
    lesson.locator("html[data-ready]").wait_for()
    first = page.evaluate("cmi()")
    assert (first.get("core") or first)["score"]["raw"] == ""
    answer_all(page, lesson)
    page.wait_for_function(
        "api.cmi.completion_status === 'completed' || api.cmi.core?.lesson_status === 'completed'"
    )
    told = page.evaluate("cmi()")
    state, score = told["suspend_data"], (told.get("core") or told)["score"]
    assert 100 < len(state) <= 4096 and len(first["suspend_data"]) < len(state)
    assert 0 < float(score["raw"]) < 100 and (score["min"], score["max"]) == ("0", "100")
    if version == "2004":
        assert float(score["scaled"]) == pytest.approx(float(score["raw"]) / 100, abs=0.01)
    assert not [name for name in page.evaluate("asked") if "student" in name or "learner" in name]
    assert page.evaluate("localStorage.length") == 0  # nothing for whoever sits here next
    page.evaluate(
        "sessionStorage.kept = JSON.stringify({ cmi: { suspend_data: api.cmi.suspend_data } })"
    )
    page.reload()
    lesson.locator("html[data-ready]").wait_for()
    assert page.evaluate("api.cmi.suspend_data") == state
    count = lesson.locator("[data-answers]").get_by_text("kept by your learning platform")
    assert "1 answer" not in count.text_content() and lesson.locator(".kit-lab").count() >= 5


def answer_all(page, lesson):
    """Answer one question as its author would, be shown what can be shown, and guess the rest."""
    item = items.item("dose-best")
    asked = lesson.locator(".kit-question").filter(has_text=item["ask"]).first
    right = next(option for option in item["option"] if option.get("right"))
    asked.get_by_label(right["text"]).check()
    asked.get_by_label("certain", exact=True).check()
    asked.get_by_role("button", name="Commit to this answer").click()
    while lesson.locator(".kit-skip:visible").count():
        lesson.locator(".kit-skip:visible").first.click()
    for claim in lesson.locator(".kit-claim").all():
        claim.locator("input[type=radio]").first.check()
        if claim.locator(".kit-commit:visible").count():
            claim.locator(".kit-commit").click()


@platform
@pytest.mark.browser
def test_more_than_a_platform_keeps_leaves_the_longest_texts_out(course, reader):
    page = reader().new_page()
    page.goto(course("1.2"))
    page.frame_locator("iframe").locator("html[data-ready]").wait_for()
    own = [("dose-exit", 1000), ("dose-best", 3900), ("dose-scan", 3800)]
    texts = {name: "".join(random.choices(string.printable[:90], k=size)) for name, size in own}
    events = [lines.event("because", {"item": k, "text": text}) for k, text in texts.items()]
    file = {"name": "my-answers.jsonl", "mimeType": "text/plain"}
    file["buffer"] = b"".join(map(lines.line, events))
    page.frame_locator("iframe").locator(".answers input[type=file]").set_input_files(file)
    page.wait_for_function("api.cmi.suspend_data.length > 1000")
    state = page.evaluate("api.cmi.suspend_data")
    kept = json.loads(zlib.decompress(b64decode(state)))
    assert len(state) <= 4096 and {"dose-exit"} <= {event.get("item") for event in kept}
    assert "dose-best" not in {event.get("item") for event in kept}
