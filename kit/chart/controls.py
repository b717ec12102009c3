"""What a learner moves: sliders and choices, with their ranges, units and refusals."""

from dataclasses import dataclass, field
from numbers import Real

import numpy as np

from kit.chart.typed import read_number

POSITIONS = 160  # steps along a slider: finer than a finger, small enough to send as one sweep


def plain(value):
    """A number as a person writes it: 3 significant digits, no trailing zeros, no exponent.

    What is smaller than a billionth is 0.
    """
    return np.format_float_positional(round(float(f"{value:.3g}"), 9) + 0.0, trim="-")


def with_unit(value, unit):
    """A number and its unit, with a space between them when there is a unit."""
    return f"{plain(value)} {unit}" if unit else plain(value)


@dataclass(frozen=True)
class Slider:
    """A number that a learner slides or types.

    Parameters
    ----------
    name : str
        The argument of the lab's function.
    label : str
        What the learner reads, without the unit.
    low, high, default : float
        The range, ends included, and where it starts, in `unit`.
    unit : str
        Shown beside every value.
    scale : {"linear", "log"}
        How positions are spaced; "log" needs `low` above 0.
    only : sequence of float
        The only values there are, where a study looked at these and no others.
    stops : dict of str to float
        Named values, each a button.
    drawer : bool
        True puts it behind "Extra controls".
    axis : bool
        True makes it the chart's own x axis: it has the axis' range, scale and unit.
    """

    name: str
    label: str
    low: float
    high: float
    default: float
    unit: str = ""
    scale: str = "linear"
    only: tuple = ()
    stops: dict = field(default_factory=dict)
    drawer: bool = False
    axis: bool = False

    def positions(self, steps=POSITIONS):
        """Every value the handle can take, ascending; the default and the stops are among them."""
        if self.only:
            return np.asarray(self.only, dtype=float)
        space = np.geomspace if self.scale == "log" else np.linspace
        grid = [float(plain(value)) for value in space(self.low, self.high, steps + 1)]
        return np.unique([*grid, self.low, self.high, self.default, *self.stops.values()])

    def check(self, value):
        """Return `value` as a float, or raise ValueError with the allowed range."""
        if isinstance(value, str):
            value = self._typed(value)
        try:
            number = float(value)
        except (TypeError, ValueError):
            number = float("nan")
        if not self.low <= number <= self.high:
            shown = with_unit(value, self.unit) if isinstance(value, Real) else value
            raise ValueError(f"{self.name} = {shown} is not possible here: {self._range()}.")
        if self.only and number not in self.only:
            raise ValueError(
                f"{self.name} = {with_unit(number, self.unit)} was not studied: choose from "
                f"{', '.join(plain(value) for value in self.only)} {self.unit}."
            )
        return number

    def check_axis(self, x):
        """Raise ValueError if this slider cannot stand as the chart's x axis."""
        mine = self.low, self.high, self.scale, self.unit
        if mine != (x.low, x.high, x.scale, x.unit):
            raise ValueError(
                f"{self.name} cannot stand as the x axis: the slider has {mine}, "
                f"the axis {(x.low, x.high, x.scale, x.unit)}."
            )

    def _typed(self, text):
        try:
            return read_number(text)
        except ValueError as refusal:
            raise ValueError(f"{self.name}: {refusal} The {self._range()}.") from None

    def _range(self):
        high = with_unit(self.high, self.unit)
        return f"{self.label.lower()} goes from {plain(self.low)} to {high}"

    def spec(self):
        """What the browser needs to show it."""
        return {
            "kind": "slider",
            **{key: getattr(self, key) for key in ("name", "label", "low", "high", "unit")},
            "stops": self.stops,
            "drawer": self.drawer,
            "axis": self.axis,
            "scale": self.scale,
            "only": list(self.only),
            "positions": self.positions().tolist(),
        }


@dataclass(frozen=True)
class Choice:
    """One of a few named things.

    Parameters
    ----------
    name : str
        The argument of the lab's function.
    label : str
        The question it answers.
    options : dict of str to str
        Value passed to the function, and what the learner reads.
    default : str
        The value at the start.
    drawer : bool
        True puts it behind "Extra controls".
    """

    name: str
    label: str
    options: dict
    default: str
    drawer: bool = False

    def check(self, value):
        """Return `value`, or raise ValueError with the allowed ones."""
        if not isinstance(value, str) or value not in self.options:
            raise ValueError(
                f"{self.name} = {value!r} is not one of the choices: {', '.join(self.options)}."
            )
        return value

    def spec(self):
        """What the browser needs to show it."""
        return {
            "kind": "choice",
            **{key: getattr(self, key) for key in ("name", "label", "options", "drawer")},
        }
