"""A norepinephrine blocker added to an SSRI: three trials, and what they found."""

from types import SimpleNamespace

from kit import evidence
from kit.chart import Axis, Data, Drawing, Lab, Points, Rule, Slider
from kit.labs.forest import one_by_one, row_axis
from kit.labs.style import DRUG, NET

TRIALS = {
    "ball2016-1-low": "trial 1, lower dose",
    "ball2016-1-high": "trial 1, higher dose",
    "ball2016-2-low": "trial 2, low dose",
    "ball2016-2-flexible": "trial 2, flexible",
    "ball2016-3-flexible": "trial 3, flexible",
}


def add_a_blocker() -> Lab:
    """How many more points depression fell with edivoxetine added than with placebo added."""
    rows = evidence.trials(topic="add_on", source="ball2016").set_index("id").loc[list(TRIALS)]
    order = [float(place) for place in range(len(rows), 0, -1)]
    gain = [float(value) for value in rows["estimate"]]
    text = [f"{note} {evidence.cite(row)}" for note, row in zip(rows["note"], rows.itertuples())]
    found = Data(gain, order, text=text)

    def draw(result: float) -> Drawing:
        place = int(result) - 1
        here = Data(gain[place], order[place])
        return Drawing({"trials": found, "here": here}, {"place": place, "gain": gain[place]})

    def words(now: SimpleNamespace) -> str:
        row = rows.iloc[int(now.place)]
        name = list(TRIALS.values())[int(now.place)]
        return (
            f"{name.capitalize()}: depression fell by {now.gain:.1f} points more with edivoxetine "
            f"added to an SSRI than with placebo added ({row['n_participants']:.0f} people). Each "
            "of the three trials missed its aim."
        )

    control: Slider = one_by_one(rows)
    return Lab(
        title="A blocker added to an SSRI",
        kind="measured",
        controls=[control],
        series=[
            Points("trials", "difference", NET),
            Points("here", "this one", DRUG, here=True, size=20, rows=0),
        ],
        x=Axis("Points more than on placebo (right: better on the drug)", -2, 6, "points"),
        y=row_axis(order, list(TRIALS.values())),
        rules=[Rule(None, "no difference", x=0)],
        draw=draw,
        words=words,
        limits={
            "Measured": "Changes of a depression scale from 0 to 60 points after eight weeks, in "
            "people whom an SSRI had not helped enough.",
            "Assumed": "Differences are our own subtraction of the means in the abstract, which "
            "prints no interval.",
            "Left out": "Side effects of each dose. The same company ran all three trials.",
        },
        sources=lambda: evidence.sources({"ball2016"}),
    )
