"""Blank axes to draw on, as SVG."""

from pathlib import Path

import numpy as np
from jinja2 import Template

SVG = Path(__file__).parents[1] / "templates" / "axes.svg"
TEMPLATE = Template(SVG.read_text(encoding="utf-8"), autoescape=True, trim_blocks=True)

WIDTH, HEIGHT = 380, 230  # half of a page across: letters of 8 points
LEFT, RIGHT, TOP, BOTTOM = 46, 14, 32, 44  # room around the axes


def ticks(low, high):
    """About five round numbers that cover a range."""
    rough = (high - low) / 5
    size = 10 ** np.floor(np.log10(rough))
    step = next(size * k for k in (1, 2, 2.5, 5, 10) if size * k >= rough * 0.999)
    return [float(v) for v in np.arange(np.ceil(low / step) * step, high + step / 1000, step)]


def blank(x, y, x_range, y_range, at=(), given=()):
    """Axes with grid lines and titles x and y, without a curve.

    Dashed lines are `at` the values that are asked for; points that are `given` are filled.
    """
    left, right, low = LEFT, WIDTH - RIGHT, HEIGHT - BOTTOM

    def across(value):
        return float(np.interp(value, x_range, (left, right)))

    def up(value):
        return float(np.interp(value, y_range, (low, TOP)))

    return TEMPLATE.render(
        **{"width": WIDTH, "height": HEIGHT, "left": left, "right": right, "low": low, "top": TOP},
        **{"x": x, "y": y, "dashed": map(across, at)},
        across=[(f"{value:g}", across(value)) for value in ticks(*x_range)],
        up=[(f"{value:g}", up(value)) for value in ticks(*y_range)],
        points=[(across(a), up(b)) for a, b in given],
    )
