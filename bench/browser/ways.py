"""Four ways to draw the same four lines of 500 points from one slider, as cells of a notebook."""

from pathlib import Path

COMMON = """
import numpy as np
from IPython.display import display
from ipywidgets import FloatSlider, Layout, VBox, interact
X = np.linspace(0, 10, 500)
SLOPES = (0.5, 1.0, 2.0, 4.0)
LOW, HIGH, STEPS = 0.5, 8.5, 160
def lines(half):
    return [100 * X**n / (half**n + X**n) for n in SLOPES]
def slider():
    wide = Layout(width="500px")
    return FloatSlider(min=LOW, max=HIGH, step=(HIGH - LOW) / STEPS, value=4, layout=wide)
"""

INTERACT = """
%matplotlib inline
import matplotlib.pyplot as plt
def draw(half):
    figure, axes = plt.subplots(figsize=(7, 4))
    for line in lines(half):
        axes.plot(X, line)
    axes.set_ylim(0, 105)
    plt.show()
def chart():
    interact(draw, half=slider())
"""

FIGURE_WIDGET = """
import plotly.graph_objects as go
def chart():
    moved = slider()
    figure = go.FigureWidget([go.Scatter(x=X, y=line) for line in lines(4)])
    figure.update_layout(height=400, width=700, yaxis_range=[0, 105])
    def move(change):
        with figure.batch_update():
            for trace, line in zip(figure.data, lines(change["new"])):
                trace.y = line
    moved.observe(move, "value")
    display(VBox([moved, figure]))
"""

KIT = """
from kit.chart import Axis, Drawing, Lab, Line, Slider
def draw(half):
    return Drawing([
        Line(f"n{n}", f"slope {n:g}", X, y, ghost=n == 1) for n, y in zip(SLOPES, lines(half))
    ])
def chart():
    display(Lab(
        title="Four slopes", kind="model",
        controls=[Slider("half", "Half at", LOW, HIGH, 4)],
        x=Axis("Concentration", 0, 10), y=Axis("Effect (%)", 0, 105),
        draw=draw, words="Half of the maximum is reached at {half:.2f}.",
        measured="Nothing.", assumed="Four slopes.", left_out="The rest.",
    ))
"""

FLOOR = f"""
import anywidget
class Floor(anywidget.AnyWidget):
    _esm = {Path(__file__).with_name("floor.js").read_text(encoding="utf-8")!r}
def chart():
    display(Floor())
"""

# For each way: its cell; the handle to move; what is on the page when a chart is live; and in
# JavaScript, given the chart, something that is different for each picture that is shown.
WAYS = {
    "interact": {
        "title": "`interact` + matplotlib",
        "setup": INTERACT,
        "handle": ".noUi-handle",
        "live": ".jp-OutputArea-output img",
        "picture": "(root) => { const i = root.querySelector('.jp-OutputArea-output img');"
        " return i?.complete ? i.src : undefined; }",
    },
    "figure": {
        "title": "FigureWidget, `batch_update`",
        "setup": FIGURE_WIDGET,
        "handle": ".noUi-handle",
        "live": ".js-plotly-plot .trace:nth-child(4) .js-line",
        "picture": "(root) => root.querySelector('.trace:nth-child(4) .js-line')"
        "?.getAttribute('d')",
    },
    "kit": {
        "title": "**this chart**",
        "setup": KIT,
        "handle": ".kit-slider input[type=range]",
        "live": ".kit-plot[data-live='true']",
        # the sentence is written with the lines; a test holds that they belong to one state
        "picture": "(root) => root.querySelector('.kit-words')?.textContent",
    },
    "floor": {
        "title": "the floor: bare SVG, sums in JavaScript",
        "setup": FLOOR,
        "handle": ".floor input",
        "live": ".floor path[d]",
        "picture": "(root) => root.querySelector('.floor path:last-child')?.getAttribute('d')",
    },
}
