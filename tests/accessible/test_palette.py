"""Colours by computation: what is drawn together stays apart for every eye, and all can be seen.

Contrast is that of WCAG 2.2: 3 for lines and marks, 4.5 for text. Colour blindness is simulated as
a whole kind of cone missing (coloraide, after Brettel 1997 and Viénot 1999); distance is CIEDE2000.
"""

import re
from itertools import combinations

import pytest
from coloraide import Color

from tests.files import ROOT, read
from tests.labs.test_contract import LABS
from tests.traces import traces

KIT = ROOT / "kit"
EYES = ("protan", "deutan", "tritan", "grayscale")
APART = 8  # CIEDE2000; 1 is just seen side by side, and colour alone tells few things apart here
CUES = {  # what tells two things of one kind apart beside their colour
    "line": lambda s: s.style.dash,
    "points": lambda s: (s.style.marker, s.here),
    "area": lambda s: s.pattern,
    "bars": lambda s: s.measured,
}
LIGHT, DARK = ["#ffffff"], ["#212121", "#171b21"]  # dark: JupyterLab's, and the site's


def apart(one, other):
    """The least distance of two colours over all eyes."""
    pairs = [(Color(one), Color(other))]
    pairs += [(Color(one).filter(eye, 1), Color(other).filter(eye, 1)) for eye in EYES]
    return min(a.delta_e(b, method="2000") for a, b in pairs)


def contrast(one, other="#fffcf6"):
    """The contrast of two colours; one that lets the ground through counts as it is seen."""
    return Color.layer([one, other]).contrast(other)


@pytest.fixture(params=LABS, scope="module")
def lab(request):
    return LABS[request.param]()


def test_no_two_series_of_a_picture_differ_by_colour_alone(lab):
    for one, other in combinations(lab._plot.series, 2):
        if (one.kind, one.panel) != (other.kind, other.panel):
            continue  # another shape, or another picture
        if other.style == one.style and getattr(other, "label_at", None) and not other.label:
            continue  # without a name: the series before goes on at another place
        if CUES[one.kind](one) == CUES[other.kind](other):
            assert apart(one.style.color, other.style.color) >= APART, (one.name, other.name)


def ink(trace):
    """The colour of a plotly trace that has to be seen; a pale filling has a dark edge."""
    if marker := trace.get("marker"):
        return max(marker["color"], marker["line"]["color"], key=contrast)
    return trace["line"]["color"]


def test_every_line_mark_and_word_of_a_chart_has_contrast(lab):
    for name, trace in traces(lab).items():
        assert contrast(ink(trace)) >= 3, name
    for series in lab._plot.series:
        assert contrast(series.style.ink) >= 4.5, series.name
    for shape in lab.spec["shapes"]:
        if shape["type"] == "line":
            assert contrast(shape["line"]["color"]) >= 3


# What has no meaning of its own in a picture: paper, hairlines, what lies within an outline.
PLAIN = {"#fffcf6", "#ffffff", "#d8ccb8", "#e6cf98", "#c9a45c", "#a9d3ea", "#e3cfae", "#ffc83d"}
FLESH = "#f4e8d4"  # the ground of what is inside a cell


@pytest.mark.parametrize(
    "path", sorted((KIT / "labs/pictures").glob("*.svg")), ids=lambda path: path.stem
)
def test_the_picture_beside_the_chart_has_contrast(path):
    drawing = read(path)
    for text in re.findall(r"<(?:text|svg)[^>]*>", drawing):
        fill = re.search(r'fill="(#\w+)"', text)
        assert contrast(fill[1] if fill else "#2a2521", FLESH) >= 4.5, text
    for path in re.findall(r"<(?:path|rect|circle|ellipse|g|use)[^>]*>", drawing):
        stroke = re.search(r'stroke="(#\w+)"', path)
        if stroke and stroke[1] not in PLAIN and 'fill="#' not in path:
            assert contrast(stroke[1]) >= 3, path


TOKEN = re.compile(r"--kit-([\w-]+): (#[0-9a-f]{6})")
NEEDED = {  # contrast of each colour that says something, on card and page
    **dict.fromkeys(("ink", "ink-2", "link", "wrong"), 4.5),
    **dict.fromkeys(("field", "focus", "line"), 3),
}


@pytest.mark.parametrize("dark", [False, True])
def test_every_colour_of_the_style_has_contrast(dark):
    style = read("kit/chart/lab.css")
    bright, other = (dict(TOKEN.findall(part)) for part in style.split("}")[:2])
    told = bright | other if dark else bright
    grounds = [told["card"], told["tint"], "#1d1a17" if dark else "#f6efe2"]
    for name, needed in NEEDED.items():
        for ground in grounds:
            assert contrast(told[name], ground) >= needed, (name, ground)
    assert contrast(told["on-link"], told["link"]) >= 4.5


def test_nothing_moves_where_less_motion_is_asked_for():
    calm = "prefers-reduced-motion: no-preference"
    moves = re.compile(
        r"\b(transition|animation)\s*:|@keyframes|scroll-behavior|\.animate\(|smooth"
    )
    found = 0
    for path in (path for top in ("kit", "tools") for path in (KIT.parent / top).rglob("*")):
        if path.suffix not in (".css", ".js", ".html", ".j2") or "node_modules" in path.parts:
            continue
        text = read(path)
        found += len(moves.findall(text))
        # the block of those who have not asked: it ends where a brace stands alone in its line
        text = re.sub(rf"@media \({calm}\) \{{.*?^\}}", "", text, flags=re.DOTALL | re.MULTILINE)
        assert not moves.search(text), path
    assert found >= 2
