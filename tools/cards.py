"""A page that shows labs without Python, for saved pictures and tests.

The views are those of JupyterLab, in Chromium, so that a saved picture and a live one are drawn by
the same code.
"""

import os
import shutil
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from kit.chart import Lab
from kit.chart.controls import Slider
from kit.chart.page import STYLE

HERE = Path(__file__).parent
PAPER = "body { margin: 8px; background: #f6efe2; }"


def script() -> str:
    """The script of such a page: plotly.js, the view of a lab, and a substitute for Python."""
    plotly = Path(str(find_spec("plotly").origin)).parent / "package_data" / "plotly.min.js"
    before, _, after = Lab.code.rpartition("export default")
    view = f"const view = (() => {{\n{before}return{after}\n}})();"
    own = (HERE / "cards.js").read_text(encoding="utf-8")
    return f"{plotly.read_text(encoding='utf-8')}\n(() => {{\n{view}\n{own}\n}})();"


def page(style: str = "") -> str:
    """The page without a lab, as HTML."""
    head = (
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>Labs</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
    )
    safe = script().replace("</script", "<\\/script")
    return f"{head}<style>{STYLE}{PAPER}{style}</style><body><script>{safe}</script></body></html>"


def chromium(playwright: Any) -> Any:
    """The Chromium of this machine, or Playwright's own; KIT_CHROMIUM names another."""
    path = os.environ.get("KIT_CHROMIUM") or shutil.which("chromium")
    return playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])


def data(lab: Lab) -> dict[str, Any]:
    """The data of a lab and of each of its sliders for the page."""
    return lab.card([c.name for c in lab._controls.values() if isinstance(c, Slider)])
