"""Small pictures of the time courses for docs/validation.md: lines are models, dots measured."""

import numpy as np

from kit.science.feedback import sensitivity, serotonin_loop
from kit.science.naltrexone import blockade_odds
from kit.science.occupancy import fading, from_odds
from kit.science.transmission import decay

WIDTH, HEIGHT, LEFT, BOTTOM, TOP, RIGHT = 560, 240, 52, 44, 16, 12
DASHES = ("", "6 4", "2 3")


def courses():
    """Name, title, x title, x end, y title, y end, lines {label: (x, y)}, dots (x, y, label)."""
    seconds, days, hours = np.linspace(0, 0.4, 81), np.linspace(0, 28, 57), np.linspace(6, 80, 75)
    block = np.linspace(0, 96, 97)
    loop = serotonin_loop(0.8, sensitivity(days))
    scans = (6, 25, 53), (81.8, 71.9, 44.9), "measured (Takano 2006)"
    single = {
        "target half-life 22.6 h": (hours, 100 * fading(hours - 6, 0.80, 22.6, 0.985)),
        "plasma half-life 12 h": (hours, 100 * fading(hours - 6, 0.80, 12.0, 0.985)),
    }
    doses = {
        f"{dose} mg": (block, 100 * from_odds(blockade_odds(block, [0.0], [float(dose)])))
        for dose in (50, 100, 150)
    }
    threshold = 100 * float(from_odds(5.25))
    met = (24, 48, 72), (threshold,) * 3, "label: 24, 48, 72 h (fitted to)"
    return [
        ("decay", "T1: uptake after a release of 1000 nM", "seconds", 0.4, "nM", 1000,
         {"uptake alone": (seconds, decay(1000, seconds, 4000, 160))}, ((), (), "")),
        ("serotonin", "T9, T12, T13: serotonin at SERT occupancy 0.80", "days", 28, "x baseline", 4,
         {"cortex": (days, loop.forebrain), "cell bodies": (days, loop.raphe),
          "firing": (days, loop.firing)},
         ((0, 0, 21), (2, 1, 3.5), "rats: day 0 fitted to, day 21 up to 3.5")),
        ("sensitivity", "T11: sensitivity of 5-HT1A autoreceptors", "days", 28, "%", 100,
         {"model": (days, 100 * sensitivity(days))}, ((3, 21), (60, 30), "rats (fitted to)")),
        ("duloxetine", "T23: duloxetine 60 mg, one dose", "hours", 80, "SERT occupancy, %", 100,
         single, scans),
        ("naltrexone", "T26: naltrexone, one dose", "hours", 96, "mu receptors, %", 100,
         doses, met),
    ]  # fmt: skip


def picture(name, title, x_title, x_end, y_title, y_end, lines, dots):
    """One course as SVG text; numbers rounded to a tenth of a pixel."""
    del name
    across = (WIDTH - LEFT - RIGHT) / x_end
    up = (HEIGHT - TOP - BOTTOM) / y_end

    def place(x, y):
        return f"{LEFT + across * float(x):.1f},{HEIGHT - BOTTOM - up * float(y):.1f}"

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'font-family="sans-serif" font-size="11" fill="#222"><title>{title}</title>',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
        f'<path d="M{place(0, y_end)} L{place(0, 0)} L{place(x_end, 0)}" '
        'fill="none" stroke="#222"/>',
        f'<text x="{LEFT}" y="{HEIGHT - 26}">0</text>',
        f'<text x="{WIDTH - RIGHT}" y="{HEIGHT - 26}" text-anchor="end">{x_end:g} {x_title}</text>',
        f'<text x="{LEFT - 4}" y="{TOP + 8}" text-anchor="end">{y_end:g}</text>',
        f'<text x="12" y="{HEIGHT / 2:g}" transform="rotate(-90 12 {HEIGHT / 2:g})" '
        f'text-anchor="middle">{y_title}</text>',
    ]
    key = []
    for (label, (x, y)), dash in zip(lines.items(), DASHES):
        drawn = " ".join(place(*point) for point in zip(x, np.minimum(y, y_end)))
        parts.append(
            f'<polyline points="{drawn}" fill="none" stroke="#0072B2" stroke-width="2" '
            f'stroke-dasharray="{dash}"/>'
        )
        key.append(label + {"": "", "6 4": " (dashed)", "2 3": " (dotted)"}[dash])
    x, y, label = dots
    parts += [
        '<circle cx="{}" cy="{}" r="4" fill="#D55E00" stroke="#222"/>'.format(*at.split(","))
        for at in (place(*point) for point in zip(x, y))
    ]
    if label:
        key.append("dots: " + label)
    parts.append(f'<text x="{LEFT}" y="{HEIGHT - 8}">{"; ".join(key)}</text></svg>')
    return "\n".join(parts) + "\n"


def pictures():
    """File name and SVG text of each course."""
    return {f"{course[0]}.svg": picture(*course) for course in courses()}


def section():
    """The part of the page that shows them."""
    shown = [f"![{course[1]}](validation/{course[0]}.svg)" for course in courses()]
    return "\n\n".join(["## Time courses", "Lines are models, dots were measured.", *shown]) + "\n"
