"""The learner's conclusion on an unknown compound: a form, its verdict and its score."""

from __future__ import annotations

import tomllib
from html import escape
from pathlib import Path
from typing import Any

import traitlets

from kit.chart import plain, script
from kit.chart.page import STYLE, View
from kit.labs.bench.unknown.study import Study, an
from kit.science.compounds import INVERSE, KINDS, NOTHING, PARTIAL
from kit.science.conclusions import ENOUGH, factor, score

HERE = Path(__file__).parent
SAYS = tomllib.loads((HERE / "conclusion.toml").read_text(encoding="utf-8"))
TELL, CONSTANTS, HELP = SAYS["tell"], SAYS["constant"], SAYS["help"]


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
        asked = {"ask": SAYS["ask"].format(name), "kinds": list(KINDS), "bare": [NOTHING]}
        self.asked = asked | {"label": SAYS["label"], "help": HELP}
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


def named(kind: str, constant: Any) -> str:
    """A compound in a few words."""
    if kind == NOTHING:
        return "a compound that does nothing"
    return f"{an(kind)} with {CONSTANTS[kind]} {plain(constant)} nM"


def truth_in_words(study: Study) -> str:
    """The true compound and the evidence for it."""
    kind, constant, ceiling = study.truth
    far = {PARTIAL: "highest", INVERSE: "lowest"}
    height = f" Its {far[kind]} effect alone is {ceiling:.0f} %." if kind in far else ""
    return f"{study.name} is {named(kind, constant)}. {TELL[kind]}{height}"


def verdict(study: Study, kind: str, constant: float) -> dict[str, Any]:
    """Score and explanation of a conclusion: `right`, `score` and `text`."""
    truth, best = study.truth, study.closest()
    carried = best.kind == kind and best.apart >= ENOUGH
    points = score(truth, kind, constant, study.spent, carried)
    said, right = f"You said: {named(kind, constant)}.", kind == truth.kind
    if not right:
        both = ((kind, truth.kind), (truth.kind, kind))
        for two in SAYS["mixed_up"]:
            if any(a in two["one"] and b in two["two"] for a, b in both):
                said += f" {two['tell']}"
    elif kind != NOTHING:
        off = factor(constant, truth.constant)
        said += f" Your concentration is off by a factor of {plain(off)}; up to 2 is full marks."
    allowed = named(best.kind, best.constant)
    if best.kind != NOTHING:
        allowed += f" (from {plain(best.low)} to {plain(best.high)} fits too)"
    parts = [
        truth_in_words(study),
        said,
        f"A computer that compared all kinds on your points would say: {allowed}.",
        f"Score {points.total} of 100: {points.kind} of 50 for the kind, {points.constant} of 30 "
        f"for the concentration, {points.economy} of 20 for {study.left} credits left.",
    ]
    if right and not carried:
        parts.insert(
            3,
            "Your readings do not tell it from every other kind yet: a right guess is worth half.",
        )
    return {"right": right, "score": points.total, "text": "\n".join(parts)}
