"""The fate of each 100 released molecules, and how many are outside meanwhile."""

from kit.chart import Area, Axis, Data, Drawing, Lab, Line, Now, Points, Style, plain
from kit.labs.exit.shared import BLOCKED, GRID, SHARE, blocked_slider
from kit.labs.pictures import synapse, synapse_parts
from kit.labs.style import DRUG, ORANGE
from kit.science.occupancy import from_odds
from kit.science.transmission import fold_change

LOST = Style(ORANGE)  # a fill only
MOST = 7.0  # times as many molecules fill the gap of the picture and half of its receptors
PUFF = 0.4  # of the vesicles drawn, those that empty at rest: a choice for the picture


def molecule_ledger() -> Lab:
    """Count the molecules: released, carried back, lost, and outside at a time."""
    lost_at = 100 * (1 - SHARE)  # of 100 released, without a drug

    def draw(blocked: float) -> Drawing:
        level, levels = fold_change(blocked / 100, SHARE), fold_change(GRID / 100, SHARE)
        lost, lost_here = lost_at * levels, lost_at * level
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
            blocked=blocked / 100,
            bound=from_odds(level / MOST),
            returned=1 - lost_here / 100,
            lost=lost_here / 100,
            marked=1.0,
            outside=f"{100 * level:.0f}",
        )
        return Drawing(series, {"level": level, "lost": lost_here}, picture=picture)

    return Lab(
        title="Where do the molecules go?",
        kind="model",
        controls=[blocked_slider()],
        series=[
            Area("back", "carried back", DRUG, label_at=0.35),
            Area("lost", "lost", LOST, label_at=0.8),
            Points("split", "this block", DRUG, here=True, rows=0),
            Line("outside", "outside at a time", DRUG, label_at=0.7, panel=1),
            Points("here", "this block, outside", DRUG, here=True, panel=1),
        ],
        x=BLOCKED,
        y=[
            Axis("Of 100 released", 0, 100, digits=0, ticks=(0, 50, 100)),
            Axis("Times outside", 0, 8, unit="times", ticks=(1, 3, 5, 7)),
        ],
        draw=draw,
        words=words,
        limits={
            "Measured": "Nothing: the region is an example.",
            "Assumed": f"The pump does {plain(100 * SHARE)} % of the clearing, and the level is "
            "steady: as many molecules go as come.",
            "Left out": "Where the lost ones are replaced, and what happens if the cell cannot "
            "keep up.",
        },
        picture=synapse(),
    )


def words(now: Now) -> str:
    """The books in three short sentences."""
    return (
        f"{plain(now.blocked)} % blocked: of every 100 molecules released, "
        f"{100 - now.lost:.0f} are carried back and {now.lost:.0f} are lost. The sum is 100, as "
        f"ever. {now.level:.1f} times as many are outside at a time."
    )
