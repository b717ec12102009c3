"""The rules by which the parts of a picture follow a lab's numbers, from 0 (none) to 1 (all).

An element of the SVG names its part, and after it what else its rule needs:
`data-kit-count="blocked"`, `data-kit-shift="level 0 -200"`.

count   so many of its children are shown, from the first on
left    the others: those that `count` leaves over
thick   its own stroke-width, times the number
needs   hidden in a lab that does not give this part
level   a rect of which the lowest share is shown
shift   moved by the number times dx and dy
turn    turned by the number times so many degrees around x, y
say     its text is what the lab says
drift   as `count`; while the picture plays they wander in a room: x, y, width, height. Without a
        room, chance changes which of them are shown, never how many
flow    hidden at 0; while the picture plays a pattern runs along dx, dy, which is its period, and
        the number is its speed
beat    while the picture plays it beats around x, y: at 1 so many times a minute

None is drawn only for none, and all only for all: 4 % of ten is one, 97 % of ten is nine.
`rules.js` holds the same rules, and one table of cases tests both.
"""

from dataclasses import dataclass
from math import floor

WORDS = {  # what stands after the part
    "count": "",
    "left": "",
    "thick": "",
    "needs": "",
    "level": "",
    "shift": "dx dy",
    "turn": "degrees x y",
    "say": "",
    "drift": "x y width height",
    "flow": "dx dy",
    "beat": "most x y",
}
CLASHES = (("shift", "turn", "flow", "beat"), ("count", "left", "drift"), ("needs", "flow"))
NEARLY = 0.005  # closer than this to none or all is none or all


@dataclass(frozen=True)
class Rule:
    """How one element follows one part."""

    name: str
    part: str
    more: tuple[float, ...] = ()


def how_many(share: float, total: int) -> int:
    """How many of `total` things stand for a share of them."""
    if share < NEARLY or total == 0:
        return 0
    if share > 1 - NEARLY:
        return total
    # the small surplus makes float32, in the browser, and float64 fall on the same side of a half
    return min(max(floor(share * total + 0.5 + 1e-4), 1), max(total - 1, 1))


def read(attributes: dict[str, str]) -> list[Rule]:
    """The rules of one element.

    Raises
    ------
    ValueError
        For a rule that does not exist, or one with too many or too few words.
    """
    return [
        _rule(key.removeprefix("data-kit-"), words)
        for key, words in attributes.items()
        if key.startswith("data-kit-")
    ]


def _rule(name: str, words: str) -> Rule:
    if name not in WORDS:
        raise ValueError(f"data-kit-{name} is not a rule of a picture: it has {', '.join(WORDS)}.")
    part, *more = words.split() or [""]
    wanted = WORDS[name].split()
    try:
        numbers = tuple(map(float, more))
    except ValueError:
        numbers = ()
    roomless = name == "drift" and not more
    if not part or not (roomless or len(numbers) == len(more) == len(wanted)):
        asks = " ".join(["a part", *wanted])
        raise ValueError(f'data-kit-{name}="{words}" cannot be read: the rule asks for {asks}.')
    return Rule(name, part, numbers)


def changes(rule: Rule, base: dict[str, float], value: float | str | None) -> dict[str, object]:
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


def _shown(name: str, number: float, children: int) -> list[int]:
    """The places of the children that are shown."""
    few = how_many(number, children)
    return list(range(few, children)) if name == "left" else list(range(few))


def _moved(rule: Rule, base: dict[str, float], number: float) -> dict[str, object]:
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


def _plain(number: float) -> str:
    """A number with two decimals at most, written as JavaScript writes it."""
    hundredths = floor(100 * number + 0.5 + 1e-6)
    return f"{hundredths / 100 + 0:.2f}".rstrip("0").rstrip(".")
