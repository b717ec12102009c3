"""What the tests of the products share: their tools as modules, and pictures with a tolerance."""

import importlib.util
import io
import os
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from traitlets.config import Config

ROOT = Path(__file__).resolve().parents[2]
PICTURES = Path(__file__).parent / "pictures"
# A product takes minutes to build: `make products` builds them, sets this and runs these tests.
WHOLE = os.environ.get("KIT_PRODUCTS") == "1"
whole = pytest.mark.skipif(not WHOLE, reason="`make products` builds the products and runs this")
GRAIN = 8  # pixels: letters drawn by another machine's fonts look the same at this size
ALIKE = 12  # of 255: the mean difference of two pictures that are the same page


def tool(path):
    """A script of the project, as a module."""
    path = ROOT / path
    spec = importlib.util.spec_from_file_location(path.stem, path)
    module = importlib.util.module_from_spec(spec)
    sys.path.insert(0, str(path.parent))  # what it imports lies beside it
    try:
        spec.loader.exec_module(module)
    finally:
        sys.path.pop(0)
    return module


def coarse(picture):
    """A picture in blocks, as an array of numbers."""
    width, height = picture.size
    small = picture.convert("RGB").resize((width // GRAIN, height // GRAIN), Image.Resampling.BOX)
    return np.asarray(small, dtype=float)


def looks_like(screenshot, name):
    """Whether a page looks as it did when a person looked at it.

    KIT_NEW_PICTURES=1 keeps the page as it is now: look at the file before you commit it.
    """
    kept = PICTURES / f"{name}.png"
    now = Image.open(io.BytesIO(screenshot)).convert("RGB")
    if os.environ.get("KIT_NEW_PICTURES") == "1":
        kept.parent.mkdir(exist_ok=True)
        now.quantize(64).save(kept, optimize=True)
    before = Image.open(kept)
    assert now.size == before.size, f"{name}: {now.size}, and {before.size} before"
    away = np.abs(coarse(now) - coarse(before)).mean()
    assert away < ALIKE, f"{name} looks different: {away:.0f} of 255 on average"


def hub_configuration(state, monkeypatch):
    """A function that reads the class server's configuration as JupyterHub does.

    It takes environment variables, without their KIT_HUB_.
    """

    def read(**variables):
        for name, value in {"STATE": str(state), **variables}.items():
            monkeypatch.setenv(f"KIT_HUB_{name}", value)
        config, path = Config(), ROOT / "deploy/jupyterhub_config.py"
        names = {"get_config": lambda: config, "__file__": str(path)}
        exec(compile(path.read_text(), path, "exec"), names)
        return config

    for name in [name for name in os.environ if name.startswith("KIT_HUB_")]:
        monkeypatch.delenv(name)
    return read
