import numpy as np

from kit import evidence
from kit.chart import Axis, Choice, Drawing, Lab, Line, Points, Slider
from kit.labs.clocks.shared import CHOSEN, LAST_WEEK, PATTERNS, symptoms, third_of
from kit.labs.style import percent


def symptom_weeks() -> Lab:
    """Three patterns for the weekly difference between drug and placebo, and what trials found."""
    grid = np.linspace(0, LAST_WEEK, 241)
    third = third_of(1.0, "28 trials", size=13)

    def draw(week: float, pattern: str) -> Drawing:
        felt = 100 * symptoms(week, pattern)
        series = [
            Line("felt", "pattern", grid, 100 * symptoms(grid, pattern), CHOSEN, 0.6, rows=7),
            Points("here", "this week", week, felt, CHOSEN, here=True),
            third,
        ]
        return Drawing(series, {"felt": felt, "one": 100 * symptoms(1.0, pattern)})

    return Lab(
        title="Drug minus placebo, week by week",
        kind="measured + model",
        controls=[
            Slider("week", "Week", 0, LAST_WEEK, 2),
            Choice("pattern", "Pattern", PATTERNS, "slowing"),
        ],
        x=Axis("Weeks", 0, 6.2, unit="weeks", ticks=tuple(range(7))),
        y=percent("Difference (% of that at six weeks)", high=108, step=25),
        draw=draw,
        words="Pattern “{pattern}”, week {week}: {felt:.0f} % of the difference at six weeks. For "
        "week one it says {one:.0f} %; the trials found about a third.",
        measured="The filled point: “about one third”, from 28 pooled trials.",
        assumed="The shapes. Each starts at 0 and ends at 100 %, which is what the trials found at "
        "six weeks, whatever its size.",
        left_out="How large the difference is, how much people differ, and harms. The trials' "
        "other weeks were not available as numbers.",
        sources=lambda: evidence.sources("taylor2006"),
        drawable="felt",
    )
