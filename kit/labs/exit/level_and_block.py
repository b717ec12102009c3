"""How much stands outside when a share of the pumps is blocked: the bath with two drains."""

from dataclasses import replace

from kit.chart import Axis, Data, Drawing, Lab, Line, Now, Points, Slider, plain
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
ONE = {
    "Measured": "Nothing here: the region is an example.",
    "Assumed": f"The pump does {plain(100 * SHARE)} % of the clearing, chosen for this lesson. "
    "Release goes on as before, and twice the level leaves twice as fast. We look once the "
    "level is steady.",
    "Left out": "The brake on release, bursts, and a pump's top speed.",
}
MANY = {
    "Measured": "The shares behind the named buttons: from living rats and from brain slices.",
    "Assumed": "Each share was worked out from one drug that was taken to block its pump fully. "
    "The other drains never fill up.",
    "Left out": "The brake on release. In slices the shares come out lower than in living brains; "
    "why is not known.",
}


def level_and_block(share: float | None = None) -> Lab:
    """How much transmitter stands outside when a share of the pumps is blocked.

    Parameters
    ----------
    share : float, optional
        Adds a second slider, for the pump's share of all clearing; it starts here, in percent.
    """
    controls = [blocked_slider(0 if share is None else 50)]
    if share is not None:
        stops = {name: round(100 * share_of(row)) for name, row in PLACES.items()}
        label = "The pump's share of all clearing"
        slider = Slider("share", label, LEAST, GREATEST, 100 * SHARE, "%", stops=stops)
        controls.append(replace(slider, default=slider.check(share)))

    def draw(blocked: float, share: float = 100 * SHARE) -> Drawing:
        fold = fold_change(blocked / 100, share / 100)
        series = {
            "curve": Data(GRID, 100 * fold_change(GRID / 100, share / 100)),
            "here": Data(blocked, 100 * fold),
        }
        numbers = {"fold": fold, "left": 100 / fold, "share": share}
        bath = bath_parts(fold, blocked / 100, share / 100)
        return Drawing(series, numbers, picture=bath)

    return Lab(
        title="Block a share of the exit",
        kind="model",
        controls=controls,
        series=[
            Line("curve", "model", DRUG, label_at=0.8),
            Points("here", "this block", DRUG, here=True),
        ],
        x=BLOCKED,
        y=Axis("Molecules outside (before: 100)", 0, 1050, "molecules", digits=0),
        draw=draw,
        words=words if share is None else words_with_share,
        limits=ONE if share is None else MANY,
        sources=None if share is None else lambda: sources_of((), PLACES.values()),
        drawable="curve",
        picture=picture("bath"),
    )


def words(now: Now) -> str:
    """The level in a sentence or two."""
    if now.blocked == 0:
        return "No drug: 0 % of the pumps are blocked. 100 molecules are outside."
    return (
        f"{plain(now.blocked)} % of the pumps are blocked, and of 100 parts of clearing "
        f"{now.left:.0f} are left. Where 100 molecules were outside, there are "
        f"{100 * now.fold:.0f} now: {now.fold:.1f} times as many."
    )


def words_with_share(now: Now) -> str:
    """The same, with the pump's share and its ceiling."""
    return (
        f"The pump does {plain(now.share)} % of the clearing. With {plain(now.blocked)} % of it "
        f"blocked, {now.left:.0f} of 100 parts are left: {now.fold:.2f} times as many molecules "
        f"outside. Even a full block would stop at {100 / (100 - now.share):.1f} times."
    )
