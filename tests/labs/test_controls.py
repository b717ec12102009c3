"""Positions of a slider, where its numbers lie in what is sent, and a lab that does not exist."""

import numpy as np
import pytest

import kit
from kit import labs
from kit.chart import Slider
from kit.chart.controls import POSITIONS, plain


def test_a_slider_has_its_steps_and_its_stops():
    assert len(Slider("k", "K", 0, POSITIONS, 0).positions()) == POSITIONS + 1
    np.testing.assert_allclose(np.diff(Slider("k", "K", 0, 95, 0).positions()), 0.5)
    assert len(Slider("k", "K", 0, 95, 0).positions(20)) == 20
    fine = Slider("k", "K", 1, 1000, 1, scale="log").positions()
    assert all(value == float(f"{value:.2g}") for value in fine)  # nobody reads "0.594"
    assert np.diff(np.log(fine)).max() < 0.1
    assert 33.3 in Slider("k", "K", 0, 80, 0, stops={"a third": 33.3}).positions()


def test_a_lab_that_does_not_exist_is_answered_with_those_that_do():
    with pytest.raises(AttributeError, match="no lab 'dose_occupanzy': there are .*dose_occupancy"):
        labs.dose_occupanzy()
    assert kit.__getattr__("labs") is labs
    with pytest.raises(AttributeError, match="no attribute 'alchemy': it has evidence, labs"):
        kit.alchemy  # noqa: B018
    assert dir(labs) == sorted(labs.__all__)


def test_nothing_is_never_below_nothing():
    assert plain(-0.0) == plain(-1e-12) == "0"
