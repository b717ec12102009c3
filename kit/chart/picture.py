"""A drawing by hand beside the chart, whose parts follow numbers from 0 (none) to 1 (all).

In the SVG an element says how it follows a number; what no rule names never moves.

data-kit-count="name"   so many of its children are shown, from the first on
data-kit-left="name"    the others: those that `count` leaves over
data-kit-thick="name"   its own stroke-width, times the number
data-kit-needs="name"   hidden in a lab that does not give this number

None is drawn only for none, and all only for all: 4 % of ten is one, 97 % of ten is nine.
`picture.js` holds the same rules.
"""

from difflib import get_close_matches
from math import floor
from xml.etree import ElementTree

import numpy as np

SVG = "http://www.w3.org/2000/svg"
RULES = ("count", "left", "thick", "needs")
SLACK = 1e-6  # a computed 1 may come out as 1.0000000002
NEARLY = 0.005  # closer than this to none or all is none or all


def how_many(share, total):
    """How many of `total` things stand for a share of them."""
    if share < NEARLY or total == 0:
        return 0
    if share > 1 - NEARLY:
        return total
    # the small surplus makes float32, in the browser, and float64 fall on the same side of a half
    return min(max(floor(share * total + 0.5 + 1e-4), 1), max(total - 1, 1))


class Picture:
    """A picture in SVG whose parts follow a lab.

    Parameters
    ----------
    svg : str
        From a file of ours. It has a viewBox.
    alt : str
        What the picture shows, for somebody who cannot see it; the lab's words follow it.

    Raises
    ------
    ValueError
        For a rule that does not exist.
    """

    def __init__(self, svg, alt):
        self.svg, self.alt, self.parts = svg, alt, set()
        for node in ElementTree.fromstring(svg).iter():  # noqa: S314 (our own drawing)
            for key, name in node.attrib.items():
                if not key.startswith("data-kit-"):
                    continue
                if key.removeprefix("data-kit-") not in RULES:
                    raise ValueError(f"{key} is not a rule of a picture: it has {RULES}.")
                self.parts.add(name)

    def check(self, values):
        """The numbers of a drawing, within 0 to 1.

        Parameters
        ----------
        values : dict of str to float or array
            Scalars, or shape (states, 1) along a sweep.

        Raises
        ------
        ValueError
            For a part that the picture does not have, or a number outside 0 to 1.
        """
        return {name: self._checked(name, value) for name, value in values.items()}

    def _checked(self, name, value):
        if name not in self.parts:
            near = get_close_matches(name, self.parts, n=1)
            hint = f" Did you mean {near[0]}?" if near else ""
            known = ", ".join(sorted(self.parts))
            raise ValueError(f"{name!r} is not a part of this picture: it has {known}.{hint}")
        array = np.asarray(value, dtype=float)
        if array.ndim and array.shape[1:] != (1,) and array.size > 1:
            raise ValueError(
                f"picture {name} has shape {array.shape}: give one number, or shape (states, 1) "
                "along a sweep."
            )
        wrong = array[~((array >= -SLACK) & (array <= 1 + SLACK))]
        if wrong.size:
            raise ValueError(
                f"picture {name} = {wrong.flat[0]:g} is not possible: a part of it follows "
                "a number from 0 (none) to 1 (all)."
            )
        return np.clip(array, 0, 1)

    def still(self, values):
        """The picture of one state, as SVG text, for pages that run nothing."""
        values = {name: float(np.ravel(v)[0]) for name, v in self.check(values).items()}
        ElementTree.register_namespace("", SVG)
        root = ElementTree.fromstring(self.svg)  # noqa: S314 (our own drawing)
        for node in root.iter():
            for rule in RULES:
                if name := node.get(f"data-kit-{rule}"):
                    _follow(node, rule, values.get(name))
        return ElementTree.tostring(root, encoding="unicode")

    def spec(self):
        """What the browser needs to know."""
        return {"svg": self.svg, "alt": self.alt}


def _follow(node, rule, value):
    """Make one element show a number; None is a number that the lab does not give."""
    if rule == "needs":
        _show(node, value is not None)
    elif rule == "thick":
        full = float(node.get("stroke-width"))
        node.set("stroke-width", f"{round(full * (value or 0), 2):g}")
    else:
        shown = how_many(value or 0, len(node))
        for place, child in enumerate(node):
            _show(child, (place < shown) == (rule == "count"))


def _show(node, shown):
    if shown:
        node.attrib.pop("display", None)
    else:
        node.set("display", "none")
