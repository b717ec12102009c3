import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd

from kit import evidence
from kit.chart import Axis, Choice, Drawing, Lab, Points, Rule, Slider, Style
from kit.labs.results import Result, of_counts, of_row, series_of
from kit.labs.style import DRUG, NET

PIECES = {  # on the axis, and in a sentence
    "a story": "a story",
    "mechanism": "a mechanism",
    "animals": "work with animals",
    "small trial": "one small trial",
    "pooled": "trials pooled together",
    "pooled again": "trials pooled by a second team",
}
EVIDENCE: dict[str, Any] = tomllib.loads(
    Path(__file__).with_suffix(".toml").read_text(encoding="utf-8")
)
NOTHING, IN_WORDS = 0.013, 0.035  # places on the ruler: no evidence, and some without a ratio
STORY = "Somebody took it and felt better, or worse.", "Someone reports that it helped them."
NONE = "The ledger holds nothing of this kind."
MORE_IS_BETTER = {"response", "pain"}  # topics whose ratios are inverted, so that left is better
GROUPS = {
    "sized": ("ratio, with its 95 % interval where it is known", DRUG),
    "worded": ("found, but not as a ratio", Style(marker="triangle-up")),
}
NOTHING_THERE = {"nothing": ("nothing measured", Style(marker="x"))}


def filled(piece: dict[str, Any]) -> Result:
    """A piece of evidence from its row of the ledger: a ratio if there is one, else in words."""
    row = evidence.row(*piece["row"])
    measure, low, high = row.get("measure"), row.get("ci_low"), row.get("ci_high")
    if measure in ("OR", "RR"):
        one = of_row(row, "", "sized")
    elif measure == "percent" and pd.notna(row["events"]):
        one = of_counts(row, "", "sized")
    elif measure == "percent":
        one = of_row(row, "", "sized", row["group_percent"] / row["comparator_percent"])
    else:
        one = Result("", "worded", IN_WORDS, text=evidence.cite(row), source=row["source"])
    if one.group == "sized":
        low, high = one.low, one.high
    words = piece["says"].format(**row.to_dict() | {"ratio": one.value, "low": low, "high": high})
    if one.group == "sized" and row["topic"] in MORE_IS_BETTER:
        one = one.turned()
    return replace(one, words=words, text=f"{words} {one.text}")


def ladder(claim: dict[str, Any]) -> tuple[list[Result], list[str]]:
    """The harm of a claim, its evidence from the story up, and the sentence each piece allows."""
    rungs = [filled(claim["harm"]), Result("", "nothing", NOTHING, text=STORY[0], words=STORY[0])]
    allows = [STORY[1]]
    for piece in [*PIECES][1:]:
        none = Result("", "nothing", NOTHING, text=NONE, words=NONE)
        rungs.append(filled(claim[piece]) if piece in claim else none)
        allows.append(claim.get(piece, {}).get("allows", allows[-1]))
    return rungs, allows


def strength_dial() -> Lab:
    """The strength dial: how far each kind of evidence behind a claim carries a sentence."""
    ladders = {name: ladder(claim) for name, claim in EVIDENCE.items()}
    drawn = {}
    for name, (rungs, _) in ladders.items():
        placed = [*enumerate(rungs)]
        none = series_of(placed, NOTHING_THERE, here=True, size=5)
        drawn[name] = [*series_of(placed, GROUPS), *none]
    claims, names = {name: one["claim"] for name, one in EVIDENCE.items()}, [*PIECES.values()]

    def draw(piece: float, claim: str) -> Drawing:
        place = int(piece)
        rungs, allows = ladders[claim]
        at = rungs[place].value, place
        here = Points("here", "the evidence you hold", *at, NET, here=True, size=20, rows=0)
        said = {
            "name": names[place - 1],
            "found": rungs[place].words,
            "more": "No more than before" if rungs[place].words == NONE else "You may write",
            "allows": allows[place - 1],
            "harm": rungs[0].words,
        }
        return Drawing([*drawn[claim], here], said)

    return Lab(
        title="The strength dial: from a story to pooled trials",
        kind="measured",
        controls=[
            Slider("piece", "Evidence you hold", 1, len(PIECES), 3,
                   only=range(1, len(PIECES) + 1),
                   stops={"story": 1, "mechanism": 2, "small trial": 4, "pooled": 5}),
            Choice("claim", "The claim", claims, "atomoxetine"),
        ],
        x=Axis("Ratio against the comparison", 0.01, 6, scale="log", digits=2, better="left",
               ticks=(NOTHING, IN_WORDS, 0.1, 0.5, 1, 2, 5),
               tick_labels=("nothing", "in words", "0.1", "0.5", "1", "2", "5")),
        y=Axis("", -0.5, len(PIECES) + 0.9, ticks=range(len(PIECES) + 1),
               tick_labels=("harm", *PIECES)),
        rules=[Rule(None, "no difference", x=1)],
        draw=draw,
        words="You hold {name}. {found} {more}: “{allows}” The harm beside it: {harm}.",
        measured="Every filled point, with its source on hover. Ratios of odds and of risks stand "
        "on one ruler; those of good outcomes are turned over.",
        assumed="The order of the pieces and the sentence that each allows are ours. A poor pooled "
        "analysis is weaker than a good large trial.",
        left_out="How well each study was made, and studies that the ledger has not read. "
        "“Nothing” means nothing in the ledger.",
        sources=lambda: evidence.sources(
            {rung.source for rungs, _ in ladders.values() for rung in rungs if rung.source}
        ),
    )  # fmt: skip
