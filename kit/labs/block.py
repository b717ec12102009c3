"""Labs of lesson 2, the exit: how much a block raises the level, where, and where molecules go."""

import numpy as np

from kit.chart import Area, Axis, Data, Drawing, Lab, Line, Points, Slider, Style, plain
from kit.labs.pictures import bath, bath_parts, synapse, synapse_parts
from kit.labs.style import DRUG
from kit.science.occupancy import from_odds
from kit.science.transmission import fold_change

SHARE = 0.9  # of all clearance, by the transporter of the example region; chosen for this kit
HIGHEST_BLOCK = 95.0
MOST = 7.0  # times as many molecules fill the gap of the picture and half of its receptors
GRID = np.linspace(0, HIGHEST_BLOCK, 191)
BLOCKED = Axis("Share blocked (%)", 0, HIGHEST_BLOCK, unit="%", ticks=(0, 20, 40, 60, 80))
LOST = Style("#E69F00")  # a fill only
PUFF = 0.4  # of the vesicles drawn, those that empty at rest: a choice for the picture


def blocked_slider(default=0, high=HIGHEST_BLOCK, name="Transporters blocked", axis=True):
    """The slider that most labs of this lesson share."""
    stops = {"50 %": 50, "80 %": 80} | ({"95 %": 95} if high >= 95 else {})
    return Slider("blocked", name, 0, high, default, "%", stops=stops, axis=axis)


def level_and_block():
    """How much transmitter stands outside when a share of the transporters is blocked."""

    def draw(blocked):
        level = 100 * fold_change(blocked / 100, SHARE)
        curve = Data(GRID, 100 * fold_change(GRID / 100, SHARE))
        series = {"curve": curve, "here": Data(blocked, level)}
        picture = bath_parts(level / 100, blocked / 100, SHARE)
        return Drawing(series, {"level": level}, picture=picture)

    def words(now):
        if now.blocked == 0:
            return "No drug: 0 % of the transporters are blocked. 100 molecules are outside."
        return (
            f"{plain(now.blocked)} % of the transporters are blocked. Where 100 molecules were "
            f"outside, there are {now.level:.0f} now: {now.level / 100:.1f} times as many."
        )

    return Lab(
        title="Block a share of the exit",
        kind="model",
        controls=[blocked_slider()],
        series=[
            Line("curve", "model", DRUG, label_at=0.8),
            Points("here", "this block", DRUG, here=True),
        ],
        x=BLOCKED,
        y=Axis("Molecules outside (before: 100)", 0, 750, unit="molecules", digits=0),
        draw=draw,
        words=words,
        limits={
            "Measured": "Nothing here: the region is an example.",
            "Assumed": f"The transporter does {plain(100 * SHARE)} % of the clearing, chosen for "
            "this lesson. Release goes on as before. We look once the level is steady.",
            "Left out": "The brake on release, which comes later in this lesson.",
        },
        drawable="curve",
        picture=bath(),
    )


def molecule_ledger():
    """What becomes of each 100 released molecules, and how much stands outside meanwhile."""

    def draw(blocked, share):
        part, does = blocked / 100, share / 100
        level, levels = fold_change(part, does), fold_change(GRID / 100, does)
        lost, lost_here = 100 * (1 - does) * levels, 100 * (1 - does) * level
        series = {
            "back": Data(GRID, 100 - lost),
            "lost": Data(GRID, 100 + 0 * lost, base=100 - lost),
            "split": Data(blocked, 100 - lost_here),
            "outside": Data(GRID, levels),
            "here": Data(blocked, level),
        }
        picture = synapse_parts(
            released=PUFF,
            cleft=min(level / MOST, 1.0),
            blocked=part,
            bound=from_odds(level / MOST),
            returned=1 - lost_here / 100,
            broken_down=lost_here / 100,
            marked=1.0,
            outside=f"{100 * level:.0f}",
        )
        return Drawing(series, {"level": level, "lost": lost_here}, picture=picture)

    def words(now):
        return (
            f"{plain(now.blocked)} % blocked: of every 100 molecules released, "
            f"{100 - now.lost:.0f} are taken back and {now.lost:.0f} are broken down or drift "
            f"away. The sum is 100, as ever. {now.level:.1f} times as many are outside at a time."
        )

    return Lab(
        title="Where do the molecules go?",
        kind="model",
        controls=[
            blocked_slider(),
            Slider("share", "Its share of all clearing", 50, 95, 100 * SHARE, "%", drawer=True),
        ],
        series=[
            Area("back", "taken back", DRUG, label_at=0.35),
            Area("lost", "lost", LOST, label_at=0.8),
            Points("split", "this block", DRUG, here=True, rows=0),
            Line("outside", "outside at a time", DRUG, label_at=0.7, panel=1),
            Points("here", "this block, outside", DRUG, here=True, panel=1),
        ],
        x=BLOCKED,
        y=[
            Axis("Of 100 released", 0, 100, digits=0, ticks=(0, 50, 100)),
            Axis("Times outside", 0, 11, unit="times", ticks=(1, 5, 10)),
        ],
        draw=draw,
        words=words,
        limits={
            "Measured": "Nothing: book-keeping for the example region.",
            "Assumed": "A steady level: as many molecules leave as are released. What is lost is "
            "made again by the cell.",
            "Left out": "The brake on release, and a cell that cannot make enough: then its stores "
            "shrink.",
        },
        picture=synapse(),
    )


def fold_change_cases():
    """The three cases of the worked example: block, share, what is left, and the fold change."""

    def case(blocked, share):
        fold = float(fold_change(blocked / 100, share / 100))
        free = 100 - blocked
        return {
            "blocked": blocked,
            "share": share,
            "free": free,
            "working": share * free / 100,
            "others": 100 - share,
            "left": 100 / fold,
            "no_drains": 100 / free,
            "fold": fold,
        }

    return [case(80, 90), case(50, 90), case(90, 70)]
