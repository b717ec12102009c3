"""Lint the JavaScript of every live view as it reaches the page: all its files, one module.

    make lint

And of the static site, whose script stands in for Python.

So a name that two files declare shows, and one that no file does. The linter is oxlint, one
program from PyPI; its rules are in .oxlintrc.json. Types are checked by tsc, the compiler of
TypeScript: they stand in comments (JSDoc), and those that files share in kit/chart/types.d.ts.
A learner needs neither.
"""

import importlib
import pkgutil
import subprocess
import sys
import tempfile
from pathlib import Path

import anywidget

from tools.site.assets import own_script

ROOT = Path(__file__).resolve().parents[1]
OXLINT = Path(sys.executable).parent / "oxlint"
TSC = ROOT / "tools" / "javascript" / "node_modules" / ".bin" / "tsc"
OPTIONS = (
    *("--allowJs", "--checkJs", "--noEmit", "--skipLibCheck", "--module", "esnext"),
    *("--target", "esnext", "--lib", "esnext,dom,dom.iterable", "--moduleResolution", "bundler"),
    *("--strictPropertyInitialization", "false"),  # a view is built by a method
)
TYPES = ROOT / "kit" / "chart" / "types.d.ts"


def views():
    """Every widget class of the kit that brings JavaScript."""
    for room in ("kit.chart", "kit.lesson"):
        for module in pkgutil.iter_modules(importlib.import_module(room).__path__, f"{room}."):
            importlib.import_module(module.name)
    return [view for view in anywidget.AnyWidget.__subclasses__() if "_esm" in vars(view)]


def programs():
    """The files that one page has together: all views, a phone of a vote, its screen."""
    chart, lesson, room = (ROOT / "kit" / name for name in ("chart", "lesson", "classroom"))
    views = [
        path for name in ("chart", "lesson", "labs") for path in (ROOT / "kit" / name).rglob("*.js")
    ]
    fields = [
        chart / "dom.js",
        chart / "typed.js",
        lesson / "pad.js",
        lesson / "answers.js",
        room / "news.js",
    ]
    return views, [*fields, room / "phone.js"], [*fields, room / "votes.js", room / "screen.js"]


def check_types():
    """Print where types do not fit; the exit code."""
    if not TSC.exists():
        print("The TypeScript compiler is missing: npm ci --prefix tools/javascript")
        return 1
    commands = [[str(TSC), *OPTIONS, str(TYPES), *map(str, files)] for files in programs()]
    return max(subprocess.run(command, cwd=ROOT).returncode for command in commands)


def lint():
    """Print what is wrong; the exit code of the linter."""
    with tempfile.TemporaryDirectory() as folder:
        for view in views():
            (Path(folder) / f"{view.__name__}.mjs").write_text(str(view._esm), encoding="utf-8")
        site = f"const views = {{}};\n{own_script()}"
        (Path(folder) / "site.mjs").write_text(site, encoding="utf-8")
        rules = ["--config", str(ROOT / ".oxlintrc.json"), "--deny-warnings"]
        return subprocess.run([str(OXLINT), *rules, folder]).returncode


if __name__ == "__main__":
    sys.exit(check_types() if "--types" in sys.argv else lint())
