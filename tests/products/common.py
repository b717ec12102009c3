"""What the tests of the products share: scripts as modules, and what takes minutes."""

import importlib.util
import os
import sys

import pytest

from tests.files import ROOT

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
