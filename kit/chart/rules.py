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
`rules.js` makes a picture follow them.
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
