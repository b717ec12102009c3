"""Labs of lesson 5, in use: what each class is used for, and side effects against placebo."""

import numpy as np

from kit import evidence
from kit.chart import Axis, Choice, Data, Drawing, Lab, Line, Points, Slider, Style, plain
from kit.labs.style import DRUG, SERT

CLASSES = ("SSRI", "SNRI", "NRI", "NDRI", "TCA")
CONDITIONS = (
    "depression",
    "generalised anxiety",
    "panic disorder",
    "social anxiety",
    "ADHD",
    "nerve pain of diabetes",
    "fibromyalgia",
    "pain of muscles and joints",
    "Alzheimer's disease",
    "Parkinson's disease",
)
BOTH, LABEL, EXPLORED = "both", "label", "explored"
LEVELS = {
    BOTH: "approved in some country, and there are trials against placebo",
    LABEL: "approved in some country; no trial against placebo in the ledger",
    EXPLORED: "explored only",
}
# Condition, class, level, drug, source; what a label says stands in the ledger's table of drugs.
TILES = (
    ("depression", "SSRI", BOTH, "sertraline", "sertraline-second-label"),
    ("depression", "SNRI", BOTH, "venlafaxine", "venlafaxine-er-tablets-label"),
    ("depression", "NRI", BOTH, "reboxetine", "page2003"),
    ("depression", "NDRI", BOTH, "bupropion", "wellbutrin-sr-label"),
    ("depression", "TCA", BOTH, "amitriptyline", "statpearls2023"),
    ("generalised anxiety", "SSRI", LABEL, "escitalopram", "lexapro-label"),
    ("generalised anxiety", "SNRI", LABEL, "venlafaxine", "effexor-xr-label"),
    ("panic disorder", "SSRI", LABEL, "sertraline", "sertraline-tablets-label"),
    ("panic disorder", "SNRI", LABEL, "venlafaxine", "effexor-xr-label"),
    ("social anxiety", "SSRI", LABEL, "sertraline", "sertraline-tablets-label"),
    ("social anxiety", "SNRI", LABEL, "venlafaxine", "venlafaxine-er-tablets-label"),
    ("ADHD", "NRI", BOTH, "atomoxetine", "atomoxetine-capsules-label"),
    ("nerve pain of diabetes", "SNRI", BOTH, "duloxetine", "duloxetine-repacked-label"),
    ("fibromyalgia", "SNRI", BOTH, "duloxetine", "duloxetine-repacked-label"),
    ("pain of muscles and joints", "SNRI", LABEL, "duloxetine", "duloxetine-repacked-label"),
    ("Alzheimer's disease", "NRI", EXPLORED, "noradrenergic drugs", "david2022"),
    ("Parkinson's disease", "NRI", EXPLORED, "atomoxetine", "weintraub2010"),
)
FOUND = {  # rows of the trials table that go with a condition
    "depression": ("cipriani2018-response-amitriptyline", "cipriani2018-response-reboxetine"),
    "panic disorder": ("bighelli2016-panic",),
    "ADHD": ("cortese2018-efficacy",),
    "nerve pain of diabetes": ("lunn2014-neuropathy-nnt",),
    "fibromyalgia": ("lunn2014-fibromyalgia-nnt",),
    "Alzheimer's disease": ("david2022-global",),
    "Parkinson's disease": ("weintraub2010-depression", "weintraub2010-cognition"),
}
EFFECTS = (
    "dry mouth",
    "constipation",
    "insomnia",
    "nausea",
    "dizziness",
    "decreased appetite",
    "palpitations",
)
WAYS = {  # the ledger's words for a mechanism, in plain ones
    "noradrenergic (alpha2 or alpha1) or muscarinic block": "NET block, or a blocked muscarinic "
    "receptor",
    "NET block (reduced parasympathetic tone) or muscarinic block": "NET block, or a blocked "
    "muscarinic receptor",
    "raised central NE or 5-HT": "NET or SERT block in the brain",
    "SERT block to 5-HT at gut or area postrema 5-HT3": "SERT block, felt in gut and brainstem",
    "alpha1 block or NET": "a blocked alpha-1 receptor, or NET block",
    "NET or SERT block": "NET or SERT block",
    "NET block to beta1": "NET block, felt by beta-1 receptors of the heart",
}
COMPARED = ("atomoxetine", "reboxetine", "duloxetine")


def uses_tiles():
    """Which class is used for what, and what that rests on: a label, trials, or a try."""
    cautions, trials = evidence.cautions(), evidence.trials().set_index("id")
    gravest = cautions[cautions["kind"].isin(["boxed", "contraindication"])]
    rows = {condition: k for k, condition in enumerate(CONDITIONS, start=1)}
    tiles = {
        level: Data(
            [CLASSES.index(kind) + 1 for _, kind, lvl, _, _ in TILES if lvl == level],
            [rows[condition] for condition, _, lvl, _, _ in TILES if lvl == level],
            text=[
                f"{condition}, {kind}: {drug}, {said}. {evidence.cite(source)}"
                for condition, kind, lvl, drug, source in TILES
                if lvl == level
            ],
        )
        for level, said in LEVELS.items()
    }
    ends = np.array([0.5, len(CLASSES) + 0.5])

    def draw(condition):
        return Drawing({**tiles, "row": Data(ends, [condition] * 2)})

    def words(now):
        name = CONDITIONS[int(now.condition) - 1]
        mine = [tile for tile in TILES if tile[0] == name]
        said = "; ".join(
            f"{LEVELS[level]}: "
            + ", ".join(f"{kind} ({drug})" for _, kind, lvl, drug, _ in mine if lvl == level)
            for level in LEVELS
            if any(tile[2] == level for tile in mine)
        )
        drug = next((tile[3] for tile in mine if tile[3] in set(gravest["drug"])), None)
        warned = " ".join(gravest.loc[gravest["drug"] == drug, "caution"])
        harm = f" Warnings for {drug}: {warned}" if warned else ""
        seen = "; ".join(_finding(trials.loc[key]) for key in FOUND.get(name, ()))
        seen = f" In trials: {seen}." if seen else ""
        return f"{name[:1].upper()}{name[1:]}. {said[:1].upper()}{said[1:]}.{seen}{harm}"

    return Lab(
        title="What each class is used for, and how well that is known",
        kind="measured",
        controls=[
            Slider(
                "condition", "Condition", 1, len(CONDITIONS), 1, only=range(1, len(CONDITIONS) + 1)
            )
        ],
        series=[
            Line("row", "", Style("#222222", "dot"), 0.98, ghost=False, rows=0),
            Points(BOTH, "approved, with trials (square)", Style(SERT.color, "", "square")),
            Points(LABEL, "approved (circle)", Style(SERT.color, "", "circle")),
            Points(EXPLORED, "explored only (cross)", Style("#222222", "", "x")),
        ],
        x=Axis(
            "■ approved, with trials  ● approved  ✖ explored",
            0.5,
            len(CLASSES) + 0.5,
            ticks=tuple(range(1, len(CLASSES) + 1)),
            tick_labels=CLASSES,
        ),
        y=Axis(
            "Condition",
            len(CONDITIONS) + 0.5,
            0.5,
            ticks=tuple(rows.values()),
            tick_labels=tuple(rows),
        ),
        draw=draw,
        words=words,
        limits={
            "Measured": "No number. Each mark is a statement that somebody read in a label, a "
            "review or a trial.",
            "Assumed": "One drug stands for its class. A label is that of one country.",
            "Left out": "Everything that nobody read for this kit: an empty place does not mean "
            "no. Nor does a mark mean that it helps a certain person.",
        },
        sources=lambda: evidence.sources(
            {tile[4] for tile in TILES}
            | {trials.loc[key, "source"] for keys in FOUND.values() for key in keys}
        ),
    )


def _finding(row):
    """One row of the trials table as a sentence."""
    spread = f"{row['estimate']:.2f} ({row['ci_low']:.2f} to {row['ci_high']:.2f})"
    if row["measure"] == "words":
        said = row["direction_text"].rstrip(".")
        if row["outcome"] not in said.lower():
            said = f"{row['outcome']}: {said[:1].lower()}{said[1:]}"
    elif row["measure"] == "NNT":
        low, high = row["ci_low"], row["ci_high"]
        said = (
            f"one person in {row['estimate']:.0f} ({low:.0f} to {high:.0f}) had their pain halved "
            f"by {row['drug']} who would not have on placebo"
        )
    elif row["measure"] == "SMD":
        said = f"{row['outcome']}, difference to placebo {spread} standard deviations, small"
    else:
        ratio = {"OR": "odds ratio", "RR": "risk ratio"}[row["measure"]]
        drug, other = (row[arm].replace("ssri", "SSRI") for arm in ("drug", "comparator"))
        other = other.replace("snri", "SNRI")
        said = f"{drug} against {other}, {row['outcome']}: {ratio} {spread}"
    return f"{said} ({row['source'].rstrip('0123456789').capitalize()} {row['source'][-4:]})"


def side_effects():
    """How many of 100 people reported an effect on the drug, and how many on placebo."""
    table = evidence.side_effects()
    rows = {
        drug: table[table["drug"] == drug].set_index("effect").loc[list(EFFECTS)]
        for drug in COMPARED
    }
    places = np.arange(1, len(EFFECTS) + 1)
    series = {drug: _arms(drug, rows[drug], places) for drug in COMPARED}
    ends = np.array([0.0, 40.0])

    def draw(drug, effect):
        place = int(effect) - 1
        on, off = (
            rows[drug][f"{arm}_percent"].to_numpy(float)[place] for arm in ("drug", "placebo")
        )
        return Drawing(
            {**series[drug], "row": Data(ends, [effect] * 2)},
            {"place": place, "on": on, "off": off},
        )

    def words(now):
        row = rows[now.drug].iloc[int(now.place)]
        return (
            f"{EFFECTS[int(now.place)].capitalize()}: {now.on:.0f} of 100 people on {now.drug}, "
            f"{now.off:.0f} of 100 on placebo. A likely way: {WAYS[row['mechanism']]}."
        )

    return Lab(
        title="Side effects: drug and placebo",
        kind="measured",
        controls=[
            Slider("effect", "Side effect", 1, len(EFFECTS), 1, only=range(1, len(EFFECTS) + 1)),
            Choice("drug", "Drug", {drug: drug for drug in COMPARED}, "atomoxetine"),
        ],
        series=[
            Line("row", "", Style("#222222", "dot"), 0.98, ghost=False, rows=0),
            Points("placebo", "placebo (ring)", Style("#222222", "", "circle-open"), size=13),
            Points("drug", "drug (filled)", DRUG, size=13),
        ],
        x=Axis("People of 100 who reported it (ring: placebo, filled: drug)", 0, 40, digits=0),
        y=Axis(
            "Side effect",
            len(EFFECTS) + 0.5,
            0.5,
            ticks=tuple(range(1, len(EFFECTS) + 1)),
            tick_labels=EFFECTS,
        ),
        draw=draw,
        words=words,
        limits={
            "Measured": "The share of people who reported it, on the drug and on placebo, as "
            "the labels give it.",
            "Assumed": "The targets named below the chart are explanations for teaching.",
            "Left out": "How bad it was and how long it lasted. Trials differ in people, dose and "
            "length, so this is not a race between drugs. Benefit is not in this picture.",
        },
        sources=lambda: evidence.sources({s for one in rows.values() for s in one["source"]}),
    )


def _arms(drug, rows, places):
    """The two arms of one drug's label as two series."""
    arms = {}
    for arm, name in (("drug", drug), ("placebo", "placebo")):
        share = rows[f"{arm}_percent"].to_numpy(float)
        arms[arm] = Data(
            share,
            places,
            text=[
                f"{effect}: {plain(value)} of 100 on {name}, {evidence.cite(row).split(', ')[0]}"
                for (effect, row), value in zip(rows.iterrows(), share, strict=True)
            ],
        )
    return arms
