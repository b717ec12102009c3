"""A page with the cards of labs that runs without Python: for saved pictures, and for tests.

The views are those of JupyterLab, in Chromium, so that a saved picture and a live one are drawn by
the same code.
"""

import json
from base64 import b64encode
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from kit.chart import Lab
from kit.chart.controls import Slider
from kit.chart.page import STYLE

HERE = Path(__file__).parent
PAPER = "body { margin: 8px; background: #f6efe2; }"


def page(style: str = "") -> str:
    """The page without a lab, as HTML."""
    plotly = Path(str(find_spec("plotly").origin)).parent / "package_data" / "plotly.min.js"
    before, _, after = str(Lab._esm).rpartition("export default")
    view = f"const view = (() => {{\n{before}return{after}\n}})();"
    scripts = [plotly.read_text(encoding="utf-8"), f"{view}\n{(HERE / 'cards.js').read_text()}"]
    head = '<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Labs</title>'
    safe = [text.replace("</script", "<\\/script") for text in scripts]
    body = "".join(f"<script>{text}</script>" for text in safe)
    return f"{head}<style>{STYLE}{PAPER}{style}</style><body>{body}</body></html>"


def told(lab: Lab, sweeps: bool = True) -> dict[str, Any]:
    """What the page needs to know of a lab to show it as it stands."""
    sliders = [c.name for c in lab._controls.values() if isinstance(c, Slider)] if sweeps else []
    found = {
        "spec": lab.spec,
        "drawn": lab.drawn,
        "frame": _sent(lab._frame(lab.values)),
        "sweeps": {name: _sent(lab._frame(lab.values, name)) for name in sliders},
    }
    return json.loads(json.dumps(found, default=float))


def _sent(frame: dict[str, Any]) -> dict[str, Any]:
    return frame | {"block": b64encode(frame["block"]).decode()}
