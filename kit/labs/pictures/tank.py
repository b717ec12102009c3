"""A tank that leaks: tablets fall in, half-life sets the leak. Two of them are two people."""

from functools import cache
from typing import Any

from kit.chart import Picture
from kit.labs.pictures.drawing import given, read

FALLING = 0.4  # how fast tablets fall, of the fastest: it has no meaning
MOST_TABLETS = 4
ALT = (
    "A tank seen from the side. Tablets fall in, and it leaks at the bottom: the wider the leak, "
    "the shorter the half-life. A flag shows the level."
)
TWO = (
    "Two tanks side by side, for two people. The same tablets fall into both; one leaks through a "
    "wide hole, the other through a narrow one. A flag on each shows its level."
)


@cache
def tank() -> Picture:
    """One tank, with a strip of fourteen tablets where the lab counts days."""
    return Picture(read("tank"), ALT)


@cache
def tanks() -> Picture:
    """Two tanks for two people."""
    return Picture(read("tanks"), TWO)


def tank_parts(
    level: float,
    leak: float,
    amount: str,
    tablets: float = 1,
    steady: float | None = None,
    day: float | None = None,
    missed: float | None = None,
) -> dict[str, Any]:
    """What a tank follows.

    Parameters
    ----------
    level : float
        Share of its height that is full.
    leak : float
        How wide the leak is, of the widest: what runs out is leak times level.
    amount : str
        What the flag says.
    tablets : int
        A day: 0 to 4.
    steady : float, optional
        A dashed line at the height where it settles.
    day : float, optional
        How many of the fourteen days are over, from 0 to 14.
    missed : float, optional
        The day, from 1 to 14, whose tablet was left out.
    """
    return given(
        level=level,
        leak=leak,
        out=leak * level,
        amount=amount,
        tablets=tablets / MOST_TABLETS,
        intake=FALLING if tablets else 0.0,
        steady=steady,
        day=None if day is None else min(day / 14, 1.0),
        missed=None if missed is None else (missed - 1) / 13,
    )


def tanks_parts(
    first: dict[str, Any], second: dict[str, Any], names: tuple[str, str]
) -> dict[str, Any]:
    """What two tanks follow: `tanks_parts(tank_parts(...), tank_parts(...), ("Ana", "Ben"))`."""
    both = {f"{name}_a": value for name, value in first.items()}
    both |= {f"{name}_b": value for name, value in second.items()}
    return both | {"name_a": names[0], "name_b": names[1]}
