"""The picture of a lab as Python would draw it: the oracle of what `rules.js` makes of it."""

from math import floor
from xml.etree import ElementTree

from kit.chart.picture import OWN, SVG
from kit.chart.rules import NEARLY, how_many, read


def picture_of(lab):
    """The picture of a lab as it stands, as SVG text."""
    return still(lab._picture, dict(lab.drawing().picture))


def still(picture, values):
    """The picture of one state, as SVG text."""
    now = {name: value.ravel()[0].item() for name, value in picture.check(values).items()}
    ElementTree.register_namespace("", SVG)
    root = ElementTree.fromstring(picture.svg)
    for node in root.iter():
        for rule in read(node.attrib):
            _follow(node, rule, now.get(rule.part))
    return ElementTree.tostring(root, encoding="unicode")


def changes(rule, base, value):
    """What a value makes of an element.

    Parameters
    ----------
    rule : Rule
    base : dict of str to float
        What the drawing itself says, where the rule asks for it: stroke-width, y, height, and
        `children`, their number.
    value : float or str, optional
        None where the lab does not give the part.

    Returns
    -------
    dict of str to object
        Attributes with their new text; `display` is None where the element is shown. `text` is
        what it says, `shown` are the places of the children that are seen.
    """
    if rule.name == "needs":
        return {"display": None if value is not None else "none"}
    if rule.name == "say":
        return {"text": value or ""}
    number = float(value or 0)
    if rule.name == "flow":
        return {"display": None if number >= NEARLY else "none"}
    if rule.name in ("count", "left", "drift"):
        return {"shown": _shown(rule.name, number, int(base["children"]))}
    return _moved(rule, base, number)


def _shown(name, number, children):
    """The places of the children that are shown."""
    few = how_many(number, children)
    return list(range(few, children)) if name == "left" else list(range(few))


def _moved(rule, base, number):
    """The new attributes of a rule that measures or moves."""
    if rule.name == "thick":
        return {"stroke-width": _plain(base["stroke-width"] * number)}
    if rule.name == "level":
        tall = base["height"] * number
        return {"y": _plain(base["y"] + base["height"] - tall), "height": _plain(tall)}
    if rule.name == "shift":
        return {"transform": f"translate({' '.join(_plain(k * number) for k in rule.more)})"}
    if rule.name == "turn":
        degrees, x, y = rule.more
        return {"transform": f"rotate({_plain(degrees * number)} {_plain(x)} {_plain(y)})"}
    return {}  # a heart stands still


def _plain(number):
    """A number with two decimals at most, written as JavaScript writes it."""
    hundredths = floor(100 * number + 0.5 + 1e-6)
    return f"{hundredths / 100 + 0:.2f}".rstrip("0").rstrip(".")


def _follow(node, rule, value):
    """Make one element show a value; None is one that the lab does not give."""
    base = {key: float(node.attrib[key]) for key in OWN.get(rule.name, ())}
    for key, new in changes(rule, base | {"children": len(node)}, value).items():
        if key == "text":
            node.text = str(new)
        elif key == "shown":
            for place, child in enumerate(node):
                _set(child, "display", None if place in new else "none")
        else:
            _set(node, key, new)


def _set(node, key, value):
    if value is None:
        node.attrib.pop(key, None)
    else:
        node.set(key, str(value))
