"""Every lab keeps the contract: one pure function, honest words, refusals, no shared state."""

import itertools
import json
import re
from dataclasses import replace

import numpy as np
import pytest

from kit import labs
from kit.chart import Axis, Choice, Drawing, Line, Slider
from tests.toy import toy
from tests.traces import traces

LABS = {
    name: getattr(labs, name)
    for name in labs.__all__
    if name not in ("clinical_page", "ledger", "uses_tiles", "verdicts")  # no chart
}
LABS["unknown_compound"] = lambda: labs.unknown_compound().bench  # a lab with a form under it
LABS["dose_occupancy duloxetine"] = lambda: labs.dose_occupancy(drug="duloxetine")
LABS["dose_occupancy milnacipran NET"] = lambda: labs.dose_occupancy("milnacipran", "NET")


@pytest.fixture(params=LABS, scope="module")
def make(request):
    return LABS[request.param]


@pytest.fixture(scope="module")
def lab(make):
    """One copy of a lab, for the tests that leave it as they found it."""
    return make()


def sliders(lab):
    return [c for c in lab._controls.values() if isinstance(c, Slider)]


def elsewhere(control, value):
    """Another allowed value of a control."""
    if isinstance(control, Choice):
        return next(option for option in control.options if option != value)
    return control.positions()[0 if value > control.positions()[0] else -1]


def test_at_most_three_controls_stand_in_sight(lab):
    controls = lab._controls.values()
    assert 1 <= sum(not control.drawer for control in controls) <= 3


def test_a_slider_goes_up_from_its_lowest_to_its_highest_value(lab):
    for slider in sliders(lab):
        positions = slider.positions()
        assert positions[0] == slider.low and positions[-1] == slider.high
        assert {slider.default, *slider.stops.values()} <= set(positions)
        assert np.all(np.diff(positions) > 0), slider.name


def test_ticks_stand_where_they_say(lab):
    others = [  # a choice may bring axes of its own
        {control.name: elsewhere(control, lab.values[control.name])}
        for control in lab._controls.values()
        if isinstance(control, Choice)
    ]
    drawn = [lab.drawing(**other).axes.values() for other in [{}, *others]]
    for axis in (lab._plot.x, *lab._plot.panels, *itertools.chain(*drawn)):
        steps = np.diff(axis.ticks)
        assert np.all(steps > 0) or np.all(steps < 0), axis.title
        if axis.ticks:
            assert min(axis.low, axis.high) <= min(axis.ticks), axis.title
            assert max(axis.ticks) <= max(axis.low, axis.high), axis.title
        for tick, name in zip(axis.ticks, axis.tick_labels, strict=False):
            if re.fullmatch(r"[\d.]+", name) and float(name):  # 0 has a place even on a log ruler
                assert float(name) == tick, axis.title
        if not axis.tick_labels and axis.scale == "log":
            first = [tick / 10 ** np.floor(np.log10(tick)) for tick in axis.ticks]
            assert {*np.round(first, 9)} <= {1, 1.5, 2, 3, 4, 5, 7}, axis.title
        elif axis.ticks and not axis.tick_labels:  # even steps, but perhaps the one from 0 or 1
            first = 1 if axis.ticks[0] in (0, 1) else 0
            assert len({*steps[first:].round(9)}) <= 1, axis.title


def test_what_the_table_tells_is_in_the_picture(lab):
    drawing, plot = lab.drawing(), lab._plot
    for series in drawing.drawn:
        x, y = np.broadcast_arrays(series.array("x"), series.array("y"))
        axes = drawing.axes.get("x", plot.x), plot.panels[series.panel]
        axes = (axes[0], axes[1] if series.panel else drawing.axes.get("y", axes[1]))
        inside = [abs(v - (a.low + a.high) / 2) <= abs(a.high - a.low) / 2 for v, a in
                  zip((x, y), axes, strict=True)]  # fmt: skip
        if series.rows != 0 and x.size:  # a curve may run out of the picture
            assert np.mean(inside[0] & inside[1]) > 1 / 3, series.name


def test_filled_points_name_their_source(lab):
    for series in lab.drawing().drawn:
        if series.kind == "points" and not series.here and np.size(series.y):
            told = series.text  # else it is the model's, and hollow
            assert len(told) and all(told), series.name


def test_a_sweep_equals_its_states_one_by_one(lab):
    for slider in sliders(lab):
        positions = slider.positions()
        swept = lab._sweep(lab.values, slider.name, positions)
        assert len(swept) == len(positions)
        for place in {0, len(positions) // 3, len(positions) - 1}:
            state, single = swept[place], lab.drawing(**{slider.name: positions[place]})
            assert state.drawing.series.keys() == single.series.keys()
            for name, data in single.series.items():
                along = state.drawing.series[name]
                assert (data.given(), data.text) == (along.given(), along.text)
                for key in data.given():
                    np.testing.assert_allclose(
                        along.array(key), data.array(key), rtol=1e-12, err_msg=f"{name}.{key}"
                    )
            for name, value in single.picture.items():  # the drawing beside the chart
                along = state.drawing.picture[name]
                if isinstance(value, str):
                    assert along == value, name
                else:
                    np.testing.assert_allclose(along, value, rtol=1e-9, err_msg=name)
            lab.set(**{slider.name: positions[place]})
            assert lab.words() == lab._words.of(state)
            lab.reset()


def test_the_ledger_is_read_before_anything_is_drawn(lab, monkeypatch):
    def refused(*_):
        raise AssertionError("draw asks the ledger in every state of a sweep: ask it once, above")

    monkeypatch.setattr("kit.evidence.read.table", refused)
    for control in lab._controls.values():
        lab._state(lab.values | {control.name: elsewhere(control, lab.values[control.name])})


def test_every_control_changes_the_words_and_reset_brings_them_back(lab):
    before = lab.words()
    for name, control in lab._controls.items():
        lab.set(**{name: elsewhere(control, lab.values[name])})
        assert lab.words() != before, name
        lab.reset()
        assert lab.words() == before


def test_two_copies_never_touch_each_other(make, lab):
    first, second = make(), lab
    words = second.words()
    for name, control in first._controls.items():
        first.set(**{name: elsewhere(control, first.values[name])})
    assert second.words() == words
    assert second.values == second.spec["start"]


def test_values_out_of_range_are_refused_whole(lab):
    words, frame = lab.words(), lab.frame
    for slider in sliders(lab):
        for wrong in (slider.low - 1e-6, slider.high * 1.01, float("nan"), "much", None):
            with pytest.raises(ValueError, match=slider.name) as fault:
                lab.set(**{slider.name: wrong})
            assert str(fault.value).count(".") >= 1 and "\n" not in str(fault.value)
    with pytest.raises(ValueError, match="not a control"):
        lab.set(nonsense=1)
    assert lab.words() == words and lab.frame is frame


def test_the_picture_the_frame_and_the_table_hold_the_same_numbers(lab):
    control = [*sliders(lab), *lab._controls.values()][0]
    lab.set(**{control.name: elsewhere(control, lab.values[control.name])})
    block = np.frombuffer(lab.frame["block"], dtype="float32")
    assert "NaN" not in json.dumps(lab.spec)
    figure = traces(lab)
    table = lab.table()
    assert all(table.columns) and table.columns.is_unique
    heads = lab._plot.heads()
    for series in lab._plot.series:
        place = lab.frame["series"][series.name]["y"]
        sent = block[place["at"] : place["at"] + place["points"]]
        drawn = figure[series.name]["y"][: len(sent)]  # a band goes back along its base
        np.testing.assert_allclose(sent, drawn, rtol=1e-6)
        if series.rows == 0:
            continue  # a guide for the eye, or a curve that its points stand for
        shown = table[table["Series"] == heads[series.name]]
        assert len(shown) == (len(sent) if series.rows is None else series.rows)
        axis = lab._plot.panels[series.panel]
        if series.kind == "area" or axis.names():
            continue
        for value in shown.iloc[:, 2].astype(float):
            assert min(abs(sent - value)) <= 0.51 * 10**-axis.digits
    lab.reset()


def test_error_bars_stand_only_where_a_spread_was_measured(lab):
    drawing = lab.drawing()
    for name, trace in traces(lab).items():
        for bars, key in (("error_y", "error"), ("error_x", "error_x")):
            if bars in trace:
                assert trace[bars]["type"] == "data"
                spread = drawing.series[name].array(key)
                assert len(trace[bars]["array"]) == len(spread)


def test_the_saved_output_holds_words_table_and_limits(lab):
    saved = lab.output()
    assert set(saved) == {"text/plain", "text/html"}  # an empty view would hide them
    assert saved["text/plain"].startswith(lab.words())
    page = saved["text/html"]
    assert "<table>" in page and all(key in page for key in ("Measured", "Assumed", "Left out"))


def test_a_control_is_an_attribute_of_its_lab():
    lab, told = labs.dose_occupancy(), []
    lab.observe(lambda change: told.append((change["new"], lab.frame["values"]["dose"])), "dose")
    lab.dose = 40
    assert told == [(40, 40)] and lab.dose == lab.values["dose"] == 40 and "89 of" in lab.words()
    with pytest.raises(ValueError, match="dose = 900 mg is not possible here"):
        lab.dose = 900
    assert lab.dose == 40 and lab.state["values"]["dose"] == 40
    lab.wanted = {"values": {"dose": 25, "ed50": 5}, "turn": 1}  # a learner's hand
    assert told[1:] == [(25, 25)]
    lab.dose = 25
    assert len(told) == 2  # nothing has moved


def test_a_move_is_one_message_and_nothing_comes_back_twice(monkeypatch):
    lab, sent = labs.level_and_block(), []
    monkeypatch.setattr(lab, "_send", lambda told, buffers=None: sent.append(sorted(told["state"])))
    lab.set_state({"wanted": {"values": {"blocked": 50}, "turn": 1, "drawn": True}})
    lab.set_state({"wanted": {"values": {"blocked": 60}, "turn": 2, "drawn": False}})
    lab.blocked = 70
    lab.set(blocked=70)
    assert sent == [["state"], ["frame", "state"], ["frame", "state"]]


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"kind": "true"}, "'true' is not a kind of lab: it is one of measured, model,"),
        ({"draw": lambda k: Drawing([Line("one", "", k, k)] * 2)}, "two series of one name: one"),
        ({"x": Axis("x", 0, 2)}, "k cannot stand as the x axis"),
        ({"controls": [Slider("words", "k", 0, 1, 0)]}, "A lab has a words already"),
    ],
)
def test_a_lab_that_contradicts_itself_is_refused_when_it_is_made(changes, refusal):
    assert toy().words() == "k is 0."
    with pytest.raises(ValueError, match=refusal):
        toy(**changes)


def test_a_lab_draws_the_same_series_in_every_state():
    lab = toy(draw=lambda k: Drawing([Line("high" if k > 0.5 else "low", "line", [0, k], [0, k])]))
    with pytest.raises(ValueError, match="has the series low; draw returns high. Both must be"):
        lab.set(k=1)
    assert lab.k == 0


def test_a_sentence_has_places_for_controls_and_numbers():
    kinds = [Slider("k", "k", -1, 1, 0), Choice("kind", "Kind", {"a": "the first"}, "a")]
    lab = toy(
        controls=kinds,
        draw=lambda k, kind: Drawing(
            [Line("line", "line", [0, 1], [0, k])], {"third": k / 3, "more": kind.upper()}
        ),
        words="{kind}, {k}: {third} or {third:.2f}, {more}",
    )
    lab.set(k=-1)
    assert lab.words() == "the first, −1: −0.333 or −0.33, A"


def test_a_fault_in_a_callback_is_shown_in_the_lab():
    lab = labs.dose_occupancy()
    lab.wanted = {"values": {"dose": 900, "ed50": 5}, "turn": 1}
    assert "dose = 900 mg is not possible here" in lab.problem
    assert lab.state == {"values": {"dose": 20, "ed50": 5, "scale": "linear"}, "turn": 1}
    lab.wanted = {"values": {"dose": 20, "ed50": 5}, "turn": 2}
    assert lab.problem == "" and "takes 80 of" in lab.words() and lab.frame["values"]["dose"] == 20
    lab.wanted = {"values": {"dose": 25, "ed50": 5}, "turn": 2, "drawn": True}
    assert lab.values["dose"] == 25 and lab.frame["values"]["dose"] == 20  # it has the picture
    lab._draw = lambda **_: 1 / 0
    lab.wanted = {"values": {"dose": 30, "ed50": 5}, "turn": 3}
    assert "ZeroDivisionError" in lab.problem


def test_a_picture_with_a_hole_is_never_sent():
    lab = labs.dose_occupancy()
    whole, start = lab._draw, lab.values["dose"]

    def broken(**values):
        drawing = whole(**values)
        hole = replace(drawing.series["curve"], y=[np.nan])
        return replace(drawing, drawn=[hole, *drawing.drawn[1:]])

    lab._draw = broken
    with pytest.raises(ValueError, match="not a finite number"):
        lab.set(dose=10)
    assert lab.frame["values"]["dose"] == lab.values["dose"] == start
