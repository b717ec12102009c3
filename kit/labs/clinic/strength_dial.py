"""The strength dial: how far each kind of evidence carries a sentence."""

from dataclasses import dataclass, replace

import pandas as pd

from kit import evidence
from kit.chart import Axis, Choice, Data, Drawing, Lab, Now, Points, Rule, Slider, Style
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
NOTHING, IN_WORDS = 0.013, 0.035  # places on the ruler: no evidence, and some without a ratio
STORY = "Somebody took it and felt better, or worse.", "Someone reports that it helped them."
NONE = "The ledger holds nothing of this kind."
MORE_IS_BETTER = {"response", "pain"}  # topics whose ratios are inverted, so that left is better
Found = tuple[str, ...]  # table, row, what it says, and the strongest sentence that it allows
GROUPS = {
    "sized": Points("sized", "ratio, with its 95 % interval where it is known", DRUG),
    "worded": Points("worded", "found, but not as a ratio", Style(marker="triangle-up")),
    "nothing": Points("nothing", "nothing measured", Style(marker="x"), here=True, size=5),
}


@dataclass(frozen=True)
class Claim:
    """A claim, the pieces of evidence after the story, and a harm; None where there is none."""

    says: str
    pieces: tuple[Found | None, ...]
    harm: Found


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


def filled(found: Found) -> Result:
    """A piece of evidence from its row of the ledger: a ratio if there is one, else in words."""
    table, key, says = found[:3]
    row = getattr(evidence, table)().set_index("id").loc[key]
    if (measure := row.get("measure")) in ("OR", "RR"):
        one = of_row(row, "", "sized")
    elif measure == "percent" and pd.notna(row["events"]):
        one = of_counts(row, "", "sized")
    elif measure == "percent":
        one = of_row(row, "", "sized", row["group_percent"] / row["comparator_percent"])
    else:
        one = Result("", "worded", IN_WORDS, text=evidence.cite(row), source=row["source"])
    fields = row.to_dict() | {"ratio": one.value, "low": one.low, "high": one.high}
    if one.group == "worded" and "ci_low" in row:
        fields |= {"low": row["ci_low"], "high": row["ci_high"]}
    words = says.format(**fields)
    if one.group == "sized" and row["topic"] in MORE_IS_BETTER:
        one = one.turned()
    return replace(one, words=words, text=f"{words} {one.text}")


def ladder(claim: Claim) -> tuple[list[Result], list[str]]:
    """The harm of a claim, its evidence from the story up, and the sentence each piece allows."""
    rungs = [filled(claim.harm), Result("", "nothing", NOTHING, text=STORY[0], words=STORY[0])]
    allows = [STORY[1]]
    for found in claim.pieces:
        none = Result("", "nothing", NOTHING, text=NONE, words=NONE)
        rungs.append(filled(found) if found else none)
        allows.append(found[3] if found else allows[-1])
    return rungs, allows


def strength_dial() -> Lab:
    """One claim, the evidence behind it piece by piece, and the sentence that each piece allows."""
    ladders = {name: ladder(claim) for name, claim in EVIDENCE.items()}
    drawn = {name: series_of([*enumerate(rungs)], GROUPS) for name, (rungs, _) in ladders.items()}

    def draw(piece: float, claim: str) -> Drawing:
        place = int(piece)
        here = Data(ladders[claim][0][place].value, place)
        return Drawing(drawn[claim] | {"here": here}, {"place": place})

    def words(now: Now) -> str:
        rungs, allows = ladders[now.claim]
        rung, name = rungs[now.place], list(PIECES.values())[now.place - 1]
        more = "No more than before" if rung.words == NONE else "You may write"
        return (
            f"You hold {name}. {rung.words} {more}: “{allows[now.place - 1]}” The harm beside it: "
            f"{rungs[0].words}."
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
            *GROUPS.values(),
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
        sources=lambda: evidence.sources(
            {rung.source for rungs, _ in ladders.values() for rung in rungs if rung.source}
        ),
    )  # fmt: skip
