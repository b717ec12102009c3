"""Blank axes to draw on, as SVG."""

from html import escape

import numpy as np

WIDTH, HEIGHT = 380, 230  # half of a page across: letters of 8 points
LEFT, RIGHT, TOP, BOTTOM = 58, 14, 14, 44  # room around the axes
INK, GREY = "#222222", "#999999"


def ticks(low, high):
    """About five round numbers that cover a range."""
    rough = (high - low) / 5
    size = 10 ** np.floor(np.log10(rough))
    step = next(size * k for k in (1, 2, 2.5, 5, 10) if size * k >= rough * 0.999)
    return [float(v) for v in np.arange(np.ceil(low / step) * step, high + step / 1000, step)]


def blank(x, y, x_range, y_range, at=(), given=()):
    """Axes with grid lines, without a curve.

    Parameters
    ----------
    x, y : str
        Titles.
    x_range, y_range : pair of float
    at : sequence of float
        Where a value is asked for: a dashed line stands there.
    given : sequence of pair of float
        Points that are told.

    Returns
    -------
    str
    """
    across = _ruler(x_range, LEFT, WIDTH - RIGHT)
    up = _ruler(y_range, HEIGHT - BOTTOM, TOP)
    low, top = HEIGHT - BOTTOM, TOP
    drawn = []
    for value in ticks(*x_range):
        drawn.append(_line(across(value), low, across(value), low + 5, INK))
        drawn.append(_text(across(value), low + 19, f"{value:g}", "middle"))
    for value in ticks(*y_range):
        drawn.append(_line(LEFT, up(value), WIDTH - RIGHT, up(value), GREY))
        drawn.append(_text(LEFT - 8, up(value) + 4, f"{value:g}", "end"))
    drawn += [_line(across(v), low, across(v), top, INK, ' stroke-dasharray="2 5"') for v in at]
    drawn += [
        f'<circle cx="{across(a):.1f}" cy="{up(b):.1f}" r="5" fill="{INK}"/>' for a, b in given
    ]
    drawn += [_line(LEFT, low, WIDTH - RIGHT, low, INK), _line(LEFT, low, LEFT, top, INK)]
    drawn.append(_text((LEFT + WIDTH) / 2, HEIGHT - 8, x, "middle"))
    drawn.append(
        f'<text transform="translate(16 {(low + top) / 2:.0f}) rotate(-90)" '
        f'text-anchor="middle">{escape(y)}</text>'
    )
    label = escape(f"Blank axes: {y} against {x}", quote=True)
    return (
        f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{label}" '
        f'font-family="sans-serif" font-size="13">{"".join(drawn)}</svg>'
    )


def _ruler(span, start, end):
    return lambda value: start + (value - span[0]) / (span[1] - span[0]) * (end - start)


def _line(x1, y1, x2, y2, colour, more=""):
    places = f'x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"'
    return f'<line {places} stroke="{colour}"{more}/>'


def _text(x, y, said, anchor):
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(said)}</text>'
