"""Helpers shared by labs on a blocked exit: the example region, its slider, ledger rows."""

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np

from kit import evidence
from kit.chart import Axis, Points, Slider, Style, plain
from kit.labs.pictures import given

SHARE = 0.9  # of all clearing, by the pump of the example region; chosen for this kit
HIGHEST_BLOCK = 95.0
GRID = np.linspace(0, HIGHEST_BLOCK, 191)
TALLEST = 10.0  # times the height of the bath before; over it the flag still says the number
BLOCKED = Axis("Pumps blocked (%)", 0, HIGHEST_BLOCK, unit="%", ticks=(0, 20, 40, 60, 80))


def blocked_slider(
    default: float = 0,
    high: float = HIGHEST_BLOCK,
    name: str = "Pumps blocked",
    axis: bool = True,
) -> Slider:
    """The slider that most labs of this lesson share: their chart's own axis, if it is."""
    stops = {f"{stop:.0f} %": stop for stop in (50.0, 80.0, 95.0) if stop <= high}
    return Slider("blocked", name, 0, high, default, "%", stops=stops, axis=axis)


def bath_parts(
    level: float, blocked: float, share: float, tap: float = 1.0, shut: float | None = None
) -> dict[str, Any]:
    """The parts of the bath's picture. Streams are as wide as their flow; the tap's is the sum.

    `level` is in times the height before. `blocked` is the covered part of the large drain, and
    `share` its part of all clearing, which sets the width of both drains. `tap` is what runs in,
    as a share of before; `shut` is how far a float has shut it, None without a float.
    """
    height = min(level / TALLEST, 1.0)
    return given(
        level=height,
        blocked=blocked,
        share=share,
        rest=1 - share,
        large=share * height,
        small=(1 - share) * height,
        tap=tap,
        times=f"{level:.0f}×" if level > 9.95 else f"{level:.1f}×",
        float=shut,
    )


def share_of(name: str) -> float:
    """Share of clearing by one pump in one place, a fraction, by the id of its parameter."""
    return float(evidence.parameter(name)["value"])


def measured(
    name: str, label: str, style: Style, places: Mapping[str, float], none: str = ""
) -> Points:
    """Rows of the transmitters table as points, with their sources.

    `places` says where each row stands on the x axis. The row `none` says in words that nothing
    rose, and has no number.
    """
    rows = {row: evidence.row("transmitters", row) for row in places}
    values = [1.0 if name == none else float(row["value_low"]) for name, row in rows.items()]
    text = [
        f"{row['transmitter']}: {row['statement']}; "
        f"{'no rise' if name == none else f'{plain(value)} times'}, {row['species']}, "
        f"{evidence.cite(row)}"
        for (name, row), value in zip(rows.items(), values, strict=True)
    ]
    return Points(name, label, [*places.values()], values, style, text=text)


def sources_of(rows: Iterable[str], parameters: Iterable[str] = ()) -> Any:
    """The papers behind rows of the transmitters table and behind parameters."""
    found = [*(("transmitters", name) for name in rows), *(("parameters", p) for p in parameters)]
    return evidence.sources({evidence.row(*one)["source"] for one in found})
