"""Small charts of counts as SVG: bars and rows of squares, the same in a notebook and on paper."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from html import escape
from textwrap import wrap
from typing import Any

INK, FILL, PALE = "#222222", "#0072B2", "#ffffff"
WIDE, BAR, HIGH, LINE = 460, 300, 44, 18  # pixels: the picture, its bars, a row, a line of words
LETTERS = 58  # that fit on a line
SQUARE, SQUARES = 14, 20  # the side of a square with its gap, and how many fit


@dataclass(frozen=True)
class Bar:
    """A share from 0 to 1, drawn from a zero line to a frame that is 100 %."""

    share: float
    filled: bool = True  # hatched otherwise


@dataclass(frozen=True)
class Row:
    """One line of a chart: what it is, its picture, and the same in words.

    Parameters
    ----------
    label, note : str
    bars : tuple of Bar
        One above the other.
    marks : tuple of bool
        Squares, filled or open, the last ones where they are many.
    """

    label: str
    note: str = ""
    bars: tuple[Any, ...] = ()
    marks: tuple[bool, ...] = ()


def chart(rows: Any, title: str) -> str:
    """A chart as one SVG element; it needs no script, no font and no network.

    Parameters
    ----------
    rows : list of Row
    title : str
        What a reader hears who does not see it.

    Returns
    -------
    str
    """
    parts, top = [], 4
    for row in rows:
        label = wrap(row.label, LETTERS) or [""]
        parts += [_text(0, top + 14 + LINE * k, words) for k, words in enumerate(label)]
        top += LINE * (len(label) - 1)
        parts += [_bar(top + 20 + 16 * place, bar) for place, bar in enumerate(row.bars)]
        parts += [_square(place, top + 20, on) for place, on in enumerate(row.marks[-SQUARES:])]
        parts.append(_text(BAR + 10, top + 32, row.note))
        top += HIGH + 16 * max(0, len(row.bars) - 1)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="{escape(title)}" '
        f'viewBox="0 0 {WIDE} {top}" width="{WIDE}" height="{top}" '
        f'font-family="system-ui, sans-serif" font-size="14">'
        '<defs><pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" '
        f'patternTransform="rotate(45)"><rect width="6" height="6" fill="{PALE}"/>'
        f'<rect width="2" height="6" fill="{INK}"/></pattern></defs>'
        f'<rect width="{WIDE}" height="{top}" fill="#ffffff"/>{"".join(parts)}</svg>'
    )


def source(rows: Any, title: str) -> Any:
    """The chart as the address of an image, which carries all of it."""
    return "data:image/svg+xml;base64," + b64encode(chart(rows, title).encode()).decode()


def image(alt: Any, address: Any) -> str:
    """An HTML image, which no style of the page can change."""
    style = "max-width:100%;height:auto"
    return f'<img alt="{escape(alt)}" style="{style}" src="{escape(address)}">'


def _text(x: Any, y: Any, words: Any) -> Any:
    return f'<text x="{x}" y="{y}" fill="{INK}">{escape(words)}</text>' if words else ""


def _bar(y: Any, bar: Any) -> str:
    fill = FILL if bar.filled else "url(#hatch)"
    length = round(BAR * min(1.0, max(0.0, bar.share)), 1)
    return (
        f'<rect x="0.5" y="{y}" width="{BAR}" height="14" fill="{PALE}" stroke="#767676"/>'
        f'<rect x="0.5" y="{y}" width="{length}" height="14" fill="{fill}" stroke="{INK}"/>'
    )


def _square(place: Any, y: Any, on: Any) -> str:
    return (
        f'<rect x="{place * SQUARE + 0.5}" y="{y}" width="11" height="11" '
        f'fill="{INK if on else PALE}" stroke="{INK}"/>'
    )
