"""The picture beside the chart: numbers become parts that are shown, and nonsense is refused."""

from xml.etree import ElementTree

import numpy as np
import pytest

from kit.chart import Axis, Drawing, Lab, Line, Picture, Slider
from kit.chart.picture import how_many
from kit.labs.style import DAT, MOR, NET, SERT
from kit.labs.synapse import DRAWING, SYNAPSE, synapse_parts, synapse_picture

TEN = "<use/>" * 10
TOY = f"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">
<g data-kit-count="blocked">{TEN}</g><g data-kit-left="blocked">{TEN}</g>
<path data-kit-thick="flow" stroke-width="8"/><text data-kit-needs="flow">flow</text></svg>"""


def lab(picture=SYNAPSE, parts=lambda k: synapse_parts(blocked=k / 100, cleft=0.5)):
    """A lab of one slider with a picture."""

    def draw(k):
        x = np.array([0.0, 1.0])
        return Drawing({"line": {"x": x, "y": k * x}}, {"k": k}, picture=parts(k))

    return Lab(
        "A lab with a picture",
        "model",
        [Slider("k", "Blocked", 0, 100, 0, "%")],
        [Line("line", "line")],
        Axis("x", 0, 1),
        Axis("y", 0, 100),
        draw,
        lambda now: f"{now.k:g} % are blocked.",
        {"Measured": "-", "Assumed": "-", "Left out": "-"},
        picture=picture,
    )


def rules(svg):
    """Every element that follows a number, as (rule, name, element)."""
    for node in ElementTree.fromstring(svg).iter():
        for key, name in node.attrib.items():
            if key.startswith("data-kit-"):
                yield key.removeprefix("data-kit-"), name, node


def shown(svg, rule, name):
    """How many children are shown, in each element that follows a number by a rule."""
    found = [node for r, n, node in rules(svg) if (r, n) == (rule, name)]
    assert found
    return [sum(child.get("display") != "none" for child in node) for node in found]


@pytest.mark.parametrize(
    "share, number",
    [
        (0, 0),
        (0.001, 0),
        (0.01, 1),
        (0.25, 3),
        (0.35, 4),
        (0.8, 8),
        (0.99, 9),
        (0.996, 10),
        (1, 10),
    ],
)
def test_none_only_for_none_and_all_only_for_all(share, number):
    assert how_many(share, 10) == number
    assert how_many(float(np.float32(share)), 10) == number  # what the browser gets


def test_counts_of_few_things():
    assert [how_many(share, 1) for share in (0, 0.01, 1)] == [0, 1, 1]
    assert [how_many(share, 2) for share in (0, 0.01, 0.99, 1)] == [0, 1, 1, 2]
    assert how_many(0.5, 0) == 0


def test_each_rule():
    picture = Picture(TOY, "A toy.")
    svg = picture.still({"blocked": 0.3, "flow": 0.5})
    assert shown(svg, "count", "blocked") == [3]
    assert shown(svg, "left", "blocked") == [7]
    found = {rule: node for rule, _, node in rules(svg)}
    assert found["thick"].get("stroke-width") == "4"
    assert found["needs"].get("display") is None
    found = {rule: node for rule, _, node in rules(picture.still({"blocked": 1}))}
    assert found["thick"].get("stroke-width") == "0"
    assert found["needs"].get("display") == "none"  # a part that the lab does not speak of
    assert picture.still({"flow": 1}) == picture.still({"flow": np.array([[1.0]])})


@pytest.mark.parametrize("value", [-0.01, 1.01, float("nan"), float("inf")])
def test_a_number_outside_none_to_all_is_refused(value):
    for given in (value, np.array([[0.5], [value]])):
        with pytest.raises(ValueError, match=r"picture cleft = .* from 0 \(none\) to 1 \(all\)"):
            SYNAPSE.check(synapse_parts(cleft=given))
    with pytest.raises(ValueError, match="picture blocked"):
        lab(parts=lambda k: synapse_parts(blocked=k / 50)).set(k=80)


def test_a_part_or_a_shape_that_does_not_exist_is_refused():
    with pytest.raises(ValueError, match="Did you mean bound"):
        SYNAPSE.check({"bonud": 0.5})
    with pytest.raises(ValueError, match=r"shape \(3,\)"):
        SYNAPSE.check({"bound": np.array([0.1, 0.2, 0.3])})
    with pytest.raises(ValueError, match="is not a rule"):
        Picture(TOY.replace("data-kit-left", "data-kit-right"), "A toy.")


def test_a_hair_above_one_is_one():
    assert SYNAPSE.check({"bound": 1 + 1e-9})["bound"] == 1


def test_a_sweep_holds_what_each_state_shows():
    one = lab()
    one._on_message(one, {"kind": "frame"}, [])
    frame = one._frame(one.values, "k")
    place = frame["picture"]["blocked"]
    block = np.frombuffer(frame["block"], dtype="float32")
    sent = block[place["at"] : place["at"] + place["states"]]
    positions = one._controls["k"].positions()
    np.testing.assert_allclose(sent, positions / 100, rtol=1e-6)
    assert frame["picture"]["cleft"]["states"] == 1  # it does not move: sent once
    for position, share in zip(positions, sent, strict=True):
        one.set(k=position)
        assert shown(one.picture(), "count", "blocked") == [how_many(share, 10)]


def test_a_lab_without_a_picture_sends_none():
    plain = lab(picture=None)
    assert plain.picture() == "" and plain.spec["picture"] is None and plain.frame["picture"] == {}


def test_the_saved_picture_is_the_same_each_time(monkeypatch):
    assert "image/svg+xml" not in lab().output()
    monkeypatch.setenv("KIT_SAVE_PICTURES", "1")
    one, two = lab(), lab()
    for each in (one, two):
        each.set(k=37)
    assert one.output()["image/svg+xml"] == two.output()["image/svg+xml"] == one.picture()


# The synapse itself


def test_every_part_of_the_synapse_is_drawn_and_every_drawn_part_has_a_number():
    everything = synapse_parts(
        **dict.fromkeys(
            ("released", "cleft", "blocked", "bound", "returned", "brake", "broken_down", "stored"),
            0.5,
        )
    )
    assert SYNAPSE.parts == everything.keys()
    assert synapse_parts() == {"stored": 1.0}


def test_ten_transporters_eight_receptors_three_places_of_release():
    svg = SYNAPSE.still(synapse_parts(released=0.3, blocked=0.5, bound=0.5, cleft=1))
    assert shown(svg, "count", "blocked") == shown(svg, "left", "blocked") == [5]
    assert shown(svg, "count", "bound") == [4]
    assert shown(svg, "count", "released") == [1] and shown(svg, "left", "released") == [2]
    assert shown(svg, "count", "cleft") == [32]
    assert set(shown(svg, "count", "stored")) == {7}


@pytest.mark.parametrize("style", [SERT, NET, DAT, MOR], ids=lambda style: style.marker)
def test_each_transmitter_has_its_colour_its_shape_and_its_name(style):
    svg = synapse_picture(style).svg
    others = {other.color for other in (SERT, NET, DAT, MOR)} - {style.color}
    assert style.color in svg and not any(other in svg for other in others)
    assert synapse_picture(style).svg == svg
    texts = {node.text for node in ElementTree.fromstring(svg).iter() if node.text}
    assert len(texts & {"serotonin", "norepinephrine", "dopamine", "endorphin"}) == 1
    assert "puffs" in synapse_picture(style, name="puffs").svg


def test_the_drawing_runs_nothing_and_loads_nothing():
    for node in ElementTree.fromstring(DRAWING).iter():
        assert node.tag.rpartition("}")[2] not in ("script", "style", "foreignObject", "image", "a")
        for key, value in node.attrib.items():
            assert not key.startswith("on")
            assert "href" not in key or value.startswith("#kit-picture-")
            if key == "id":
                assert value.startswith("kit-picture-")  # the browser numbers them
            if key == "data-kit-thick":
                assert float(node.get("stroke-width")) > 0
    assert "://" not in DRAWING.replace("http://www.w3.org/2000/svg", "")


def test_letters_are_large_enough_on_a_phone():
    root = ElementTree.fromstring(DRAWING)
    width = float(root.get("viewBox").split()[2])
    phone = 390 - 2 * 30  # what the page and the lab leave of it
    assert float(root.get("font-size")) * min(phone / width, 1) >= 12
    assert not [node for node in root.iter() if node is not root and node.get("font-size")]
