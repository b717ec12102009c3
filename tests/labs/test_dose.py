"""The labs on dose against the ledger, the science and the published fits."""

import numpy as np
import pandas as pd
import pytest

from kit import evidence, labs
from tests.labs.common import numbers, said, trace


@pytest.mark.parametrize(
    ("drug", "target", "doses", "percent"),
    [
        ("milnacipran", "SERT", [50, 100, 150, 200], [33.0, 38.6, 60.0, 61.5]),
        ("milnacipran", "NET", [25, 100, 125, 200], [25.3, 40.0, 47.3, 49.9]),
        ("methylphenidate", "DAT", [5, 10, 20, 40, 60], [12, 40, 54, 72, 74]),
        ("paroxetine", "SERT", [20], [83]),  # daily doses, never mixed with single ones
        ("duloxetine", "SERT", [60], [81.8]),
    ],
)
def test_the_points_are_the_ledger_rows(drug, target, doses, percent):
    drawn = trace(labs.dose_occupancy(drug, target), "measured")
    assert drawn["x"] == doses and drawn["y"] == pytest.approx(percent)
    assert all("people" in text and ("doi" in text or "PMID" in text) for text in drawn["text"])


@pytest.mark.parametrize(("target", "published"), [("SERT", 122.5), ("NET", 149.9)])
def test_a_learner_who_fits_comes_within_a_tenth_of_the_paper(target, published):
    lab = labs.dose_occupancy("milnacipran", target, ed50=40)
    positions = lab._controls["ed50"].positions()
    misses = [numbers(lab, ed50=float(ed50))["miss"] for ed50 in positions]
    best = positions[int(np.argmin(misses))]
    assert abs(best - published) / published < 0.10
    assert "Closer is hardly possible" in said(lab, ed50=best)
    assert "Try to get closer" in said(lab, ed50=best * 1.3)


def test_an_ed50_per_kilogram_says_which_body_it_was_turned_into_mg_for():
    lab = labs.dose_occupancy("methylphenidate", "DAT")
    assert "17.5 mg, 0.25 mg/kg, for 70 kg" in lab.limits["Assumed"]


def test_no_seat_is_seen_before_it_is_asked_about():
    """The invented drug's chart must not show the band that a later question asks for."""
    assert not labs.dose_occupancy().spec["shapes"]
    assert len(labs.dose_occupancy("milnacipran").spec["shapes"]) == 1


def test_benefit_never_stands_without_harm():
    lab = labs.benefit_and_harm()
    for dose in (10, 20, 40, 80):
        words = said(lab, dose=dose)
        assert "got clearly better" in words and "side effects" in words
    assert "side effects 3.73 times as often (2.42–5.76)" in words
    assert "better 1.09 times as often (0.91–1.30)" in words
    with pytest.raises(ValueError, match="was not studied: choose from 10, 20, 40, 80 mg"):
        lab.set(dose=30)


def test_the_fitted_curves_are_not_called_measured():
    """B13 of the audit."""
    lab = labs.benefit_and_harm()
    assert lab.spec["kind"] == "model" and lab.limits["Measured"].startswith("Not the lines")
    rows = evidence.dose_response("response", "SSRI")
    assert sorted(trace(lab, "response")["y"]) == sorted(rows["risk_ratio"])


def test_a_prediction_is_laid_over_the_curve_and_measured():
    lab = labs.dose_occupancy()
    told = lab.predict([60, 0, 20, 40], [100, 0, 80, 100])
    assert lab.drawn["x"] == [0, 20, 40, 60]
    assert "furthest at 40 mg: you said 100 seats, the model says 89 seats" in told
    assert trace(lab, "yours")["y"] == [0, 80, 100, 100]


def test_a_scan_by_another_route_is_never_pooled(monkeypatch):
    scans = evidence.occupancy("methylphenidate", "DAT")
    vein = scans.iloc[[0]].assign(route="intravenous", dose_mg=float("nan"), dose_mg_per_kg=0.5)
    both = pd.concat([vein, scans], ignore_index=True)
    monkeypatch.setattr(evidence, "occupancy", lambda *_, **__: both)
    drawn = trace(labs.dose_occupancy("methylphenidate", "DAT"), "measured")
    assert drawn["x"] == [5, 10, 20, 40, 60]
    assert all("single, oral: " in text for text in drawn["text"])


def test_a_dose_per_kilogram_is_drawn_for_the_body_that_is_named(monkeypatch):
    scans = evidence.occupancy("methylphenidate", "DAT")
    per_kg = scans.assign(dose_mg=float("nan"), dose_mg_per_kg=scans["dose_mg"] / 50)
    monkeypatch.setattr(evidence, "occupancy", lambda *_, **__: per_kg)
    lab = labs.dose_occupancy("methylphenidate", "DAT")
    drawn = trace(lab, "measured")
    assert drawn["x"] == pytest.approx([7, 14, 28, 56, 84])
    assert "methylphenidate 0.1 mg/kg, single, oral: 12 %" in drawn["text"][0]
    assert "Doses per kilogram, for 70 kg." in lab.limits["Measured"]
