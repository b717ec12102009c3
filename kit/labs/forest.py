"""What the labs with one result below the other share: points with intervals, and reading a row."""

import numpy as np

from kit import evidence


def forest(rows, at, told=evidence.cite):
    """Points of a forest plot: estimates, their intervals sideways, and a text for each.

    Parameters
    ----------
    rows : DataFrame
        With `estimate`, `ci_low` and `ci_high`.
    at : sequence of float
        The height of each row.
    told : callable
        Makes the text of a row; its source if left out.
    """
    return {
        "x": rows["estimate"].to_numpy(float),
        "y": at,
        "error_x": (rows["ci_high"] - rows["estimate"]).to_numpy(float),
        "error_x_down": (rows["estimate"] - rows["ci_low"]).to_numpy(float),
        "text": [told(row) for row in rows.itertuples()],
    }


def value_at(values, place):
    """The value at a place, or an array of them for a whole sweep."""
    return np.asarray(values, float)[np.asarray(place, int)]


def sentence(words):
    """Words as a sentence begins with them."""
    return words[0].upper() + words[1:]
