"""What labs on a blocked exit share: the example region, its slider, and rows of the ledger."""

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np

from kit import evidence
from kit.chart import Axis, Slider, plain
from kit.labs.synapse import synapse_parts

SHARE = 0.9  # of all clearing, by the pump of the example region; chosen for this kit
HIGHEST_BLOCK = 95.0
MOST = 7.0  # times as many molecules fill the gap of the picture
GRID = np.linspace(0, HIGHEST_BLOCK, 191)
BLOCKED = Axis("Pumps blocked (%)", 0, HIGHEST_BLOCK, unit="%", ticks=(0, 20, 40, 60, 80))
PUFF = 0.4  # of the vesicles drawn, those that empty at rest: a choice for the picture


def blocked_slider(
    default: float = 0,
    high: float = HIGHEST_BLOCK,
    name: str = "Pumps blocked",
    axis: bool = True,
) -> Slider:
    """The slider that most labs of this lesson share: their chart's own axis, if it is."""
    stops = {"50 %": 50.0, "80 %": 80.0} | ({"95 %": 95.0} if high >= 95 else {})
    return Slider("blocked", name, 0, high, default, "%", stops=stops, axis=axis)


def share_of(name: str) -> float:
    """Share of clearing by one pump in one place, a fraction, by the id of its parameter."""
    return float(evidence.parameter(name)["value"])


def synapse(blocked: Any, share: float, level: Any, most: float, **more: Any) -> dict[str, Any]:
    """What the picture of a synapse shows: a level of which `most` fills the gap.

    `blocked` and `share` are in percent; `release` is 1 at rest.
    """
    taken = share / 100 * (1 - np.asarray(blocked) / 100) * level
    return synapse_parts(
        released=PUFF * more.pop("release", 1.0),
        cleft=np.minimum(level / most, 1.0),
        blocked=np.asarray(blocked) / 100,
        returned=np.minimum(taken, 1.0),
        **more,
    )


def seen(name: str) -> Any:
    """One row of the table of transmitters."""
    return evidence.transmitters().set_index("id").loc[name]


def measured(places: Mapping[str, float], missing: Mapping[str, float] = {}) -> dict[str, Any]:  # noqa: B006 (never changed)
    """Rows of the transmitters table as points of a chart, with their sources.

    Parameters
    ----------
    places : mapping of str to float
        Where each row stands on the x axis.
    missing : mapping of str to float
        Values of rows that have a statement and no number.
    """
    rows = {name: seen(name) for name in places}
    values = [missing.get(name, row["value_low"]) for name, row in rows.items()]
    said = ["no rise" if name in missing else f"{plain(v)} times" for name, v in zip(rows, values)]
    text = [
        f"{row['transmitter']}: {row['statement']}; {how}, {row['species']}, {evidence.cite(row)}"
        for how, row in zip(said, rows.values(), strict=True)
    ]
    return {"x": list(places.values()), "y": [float(v) for v in values], "text": text}


def sources_of(rows: Iterable[str], parameters: Iterable[str] = ()) -> Any:
    """The papers behind rows of the transmitters table and behind parameters."""
    keys = {seen(name)["source"] for name in rows}
    return evidence.sources(keys | {evidence.parameter(name)["source"] for name in parameters})
