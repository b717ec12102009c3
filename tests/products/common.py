"""What the tests of the products share: their tools as modules, and settings."""

import importlib.util
import os
import sys
from pathlib import Path

import pytest
from traitlets.config import Config

ROOT = Path(__file__).resolve().parents[2]
WHOLE = os.environ.get("KIT_PRODUCTS") == "1"
whole = pytest.mark.skipif(not WHOLE, reason="it takes minutes and a network: `make products`")


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
