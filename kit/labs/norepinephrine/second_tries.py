from kit.chart import Axis, Bars, Drawing, Lab, Line, Slider, Style
from kit.labs.pictures import picture, sides
from kit.science.chance import second_try

OUTCOMES = ("better on A", "not on A, then better on B", "better on neither")
PEOPLE = 1000
LUCK = Style(dash="dash")


def second_tries() -> Lab:
    """Two treatments, one after the other: how many get better on the second by luck alone."""
    places = [0, 1, 2]

    def draw(specific: float, first: float, second: float) -> Drawing:
        shares = second_try(first / 100, second / 100, specific / 100)
        luck = second_try(first / 100, second / 100)
        tried = float(shares.better_on_second + shares.better_on_neither)
        again = float(shares.better_on_second) / tried if tried > 0 else 0.0
        by_luck = PEOPLE * float(luck.better_on_second)
        heights = [PEOPLE * float(share) for share in shares]
        series = [
            Bars("people", "people", places, heights, measured=False),
            Line("luck", "by luck alone", [0.6, 1.4], [by_luck] * 2, LUCK, 1, False, rows=1),
        ]
        numbers = {
            "better": PEOPLE * float(shares.better_on_first),
            "left": PEOPLE * tried,
            "on_second": PEOPLE * float(shares.better_on_second),
            "again": 100 * again,
            "by_luck": by_luck,
        }
        reason = (
            f"where luck alone would give {by_luck:.0f}"
            if specific
            else "and not one of them had a reason in their body to need B"
        )
        crowds = sides(
            better=(float(shares.better_on_first), again),
            name=("all, on A", "who is left, on B"),
            says=(f"{numbers['better']:.0f}", f"{numbers['on_second']:.0f}"),
            also=("better, of 1,000", f"better, of {PEOPLE * tried:.0f}"),
        )
        return Drawing(series, numbers | {"reason": reason}, picture=crowds)

    return Lab(
        title="The second try",
        kind="model",
        controls=[
            Slider("specific", "People whom only one of the two can help", 0, 50, 0, "%"),
            Slider("first", "Chance to get better on A", 0, 80, 45, "%", drawer=True),
            Slider("second", "Chance to get better on B", 0, 80, 45, "%", drawer=True),
        ],
        x=Axis("", -0.5, 2.5, ticks=places, tick_labels=OUTCOMES),
        y=Axis("People, of 1,000", 0, PEOPLE, digits=0),
        draw=draw,
        words=f"{{specific:.0f}} % can be helped by one of the two only. Of {PEOPLE:,} people "
        "{better:.0f} get better on A (chance {first:.0f} %). Of the {left:.0f} left, "
        "{on_second:.0f} get better on B (chance {second:.0f} %), {reason}.",
        measured="Nothing: the chances are yours to choose.",
        assumed="Each try is a throw of dice, except for the people whom only one of the two can "
        "help. Getting better includes everybody who would have anyway.",
        left_out="Side effects, time, and that depression often lifts by itself.",
        picture=picture("crowds"),
    )
