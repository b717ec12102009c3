"""Labs of lesson 7, evidence: emptying the store of a transmitter, and a gene's story."""

from kit import evidence
from kit.chart import Axis, Choice, Data, Drawing, Lab, Line, Points, Rule, Slider, Style
from kit.labs.forest import one_by_one, row_axis
from kit.labs.style import DRUG, NET, SERT

GROUPS = (
    "healthy",
    "healthy, depression in the family",
    "well again, no drug",
    "well again, on a drug for it",
)
MOOD = ("no change", "slightly worse", "moderately worse", "symptoms back", "worse, not sized")
NO_CHANGE, SLIGHT, MODERATE, BACK, NOT_SIZED = range(len(MOOD))
SEROTONIN, CATECHOLAMINES = "serotonin", "norepinephrine and dopamine"
FOUND = {  # the ledger's row for each group, and where its words stand on the ladder
    SEROTONIN: (
        ("ruhe2007-healthy", NO_CHANGE),
        ("ruhe2007-family-history", SLIGHT),
        ("ruhe2007-remitted-drug-free-atd", MODERATE),
        ("ruhe2007-remitted-serotonergic", BACK),
    ),
    CATECHOLAMINES: (
        ("ruhe2007-healthy", NO_CHANGE),
        ("ruhe2007-family-history", SLIGHT),
        ("ruhe2007-remitted-drug-free-aptd", NO_CHANGE),
        ("booij2003-depletion", NOT_SIZED),
    ),
}
NO_RATIO = 0.42  # a place on the ruler for studies whose abstract gives no ratio
GENE = ("inoue2004-t182c", "ryu2004-t182c", "zhao2013-t182c", "zhou2014-t182c")
GENE += ("netvariants2018-rs2242446",)


def empty_the_tank():
    """What happens to mood when a transmitter's raw material is taken away for some hours."""
    rows = evidence.trials(topic="depletion").set_index("id")
    said = {
        depleted: [
            (row, place, rows.loc[row, "direction_text"], evidence.cite(rows.loc[row]))
            for row, place in found
        ]
        for depleted, found in FOUND.items()
    }

    def series(depleted):
        return Data(
            range(1, len(GROUPS) + 1),
            [place for _, place, _, _ in said[depleted]],
            text=[
                f"{depleted} lowered, {group}: {text} {paper}"
                for group, (_, _, text, paper) in zip(GROUPS, said[depleted], strict=True)
            ],
        )

    both = {depleted: series(depleted) for depleted in FOUND}

    guides = {f"{name} guide": Data(both[name].x, both[name].y) for name in both}

    def draw(group, depleted):
        place = int(group) - 1
        return Drawing(
            {**both, **guides, "here": Data(group, both[depleted].y[place])},
            {"place": place},
        )

    def words(now):
        _, _, text, _ = said[now.depleted][int(now.place)]
        return (
            f"{now.depleted.capitalize()} lowered in people who are {GROUPS[int(now.place)]}. "
            f"The reviewers found: {text}"
        )

    return Lab(
        title="Mood after a transmitter was lowered for some hours",
        kind="measured",
        controls=[
            Choice("depleted", "Lowered", {name: name for name in FOUND}, SEROTONIN),
            Slider(
                "group",
                "Who was studied",
                1,
                len(GROUPS),
                1,
                only=range(1, len(GROUPS) + 1),
                stops={group: place for place, group in enumerate(GROUPS, start=1)},
            ),
        ],
        series=[
            _guide(SEROTONIN, SERT, "top left"),
            _guide(CATECHOLAMINES, NET, "bottom center"),
            Points(SEROTONIN, "serotonin", SERT, size=19),
            Points(CATECHOLAMINES, "norepinephrine and dopamine", NET, size=9),
            Points("here", "your choice", DRUG, here=True, size=22, rows=0),
        ],
        x=Axis(
            "Who was studied",
            0.5,
            len(GROUPS) + 0.5,
            ticks=tuple(range(1, len(GROUPS) + 1)),
            tick_labels=("healthy", "in family", "well again", "well on drug"),
        ),
        y=Axis("Mood", -0.5, NOT_SIZED + 0.5, ticks=range(len(MOOD)), tick_labels=MOOD),
        draw=draw,
        words=words,
        limits={
            "Measured": "Mood scales before and after a diet that starves one transmitter of its "
            "raw material; pooled and put into words by reviewers (Ruhé 2007, Booij 2003).",
            "Assumed": "The order of the words. The steps between them are not measured sizes, the "
            "last row has no place in that order, and dotted lines only guide the eye.",
            "Left out": "How low the transmitter fell in the brain; it was lowered, not emptied.",
        },
        sources=lambda: evidence.sources({"ruhe2007", "booij2003"}),
    )


def _guide(name, style, side):
    """A dotted line that carries the label of its points."""
    dotted = Style(style.color, "dot")
    return Line(f"{name} guide", name, dotted, 0.67, label_side=side, ghost=False, rows=0)


def gene_slide():
    """One variant of the norepinephrine transporter's gene, from its first study to its last."""
    rows = evidence.trials(topic="genetics").set_index("id").loc[list(GENE)]
    rows["year"] = [int(evidence.sources([source])["year"].iloc[0]) for source in rows["source"]]
    order = list(range(len(rows), 0, -1))  # the first study on top
    ratio = rows["estimate"].notna().to_numpy()
    x = rows["estimate"].fillna(NO_RATIO).to_numpy(float)
    text = [
        f"{row.direction_text or 'Odds ratio'} {row.note} {evidence.cite(row)}"
        for row in rows.itertuples()
    ]

    def pick(mask, values):
        return [value for value, wanted in zip(values, mask, strict=True) if wanted]

    with_ratio = Data(
        x[ratio],
        pick(ratio, order),
        error_x=(rows["ci_high"] - rows["estimate"]).to_numpy(float)[ratio],
        error_x_down=(rows["estimate"] - rows["ci_low"]).to_numpy(float)[ratio],
        text=pick(ratio, text),
    )
    in_words = Data(x[~ratio], pick(~ratio, order), text=pick(~ratio, text))

    def draw(study):
        place = int(study) - 1
        here = Data(x[place], order[place])
        return Drawing({"ratios": with_ratio, "words": in_words, "here": here}, {"place": place})

    def words(now):
        row = rows.iloc[int(now.place)]
        finding = row["direction_text"]
        if not finding:
            finding = (
                f"odds ratio {row['estimate']:.2f} ({row['ci_low']:.2f} to {row['ci_high']:.2f}), "
                "no clear association."
            )
        kind = f"{row['n_trials']:.0f} studies pooled" if row["n_trials"] > 1 else "one study"
        return f"{row['year']}, {kind}: {finding}"

    return Lab(
        title="A gene variant (NET −182 T/C) and depression, study by study",
        kind="measured",
        controls=[one_by_one(rows, "study", "Next paper")],
        series=[
            Points("ratios", "odds ratio, 95 % interval", NET),
            Points("words", "finding in words", Style(NET.color, marker="triangle-up")),
            Points("here", "this paper", DRUG, here=True, size=22, rows=0),
        ],
        x=Axis(
            "Odds ratio, with depression against without",
            0.36,
            2.4,
            scale="log",
            digits=2,
            ticks=(NO_RATIO, 0.7, 1, 2),
            tick_labels=("in words", "0.7", "1", "2"),
        ),
        y=row_axis(order, [_short(row) for row in rows.itertuples()]),
        rules=[Rule(None, "no difference", x=1)],
        draw=draw,
        words=words,
        limits={
            "Measured": "How often people with and without depression carry each form of the gene; "
            "two first studies, then pooled ones.",
            "Assumed": "Each study's own groups are comparable. The pooled analyses share studies.",
            "Left out": "Thousands of other variants. Single genes explain little of depression.",
        },
        sources=lambda: evidence.sources(set(rows["source"])),
    )


def _short(row):
    """A study's name on the axis."""
    count = f"{row.n_trials:.0f} studies" if row.n_trials > 1 else "one study"
    return f"{row.year}, {count}"
