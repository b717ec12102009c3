"""The picture beside the chart: numbers become parts that are shown, and nonsense is refused."""

import re
from functools import partial
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest

from kit.chart import Axis, Drawing, Line, Picture, Slider
from kit.labs import pictures
from kit.labs.exit.shared import bath_parts
from kit.labs.naltrexone.precipitated_withdrawal import tip
from kit.labs.pictures import synapse, synapse_parts
from tests.labs.test_contract import LABS
from tests.toy import toy

SYNAPSE = synapse()
SAYS = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><title>A toy</title>
<text data-kit-say="word"/><g data-kit-needs="more"/></svg>"""


def lab(picture=SYNAPSE, parts=lambda k: synapse_parts(blocked=k / 100, cleft=0.5)):
    """A lab of one slider with a picture."""

    def draw(k):
        x = np.array([0.0, 1.0])
        return Drawing([Line("line", "line", x, k * x)], picture=parts(k))

    return toy(
        controls=[Slider("k", "Blocked", 0, 100, 0, "%")],
        y=Axis("y", 0, 100),
        draw=draw,
        words="{k} % are blocked.",
        picture=picture,
    )


TOY = Picture(SAYS, "A toy.")
OUTSIDE = r"picture cleft = .* from 0 \(none\) to 1 \(all\)"


@pytest.mark.parametrize(
    ("picture", "parts", "why"),
    [
        *((SYNAPSE, synapse_parts(cleft=k), OUTSIDE) for k in (-0.01, 1.01, np.nan, np.inf)),
        (SYNAPSE, synapse_parts(cleft=np.array([[0.5], [1.01]])), OUTSIDE),
        (SYNAPSE, {"bonud": 0.5}, "Did you mean bound"),
        (SYNAPSE, synapse_parts(bound=np.array([0.1, 0.2, 0.3])), r"shape \(3,\)"),
        (SYNAPSE, synapse_parts(bound="half"), "bound = 'half' is a text"),
        (TOY, {"more": 1}, "no value for word"),
        (TOY, {"word": 0.5}, "is not a text"),
    ],
)
def test_what_a_picture_cannot_show_is_refused(picture, parts, why):
    with pytest.raises(ValueError, match=why):
        picture.check(parts)


def test_a_lab_refuses_what_its_picture_refuses_and_a_part_may_be_missing():
    with pytest.raises(ValueError, match="picture blocked"):
        lab(parts=lambda k: synapse_parts(blocked=k / 50)).set(k=80)
    assert set(TOY.check({"word": "high"})) == {"word"}


def test_a_hair_above_one_is_one():
    assert SYNAPSE.check(synapse_parts(bound=1 + 1e-9))["bound"] == 1


def test_a_lab_without_a_picture_sends_none_and_takes_no_parts():
    plain = lab(picture=None, parts=lambda k: {})
    assert plain.spec["picture"] is None and plain.frame["picture"] == {}
    with pytest.raises(ValueError, match="parts of a picture none; draw returns .*blocked"):
        lab(picture=None)


# Every picture of the kit

NAMES = sorted(path.stem for path in Path(pictures.__file__).parent.glob("*.svg"))
MORE = {"puff": {"locks": True}, "filling_the_tank": {"second": True}}  # other pictures, or parts
SPARE = {"split", "broken_down", "steady", "steady_a", "steady_b"}  # that no lab gives yet


def drawn(name):
    return pictures.picture(name, filled="", molecule="")


def test_every_part_of_every_picture_follows_a_lab():
    given = {}
    more = [partial(LABS[name], **how) for name, how in MORE.items()]
    for one in (make() for make in [*LABS.values(), *more]):
        if one._picture:
            states = [
                {c.name: o} for c in one._controls.values() for o in getattr(c, "options", ())
            ]
            for state in states or [{}]:
                given.setdefault(one._picture.title, set()).update(one.drawing(**state).picture)
    for picture in map(drawn, NAMES):
        assert given[picture.title] <= picture.parts
        assert picture.parts - given[picture.title] <= SPARE, picture.title


@pytest.mark.parametrize("name", NAMES)
def test_a_drawing_runs_nothing_and_loads_nothing(name):
    svg = drawn(name).svg
    for node in ElementTree.fromstring(svg).iter():
        assert node.tag.rpartition("}")[2] not in ("script", "style", "foreignObject", "image", "a")
        for key, value in node.attrib.items():
            assert not key.startswith("on")
            assert "href" not in key or value.startswith("#kit-picture-")
            if key == "id":
                assert value.startswith("kit-picture-")  # the browser numbers them
    assert "://" not in svg.replace("http://www.w3.org/2000/svg", "")


@pytest.mark.parametrize("name", NAMES)
def test_letters_are_large_enough_on_a_phone(name):
    root = ElementTree.fromstring(drawn(name).svg)
    width = float(root.get("viewBox").split()[2])
    sizes = [float(node.get("font-size")) for node in root.iter() if node.get("font-size")]
    assert min(sizes) >= 13 and 340 / width * min(sizes) >= 12


def test_as_much_runs_out_of_the_bath_as_runs_in():
    for share, blocked in ((0.9, 0.0), (0.9, 0.8), (0.7, 0.5), (0.5, 1.0)):
        level = 1 / (1 - share * blocked)
        parts = bath_parts(level, blocked, share)
        out = 120 * ((1 - blocked) * parts["large"] + parts["small"])  # ten streams of 12, and one
        assert out == pytest.approx(12 * parts["tap"])  # the jet


def test_seesaws_are_level_where_both_sides_weigh_the_same():
    for push, tipped in ((0.7, 0.5), (0.9, 0.7), (0.0, 0.0)):
        assert tip(0.7 - push) == pytest.approx(tipped)


@pytest.mark.parametrize("name", ["contest", "dial", "seesaws", "shield"])
def test_no_picture_of_opioids_names_a_drug_a_dose_or_a_factor(name):
    root = ElementTree.fromstring(drawn(name).svg)
    texts = " ".join(filter(None, (node.text for node in root.iter())))
    assert not re.search(r"\d|mg|×|naltrexone|naloxone|morphine|heroin|fentanyl", texts, re.I)
