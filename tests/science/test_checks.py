"""The checks: their edges, beside an unknown value and beside a wrong one."""

import numpy as np
import pytest

from kit.science.checks import amount, at_most, between, finite, fraction, numbers, positive

NAN = np.nan


@pytest.mark.parametrize(
    "check, good, wrong, allowed",
    [
        (lambda x: amount("x", x, "nM"), 0, -1, r"0 or more and finite \(unit: nM\)"),
        (lambda x: amount("x", x), 0, np.inf, "0 or more and finite"),
        (
            lambda x: amount("x", x, infinite=True),
            np.inf,
            -1,
            r"0 or more \(a number without unit\)",
        ),
        (lambda x: positive("x", x, "h"), 1, 0, r"more than 0 and finite \(unit: h\)"),
        (lambda x: positive("x", x, "h"), 1, np.inf, r"more than 0 and finite \(unit: h\)"),
        (lambda x: finite("x", x, "h"), 0, -np.inf, r"finite \(unit: h\)"),
        (lambda x: fraction("x", x), 1, 1.5, "at least 0 and at most 1 .a fraction .*0.8 is 80 %"),
        (lambda x: fraction("x", x, above_zero=True), 1, 0, "more than 0 and at most 1"),
        (lambda x: fraction("x", x, below_one=True), 0, 1, "at least 0 and less than 1"),
        (lambda x: between("x", x, -2, 3, "mV"), 3, 4, r"at least -2 and at most 3 \(unit: mV\)"),
        (lambda x: between("x", x, 1, np.inf), 1, np.inf, "at least 1 and finite"),
        (lambda x: between("x", x, 1, np.inf), 1, 0.5, "at least 1 and finite"),
    ],
)
def test_the_first_wrong_value_is_the_one_that_is_named(check, good, wrong, allowed):
    for values in (wrong, [good, wrong], [NAN, good, wrong], [[good], [wrong]]):
        with pytest.raises(ValueError, match=f"^x is {wrong:g}, but must be {allowed}"):
            check(values)


def test_one_argument_may_limit_another():
    assert at_most("x", np.array([1, NAN]), "y", np.array(1.0)) is None
    with pytest.raises(ValueError, match="^x is 3, but must be at most y, here 2 .unit: people"):
        at_most("x", np.array([[1.0], [3.0]]), "y", np.array([4.0, 2.0]), "people")


def test_what_is_no_number():
    assert numbers("x", [1, 2]).dtype == np.float64 and numbers("x", True) == 1
    for wrong in ("ten", [1, [2]], 1j, object()):
        with pytest.raises(ValueError, match="^x is .*, but must be a number, or an array"):
            numbers("x", wrong)
