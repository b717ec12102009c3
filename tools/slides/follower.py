"""A widget without a face in the deck: it tells the speaker notes which slide is on."""

from pathlib import Path

import anywidget

HERE = Path(__file__).parent


class Follower(anywidget.AnyWidget):
    """Joins the deck and the page of notes, which may be on another screen."""

    _esm = (HERE / "follower.js").read_text(encoding="utf-8")


def follow():
    """What the deck's first slide holds beside its title."""
    return Follower()
