"""Mood after a transmitter was lowered for some hours, in groups of people."""

from types import SimpleNamespace
from typing import Any

from kit import evidence
from kit.chart import Axis, Bars, Choice, Data, Drawing, Lab, Points, Slider, Style
from kit.labs.pictures import picture, sides
from kit.labs.style import DRUG, NET, SERT

GROUPS = (
    "healthy",
    "healthy, depression in the family",
    "well again, no drug",
    "well again, on a drug for it",
)
MOOD = ("worse, not sized", "", "no change", "slightly worse", "moderately worse", "symptoms back")
NOT_SIZED, _, NO_CHANGE, SLIGHT, MODERATE, BACK = range(len(MOOD))
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
THIRTY = "delgado1999-relapse"


def empty_the_tank(study: str = "groups") -> Lab:
    """Mood after a transmitter was lowered, by group; or the thirty people who were well again.

    Parameters
    ----------
    study : {"groups", "return"}

    Raises
    ------
    ValueError
        For another study.
    """
    if study not in ("groups", "return"):
        raise ValueError(f"study = {study!r} is not possible: choose 'groups' or 'return'.")
    return groups() if study == "groups" else thirty()


def groups() -> Lab:
    """What reviewers found in four groups of people, for two ways of lowering."""
    rows = evidence.trials(topic="depletion").set_index("id")
    places = range(1, len(GROUPS) + 1)
    both, told = {}, {}
    for lowered, found in FOUND.items():
        mine = rows.loc[[row for row, _ in found]]
        told[lowered] = list(mine["direction_text"])
        text = [
            f"{group}: {row['direction_text']} {evidence.cite(row)}"
            for group, (_, row) in zip(GROUPS, mine.iterrows(), strict=True)
        ]
        both[lowered] = Data(places, [mood for _, mood in found], text=text)

    def draw(lowered: str, group: float) -> Drawing:
        here = Data(group, FOUND[lowered][int(group) - 1][1])
        return Drawing({**both, "here": here})

    def words(now: SimpleNamespace) -> str:
        group = int(now.group) - 1
        return (
            f"{now.lowered.capitalize()} lowered in people who are {GROUPS[group]}. "
            f"The reviewers found: {told[now.lowered][group]}"
        )

    return Lab(
        title="Empty the tank",
        kind="measured",
        controls=[
            Choice("lowered", "Lowered", {name: name for name in FOUND}, SEROTONIN),
            Slider("group", "Who was studied", 1, len(GROUPS), 1, only=places),
        ],
        series=[
            Points(SEROTONIN, "serotonin", SERT, size=19),
            Points(CATECHOLAMINES, "norepinephrine and dopamine", NET, size=9),
            Points("here", "your choice", DRUG, here=True, size=22, rows=0),
        ],
        x=Axis(
            "Who was studied",
            0.5,
            len(GROUPS) + 0.5,
            ticks=tuple(places),
            tick_labels=("healthy", "in family", "well again", "well on drug"),
        ),
        y=Axis("Mood", -0.5, BACK + 0.5, ticks=(0, 2, 3, 4, 5), tick_labels=(MOOD[0], *MOOD[2:])),
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
    )


def thirty() -> Lab:
    """Fifteen people well on each of two drugs, after the drink that lowers serotonin."""
    row = evidence.trials().set_index("id").loc[THIRTY]
    back = int(row["events"]), int(row["comparator_events"])
    each = int(row["total"])
    drugs = {"fluoxetine": back[0], "desipramine": back[1]}
    text = [f"{drug}: {count} of {each}, {evidence.cite(row)}" for drug, count in drugs.items()]
    bars = Data([0, 1], list(back), text=text)
    crowds = sides(
        better=(0.0, 0.0),
        name=("15 on fluoxetine", "15 on desipramine"),
        says=(f"{back[0]} of {each}", f"{back[1]} of {each}"),
        also=("symptoms back", "symptoms back"),
        harmed=(back[0] / each, back[1] / each),
    )

    def draw(drug: str) -> Drawing:
        here: Any = Data(list(drugs).index(drug), drugs[drug])
        return Drawing({"back": bars, "here": here}, {"count": drugs[drug]}, picture=crowds)

    def words(now: SimpleNamespace) -> str:
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
        x=Axis("", -0.6, 1.6, ticks=(0, 1), tick_labels=tuple(drugs)),
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
