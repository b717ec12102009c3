"""Labs of lesson 6, the record: journals against the regulator, reboxetine, and 21 drugs."""

import numpy as np
from scipy.special import ndtri

from kit import evidence
from kit.chart import Axis, Data, Drawing, Lab, Points, Rule, Slider, Style
from kit.labs.forest import forest, one_by_one, row_axis, sentence, where_one_lies
from kit.labs.style import DRUG, NET, SERT
from kit.science.trials import NORMAL_95, log_odds_ratio

IN_WORDS = 0.32  # a place on the ruler for a result without an interval
THROWS = 20
AWAY = 0.01  # a place off the ruler
LUCK = np.random.default_rng(20261122).standard_normal((THROWS + 1, 21))
REBOXETINE = (  # the ledger's rows in the order of opening, and their names on the axis
    ("versiani2000-response", "one trial, 52 people"),
    ("eyding2010-response-placebo", "seven others, response"),
    ("eyding2010-remission-placebo", "all, remission"),
    ("eyding2010-response-ssri", "against SSRIs, response"),
    ("eyding2010-remission-ssri", "against SSRIs, remission"),
    ("eyding2010-dropout-ae-fluoxetine", "left for side effects"),
    ("versiani1999-relapse", "relapse study"),
    ("cipriani2018-response-reboxetine", "network, 2018"),
)
GROUPS = {
    "placebo": ("versiani2000-response", "eyding2010-response-placebo",
                "eyding2010-remission-placebo", "cipriani2018-response-reboxetine"),
    "ssri": ("eyding2010-response-ssri", "eyding2010-remission-ssri"),
    "harm": ("eyding2010-dropout-ae-fluoxetine",),
}  # fmt: skip


def _named(drug):
    """A drug's name for people: the release form as its letters, the whole class in words."""
    name, _, form = drug.partition("-")
    return f"{name} {form.upper()}".strip().replace("antidepressants", "all together")


def journals_and_regulator():
    """How large twelve antidepressants look in journals, and in the regulator's own files."""
    rows = evidence.trials(source="turner2008").set_index("id")
    both = rows.index.str.endswith("-fda") & (rows.index != "turner2008-unpublished-fda")
    regulator = rows[both].sort_values("estimate", ascending=False)
    regulator = regulator.loc[[*regulator.index.drop("turner2008-all-fda"), "turner2008-all-fda"]]
    journals = rows.loc[regulator.index.str.replace("-fda", "-journals")]
    names = [_named(drug) for drug in regulator["drug"]]
    order = np.arange(len(names), 0, -1.0)
    filed, printed = forest(regulator, order - 0.17), forest(journals, order + 0.17)

    def draw(row):
        place = int(row) - 1
        here = Data(filed.x[place], order[place])
        return Drawing({"regulator": filed, "journals": printed, "here": here}, {"place": place})

    def words(now):
        place = int(now.place)
        filed_row, printed_row = regulator.iloc[place], journals.iloc[place]
        return (
            f"{sentence(names[place])}: the regulator's files hold {filed_row['n_trials']:.0f} "
            f"trials with an effect of {filed_row['estimate']:.2f} standard deviations; journals "
            f"told of {printed_row['n_trials']:.0f}, with {printed_row['estimate']:.2f}."
        )

    return Lab(
        title="The same drugs in the regulator's files and in journals",
        kind="measured",
        controls=[
            Slider(
                "row",
                "Next drug",
                1,
                len(names),
                1,
                only=range(1, len(names) + 1),
                stops={"all together": len(names)},
            ),
        ],
        series=[
            Points("regulator", "regulator's files", DRUG, size=8),
            Points("journals", "journals", Style("#D55E00", marker="diamond"), size=9),
            Points("here", "this drug", DRUG, here=True, size=20, rows=0),
        ],
        x=Axis(
            "Effect, standard deviations: regulator (black), journals (diamonds)", 0, 0.8, digits=2
        ),
        y=row_axis(order, names),
        draw=draw,
        words=words,
        limits={
            "Measured": "Depression scores against placebo, from the reviews of the US regulator "
            "(black) and from journals (orange diamonds); bars are 95 % intervals. Two of the 74 "
            "trials share an entry, so that the data count 73.",
            "Assumed": "Trials of a drug were pooled by us from the authors' effect sizes.",
            "Left out": "Newer drugs, side effects, and trials never shown to a regulator.",
        },
        sources=lambda: evidence.sources({"turner2008"}),
    )


def _reboxetine():
    """The rows behind reboxetine's forest plot; the first one's ratio is computed from counts."""
    rows = evidence.trials().set_index("id").loc[[name for name, _ in REBOXETINE]]
    first = rows.iloc[0]
    counts = first[["events", "total", "comparator_events", "comparator_total"]].astype(float)
    log, error = log_odds_ratio(*counts)
    interval = np.exp(log + NORMAL_95 * error * np.array([0, -1, 1]))
    rows.loc[rows.index[0], ["estimate", "ci_low", "ci_high"]] = interval
    return rows


def open_the_drawer():
    """Reboxetine, result by result: first what was famous, then what all the trials say."""
    rows = _reboxetine()
    order = dict(zip(rows.index, range(len(rows), 0, -1), strict=True))
    x = rows["estimate"].fillna(IN_WORDS).to_numpy(float)
    groups = {
        name: forest(rows.loc[list(ids)], [order[i] for i in ids]) for name, ids in GROUPS.items()
    }
    relapse = rows.loc["versiani1999-relapse"]
    told = Data(IN_WORDS, order[relapse.name], text=[evidence.cite(relapse)])

    def draw(result):
        place = int(result) - 1
        here = Data(x[place], list(order.values())[place])
        return Drawing({**groups, "words": told, "here": here}, {"place": place})

    def words(now):
        row = rows.iloc[int(now.place)]
        against = "an SSRI" if row["comparator"] == "ssri" else row["comparator"]
        if row.name == relapse.name:
            return (
                f"Of people who had already responded, {row['group_percent']:.0f} % relapsed on "
                f"reboxetine and {row['comparator_percent']:.0f} % after a switch to placebo, of "
                f"{row['n_participants']:.0f} in all. Stopping suddenly may explain a part."
            )
        return (
            f"{sentence(REBOXETINE[int(now.place)][1])}. Reboxetine against {against}, "
            f"{row['outcome']}: odds ratio {row['estimate']:.2f} "
            f"({row['ci_low']:.2f} to {row['ci_high']:.2f}); {where_one_lies(row)}."
        )

    return Lab(
        title="Reboxetine: open the drawer",
        kind="measured",
        controls=[one_by_one(rows)],
        series=[
            Points("placebo", "against placebo", NET),
            Points("ssri", "against SSRIs", SERT),
            Points("harm", "harm: more is worse", Style(marker="x"), size=12),
            Points("words", "result in words", Style(NET.color, marker="triangle-up")),
            Points("here", "this result", DRUG, here=True, size=22, rows=0),
        ],
        x=Axis("Odds ratio, reboxetine against the other", 0.28, 50, scale="log", digits=2,
               ticks=(IN_WORDS, 0.5, 1, 2, 5, 10, 20, 40),
               tick_labels=("words", "0.5", "1", "2", "5", "10", "20", "40")),
        y=row_axis(order.values(), [name for _, name in REBOXETINE]),
        rules=[Rule(None, "no difference", x=1)],
        draw=draw,
        words=words,
        limits={
            "Measured": "Trials and reviews of them; bars are 95 % intervals. The first ratio is "
            "our own arithmetic from its 52 people.",
            "Assumed": "Results of different trials can be laid on one ruler.",
            "Left out": "The results of each single trial in the drawer, which we have not read.",
        },
        sources=lambda: evidence.sources(set(rows["source"])),
    )  # fmt: skip


def ranking():
    """Twenty-one drugs in a row, and how firmly they stand there."""
    rows = evidence.trials(source="cipriani2018").set_index("id")
    good = rows[rows.index.str.startswith("griselda-response-")].sort_values("estimate")
    left = rows.loc[good.index.str.replace("response", "dropout-any")]
    names = list(good["drug"])
    order = np.arange(1.0, len(names) + 1)
    log = np.log(good["estimate"].to_numpy(float))
    error = np.log((good["ci_high"] / good["ci_low"]).to_numpy(float)) / (2 * NORMAL_95)
    usual = np.arange(len(names))[::-1]  # place 0 is the first
    stay = forest(left, order - 0.2)
    cited = [evidence.cite(row) for row in good.itertuples()]

    def draw(width, throw):
        reach = ndtri(0.5 + np.asarray(width) / 200)
        low, high = np.exp(log - reach * error), np.exp(log + reach * error)
        moving = np.reshape(throw, (-1, 1)) > 0  # throw 0 leaves everything in its place
        thrown = np.exp(log + error * LUCK[np.asarray(throw, int).ravel()] * moving)
        places = np.argsort(np.argsort(-thrown, -1), -1)
        jump = np.abs(places - usual)
        drugs = Data(
            np.exp(log),
            order + 0.2,
            error_x=high - np.exp(log),
            error_x_down=np.exp(log) - low,
            text=cited,
        )
        return Drawing(
            {
                "response": drugs,
                "left": stay,
                "throw": Data(np.where(moving, thrown, AWAY), order + 0.2),
            },
            {
                "meet": (np.atleast_2d(high)[:, :-1] > np.atleast_2d(low)[:, -1:]).sum(
                    -1, keepdims=True
                ),
                "moved": (places != usual).sum(-1, keepdims=True),
                "jumper": jump.argmax(-1)[:, None],
                "before": usual[jump.argmax(-1)][:, None] + 1,
                "after": np.take_along_axis(places, jump.argmax(-1)[:, None], -1) + 1,
            },
        )

    def words(now):
        throw = (
            f"In throw {now.throw:.0f}, {now.moved:.0f} of {len(names)} drugs change places; "
            f"{names[int(now.jumper)]} jumps from place {now.before:.0f} to {now.after:.0f}."
            if now.throw
            else "Move the throw to see where luck of this size could put the drugs."
        )
        return (
            f"With {now.width:.0f} % intervals, {now.meet:.0f} of the {len(names) - 1} other drugs "
            f"overlap with {names[-1]}, the first in the row. {throw}"
        )

    return Lab(
        title="Ranking with fog: 21 drugs against placebo",
        kind="measured",
        controls=[
            Slider("width", "Interval shown", 50, 95, 50, "%"),
            Slider("throw", "Another throw", 0, THROWS, 0, only=range(THROWS + 1)),
        ],
        series=[
            Points("response", "responded", DRUG, size=7),
            Points("left", "left the trial, any reason", Style("#D55E00", marker="x"), size=6),
            Points("throw", "this throw", Style("#0072B2"), here=True, size=7, rows=0),
        ],
        x=Axis("Odds ratio against placebo: responding (dots), leaving (crosses)", 0.65, 3,
               scale="log", digits=2, ticks=(0.7, 1, 1.5, 2, 3)),
        y=Axis("", 0, len(names) + 1, ticks=tuple(order), tick_labels=tuple(names)),
        rules=[Rule(None, "as placebo", x=1)],
        draw=draw,
        vectorised=True,
        words=words,
        limits={
            "Measured": "Response and leaving for any reason in adults with major depression; our "
            "own network analysis of the published arm-level data. Crosses have 95 % intervals.",
            "Assumed": "Trials of different drugs and years are alike enough to compare. A "
            "throw draws each drug on its own; they share placebo groups, so the fog is a little "
            "too thick.",
            "Left out": "Longer than about eight weeks, single side effects, and any one person.",
        },
        sources=lambda: evidence.sources({"cipriani2018"}),
    )  # fmt: skip
