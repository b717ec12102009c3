"""One colour, dash and marker for each transmitter system, the same in every lab.

Hues from Okabe and Ito's palette, chosen to stay apart under colour blindness; colour is never the
only cue.
"""

from kit.chart import Style

SERT = Style("#0072B2", "solid", "circle")
NET = Style("#D55E00", "longdash", "square")
DAT = Style("#009E73", "dashdot", "diamond")
MOR = Style("#CC79A7", "dot", "triangle-up")
DRUG = Style("#222222", "solid", "hexagon")

TARGETS = {"SERT": SERT, "NET": NET, "DAT": DAT, "MOR": MOR}
TARGET_NAMES = {
    "SERT": "serotonin transporters (SERT)",
    "NET": "norepinephrine transporters (NET)",
    "DAT": "dopamine transporters (DAT)",
    "MOR": "mu opioid receptors (MOR)",
}
