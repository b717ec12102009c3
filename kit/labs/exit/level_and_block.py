from kit.chart import Axis, Drawing, Lab, Limits, Line, Points, Slider, plain
from kit.labs.exit.shared import (
    BLOCKED,
    GRID,
    SHARE,
    bath_parts,
    blocked_slider,
    share_of,
    sources_of,
)
from kit.labs.pictures import picture
from kit.labs.style import DRUG
from kit.science.transmission import fold_change

LEAST, GREATEST = 50.0, 95.0  # % of all clearing by the pump, on the slider
PLACES = {  # named buttons of the share slider, each with its parameter
    "norepinephrine, cortex": "share-net-cortex",
    "norepinephrine, brainstem slice": "share-net-locus-coeruleus",
    "serotonin, slice": "share-sert-slice",
}
ONE: Limits = {
    "measured": "Nothing here: the region is an example.",
    "assumed": f"The pump does {plain(100 * SHARE)} % of the clearing, chosen for this lesson. "
    "Release goes on as before, and twice the level leaves twice as fast. We look once the "
    "level is steady.",
    "left_out": "The brake on release, bursts, and a pump's top speed.",
}
MANY: Limits = {
    "measured": "The shares behind the named buttons: from living rats and from brain slices.",
    "assumed": "Each share was worked out from one drug that was taken to block its pump fully. "
    "The other drains never fill up.",
    "left_out": "The brake on release. In slices the shares come out lower than in living brains; "
    "why is not known.",
}
WITH_SHARE = (
    "The pump does {share} % of the clearing. With {blocked} % of it blocked, {left:.0f} of 100 "
    "parts are left: {fold:.2f} times as many molecules outside. Even a full block would stop at "
    "{ceiling:.1f} times."
)


def level_and_block(share: float | None = None) -> Lab:
    """How much stands outside when a share of the pumps is blocked: the bath with two drains.

    Parameters
    ----------
    share : float, optional
        Adds a second slider, for the pump's share of all clearing; it starts here, in percent.
    """
    controls = [blocked_slider(0 if share is None else 50)]
    if share is not None:
        stops = {name: round(100 * share_of(row)) for name, row in PLACES.items()}
        label = "The pump's share of all clearing"
        controls.append(Slider("share", label, LEAST, GREATEST, share, "%", stops=stops))

    def draw(blocked: float, share: float = 100 * SHARE) -> Drawing:
        fold, folds = (fold_change(part / 100, share / 100) for part in (blocked, GRID))
        series = [
            Line("curve", "model", GRID, 100 * folds, DRUG, 0.8),
            Points("here", "this block", blocked, 100 * fold, DRUG, here=True),
        ]
        left, outside = 100 / fold, 100 * fold
        numbers = {"fold": fold, "left": left, "ceiling": 100 / (100 - share)}
        told = (
            f"{plain(blocked)} % of the pumps are blocked, and of 100 parts of clearing {left:.0f} "
            f"are left. Where 100 molecules were outside, there are {outside:.0f} now: {fold:.1f} "
            "times as many."
            if blocked
            else "No drug: 0 % of the pumps are blocked. 100 molecules are outside."
        )
        bath = bath_parts(fold, blocked / 100, share / 100)
        return Drawing(series, numbers | {"told": told}, picture=bath)

    return Lab(
        title="Block a share of the exit",
        kind="model",
        controls=controls,
        x=BLOCKED,
        y=Axis("Molecules outside (before: 100)", 0, 1050, "molecules", digits=0),
        draw=draw,
        words="{told}" if share is None else WITH_SHARE,
        **(ONE if share is None else MANY),
        sources=None if share is None else lambda: sources_of((), PLACES.values()),
        drawable="curve",
        picture=picture("bath"),
    )
