"""Lint the JavaScript of every live view as it reaches the page: all its files, one module.

    make lint

And of the static site, whose script stands in for Python, and what the tests ask of a page.

So names that two files declare, or no file declares, are found. The linter is oxlint, one
program from PyPI; its rules are in .oxlintrc.json. A learner does not need it.
"""

import importlib
import pkgutil
import subprocess
import sys
import tempfile
from pathlib import Path

from kit.chart.page import View
from tools.site.assets import own_script

ROOT = Path(__file__).resolve().parents[1]
OXLINT = Path(sys.executable).parent / "oxlint"


def views():
    """Every widget class of the kit that brings JavaScript."""
    for room in ("kit.chart", "kit.lesson"):
        for module in pkgutil.iter_modules(importlib.import_module(room).__path__, f"{room}."):
            importlib.import_module(module.name)
    return View.__subclasses__()


def lint():
    """Print what is wrong; return the exit code of the linter."""
    with tempfile.TemporaryDirectory() as folder:
        for view in views():
            (Path(folder) / f"{view.__name__}.mjs").write_text(view.code, encoding="utf-8")
        site = f"const views = {{}};\n{own_script()}"
        (Path(folder) / "site.mjs").write_text(site, encoding="utf-8")
        rules = ["--config", str(ROOT / ".oxlintrc.json"), "--deny-warnings"]
        return subprocess.run([str(OXLINT), *rules, folder, str(ROOT / "tests")]).returncode


if __name__ == "__main__":
    sys.exit(lint())
