"""Labs of lesson 8, evidence: from alcohol to dopamine, and what trials of naltrexone found."""

import numpy as np

from kit import evidence
from kit.chart import Axis, Bars, Data, Drawing, Lab, Points, Rule, Slider, Style, plain
from kit.labs.forest import forest, one_by_one, row_axis, sentence, where_one_lies
from kit.labs.style import DRUG, MOR
from kit.science.occupancy import odds
from kit.science.qualitative import qualitative_alcohol_chain

STEPS = ("endorphin", "mu signal", "GABA brake", "dopamine")
PLACES = tuple(range(len(STEPS)))
DISINHIBITION = 4.0  # chosen: how far dopamine neurons fire more without their GABA brake
# The ledger's rows in reading order, and their names on the axis. A sign turns what was printed
# as a benefit or a harm into more or fewer than in the other group.
ALCOHOL = (
    ("jonas2014-heavy-drinking-naltrexone-rd", "heavy drinking"),
    ("jonas2014-any-drinking-naltrexone-rd", "any drinking"),
    ("jonas2014-any-drinking-acamprosate-rd", "acamprosate: any"),
    ("rosner2010-heavy-drinking-days", "heavy drinking days"),
    ("jonas2014-heavy-days-injection", "injection: heavy days"),
    ("anton2006-days-abstinent-naltrexone", "COMBINE: no alcohol"),
    ("rosner2010-nausea", "nausea"),
    ("rosner2010-sleepiness", "sleepy by day"),
)
NNT = {
    "jonas2014-heavy-drinking-naltrexone-rd": "jonas2014-heavy-drinking-naltrexone",
    "jonas2014-any-drinking-naltrexone-rd": "jonas2014-any-drinking-naltrexone",
    "jonas2014-any-drinking-acamprosate-rd": "jonas2014-any-drinking-acamprosate",
}
ALCOHOL_GROUPS = {"people": (0, 1, 2), "days": (3, 4, 5), "harm": (6, 7)}
OPIOID = (
    ("minozzi2011-primary", "tablets: all outcomes"),
    ("minozzi2011-adherence", "watched: abstinent"),
    ("minozzi2011-reincarceration", "tablets: prison again"),
    ("krupitsky2011-abstinent-weeks-drug", "injection: weeks"),
    ("nunes2020-all-negative-ratio", "same trial: no use"),
    ("lee2018-induction", "X:BOT: could start"),
    ("lee2018-relapse-assigned", "all X:BOT: relapse"),
    ("lee2018-relapse-started", "starters: relapse"),
    ("ajazi2022-overdose", "all X:BOT: overdose"),
    ("lee2023-reply", "the authors say"),
    ("ajaddict2021-heroin", "Norway: heroin"),
)
OPIOID_GROUPS = {
    "good": ("minozzi2011-adherence", "nunes2020-all-negative-ratio"),
    "bad": ("minozzi2011-reincarceration", "lee2018-relapse-assigned",
            "lee2018-relapse-started", "ajaddict2021-heroin"),
    "harm": ("ajazi2022-overdose",),
}  # fmt: skip
IN_WORDS = 0.17  # a place on the ruler for results without a ratio
BLUE, ORANGE = Style("#0072B2", marker="diamond"), Style("#D55E00", marker="x")


def reward_pathway():
    """From alcohol over the body's own opioid to dopamine, with and without an antagonist."""

    def change(alcohol, held, direct):
        settings = {"antagonist_odds": odds(held / 100), "disinhibition": DISINHIBITION}
        now = qualitative_alcohol_chain(alcohol, direct=direct, **settings)
        rest = qualitative_alcohol_chain(0.0, **settings)
        return [100 * (value - before) for value, before in zip(now, rest, strict=True)]

    def draw(alcohol, held, direct):
        blocked, free = change(alcohol, held, direct), change(alcohol, 0.0, direct)
        series = {
            name: Data(PLACES, _columns(values))
            for name, values in (("blocked", blocked), ("free", free))
        }
        return Drawing(series, {"rise": blocked[3], "without": free[3]})

    def words(now):
        return (
            f"Alcohol {plain(now.alcohol)} (no unit) adds {now.rise:.0f} % to dopamine while an "
            f"antagonist holds {plain(now.held)} % of the mu receptors; with no antagonist it adds "
            f"{now.without:.0f} % (bypass {plain(now.direct)})."
        )

    return Lab(
        title="Alcohol, the body's own opioid, and dopamine",
        kind="conceptual",
        controls=[
            Slider("alcohol", "Alcohol, without unit", 0, 3, 1),
            Slider("held", "Mu receptors held by an antagonist", 0, 95, 0, "%"),
            Slider("direct", "Bypass: push that needs no opioid", 0, 0.3, 0, drawer=True),
        ],
        series=[
            Bars("blocked", "with the antagonist", MOR, measured=False),
            Points("free", "no antagonist", Style(marker="diamond"), here=True),
        ],
        x=Axis("Columns: blocked. Diamonds: not.", -0.6, 3.6, ticks=PLACES,
               tick_labels=STEPS),
        y=Axis("What alcohol adds (%)", -60, 160, unit="%", digits=0),
        rules=[Rule(0, "at rest")],
        draw=draw,
        vectorised=True,
        words=words,
        limits={
            "Measured": "Two directions, in rats: alcohol raises dopamine in the nucleus "
            "accumbens, and naltrexone prevents or reverses the rise (Gonzales 1998, Benjamin "
            "1993).",
            "Assumed": "The chain and all its numbers: endorphin fills mu receptors, these quiet "
            "a GABA brake, and dopamine neurons fire more. Endorphin and dopamine in % of rest, "
            "mu and GABA in percentage points.",
            "Left out": "What the antagonist does without alcohol. Delta and kappa receptors, "
            "stress, memory. Dopamine is no gauge of pleasure, and how naltrexone helps people is "
            "unsettled.",
        },
        sources=lambda: evidence.sources({"gonzales1998", "benjamin1993"}),
    )  # fmt: skip


def _columns(values):
    """One row of columns, or one row for each state of a sweep."""
    values = [np.atleast_2d(value) for value in np.broadcast_arrays(*values)]
    found = np.concatenate(values, axis=-1)
    return found if len(found) > 1 else found[0]


def _rows(chosen):
    """Rows of the ledger in the order of a list of ids and names."""
    return evidence.naltrexone_trials().set_index("id").loc[[name for name, _ in chosen]]


def _outcome(row):
    """What was counted, and who found it."""
    return f"{row.outcome}: {evidence.cite(row)}"


def alcohol_trials():
    """Alcohol use disorder: what more or fewer people had than on placebo, help and harm."""
    rows = _rows(ALCOHOL)
    combine = rows.loc["anton2006-days-abstinent-naltrexone"]
    rows["estimate"] = rows["estimate"].fillna(
        combine["group_percent"] - combine["comparator_percent"]
    )
    needed = evidence.naltrexone_trials().set_index("id")
    order = np.arange(len(rows), 0, -1.0)
    groups = {
        name: forest(rows.iloc[list(places)], order[list(places)], _outcome)
        for name, places in ALCOHOL_GROUPS.items()
    }

    def draw(result):
        place = int(result) - 1
        here = Data(rows["estimate"].iloc[place], order[place])
        return Drawing({**groups, "here": here}, {"place": place})

    def words(now):
        row = rows.iloc[int(now.place)]
        kind = "more" if row["estimate"] > 0 else "fewer"
        of = "days" if int(now.place) in ALCOHOL_GROUPS["days"] else "people"
        drug = f" ({row['drug'].replace('-', ' ')})" if row["drug"] != "naltrexone" else ""
        said = (
            f"{sentence(row['outcome'])}{drug}: {abs(row['estimate']):g} of 100 {of} {kind} than "
            "on placebo"
        )
        if row.name == combine.name:
            percents = f"({row['group_percent']:g} against {row['comparator_percent']:g} %)"
            return f"{said} {percents}. {row['note']}"
        low, high = sorted(abs(row[["ci_low", "ci_high"]].astype(float)))
        said = f"{said} (95 % interval {low:g} to {high:g})."
        if row.name in NNT:
            nnt = needed.loc[NNT[row.name]]
            said += (
                f" One person more is helped for every {nnt['estimate']:g} who take it "
                f"({nnt['ci_low']:g} to {nnt['ci_high']:g})."
            )
        return said

    return Lab(
        title="Naltrexone in alcohol use disorder: help and harm on one ruler",
        kind="measured",
        controls=[one_by_one(rows)],
        series=[
            Points("people", "people", DRUG),
            Points("days", "days", BLUE),
            Points("harm", "harm: people", ORANGE, size=12),
            Points("here", "this result", DRUG, here=True, size=22, rows=0),
        ],
        x=Axis("More or fewer, of 100", -16, 16,
               digits=1, ticks=(-15, -10, -5, 0, 5, 10, 15)),
        y=row_axis(order, [name for _, name in ALCOHOL]),
        rules=[Rule(None, "as placebo", x=0)],
        draw=draw,
        words=words,
        limits={
            "Measured": "Pooled trials (Jonas 2014, Rösner 2010) and COMBINE (Anton 2006), against "
            "placebo; bars are 95 % intervals. Dots count people, diamonds days, crosses harms.",
            "Assumed": "Trials of different years, people and counselling can be pooled.",
            "Left out": "How much anyone wanted to stop, other harms, longer than a few months, "
            "and who among the hundred is helped.",
        },
        sources=lambda: evidence.sources(set(rows["source"])),
    )  # fmt: skip


def opioid_trials():
    """Opioid use disorder: tablets, the injection, and what was lost before the start."""
    rows = _rows(OPIOID)
    order = dict(zip(rows.index, np.arange(len(rows), 0, -1.0), strict=True))
    ratio = rows["measure"].isin(["RR", "OR", "HR"])
    x = rows["estimate"].where(ratio, IN_WORDS).to_numpy(float)
    groups = {
        name: forest(rows.loc[list(ids)], [order[i] for i in ids], _outcome)
        for name, ids in OPIOID_GROUPS.items()
    }
    told = rows[~ratio]
    groups["words"] = Data(
        np.full(len(told), IN_WORDS),
        [order[name] for name in told.index],
        text=[f"{row.outcome}: {evidence.cite(row)}" for row in told.itertuples()],
    )
    placebo = (
        evidence.naltrexone_trials().set_index("id").loc["krupitsky2011-abstinent-weeks-placebo"]
    )

    def draw(result):
        place = int(result) - 1
        here = Data(x[place], list(order.values())[place])
        return Drawing({**groups, "here": here}, {"place": place})

    def words(now):
        row = rows.iloc[int(now.place)]
        head = f"{sentence(row['outcome'])}. "
        if row["measure"] == "words":
            return f"{head}{row['direction_text']} {row['note']}"
        if row.name == "lee2018-induction":
            return (
                f"{head}{row['events']:g} of {row['total']:g} ({row['group_percent']:g} %) with "
                f"naltrexone, {row['comparator_events']:g} of {row['comparator_total']:g} "
                f"({row['comparator_percent']:g} %) with buprenorphine-naloxone."
            )
        if row["measure"] == "percent":
            return (
                f"{head}Half of the people had {row['estimate']:g} % or more of their weeks "
                f"abstinent, and {placebo['estimate']:g} % on placebo "
                f"({row['total']:g} and {placebo['total']:g} people)."
            )
        return (
            f"{head}{row['measure']} {row['estimate']:g} ({row['ci_low']:g} to "
            f"{row['ci_high']:g}) against {row['comparator'].replace('-or-', ' or ')}: "
            f"{where_one_lies(row)}. {row['note']}"
        )

    return Lab(
        title="Naltrexone in opioid use disorder: result by result",
        kind="measured",
        controls=[one_by_one(rows)],
        series=[
            Points("good", "good outcome: right is better", BLUE),
            Points("bad", "bad outcome: left is better", DRUG),
            Points("harm", "overdose: left is better", ORANGE, size=12),
            Points("words", "result in words", Style(marker="triangle-up")),
            Points("here", "this result", DRUG, here=True, size=22, rows=0),
        ],
        x=Axis("Ratio, naltrexone against the other", 0.15, 8,
               scale="log", digits=2, ticks=(IN_WORDS, 0.3, 0.5, 1, 2, 5),
               tick_labels=("words", "0.3", "0.5", "1", "2", "5")),
        y=row_axis(order.values(), [name for _, name in OPIOID]),
        rules=[Rule(None, "no difference", x=1)],
        draw=draw,
        words=words,
        limits={
            "Measured": "Risk, odds and hazard ratios as the papers print them; bars are 95 % "
            "intervals. Dots and crosses are bad outcomes, diamonds good ones, triangles words.",
            "Assumed": "Three kinds of ratio stand on one ruler for their direction only.",
            "Left out": "Those who never joined a trial, deaths after its end, and life besides "
            "urine tests. Relapse is the trials' own word.",
        },
        sources=lambda: evidence.sources(set(rows["source"]) | {"lee2018"}),
    )  # fmt: skip
