from kit.chart import Area, Axis, Drawing, Lab, Line, Points, Style, plain
from kit.labs.exit.shared import BLOCKED, GRID, SHARE, blocked_slider
from kit.labs.pictures import synapse, synapse_parts
from kit.labs.style import DRUG, ORANGE
from kit.science.occupancy import from_odds
from kit.science.transmission import fold_change

LOST = Style(ORANGE)  # a fill only
MOST = 7.0  # times as many molecules fill the gap of the picture and half of its receptors
PUFF = 0.4  # of the vesicles drawn, those that empty at rest: a choice for the picture


def molecule_ledger() -> Lab:
    """The fate of each 100 released molecules: carried back or lost, and how many are outside."""
    lost_at = 100 * (1 - SHARE)  # of 100 released, without a drug
    levels = fold_change(GRID / 100, SHARE)
    lost_along = lost_at * levels
    along = [
        Area("back", "carried back", GRID, 100 - lost_along, DRUG, 0.35),
        Area("lost", "lost", GRID, [100] * len(GRID), LOST, 0.8, base=100 - lost_along),
        Line("outside", "outside at a time", GRID, levels, DRUG, 0.7, panel=1),
    ]

    def draw(blocked: float) -> Drawing:
        level = fold_change(blocked / 100, SHARE)
        lost = lost_at * level
        here = [
            Points("split", "this block", blocked, 100 - lost, DRUG, here=True, rows=0),
            Points("here", "this block, outside", blocked, level, DRUG, here=True, panel=1),
        ]
        picture = synapse_parts(
            released=PUFF,
            cleft=min(level / MOST, 1.0),
            blocked=blocked / 100,
            bound=from_odds(level / MOST),
            returned=1 - lost / 100,
            lost=lost / 100,
            marked=1.0,
            outside=f"{100 * level:.0f}",
        )
        numbers = {"level": level, "lost": lost, "back": 100 - lost}
        return Drawing([*along, *here], numbers, picture=picture)

    return Lab(
        title="Where do the molecules go?",
        kind="model",
        controls=[blocked_slider()],
        x=BLOCKED,
        y=[
            Axis("Of 100 released", 0, 100, digits=0, ticks=(0, 50, 100)),
            Axis("Times outside", 0, 8, unit="times", ticks=(1, 3, 5, 7)),
        ],
        draw=draw,
        words="{blocked} % blocked: of every 100 molecules released, {back:.0f} are carried back "
        "and {lost:.0f} are lost. The sum is 100, as ever. {level:.1f} times as many are outside "
        "at a time.",
        measured="Nothing: the region is an example.",
        assumed=f"The pump does {plain(100 * SHARE)} % of the clearing, and the level is steady: "
        "as many molecules go as come.",
        left_out="Where the lost ones are replaced, and what happens if the cell cannot keep up.",
        picture=synapse(),
    )
