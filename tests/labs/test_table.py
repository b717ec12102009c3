"""The numbers under a chart: the view's rows are Python's, in each lab and in another state."""

import json
import subprocess
from pathlib import Path

from kit import labs
from kit.chart import Bench, Lab
from kit.chart import lab as module

NUMBERS_JS = Path(module.__file__).parent / "numbers.js"
IN_NODE = Path(__file__).with_name("table.js").read_text(encoding="utf-8")
NEAR = 1.01  # of the last digit: the page has float32, whose last digit may round up


def states():
    """Every lab as it opens, and with its first slider elsewhere."""
    for name in labs.__all__:
        lab = None if name.endswith("_cases") else getattr(labs, name)()
        if isinstance(lab, Lab) and not isinstance(lab, Bench):
            yield lab, lab.drawing()
            slider = next((c for c in lab._controls.values() if hasattr(c, "high")), None)
            if slider:
                yield lab, lab.drawing(**{slider.name: slider.high})


def sent(drawing, name):
    """One series as the page has it."""
    data = drawing.series[name]
    shown = {key: data.array(key).astype("float32").tolist() for key in ("x", "y")}
    base = None if data.base is None else data.array("base").astype("float32").tolist()
    return shown | {"base": base, "text": list(data.text) if data.text else None}


def test_the_view_writes_the_rows_that_python_writes():
    every = [
        (lab, drawing, {name: sent(drawing, name) for name in drawing.series})
        for lab, drawing in states()
    ]
    assert len(every) > 60
    told = [{"spec": lab.spec, "series": series} for lab, _, series in every]
    script = NUMBERS_JS.read_text(encoding="utf-8") + IN_NODE
    done = subprocess.run(
        ["node", "-e", script], input=json.dumps(told), capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr[-800:]
    for (lab, drawing, _), rows in zip(every, json.loads(done.stdout), strict=True):
        for ours, theirs in zip(lab._plot.rows(drawing), rows, strict=True):
            assert (ours[0], ours[3]) == (theirs[0], theirs[3]), lab.title
            for mine, cell in zip(ours[1:3], theirs[1:3], strict=True):
                step = 10 ** -len(mine.partition(".")[2])
                assert cell == mine or abs(float(cell) - float(mine)) <= NEAR * step, lab.title
