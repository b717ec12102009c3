"""Room on a chart: titles and names of places wrap, and the picture grows where they need it."""

from kit.chart import Axis
from kit.chart.layout import HEIGHT, layout

PLAIN = Axis("Dose (mg)", 0, 10)


def made(x=PLAIN, *y):
    return layout(x, y or (PLAIN,))


def test_titles_wrap_and_get_room():
    long = Axis("A title of a ruler that no phone could show in a single line", 0, 1)
    short, tall = made(), made(long)
    assert all(len(line) <= 28 for line in tall["xaxis"]["title"]["text"].split("<br>"))
    assert tall["margin"]["b"] > short["margin"]["b"]
    beside = made(PLAIN, PLAIN, Axis("Second target full (%)", 0, 1))  # two panels
    assert beside["yaxis2"]["title"]["text"] == "Second target full<br>(%)"
    assert beside["margin"]["l"] == short["margin"]["l"] + 18
    assert made(PLAIN, Axis("Second target full (%)", 0, 1))["margin"] == short["margin"]


def test_names_of_places_wrap_and_stand_apart():
    names = ("pain of muscles and joints", "depression")
    places = Axis("Condition", 0, 3, ticks=(1, 2), tick_labels=names)
    drawn = made(PLAIN, places)
    assert drawn["yaxis"]["ticktext"] == ["pain of muscles<br>and joints", "depression"]
    assert drawn["margin"]["l"] == 16 + 24 + 8 * len("pain of muscles")
    assert drawn["height"] == HEIGHT
    many = Axis("", 0, 11, ticks=range(10), tick_labels=names * 5)
    assert made(PLAIN, many)["height"] == 120 + 40 * 10
    assert made(PLAIN, many)["margin"]["l"] == drawn["margin"]["l"] - 24  # no title beside it
