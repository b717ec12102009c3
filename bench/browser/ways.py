"""Four ways to draw the same four lines of 500 points from one slider, as cells of a notebook."""

COMMON = """
import numpy as np
X = np.linspace(0, 10, 500)
SLOPES = (0.5, 1.0, 2.0, 4.0)
LOW, HIGH, STEPS = 0.5, 8.5, 160
def lines(half):
    return [100 * X**n / (half**n + X**n) for n in SLOPES]
"""

INTERACT = """
%matplotlib inline
import matplotlib.pyplot as plt
from ipywidgets import FloatSlider, Layout, interact
def draw(half):
    figure, axes = plt.subplots(figsize=(7, 4))
    for line in lines(half):
        axes.plot(X, line)
    axes.set_ylim(0, 105)
    plt.show()
def chart():
    slider = FloatSlider(min=LOW, max=HIGH, step=(HIGH - LOW) / STEPS, value=4,
                         layout=Layout(width="500px"))
    interact(draw, half=slider)
"""

FIGURE_WIDGET = """
import plotly.graph_objects as go
from IPython.display import display
from ipywidgets import FloatSlider, Layout, VBox
def chart():
    slider = FloatSlider(min=LOW, max=HIGH, step=(HIGH - LOW) / STEPS, value=4,
                         layout=Layout(width="500px"))
    figure = go.FigureWidget([go.Scatter(x=X, y=line) for line in lines(4)])
    figure.update_layout(height=400, width=700, yaxis_range=[0, 105])
    def move(change):
        with figure.batch_update():
            for trace, line in zip(figure.data, lines(change["new"])):
                trace.y = line
    slider.observe(move, "value")
    display(VBox([slider, figure]))
"""

KIT = """
from IPython.display import display
from kit.chart import Axis, Data, Drawing, Lab, Line, Slider
def draw(half):
    y = {f"n{n}": 100 * X**n / (half**n + X**n) for n in SLOPES}
    return Drawing({name: Data(X, line) for name, line in y.items()})
def words(now):
    return f"Half of the maximum is reached at {now.half:.2f}."
def chart():
    display(Lab(
        title="Four slopes", kind="model",
        controls=[Slider("half", "Half at", LOW, HIGH, 4)],
        series=[Line(f"n{n}", f"slope {n:g}", ghost=n == 1) for n in SLOPES],
        x=Axis("Concentration", 0, 10), y=Axis("Effect (%)", 0, 105),
        draw=draw, words=words,
        limits={"Measured": "Nothing.", "Assumed": "Four slopes.", "Left out": "The rest."},
    ))
"""

FLOOR = '''
import anywidget
from IPython.display import display
class Floor(anywidget.AnyWidget):
    _esm = """
    const SLOPES = [0.5, 1, 2, 4];
    function render({ el }) {
      el.innerHTML = `<div class="floor"><input type="range" min="0" max="160" value="70"
        style="width:500px"><svg width="700" height="400"></svg></div>`;
      const [slider, svg] = [el.querySelector("input"), el.querySelector("svg")];
      const paths = SLOPES.map(() => {
        const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
        path.setAttribute("fill", "none");
        path.setAttribute("stroke", "black");
        svg.append(path);
        return path;
      });
      const draw = () => {
        const half = 0.5 + slider.valueAsNumber / 20;
        SLOPES.forEach((n, which) => {
          let d = "";
          for (let k = 0; k < 500; k++) {
            const x = k / 49.9;
            const y = 100 * x ** n / (half ** n + x ** n);
            d += `${k ? "L" : "M"}${(70 * x).toFixed(1)},${(400 - 3.8 * y).toFixed(1)}`;
          }
          paths[which].setAttribute("d", d);
        });
      };
      slider.addEventListener("keydown", (event) => event.stopPropagation());
      slider.addEventListener("input", draw);
      draw();
    }
    export default { render };
    """
def chart():
    display(Floor())
'''

# For each way: its cells; the handle to move; what is on the page when a chart is live; and in
# JavaScript, given the chart, something that is different for each picture that is shown.
WAYS = {
    "interact": {
        "title": "`interact` + matplotlib",
        "setup": INTERACT,
        "handle": ".noUi-handle",
        "live": ".jp-OutputArea-output img",
        "picture": "(root) => { const i = root.querySelectorAll('.jp-OutputArea-output img');"
        " return [...i].at(0)?.complete ? i[0].src : undefined; }",
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
