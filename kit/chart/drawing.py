"""From a lab's pure function to frames: every number of a picture, packed for the browser."""

from dataclasses import dataclass, field
from types import SimpleNamespace

import numpy as np


@dataclass
class Drawing:
    """What a lab's function returns for one state, or for a whole sweep of one control.

    Parameters
    ----------
    series : dict of str to dict
        For each series the arrays `x` and `y`, and where wanted `error` and `error_down` (bars up
        and down, NaN for none; `error` alone serves both) and `text` (what hovering says).
        Shape (points,), or (states, points) where it changes along a sweep.
    numbers : dict of str to float or array
        What the words need; scalars, or shape (states, 1) along a sweep.
    axes : dict of str to Axis
        "x" or "y", only where a state changes the ruler.
    picture : dict of str to float, str or array
        What the lab's picture follows: 0 to 1, and what it says; one value, or shape (states, 1)
        along a sweep.
    """

    series: dict
    numbers: dict = field(default_factory=dict)
    axes: dict = field(default_factory=dict)
    picture: dict = field(default_factory=dict)


def sentences(words, values, numbers, states=1):
    """The words of every state of a sweep.

    Parameters
    ----------
    words : callable
        Takes one namespace with the controls and the numbers, returns a sentence.
    values, numbers : dict
        Controls and numbers; arrays of `states` values, or scalars.
    states : int

    Returns
    -------
    list of str
    """

    def pick(value, place):
        if isinstance(value, str) or np.ndim(value) == 0:
            return value
        return np.ravel(value)[place if np.size(value) > 1 else 0]

    everything = {**values, **numbers}

    def state(place):
        return SimpleNamespace(**{key: pick(value, place) for key, value in everything.items()})

    return [words(state(place)) for place in range(states)]


def pack(drawing):
    """All arrays of a drawing as one block of float32, and where each of them lies in it.

    Returns
    -------
    series : dict
        For each series and key: `at` (position), `states`, `points`; texts as they are.
    picture : dict
        For each part of the picture, the same; for one that says something, `said`: its texts.
    block : bytes

    Raises
    ------
    ValueError
        Where a coordinate is not a number: a picture with holes is never sent.
    """
    series, block = {}, bytearray()
    for name, data in drawing.series.items():
        series[name] = {}
        for key, value in data.items():
            if key == "text":
                series[name][key] = list(value)
                continue
            array = np.atleast_1d(np.asarray(value, dtype="float32"))
            if not key.startswith("error") and not np.isfinite(array).all():
                raise ValueError(f"{name}.{key} holds a value that is not a finite number.")
            series[name][key] = _put(array, block)
    picture = {name: _part(np.asarray(value), block) for name, value in drawing.picture.items()}
    return series, picture, bytes(block)


def _part(value, block):
    """What a part of the picture follows, in one state or in each."""
    if value.dtype.kind == "U":
        return {"said": value.ravel().tolist()}
    return _put(value.astype("float32").reshape(-1, 1), block)


def _put(array, block):
    """Add an array to the block; say where it lies."""
    states = array.shape[0] if array.ndim == 2 else 1
    place = {"at": len(block) // 4, "states": states, "points": array.shape[-1]}
    block += array.tobytes()
    return place
