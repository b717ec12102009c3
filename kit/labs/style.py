"""One look for each thing, the same in every lab: transmitter systems, and rulers.

Hues from Okabe and Ito's palette, chosen to stay apart under colour blindness; colour is never the
only cue.
"""

from kit.chart import Axis, Style

BLUE, VERMILION, GREEN, PINK = "#0072B2", "#D55E00", "#009E73", "#CC79A7"
SKY, ORANGE, BLACK, GREY = "#56B4E9", "#E69F00", "#222222", "#75675a"

SERT = Style(BLUE, "solid", "circle")
NET = Style(VERMILION, "longdash", "square")
DAT = Style(GREEN, "dashdot", "diamond")
MOR = Style(PINK, "dot", "triangle-up")
DRUG = Style(BLACK, "solid", "hexagon")

TARGETS = {"SERT": SERT, "NET": NET, "DAT": DAT, "MOR": MOR}
TARGET_NAMES = {
    "SERT": "serotonin transporters (SERT)",
    "NET": "norepinephrine transporters (NET)",
    "DAT": "dopamine transporters (DAT)",
}


def percent(title: str, low: float = 0, high: float = 105, step: int = 20) -> Axis:
    """A ruler in percent, with a little room above 100 unless it ends there."""
    return Axis(title, low, high, unit="%", ticks=range(0, 101, step))


def decades(title: str, low: float, high: float, unit: str = "", digits: int = 2) -> Axis:
    """A logarithmic ruler with a number at each power of ten."""
    powers = [10.0**power for power in range(-3, 7)]
    ticks = [power for power in powers if low <= power <= high]
    return Axis(title, low, high, unit, "log", digits, ticks)
