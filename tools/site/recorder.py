"""Runs in a notebook's kernel: records what each cell shows, for pages without Python.

Each output with a live view gets a node of the page, and at the end the labs are written.
"""

import json
from base64 import b64encode
from pathlib import Path
from urllib.parse import parse_qsl

from IPython import get_ipython
from ipywidgets.widgets.widget import _instances

from kit import evidence
from kit.chart import Lab, Slider
from kit.lesson.still import NeedsPython, node
from tools.site.states import Shelf

VIEW = "application/vnd.jupyter.widget-view+json"
NODE = "application/vnd.kit.node+json"
SHELF = Shelf()


def start(few):
    """Start recording; `few` keeps fewer states of each lab, for a quick look."""
    SHELF.few = few
    get_ipython().display_pub.register_hook(_keep)


def want_linked(links):
    """Keep the states that the prose links to, as by "lab=exit-line&blocked=80"."""
    on_page = set(SHELF.labs())
    labs = [lab for lab in _instances.values() if isinstance(lab, Lab)]
    for (_, name), *controls in map(parse_qsl, links):
        for lab in (lab for lab in labs if name in lab.called):
            state = {control: _value(lab, control, text) for control, text in controls}
            if SHELF.key(lab) in on_page:
                SHELF.put(lab, [state], small=True)


def _value(lab, control, text):
    """The value of a control in a link, in the type that Python expects."""
    moved = lab._controls[control]
    return float(text.replace(",", ".")) if isinstance(moved, Slider) else text


def write(path):
    """Write every lab of this notebook to a JSON file.

    By key: its states in base64, and its sources, each in words and with its address.
    """
    labs = SHELF.labs()
    written = {
        key: {"states": b64encode(blob).decode(), "sources": _sources(labs[key])}
        for key, blob in SHELF.blobs().items()
    }
    Path(path).write_text(json.dumps(written), encoding="utf-8")


def _sources(lab):
    keys = lab.sources().get("key", ())
    return [[evidence.cite(key), evidence.link(key)] for key in keys]


def _keep(message):
    """Add the node of a shown widget to its output; an output that needs Python stays as it is."""
    data = message["content"].get("data", {})
    widget = _instances.get(data.get(VIEW, {}).get("model_id"))
    if widget is not None:
        try:
            data[NODE] = node(widget, SHELF)
        except NeedsPython as needed:
            data[NODE] = {"kind": "saved", "needs": str(needed)}
    return message
