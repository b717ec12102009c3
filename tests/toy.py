"""A lab that is as small as can be, for tests of what surrounds labs."""

from kit.chart import Axis, Data, Drawing, Lab, Line, Points, Slider


def toy(**changes):
    """A lab of one slider, a line and a point, with some parts changed."""
    parts = {
        "title": "A toy",
        "kind": "model",
        "controls": [Slider("k", "k", 0, 1, 0, axis=True)],
        "series": [Line("line", "line"), Points("here", "here", here=True)],
        "x": Axis("x", 0, 1),
        "y": Axis("y", 0, 1),
        "draw": lambda k: Drawing({"line": Data([0, 1], [0, k]), "here": Data(k, k)}),
        "words": lambda now: f"k is {now.k:g}.",
        "limits": {"Measured": "-", "Assumed": "-", "Left out": "-"},
    }
    return Lab(**parts | changes)
