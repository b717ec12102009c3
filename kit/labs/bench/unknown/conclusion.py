"""The learner's conclusion on an unknown compound: a form, its verdict and its score."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import Any

import traitlets

from kit.chart import plain, script
from kit.chart.page import STYLE, View
from kit.labs.bench.unknown.study import an
from kit.science.compounds import (
    BLOCKING,
    COMPETITIVE,
    FULL,
    INVERSE,
    KINDS,
    NOTHING,
    PARTIAL,
)
from kit.science.conclusions import ENOUGH, factor, score

HERE = Path(__file__).parent
ASK = "What is {}?"
CONSTANTS = {FULL: "EC50", PARTIAL: "EC50", INVERSE: "EC50", COMPETITIVE: "KB", BLOCKING: "IC50"}
HELP = (
    "For an agonist or an inverse agonist give the EC50, where half of its own effect is done. For "
    "a competitive antagonist give the KB, the concentration at which twice as much agonist is "
    "needed. For a non-competitive antagonist give the IC50 against much agonist (100000 nM)."
)
TELL = {
    FULL: "Alone it lifts the effect as high as the reference agonist does.",
    PARTIAL: "Alone it lifts the effect, but no amount of it reaches the height of the reference: "
    "its efficacy is lower, whatever its potency.",
    COMPETITIVE: "Alone it does nothing. It shifts the agonist's curve to the right, and enough "
    "agonist brings back the full height.",
    BLOCKING: "Alone it does nothing. With enough of it no amount of agonist brings back the full "
    "height.",
    INVERSE: "Alone it lowers the effect below rest, which shows because this receptor is active "
    "by itself.",
    NOTHING: "Up to the highest concentration it changes nothing, neither alone nor with the "
    "agonist.",
}
MIXED_UP = (  # two groups of kinds, and how to distinguish them
    (
        {COMPETITIVE},
        {BLOCKING},
        "At one concentration of agonist both make the effect fall. To distinguish them, use much "
        "more agonist: it overcomes a competitive antagonist and no other.",
    ),
    (
        {INVERSE},
        {COMPETITIVE, BLOCKING, NOTHING},
        "To distinguish them, compare the compound alone with rest: an antagonist is not the "
        "opposite of an agonist and leaves rest as it is, an inverse agonist goes below.",
    ),
    (
        {NOTHING},
        {COMPETITIVE, BLOCKING},
        "Alone they look the same. To distinguish them, use a high concentration of the compound "
        "together with the agonist.",
    ),
    (
        {FULL},
        {PARTIAL},
        "To distinguish them, compare the height at the highest concentration, with several wells "
        "on more than one plate. Where the curve lies, its potency, says nothing about it.",
    ),
    (
        {FULL, PARTIAL},
        {COMPETITIVE, BLOCKING, INVERSE, NOTHING},
        "To distinguish them, use a high concentration of the compound alone: only an agonist "
        "goes above rest.",
    ),
)


class Conclusion(View):
    """The form: a kind, a concentration, and one button that cannot be taken back.

    Parameters
    ----------
    name : str
        The name of the compound.
    hand_in : callable
        Takes a kind and a constant (None where none is needed), returns the verdict; refuses with
        a ValueError.
    """

    code = script(HERE / "conclusion.js")
    style = STYLE
    asked = traitlets.Dict().tag(sync=True)  # never holds the answer
    reply = traitlets.Dict().tag(sync=True)
    verdict = traitlets.Dict().tag(sync=True)

    def __init__(self, name: str, hand_in: Any) -> None:
        super().__init__()
        self.asked = {
            "ask": ASK.format(name),
            "kinds": list(KINDS),
            "bare": [NOTHING],
            "label": "Its half-maximal concentration in nM",
            "help": HELP,
        }
        self._hand_in = hand_in
        self.observe(self._on_reply, "reply")

    def _on_reply(self, change: Any) -> None:
        try:
            self._hand_in(change["new"]["kind"], change["new"]["constant"])
        except ValueError as refusal:
            self.verdict = {"text": str(refusal), "turn": change["new"]["turn"]}

    def text(self) -> str:
        """The form in plain words, without its answer."""
        return "\n".join([self.asked["ask"], *(f"( ) {kind}" for kind in KINDS), HELP])

    def page(self) -> str:
        """The form as HTML for pages that run nothing."""
        kinds = "".join(f"<li>{kind}</li>" for kind in KINDS)
        return f"<p><b>{escape(self.asked['ask'])}</b></p><ul>{kinds}</ul><p>{escape(HELP)}</p>"


def named(kind: Any, constant: Any) -> str:
    """A compound in a few words."""
    if kind == NOTHING:
        return "a compound that does nothing"
    return f"{an(kind)} with {CONSTANTS[kind]} {plain(constant)} nM"


def truth_in_words(study: Any) -> str:
    """The true compound and the evidence for it."""
    kind, constant, ceiling = study.truth
    far = {PARTIAL: "highest", INVERSE: "lowest"}
    height = f" Its {far[kind]} effect alone is {ceiling:.0f} %." if kind in far else ""
    return f"{study.name} is {named(kind, constant)}. {TELL[kind]}{height}"


def verdict(study: Any, kind: str, constant: float) -> Any:
    """Score and explanation of a conclusion.

    Parameters
    ----------
    study : Study
    kind : str
    constant : float or None

    Returns
    -------
    dict
        `right`, `score` and `text`.
    """
    truth, spent, best = study.truth, study.spent, study.closest()
    carried = best.kind == kind and best.apart >= ENOUGH
    points = score(truth, kind, constant, spent, carried)
    said = f"You said: {named(kind, constant)}."
    if kind != truth.kind:
        said += "".join(f" {t}" for one, two, t in MIXED_UP if _between(one, two, kind, truth.kind))
    elif kind != NOTHING:
        off = factor(constant, truth.constant)
        said += f" Your concentration is off by a factor of {plain(off)}; up to 2 is full marks."
    parts = [truth_in_words(study), said]
    allowed = named(best.kind, best.constant)
    if best.kind != NOTHING:
        allowed += f" (from {plain(best.low)} to {plain(best.high)} fits too)"
    parts.append(f"A computer that compared all kinds on your points would say: {allowed}.")
    if kind == truth.kind and not carried:
        parts.append(
            "Your readings do not tell it from every other kind yet: a right guess is worth half."
        )
    parts.append(
        f"Score {points.total} of 100: {points.kind} of 50 for the kind, {points.constant} of 30 "
        f"for the concentration, {points.economy} of 20 for {study.left} credits left."
    )
    return {"right": kind == truth.kind, "score": points.total, "text": "\n".join(parts)}


def _between(one: Any, two: Any, said: Any, true: Any) -> Any:
    return (said in one and true in two) or (said in two and true in one)
