"""What plotly has to draw of a lab: the oracle of what a page shows."""

import numpy as np

from kit.chart.plot import YOURS, _listed

SPREAD = {
    "error": ("error_y", "array"),
    "error_down": ("error_y", "arrayminus"),
    "error_x": ("error_x", "array"),
    "error_x_down": ("error_x", "arrayminus"),
}


def traces(lab):
    """The traces of a lab as it stands, by name, each with its numbers."""
    found = {trace["kit"]: trace for trace in lab._plot.traces()}
    for name, data in lab.drawing().series.items():
        trace = found[name]
        trace |= {key: data.array(key).tolist() for key in ("x", "y")}
        if trace.get("fill") == "toself":  # a band: along its top and back along its base
            base = data.array("base") if data.base is not None else [0.0]
            back = np.broadcast_to(base, len(trace["x"]))[::-1]
            trace |= {"x": trace["x"] + trace["x"][::-1], "y": trace["y"] + back.tolist()}
        trace |= {"text": list(data.text)} if data.text else {}
        for key in SPREAD.keys() & {*data.given()}:
            bars, side = SPREAD[key]
            trace[bars] = trace[bars] | {side: _listed(data.array(key))}
    if YOURS in found:
        found[YOURS] |= {key: lab.drawn[key] for key in ("x", "y") if key in lab.drawn}
    return found
