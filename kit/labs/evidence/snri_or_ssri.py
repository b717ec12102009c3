import numpy as np

from kit import evidence
from kit.chart import Axis, Bars, Choice, Drawing, Lab, Points, Rule, Slider, Style
from kit.labs.pictures import picture, sides
from kit.labs.style import DRUG, GREY

OUTCOMES = {"response": "responded", "remission": "became well"}
PERCENT = {"response": "papakostas2007-response", "remission": "machado2010-remission-percent"}
MORE, LEAVING = "machado2010-remission-difference", "machado2010-dropout-ae-difference"
DRAWS, MANY = 20, 1000  # hundreds to look at, and those behind the columns
LUCK = np.random.default_rng(20261129).random((MANY + 1, 2, 100))
LEAST, MOST = -20, 30  # people, on the axis


def snri_or_ssri() -> Lab:
    """A hundred people on an SSRI beside a hundred on a double action: the average, and luck."""
    rows = evidence.trials().set_index("id")
    leave = float(rows.loc[LEAVING, "estimate"])
    rates, lucky = {}, {}
    for outcome, name in PERCENT.items():
        old, new = (float(rows.loc[name, f"{arm}_percent"]) for arm in ("comparator", "group"))
        more = new - old if outcome == "response" else float(rows.loc[MORE, "estimate"])
        rates[outcome] = old, new, more
        lucky[outcome] = [(LUCK[1:, k] < rate / 100).sum(-1) for k, rate in enumerate((old, new))]

    def draw(outcome: str, hundred: float) -> Drawing:
        old, new, more = rates[outcome]
        counts = lucky[outcome]
        apart = counts[1] - counts[0]
        values = np.arange(LEAST, MOST + 1)
        share = (apart[:, None] == values).sum(0) / MANY
        shown = (round(old), round(old) + round(more))
        if hundred:
            shown = (int(counts[0][int(hundred) - 1]), int(counts[1][int(hundred) - 1]))
        gap = shown[1] - shown[0]
        there = min(max(gap, LEAST), MOST)
        series = [
            Bars("luck", "1,000 draws", values, 100 * share, Style(GREY), 0.8, False, rows=0),
            Points("here", "these two", there, 0.3, DRUG, here=True),
        ]
        upset = 100 * float((apart <= 0).mean())
        dual = "double action" if outcome == "response" else "SNRIs"
        drugs, did = dual.replace("double", "drugs with a double"), OUTCOMES[outcome]
        harm = f"About {leave:.0f} more of 100 left because of side effects on SNRIs."
        told = (
            f"Draw {hundred:.0f}: {shown[1]} of a hundred {did} on {drugs}, against {shown[0]} of "
            f"a hundred on SSRIs. The averages are {new:g} and {old:g}. {harm}"
            if hundred
            else f"On average {new:g} of 100 {did} on {drugs} and {old:g} of 100 on SSRIs: about "
            f"{more:.0f} more. {harm} In {upset:.0f} of 100 draws luck alone hides or turns this "
            "difference."
        )
        numbers = {"old": shown[0], "new": shown[1], "upset": upset, "leave": leave, "told": told}
        crowds = sides(
            better=(shown[0] / 100, shown[1] / 100),
            name=("100 on SSRIs", f"100 on {dual}"),
            says=(f"{shown[0]}", f"{shown[1]}"),
            also=(did, f"{did}; {leave:.0f} more left"),
            harmed=(0.0, round(leave) / 100),
        )
        return Drawing(series, numbers, picture=crowds)

    return Lab(
        title="A hundred beside a hundred",
        kind="measured + model",
        controls=[
            Choice("outcome", "Count people who", OUTCOMES, "response"),
            Slider("hundred", "Draw another two hundreds", 0, DRAWS, 0, only=range(DRAWS + 1),
                   stops={"the average": 0}),
        ],
        x=Axis("How many more on the second drug", LEAST, MOST, "people"),
        y=Axis("Of 100 draws", 0, 8),
        rules=[Rule(None, "no difference", x=0)],
        draw=draw,
        words="{told}",
        measured="Response: 93 trials of six drugs with a double action, three of which are not "
        "SNRIs. Becoming well, and leaving: 15 trials of SNRIs against SSRIs.",
        assumed="Numbers are rounded to whole people. Each person of a drawn hundred has the "
        "average chance, whoever they are.",
        left_out="How much better, for how long, which side effects, and who is who.",
        sources=lambda: evidence.sources({"papakostas2007", "machado2010"}),
        picture=picture("crowds"),
    )  # fmt: skip
