from kit import evidence
from kit.chart import Axis, Bars, Choice, Drawing, Lab, Points, Slider, Style
from kit.labs.pictures import picture, sides
from kit.labs.style import DRUG, NET, SERT

GROUPS = {  # on the axis, and in a sentence
    "healthy": "healthy",
    "in family": "healthy, depression in the family",
    "well again": "well again, no drug",
    "well on drug": "well again, on a drug for it",
}
LADDER = NO_CHANGE, NOT_SIZED, SLIGHT, MODERATE, BACK = 0.0, 1.5, 3.0, 4.0, 5.0
MOOD = ("no change", "worse, not sized", "slightly worse", "moderately worse", "symptoms back")
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
    """Mood after a transmitter was lowered for some hours, by group; or thirty people well again.

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
    both, told, looks = [], {}, ((SERT, 19), (NET, 9))
    for (lowered, found), (style, size) in zip(FOUND.items(), looks, strict=True):
        rows = [evidence.row("trials", name) for name in found]
        told[lowered] = [row["direction_text"] for row in rows]
        text = [
            f"{group}: {row['direction_text']} {evidence.cite(row)}"
            for group, row in zip(people, rows, strict=True)
        ]
        steps = [*found.values()]
        both.append(Points(lowered, lowered, places, steps, style, size=size, text=text))

    def draw(lowered: str, group: float) -> Drawing:
        place = int(group) - 1
        at = group, [*FOUND[lowered].values()][place]
        here = Points("here", "your choice", *at, DRUG, here=True, size=22, rows=0)
        said = {"who": people[place], "found": told[lowered][place]}
        return Drawing([*both, here], said | {"what": lowered.capitalize()})

    return Lab(
        title="Empty the tank",
        kind="measured",
        controls=[
            Choice("lowered", "Lowered", {name: name for name in FOUND}, "serotonin"),
            Slider("group", "Who was studied", 1, len(GROUPS), 1, f"of {len(GROUPS)}", only=places),
        ],
        x=Axis("Who was studied", 0.5, len(GROUPS) + 0.5, ticks=places, tick_labels=[*GROUPS]),
        y=Axis("Mood", -0.5, BACK + 0.5, ticks=LADDER, tick_labels=MOOD),
        draw=draw,
        words="{what} lowered in people who are {who}. The reviewers found: {found}",
        measured="Mood before and after a diet that starves one transmitter of its raw material; "
        "pooled and put into words by reviewers (Ruhé 2007, Booij 2003).",
        assumed="The order of the words. The steps between them are not measured sizes, and what "
        "was not sized stands apart.",
        left_out="How low the transmitter fell in the brain; it was lowered, not emptied.",
        sources=lambda: evidence.sources({"ruhe2007", "booij2003"}),
    )  # fmt: skip


def thirty() -> Lab:
    """Fifteen people well on each of two drugs, after the drink that lowers serotonin."""
    row = evidence.row("trials", "delgado1999-relapse")
    each = int(row["total"])
    drugs = {"fluoxetine": int(row["events"]), "desipramine": int(row["comparator_events"])}
    text = [f"{drug}: {count} of {each}, {evidence.cite(row)}" for drug, count in drugs.items()]
    counts = [*drugs.values()]
    bars = Bars("back", "symptoms back", [0, 1], counts, Style(SERT.color), text=text)
    crowds = sides(
        better=(0.0, 0.0),
        name=[f"15 on {drug}" for drug in drugs],
        says=[f"{count} of {each}" for count in drugs.values()],
        also=["symptoms back"] * 2,
        harmed=[count / each for count in drugs.values()],
    )

    def draw(drug: str) -> Drawing:
        at = [*drugs].index(drug), drugs[drug]
        here = Points("here", "you look at", *at, DRUG, here=True, rows=0)
        return Drawing([bars, here], {"count": drugs[drug]}, picture=crowds)

    return Lab(
        title="Thirty people who were well again",
        kind="measured",
        controls=[Choice("drug", "Well on", {name: name for name in drugs}, "fluoxetine")],
        x=Axis("", -0.6, 1.6, ticks=(0, 1), tick_labels=[*drugs]),
        y=Axis("People whose symptoms came back, of 15", 0, each, digits=0, ticks=(0, 5, 10, 15)),
        draw=draw,
        words=f"Of {each} people who were well on {{drug}}, symptoms came back in {{count}} after "
        "the drink that lowers serotonin.",
        measured="Both counts (Delgado 1999), drawn as shares of a hundred people.",
        assumed="Nothing.",
        left_out="Chance: fifteen people are few. The drink lowered serotonin only.",
        sources=lambda: evidence.sources({"delgado1999"}),
        picture=picture("crowds"),
    )
