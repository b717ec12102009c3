"""A new lab against the ledger and the equation; the contract is in test_contract.py."""

import pytest

from kit import evidence, labs


def test_the_dose_that_fills_half_is_the_published_one():
    lab = labs.my_lab()
    (fit,) = evidence.occupancy_fits("milnacipran", "SERT").itertuples()
    lab.set(dose=fit.ed50_mg)
    assert "occupies 50 % of SERT" in lab.words() and evidence.cite(fit.source) in lab.words()


def test_the_points_are_rows_of_the_ledger():
    lab = labs.my_lab()
    drawn = lab.drawing().series["measured"]
    known = evidence.occupancy("milnacipran", "SERT", "repeated")
    rows = list(zip(known["dose_mg"], known["occupancy_percent"]))
    assert len(drawn.x) > 1
    for point in zip(drawn.x, drawn.y):
        assert pytest.approx(point) in rows
    assert {*known["source"]} & {*lab.sources()["key"]}
