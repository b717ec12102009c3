"""The strength dial: how far each kind of evidence carries a sentence."""

from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import numpy as np

from kit import evidence
from kit.chart import Axis, Choice, Data, Drawing, Lab, Points, Rule, Slider, Style
from kit.labs.style import DRUG, NET
from kit.science.trials import NORMAL_95, log_odds_ratio

PIECES = {  # on the axis, and in a sentence
    "a story": "a story",
    "mechanism": "a mechanism",
    "animals": "work with animals",
    "small trial": "one small trial",
    "pooled": "trials pooled together",
    "pooled again": "trials pooled by a second team",
}
NOTHING, IN_WORDS = (
    0.013,
    0.035,
)  # places on the ruler for no evidence, and for some without a ratio
STORY = ("Somebody took it and felt better, or worse.", "Someone reports that it helped them.")
NONE = "The ledger holds nothing of this kind."
MORE_IS_BETTER = {"response", "pain"}  # topics whose ratios are turned over: left is better
Found = tuple[str, ...]  # table, row, what it says, and the strongest sentence that it allows


@dataclass(frozen=True)
class Claim:
    """A claim, the pieces of evidence after the story, and a harm; None where there is none."""

    says: str
    pieces: tuple[Found | None, ...]
    harm: Found


@dataclass(frozen=True)
class Rung:
    """A piece of evidence: its sentence, its ratio with bars, who found it, and what it allows."""

    said: str
    allows: str = ""
    ratio: float = np.nan
    low: float = np.nan
    high: float = np.nan
    text: str = ""
    found: bool = False


EVIDENCE: dict[str, Claim] = {
    "reboxetine": Claim(
        "reboxetine helps people with depression",
        (
            ("affinities", "reboxetine-net-iversen2006-1", "It binds NET with a {parameter} of "
             "{value_nM:g} nM.", "It could act on mood, since it blocks NET."),
            None,
            ("trials", "versiani2000-response", "{events:.0f} of {total:.0f} people responded on "
             "it, {comparator_events:.0f} of {comparator_total:.0f} on placebo: odds ratio "
             "{ratio:.2f} ({low:.2f} to {high:.2f}).",
             "In one small trial many more people responded; how many more is uncertain."),
            ("trials", "eyding2010-response-placebo", "{n_trials:.0f} trials, printed and "
             "unprinted: odds ratio {ratio:.2f} ({low:.2f} to {high:.2f}).",
             "On average it did little better than placebo; no clear difference was shown."),
            ("trials", "cipriani2018-response-reboxetine", "A network of {n_trials:.0f} trials: "
             "odds ratio {ratio:.2f} ({low:.2f} to {high:.2f}), the lowest of 21 drugs.",
             "On average it does a little better than placebo; how much is contested."),
        ),
        ("trials", "eyding2010-dropout-ae-fluoxetine", "more people left because of side "
                 "effects than on fluoxetine (odds ratio {ratio:.2f}, {low:.2f} to {high:.2f})"),
    ),
    "naltrexone": Claim(
        "naltrexone lowers the return to heavy drinking",
        (
            ("occupancy", "naltrexone-mor-50mg-repeated",
             "In scans most mu opioid receptors were held.",
             "It could act, since it reaches its receptor."),
            ("naltrexone_trials", "gonzales1998-dopamine", "In rats, dopamine rises after alcohol. "
             "{direction_text}", "It could act on reward; in rats it changes dopamine."),
            ("naltrexone_trials", "volpicelli1992-relapse", "{group_percent:g} % relapsed on it "
             "and {comparator_percent:g} % on placebo, of {n_participants:.0f} men.",
             "In one small trial fewer men relapsed; how many fewer is uncertain."),
            ("naltrexone_trials", "rosner2010-heavy-drinking", "A review of {n_trials:.0f} trials: "
             "risk ratio {ratio:.2f} ({low:.2f} to {high:.2f}).",
             "On average fewer people return to heavy drinking on it."),
            ("naltrexone_trials", "jonas2014-heavy-drinking-naltrexone", "{n_trials:.0f} trials: "
             "one person in {estimate:.0f} benefits ({low:.0f} to {high:.0f}).",
             "On average one person in twelve is kept from a return to heavy drinking."),
        ),
        ("naltrexone_trials", "rosner2010-nausea",
                 "{estimate:.0f} more people of 100 had nausea ({low:.0f} to {high:.0f})"),
    ),
    "duloxetine": Claim(
        "duloxetine eases nerve pain in diabetes",
        (
            ("affinities", "duloxetine-net-bymaster2001-1", "It binds NET with a {parameter} of "
             "{value_nM:g} nM, and SERT more tightly.", "It could act on pain."),
            None,
            None,
            ("trials", "lunn2014-neuropathy-relief", "{n_trials:.0f} trials: pain fell by half in "
             "{group_percent:g} % on it and {comparator_percent:g} % on placebo, risk ratio "
             "{ratio:.2f} ({low:.2f} to {high:.2f}).",
             "On average about one more person in five has half of the pain gone."),
            ("trials", "sultan2008-nnt-neuropathy", "{n_trials:.0f} trials, which the other review "
             "may share: one person in {estimate:g} benefits.",
             "On average about one more person in five has half of the pain gone."),
        ),
        ("trials", "lunn2014-dropout-ae", "more people stopped because of side effects "
                 "(risk ratio {ratio:.2f}, {low:.1f} to {high:.1f})"),
    ),
    "atomoxetine": Claim(
        "atomoxetine helps people with depression",
        (
            ("affinities", "atomoxetine-net-pdsp-2", "It binds NET with a {parameter} of "
             "{value_nM:g} nM.", "It could act on mood, since it blocks NET."),
            ("trials", "bymaster2002-norepinephrine-pfc", "It raised norepinephrine in rats "
             "{estimate:.0f} times.", "It could act on mood; in rats it raises norepinephrine."),
            ("trials", "weintraub2010-depression", "{n_participants:.0f} people with Parkinson's "
             "disease and low mood. {direction_text}",
             "In one small trial it did not help low mood."),
            None,
            None,
        ),
        ("side_effects", "atomoxetine-nausea", "{drug_percent:g} % had nausea on it and "
                 "{placebo_percent:g} % on placebo, in adults with ADHD"),
    ),
}  # fmt: skip


def filled(found: Found) -> Rung:
    """A piece of evidence from its row of the ledger."""
    table, name, sentence, *allows = found
    row = getattr(evidence, table)().set_index("id").loc[name]
    ratio, low, high = np.nan, np.nan, np.nan
    if row.get("measure") in ("OR", "RR"):
        ratio, low, high = (float(row[key]) for key in ("estimate", "ci_low", "ci_high"))
    elif name == "versiani2000-response":
        counts = ("events", "total", "comparator_events", "comparator_total")
        log, error = log_odds_ratio(*(float(row[key]) for key in counts))
        ratio, low, high = np.exp(log + NORMAL_95 * error * np.array([0, -1, 1]))
    elif name == "volpicelli1992-relapse":
        ratio = row["group_percent"] / row["comparator_percent"]
    ends = {"low": low, "high": high}
    if np.isnan(ratio) and "ci_low" in row:
        ends = {"low": row["ci_low"], "high": row["ci_high"]}
    said = sentence.format(**row.to_dict() | ends | {"ratio": ratio})
    if row.get("topic") in MORE_IS_BETTER and not np.isnan(ratio):
        ratio, low, high = 1 / ratio, 1 / high, 1 / low
    return Rung(said, "".join(allows), ratio, low, high, evidence.cite(row), True)


def ladder(claim: Claim) -> tuple[list[Rung], Rung]:
    """The pieces of a claim from the story up, and its harm."""
    rungs = [Rung(*STORY)]
    for found in claim.pieces:
        rungs.append(Rung(NONE, rungs[-1].allows) if found is None else filled(found))
    return rungs, filled(claim.harm)


def points(rungs: list[Rung]) -> tuple[dict[str, Data], np.ndarray]:
    """The pieces as three sets of points (a ratio, in words, nothing), and where each stands."""
    places = np.arange(len(rungs))
    ratio, low, high = (
        np.array([getattr(rung, key) for rung in rungs]) for key in ("ratio", "low", "high")
    )
    found = np.array([rung.found for rung in rungs])
    sized = ~np.isnan(ratio)
    texts = [f"{rung.said} {rung.text}".strip() for rung in rungs]
    across = np.where(sized, ratio, np.where(found, IN_WORDS, NOTHING))

    def pick(mask: np.ndarray, **bars: Any) -> Data:
        told = [text for text, chosen in zip(texts, mask, strict=True) if chosen]
        return Data(across[mask], places[mask], text=told, **bars)

    bars = {"error_x": (high - ratio)[sized], "error_x_down": (ratio - low)[sized]}
    worded = pick(found & ~sized)
    return {"sized": pick(sized, **bars), "worded": worded, "nothing": pick(~found)}, across


def strength_dial() -> Lab:
    """One claim, the evidence behind it piece by piece, and the sentence that each piece allows."""
    ladders = {name: ladder(claim) for name, claim in EVIDENCE.items()}
    drawn = {name: points([harm, *rungs]) for name, (rungs, harm) in ladders.items()}

    def draw(piece: float, claim: str) -> Drawing:
        series, across = drawn[claim]
        here = Data(across[int(piece)], piece)
        return Drawing(series | {"here": here}, {"place": int(piece)})

    def words(now: SimpleNamespace) -> str:
        rungs, harm = ladders[now.claim]
        rung, name = rungs[now.place - 1], list(PIECES.values())[now.place - 1]
        more = "You may write" if rung.text or now.place == 1 else "No more than before"
        return (
            f"You hold {name}. {rung.said} {more}: “{rung.allows}” The harm beside it: {harm.said}."
        )

    return Lab(
        title="The strength dial: from a story to pooled trials",
        kind="measured",
        controls=[
            Slider("piece", "Evidence you hold", 1, len(PIECES), 3,
                   only=range(1, len(PIECES) + 1),
                   stops={"story": 1, "mechanism": 2, "small trial": 4, "pooled": 5}),
            Choice("claim", "The claim", {k: v.says for k, v in EVIDENCE.items()}, "atomoxetine"),
        ],
        series=[
            Points("sized", "ratio, with its 95 % interval where it is known", DRUG),
            Points("worded", "found, but not as a ratio", Style(marker="triangle-up")),
            Points("nothing", "nothing measured", Style(marker="x"), here=True, size=5),
            Points("here", "the evidence you hold", NET, here=True, size=20, rows=0),
        ],
        x=Axis("Ratio against the comparison", 0.01, 6, scale="log", digits=2, better="left",
               ticks=(NOTHING, IN_WORDS, 0.1, 0.5, 1, 2, 5),
               tick_labels=("nothing", "in words", "0.1", "0.5", "1", "2", "5")),
        y=Axis("", -0.5, len(PIECES) + 0.9, ticks=range(len(PIECES) + 1),
               tick_labels=("harm", *PIECES)),
        rules=[Rule(None, "no difference", x=1)],
        draw=draw,
        words=words,
        limits={
            "Measured": "Every filled point, with its source on hover. Ratios of odds and of risks "
            "stand on one ruler; those of good outcomes are turned over.",
            "Assumed": "The order of the pieces and the sentence that each allows are ours. A poor "
            "pooled analysis is weaker than a good large trial.",
            "Left out": "How well each study was made, and studies that the ledger has not read. "
            "“Nothing” means nothing in the ledger.",
        },
        sources=lambda: evidence.sources(keys()),
    )  # fmt: skip


def keys() -> set[str]:
    """The sources of every piece and harm."""
    found = [piece for claim in EVIDENCE.values() for piece in (*claim.pieces, claim.harm) if piece]
    tables = {piece[0]: getattr(evidence, piece[0])().set_index("id") for piece in found}
    return {str(tables[piece[0]].loc[piece[1], "source"]) for piece in found}
