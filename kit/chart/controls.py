"""Controls: sliders and choices, with their ranges, units and error messages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from numbers import Real
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kit.chart.series import Axis
from kit.chart.typed import read_number

POSITIONS = 200  # most steps along a slider: finer than a finger, small enough to send as one sweep


def plain(value: float) -> str:
    """Format a number as a person writes it: 3 significant digits, no trailing zeros or exponent.

    Anything smaller than a billionth becomes 0.
    """
    return np.format_float_positional(round(float(f"{value:.3g}"), 9) + 0.0, trim="-")


def with_unit(value: float, unit: str) -> str:
    """Format a number with its unit, if it has one."""
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
        The only possible values, if a study tested these and no others.
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
    only: Sequence[float] = ()
    stops: Mapping[str, float] = field(default_factory=dict)
    drawer: bool = False
    axis: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "default", self.check(self.default))

    def positions(self, steps: int = POSITIONS) -> NDArray[np.float64]:
        """All values that the handle can take, ascending, including the default and the stops."""
        if self.only:
            return np.asarray(self.only, dtype=float)
        inside = [value for value in self._grid(steps) if self.low < value < self.high]
        return np.unique([*inside, self.low, self.high, self.default, *self.stops.values()])

    def _grid(self, steps: int) -> list[float]:
        """Round numbers: two significant figures on a log scale, else even steps."""
        if self.scale == "log":
            return [float(f"{value:.2g}") for value in np.geomspace(self.low, self.high, steps + 1)]
        raw = (self.high - self.low) / steps
        ten = 10.0 ** np.floor(np.log10(raw))
        step = next(n * ten for n in (1, 2, 2.5, 5, 10) if n * ten >= raw * (1 - 1e-9))
        first, last = np.ceil(self.low / step), np.floor(self.high / step)
        return [float(plain(k * step)) for k in np.arange(first, last + 1)]

    def check(self, value: Any) -> float:
        """Return `value` as a float, or raise ValueError with the allowed range."""
        if isinstance(value, str):
            value = self._typed(value)
        try:
            number = float(value)
        except (TypeError, ValueError):
            number = float("nan")
        if not self.low <= number <= self.high:
            shown = with_unit(number, self.unit) if isinstance(value, Real) else value
            raise ValueError(f"{self.name} = {shown} is not possible here: {self._range()}.")
        if self.only and number not in self.only:
            raise ValueError(
                f"{self.name} = {with_unit(number, self.unit)} was not studied: choose from "
                f"{', '.join(plain(value) for value in self.only)} {self.unit}."
            )
        return number

    def check_axis(self, x: Axis) -> None:
        """Raise ValueError if this slider cannot stand as the chart's x axis."""
        mine = self.low, self.high, self.scale, self.unit
        if mine != (x.low, x.high, x.scale, x.unit):
            raise ValueError(
                f"{self.name} cannot stand as the x axis: the slider has {mine}, "
                f"the axis {(x.low, x.high, x.scale, x.unit)}."
            )

    def _typed(self, text: str) -> float:
        try:
            return read_number(text)
        except ValueError as refusal:
            raise ValueError(f"{self.name}: {refusal} The {self._range()}.") from None

    def _range(self) -> str:
        high = with_unit(self.high, self.unit)
        return f"{self.label.lower()} goes from {plain(self.low)} to {high}"

    def spec(self) -> dict[str, Any]:
        """What the browser needs to show it."""
        same = ("name", "label", "low", "high", "unit", "drawer", "axis", "scale")
        return {key: getattr(self, key) for key in same} | {
            "kind": "slider",
            "stops": dict(self.stops),
            "only": list(self.only),
            "positions": self.positions().tolist(),
        }


@dataclass(frozen=True)
class Choice:
    """A choice among a few named values.

    Parameters
    ----------
    name : str
        The argument of the lab's function.
    label : str
        The question it answers.
    options : dict of str to str
        The value passed to the function, and its label.
    default : str
        The value at the start.
    drawer : bool
        True puts it behind "Extra controls".
    """

    name: str
    label: str
    options: Mapping[str, str]
    default: str
    drawer: bool = False

    def __post_init__(self) -> None:
        self.check(self.default)

    def check(self, value: object) -> str:
        """Return `value`, or raise ValueError with the allowed ones."""
        if not isinstance(value, str) or value not in self.options:
            raise ValueError(
                f"{self.name} = {value!r} is not one of the choices: {', '.join(self.options)}."
            )
        return value

    def spec(self) -> dict[str, Any]:
        """What the browser needs to show it."""
        return {
            "kind": "choice",
            **{key: getattr(self, key) for key in ("name", "label", "options", "drawer")},
        }
