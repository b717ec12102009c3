"""Lab of lesson 9, the strength dial: how far each kind of evidence carries a sentence."""

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
NOTHING, IN_WORDS = 0.045, 0.15  # places on the ruler for no evidence, and for some without a ratio
STORY = ("Somebody took it and felt better, or worse.", "Someone reports that it helped them.")
NONE = "The ledger holds nothing of this kind."
# For each claim the pieces after the story, and a harm: where the row stands and its id; what it
# says, filled from the row; and the strongest sentence that it allows.
EVIDENCE = {
    "reboxetine": {
        "claim": "reboxetine helps people with depression",
        "pieces": (
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
        "harm": ("trials", "eyding2010-dropout-ae-fluoxetine", "more people left because of side "
                 "effects than on fluoxetine (odds ratio {ratio:.2f}, {low:.2f} to {high:.2f})"),
    },
    "naltrexone": {
        "claim": "naltrexone lowers the return to heavy drinking",
        "pieces": (
            ("occupancy", "naltrexone-mor-50mg-repeated", "On {dose_mg:g} mg a day it held "
             "{occupancy_percent:g} % of mu opioid receptors.",
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
        "harm": ("naltrexone_trials", "rosner2010-nausea",
                 "{estimate:.0f} more people of 100 had nausea ({low:.0f} to {high:.0f})"),
    },
    "duloxetine": {
        "claim": "duloxetine eases nerve pain in diabetes",
        "pieces": (
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
        "harm": ("trials", "lunn2014-dropout-ae", "more people stopped because of side effects "
                 "(risk ratio {ratio:.2f}, {low:.1f} to {high:.1f})"),
    },
    "atomoxetine": {
        "claim": "atomoxetine helps people with depression",
        "pieces": (
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
        "harm": ("side_effects", "atomoxetine-nausea", "{drug_percent:g} % had nausea on it and "
                 "{placebo_percent:g} % on placebo, in adults with ADHD"),
    },
}  # fmt: skip


def _filled(found):
    """A piece of evidence: its sentence, its ratio with bars, and who found it."""
    table, name, sentence = found[:3]
    row = getattr(evidence, table)().set_index("id").loc[name]
    ratio, low, high = np.nan, np.nan, np.nan
    if row.get("measure") in ("OR", "RR"):
        ratio, low, high = row["estimate"], row["ci_low"], row["ci_high"]
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
    return {"said": said, "ratio": ratio, "low": low, "high": high, "text": evidence.cite(row)}


def _ladder(claim):
    """The pieces of a claim from the story up, each with the sentence that it allows; the harm."""
    nothing = {"ratio": np.nan, "low": np.nan, "high": np.nan, "text": "", "found": False}
    rungs = [nothing | {"said": STORY[0], "allows": STORY[1]}]
    for found in claim["pieces"]:
        if found is None:
            rungs.append(nothing | {"said": NONE, "allows": rungs[-1]["allows"]})
        else:
            rungs.append(_filled(found) | {"allows": found[3], "found": True})
    return rungs, _filled(claim["harm"]) | {"found": True}


def _points(rungs):
    """The pieces as three sets of points: with a ratio, found in words, and nothing found."""
    places = np.arange(len(rungs))
    ratio = np.array([rung["ratio"] for rung in rungs], float)
    found = np.array([rung["found"] for rung in rungs])
    sized = ~np.isnan(ratio)
    texts = [f"{rung['said']} {rung['text']}".strip() for rung in rungs]

    def pick(mask, x, **bars):
        return Data(x, places[mask], text=[t for t, m in zip(texts, mask) if m], **bars)

    up, down = (
        np.array([abs(rung[end] - rung["ratio"]) for rung in rungs])[sized]
        for end in ("high", "low")
    )
    worded = found & ~sized
    return {
        "sized": pick(sized, ratio[sized], error_x=up, error_x_down=down),
        "worded": pick(worded, np.full(worded.sum(), IN_WORDS)),
        "nothing": pick(~found, np.full((~found).sum(), NOTHING)),
    }, np.where(sized, ratio, np.where(found, IN_WORDS, NOTHING))


def strength_dial():
    """One claim, the evidence behind it piece by piece, and the sentence that each piece allows."""
    ladders = {name: _ladder(claim) for name, claim in EVIDENCE.items()}
    drawn = {name: _points([harm, *rungs]) for name, (rungs, harm) in ladders.items()}

    def draw(claim, piece):
        series, across = drawn[claim]
        here = Data(across[int(piece)], piece)
        return Drawing(series | {"here": here}, {"place": int(piece)})

    def words(now):
        rungs, harm = ladders[now.claim]
        rung, name = rungs[now.place - 1], list(PIECES.values())[now.place - 1]
        more = "You may write" if rung["text"] or now.place == 1 else "No more than before"
        return (
            f"You hold {name}. {rung['said']} {more}: “{rung['allows']}” The harm beside it: "
            f"{harm['said']}."
        )

    return Lab(
        title="The strength dial: from a story to pooled trials",
        kind="measured",
        controls=[
            Choice("claim", "The claim", {k: v["claim"] for k, v in EVIDENCE.items()},
                   "reboxetine"),
            Slider("piece", "Evidence you hold", 1, len(PIECES), 1,
                   only=range(1, len(PIECES) + 1),
                   stops={"story": 1, "small trial": 4, "pooled": 5}),
        ],
        series=[
            Points("sized", "ratio, with its 95 % interval where it is known", DRUG),
            Points("worded", "found, but not as a ratio", Style(marker="triangle-up")),
            Points("nothing", "nothing measured", Style(marker="x"), here=True, size=5),
            Points("here", "the evidence you hold", NET, here=True, size=20, rows=0),
        ],
        x=Axis("Ratio, treated against the comparison", 0.03, 60, scale="log", digits=2,
               ticks=(NOTHING, IN_WORDS, 0.5, 1, 2, 10, 40),
               tick_labels=("nothing", "in words", "0.5", "1", "2", "10", "40")),
        y=Axis("", -0.5, len(PIECES) + 0.9, ticks=range(len(PIECES) + 1),
               tick_labels=("harm", *PIECES)),
        rules=[Rule(None, "no difference", x=1)],
        draw=draw,
        words=words,
        limits={
            "Measured": "Every filled point, with its source on hover. Ratios of odds and of risks "
            "stand on one ruler; for drinking, below 1 is better.",
            "Assumed": "The order of the pieces and the sentence that each allows are ours. A poor "
            "pooled analysis is weaker than a good large trial.",
            "Left out": "How well each study was made, and studies that the ledger has not read. "
            "“Nothing” means nothing in the ledger.",
        },
        sources=lambda: evidence.sources(_keys()),
    )  # fmt: skip


def _keys():
    """The sources of every piece and harm."""
    found = [p for c in EVIDENCE.values() for p in (*c["pieces"], c["harm"]) if p]
    return {getattr(evidence, p[0])().set_index("id").loc[p[1], "source"] for p in found}
