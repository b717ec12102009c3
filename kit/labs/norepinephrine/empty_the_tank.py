"""Mood after a transmitter was lowered for some hours, in groups of people."""

from kit import evidence
from kit.chart import Axis, Bars, Choice, Data, Drawing, Lab, Now, Points, Slider, Style
from kit.labs.pictures import picture, sides
from kit.labs.style import DRUG, NET, SERT

GROUPS = {  # on the axis, and in a sentence
    "healthy": "healthy",
    "in family": "healthy, depression in the family",
    "well again": "well again, no drug",
    "well on drug": "well again, on a drug for it",
}
LADDER = NOT_SIZED, NO_CHANGE, SLIGHT, MODERATE, BACK = 0, 2, 3, 4, 5
MOOD = ("worse, not sized", "no change", "slightly worse", "moderately worse", "symptoms back")
FOUND = {  # the ledger's row for each group, and where its words stand on the ladder
    "serotonin": {
        "ruhe2007-healthy": NO_CHANGE,
        "ruhe2007-family-history": SLIGHT,
        "ruhe2007-remitted-drug-free-atd": MODERATE,
        "ruhe2007-remitted-serotonergic": BACK,
    },
    "norepinephrine and dopamine": {
        "ruhe2007-healthy": NO_CHANGE,
        "ruhe2007-family-history": SLIGHT,
        "ruhe2007-remitted-drug-free-aptd": NO_CHANGE,
        "booij2003-depletion": NOT_SIZED,
    },
}


def empty_the_tank(study: str = "groups") -> Lab:
    """Mood after a transmitter was lowered, by group; or the thirty people who were well again.

    Parameters
    ----------
    study : {"groups", "return"}
    """
    studies = {"groups": groups, "return": thirty}
    if study not in studies:
        raise ValueError(f"study = {study!r} is not possible: choose 'groups' or 'return'.")
    return studies[study]()


def groups() -> Lab:
    """What reviewers found in four groups of people, for two ways of lowering."""
    places, people = range(1, len(GROUPS) + 1), [*GROUPS.values()]
    both, told = {}, {}
    for lowered, found in FOUND.items():
        rows = [evidence.row("trials", name) for name in found]
        told[lowered] = [row["direction_text"] for row in rows]
        text = [
            f"{group}: {row['direction_text']} {evidence.cite(row)}"
            for group, row in zip(people, rows, strict=True)
        ]
        both[lowered] = Data(places, [*found.values()], text=text)

    def draw(lowered: str, group: float) -> Drawing:
        here = Data(group, [*FOUND[lowered].values()][int(group) - 1])
        return Drawing({**both, "here": here})

    def words(now: Now) -> str:
        group = int(now.group) - 1
        return (
            f"{now.lowered.capitalize()} lowered in people who are {people[group]}. "
            f"The reviewers found: {told[now.lowered][group]}"
        )

    return Lab(
        title="Empty the tank",
        kind="measured",
        controls=[
            Choice("lowered", "Lowered", {name: name for name in FOUND}, "serotonin"),
            Slider("group", "Who was studied", 1, len(GROUPS), 1, only=places),
        ],
        series=[
            *(Points(name, name, style, size=size) for name, style, size in
              zip(FOUND, (SERT, NET), (19, 9), strict=True)),
            Points("here", "your choice", DRUG, here=True, size=22, rows=0),
        ],
        x=Axis("Who was studied", 0.5, len(GROUPS) + 0.5, ticks=places, tick_labels=[*GROUPS]),
        y=Axis("Mood", -0.5, BACK + 0.5, ticks=LADDER, tick_labels=MOOD),
        draw=draw,
        words=words,
        limits={
            "Measured": "Mood before and after a diet that starves one transmitter of its raw "
            "material; pooled and put into words by reviewers (Ruhé 2007, Booij 2003).",
            "Assumed": "The order of the words. The steps between them are not measured sizes, and "
            "what was not sized stands apart, below.",
            "Left out": "How low the transmitter fell in the brain; it was lowered, not emptied.",
        },
        sources=lambda: evidence.sources({"ruhe2007", "booij2003"}),
    )  # fmt: skip


def thirty() -> Lab:
    """Fifteen people well on each of two drugs, after the drink that lowers serotonin."""
    row = evidence.row("trials", "delgado1999-relapse")
    each = int(row["total"])
    drugs = {"fluoxetine": int(row["events"]), "desipramine": int(row["comparator_events"])}
    text = [f"{drug}: {count} of {each}, {evidence.cite(row)}" for drug, count in drugs.items()]
    bars = Data([0, 1], [*drugs.values()], text=text)
    crowds = sides(
        better=(0.0, 0.0),
        name=[f"15 on {drug}" for drug in drugs],
        says=[f"{count} of {each}" for count in drugs.values()],
        also=["symptoms back"] * 2,
        harmed=[count / each for count in drugs.values()],
    )

    def draw(drug: str) -> Drawing:
        here = Data([*drugs].index(drug), drugs[drug])
        return Drawing({"back": bars, "here": here}, {"count": drugs[drug]}, picture=crowds)

    def words(now: Now) -> str:
        return (
            f"Of {each} people who were well on {now.drug}, symptoms came back in {now.count} "
            "after the drink that lowers serotonin."
        )

    return Lab(
        title="Thirty people who were well again",
        kind="measured",
        controls=[Choice("drug", "Well on", {name: name for name in drugs}, "fluoxetine")],
        series=[
            Bars("back", "symptoms back", Style(SERT.color)),
            Points("here", "you look at", DRUG, here=True, rows=0),
        ],
        x=Axis("", -0.6, 1.6, ticks=(0, 1), tick_labels=[*drugs]),
        y=Axis("People whose symptoms came back, of 15", 0, each, digits=0, ticks=(0, 5, 10, 15)),
        draw=draw,
        words=words,
        limits={
            "Measured": "Both counts (Delgado 1999), drawn as shares of a hundred people.",
            "Assumed": "Nothing.",
            "Left out": "Chance: fifteen people are few. The drink lowered serotonin only.",
        },
        sources=lambda: evidence.sources({"delgado1999"}),
        picture=picture("crowds"),
    )
