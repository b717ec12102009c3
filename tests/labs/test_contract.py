"""Every lab keeps the contract: one pure function, honest words, refusals, no shared state."""

import itertools
import json
import re
from pathlib import Path

import numpy as np
import pytest

from kit import labs
from kit.chart import Choice, Slider
from kit.chart.drawing import sentences

LABS = {
    name: getattr(labs, name)
    for name in labs.__all__
    if name not in ("ledger", "claim_sorter") and not name.endswith("_cases")  # no chart
}
LABS["unknown_compound"] = lambda: labs.unknown_compound().bench  # a lab with a form under it
LABS["dose_occupancy duloxetine"] = lambda: labs.dose_occupancy(drug="duloxetine")
LABS["dose_occupancy milnacipran NET"] = lambda: labs.dose_occupancy("milnacipran", "NET")
NOTEBOOKS = sorted((Path(__file__).resolve().parents[2] / "notebooks").glob("*.ipynb"))
SAVED = {  # what the first lab of a kind that a notebook opens as it is has left there
    found[1]: [output["data"] for output in cell["outputs"]]
    for path in NOTEBOOKS
    for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]
    if (found := re.search(r"\blabs\.(\w+)\(\)", "".join(cell["source"])))
    and any("data:image/png" in str(output.get("data")) for output in cell.get("outputs", ()))
}


@pytest.fixture(params=LABS, scope="module")
def make(request):
    """A lab's maker."""
    return LABS[request.param]


@pytest.fixture(scope="module")
def lab(make):
    """One copy of a lab, for the tests that leave it as they found it."""
    return make()


def sliders(lab):
    """The lab's sliders."""
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
    drawn = [lab._draw(**lab.values | other).axes.values() for other in [{}, *others]]
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
    drawing, picture = lab._draw(**lab.values), lab._plot
    for series in picture.series:
        data = drawing.series[series.name]
        x, y = np.broadcast_arrays(*(np.ravel(np.asarray(data[key], float)) for key in "xy"))
        axes = drawing.axes.get("x", picture.x), picture.panels[series.panel]
        axes = (axes[0], axes[1] if series.panel else drawing.axes.get("y", axes[1]))
        inside = [abs(v - (a.low + a.high) / 2) <= abs(a.high - a.low) / 2 for v, a in
                  zip((x, y), axes, strict=True)]  # fmt: skip
        if series.rows != 0 and x.size:  # a curve may run out of the picture
            assert np.mean(inside[0] & inside[1]) > 1 / 3, series.name


def test_filled_points_name_their_source(lab):
    drawing = lab._draw(**lab.values)
    for series in lab._plot.series:
        data = drawing.series[series.name]
        if series.kind == "points" and not series.here and np.size(data["y"]):
            assert all(data["text"]), series.name  # else it is the model's, and hollow


def test_a_sweep_equals_its_states_one_by_one(lab):
    for slider in sliders(lab):
        positions = slider.positions()
        swept = lab._draw(**lab.values | {slider.name: positions[:, None]})
        said = sentences(
            lab._words, lab.values | {slider.name: positions}, swept.numbers, len(positions)
        )
        for state in {0, len(positions) // 3, len(positions) - 1}:
            single = lab._draw(**lab.values | {slider.name: float(positions[state])})
            for name, data in single.series.items():
                for key in data.keys() - {"text"}:
                    row = np.atleast_2d(swept.series[name][key])
                    row = row[state] if len(row) > 1 else row[0]
                    np.testing.assert_allclose(
                        row, np.ravel(data[key]), rtol=1e-12, err_msg=f"{name}.{key}"
                    )
            for name, value in single.picture.items():  # the picture beside the chart
                along = np.ravel(swept.picture[name])
                here = along[state if len(along) > 1 else 0]
                if along.dtype.kind == "U":
                    assert here == value, name
                else:
                    np.testing.assert_allclose(here, value, rtol=1e-9, err_msg=name)
            lab.set(**{slider.name: positions[state]})
            assert lab.words() == said[state]
            lab.reset()


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
    assert "NaN" not in json.dumps(lab.figure())  # plotly's JSON, whatever made the ticks
    figure = {trace["kit"]: trace for trace in lab.figure()["data"]}
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
    drawing = lab._draw(**lab.values)
    for trace in lab.figure()["data"]:
        for bars, key in (("error_y", "error"), ("error_x", "error_x")):
            if bars in trace:
                assert trace[bars]["type"] == "data"
                spread = drawing.series[trace["kit"]].get(key, [])
                assert len(trace[bars]["array"]) == len(spread)


def test_the_saved_output_holds_words_table_and_limits(lab):
    saved = lab.output()
    assert set(saved) == {"text/plain", "text/html"}  # an empty view would hide them
    assert saved["text/plain"].startswith(lab.words())
    page = saved["text/html"]
    assert "<table>" in page and all(key in page for key in ("Measured", "Assumed", "Left out"))


def test_a_notebook_has_saved_what_the_lab_says_now(lab, request):
    name = request.node.callspec.params["make"]
    if name in SAVED:  # one cell of what nbval compares, without a kernel
        page = lab.page()
        assert page in "".join(SAVED[name][-1]["text/html"])


def test_nearly_every_lab_stands_in_a_notebook():
    others = {name for name in LABS if " " in name} | {"unknown_compound", "after_the_last_dose"}
    assert set(LABS) - set(SAVED) == others


def test_a_fault_in_a_callback_is_shown_in_the_lab():
    lab = labs.dose_occupancy()
    lab.wanted = {"values": {"dose": 900, "ed50": 5}, "turn": 1}
    assert "dose = 900 mg is not possible here" in lab.problem
    assert lab.state == {"values": {"dose": 0, "ed50": 5.0}, "turn": 1}
    lab.wanted = {"values": {"dose": 20, "ed50": 5}, "turn": 2}
    assert lab.problem == "" and "80 %" in lab.words() and lab.frame["values"]["dose"] == 20
    lab.wanted = {"values": {"dose": 25, "ed50": 5}, "turn": 2, "drawn": True}
    assert lab.values["dose"] == 25 and lab.frame["values"]["dose"] == 20  # it has the picture
    lab._draw = lambda **_: 1 / 0
    lab.wanted = {"values": {"dose": 30, "ed50": 5}, "turn": 3}
    assert "ZeroDivisionError" in lab.problem


def test_a_picture_with_a_hole_is_never_sent():
    lab = labs.dose_occupancy()
    whole = lab._draw

    def broken(**values):
        drawing = whole(**values)
        drawing.series["curve"]["y"] = drawing.series["curve"]["y"] * np.nan
        return drawing

    lab._draw = broken
    with pytest.raises(ValueError, match="not a finite number"):
        lab.set(dose=10)
    assert lab.frame["values"]["dose"] == 0 and lab.values["dose"] == 0
