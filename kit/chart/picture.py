"""A hand-made drawing beside the chart whose parts follow the lab by the rules in `rules.py`."""

from collections.abc import Mapping
from difflib import get_close_matches
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import numpy as np
from numpy.typing import NDArray

from kit.chart.rules import CLASHES, Rule, read

SVG = "http://www.w3.org/2000/svg"
SLACK = 1e-6  # a computed 1 may come out as 1.0000000002
OWN = {"thick": ("stroke-width",), "level": ("y", "height")}  # what a rule asks of its element
MOVES = CLASHES[0]

Given = float | str | NDArray[np.float64] | NDArray[np.str_] | list[str]


class Picture:
    """A picture in SVG whose parts follow a lab.

    Parameters
    ----------
    svg : str
        From a file of ours. It has a viewBox and begins with a title.
    alt : str
        What the picture shows, for somebody who cannot see it; the lab's words follow it.

    Raises
    ------
    ValueError
        For a rule that does not exist, that its element cannot follow, or that another one undoes.
    """

    def __init__(self, svg: str, alt: str) -> None:
        self.svg, self.alt = svg, alt
        root = ElementTree.fromstring(svg)  # noqa: S314 (our own drawing)
        title = root.find(f"{{{SVG}}}title")
        if title is None or not title.text:
            raise ValueError("A picture has no title: begin its SVG with <title>.")
        self.title = title.text
        rules = [rule for node in root.iter() for rule in _rules(node)]
        self.parts = {rule.part for rule in rules}
        self.texts = {rule.part for rule in rules if rule.name == "say"}
        self.optional = {rule.part for rule in rules if rule.name == "needs"}
        numbers = {rule.part for rule in rules if rule.name not in ("say", "needs")}
        if both := self.texts & numbers:
            raise ValueError(f"{min(both)!r} is said as a text and followed as a number.")

    def check(self, values: Mapping[str, Given]) -> dict[str, NDArray[np.generic]]:
        """What a lab gives its picture: numbers within 0 to 1, and texts.

        Parameters
        ----------
        values : dict of str to float, str or array
            One value, or along a sweep an array of shape (states, 1); texts may be a list.

        Raises
        ------
        ValueError
            For a part that the picture does not have or does not get, a number outside 0 to 1,
            or a number in the place of a text.
        """
        for name in values:
            if name not in self.parts:
                near = get_close_matches(name, self.parts, n=1)
                hint = f" Did you mean {near[0]}?" if near else ""
                known = ", ".join(sorted(self.parts))
                raise ValueError(f"{name!r} is not a part of this picture: it has {known}.{hint}")
        if missing := self.parts - self.optional - values.keys():
            raise ValueError(f"This picture gets no value for {', '.join(sorted(missing))}.")
        return {name: self._checked(name, value) for name, value in values.items()}

    def _checked(self, name: str, value: Given) -> NDArray[np.generic]:
        if name in self.texts:
            return _texts(name, value)
        try:
            array = np.asarray(value, dtype=float)
        except ValueError:
            raise ValueError(f"picture {name} = {value!r} is a text: give a number.") from None
        if array.ndim and array.shape[1:] != (1,) and array.size > 1:
            raise ValueError(
                f"picture {name} has shape {array.shape}: give one number, or shape (states, 1) "
                "along a sweep."
            )
        absent = np.isnan(array) & (name in self.optional)
        wrong = array[~((array >= -SLACK) & (array <= 1 + SLACK) | absent)]
        if wrong.size:
            raise ValueError(
                f"picture {name} = {wrong.flat[0]:g} is not possible: a part of it follows "
                "a number from 0 (none) to 1 (all)."
            )
        clipped: NDArray[np.float64] = np.clip(array, 0, 1)
        return clipped

    def spec(self) -> dict[str, str]:
        """What the browser needs to know."""
        return {"svg": self.svg, "title": self.title, "alt": self.alt}


def _texts(name: str, value: Given) -> NDArray[np.str_]:
    """What a part says, in one state or in each."""
    array = np.asarray(value)
    if array.dtype.kind != "U":
        raise ValueError(f"picture {name} = {value!r} is not a text: this part says a word.")
    return array.reshape(-1, 1) if array.ndim else array


def _rules(node: Element) -> list[Rule]:
    """The rules of an element; ValueError for one that the element cannot follow."""
    rules = read(node.attrib)
    names = {rule.name for rule in rules}
    for group in CLASHES:
        if len(found := names & set(group)) > 1:
            asked = " and ".join(sorted(found))
            raise ValueError(f"{asked} undo each other on one element: put a group around it.")
    if names & set(MOVES) and "transform" in node.attrib:
        raise ValueError(f"{min(names)} undoes the element's own transform: put a group around it.")
    for rule in rules:
        _fits(node, rule)
    return rules


def _fits(node: Element, rule: Rule) -> None:
    """Refuse a rule that its element cannot follow."""
    for needed in OWN.get(rule.name, ()):
        if needed not in node.attrib:
            raise ValueError(f"data-kit-{rule.name}={rule.part!r} needs its own {needed}.")
    if rule.name == "say" and len(node):
        raise ValueError(f"data-kit-say={rule.part!r} would take away what stands in its element.")
    if rule.name == "drift" and rule.more:
        x, y, width, height = rule.more
        for child in node:
            at = [float(child.get(key, "nan")) for key in ("x", "y")]
            if not (x <= at[0] <= x + width and y <= at[1] <= y + height):
                raise ValueError(
                    f"data-kit-drift={rule.part!r}: a child stands at {at[0]:g}, {at[1]:g}, "
                    "outside its room."
                )
