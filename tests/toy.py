"""A lab that is as small as can be, for tests of what surrounds labs."""

from kit.chart import Axis, Drawing, Lab, Line, Points, Slider


def draw(k):
    """A line, and a point on it."""
    return Drawing([Line("line", "line", [0, 1], [0, k]), Points("here", "here", k, k, here=True)])


def toy(**changes):
    """A lab of one slider, a line and a point, with some parts changed."""
    parts = {
        "title": "A toy",
        "kind": "model",
        "controls": [Slider("k", "k", 0, 1, 0, axis=True)],
        "x": Axis("x", 0, 1),
        "y": Axis("y", 0, 1),
        "draw": draw,
        "words": "k is {k}.",
        "measured": "-",
        "assumed": "-",
        "left_out": "-",
    }
    return Lab(**parts | changes)
