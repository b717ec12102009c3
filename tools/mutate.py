"""Break `kit/` in small ways, one at a time, and list what no test notices: `make mutants`.

A seeded sample spread over all modules. Each mutant is tried in a fork of a process that has
loaded the libraries, so that it pays for the kit and its tests only.
"""

import argparse
import ast
import copy
import itertools
import os
import random
import re
import resource
import signal
import sys
from importlib import import_module, machinery
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
LIBRARIES = "numpy scipy.special scipy.stats scipy.optimize pandas plotly.graph_objects anywidget"
LIBRARIES += " ipywidgets itables.widget frictionless hypothesis nbformat PIL.Image"
LIBRARIES += " playwright.sync_api IPython.display"
CHARTS = ["dose_occupancy", "level_machine", "side_effects"]
FOLDERS = ("science", "data", "labs", "lesson", "lessons", "site")
MOST, SECONDS = 3, 90  # test files for a mutant; processor time before it counts as noticed
SWAPS = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq, ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.Pow: ast.Mult,
    ast.And: ast.Or, ast.Or: ast.And,
}  # fmt: skip


def changed(node):
    """A broken copy of a node, or None where there is nothing to break."""
    new = copy.deepcopy(node)
    if isinstance(node, ast.Compare) and type(node.ops[0]) in SWAPS:
        new.ops[0] = SWAPS[type(node.ops[0])]()
    elif isinstance(node, ast.BinOp | ast.BoolOp) and type(node.op) in SWAPS:
        new.op = SWAPS[type(node.op)]()
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not | ast.USub):
        new = new.operand
    elif isinstance(node, ast.Constant) and isinstance(node.value, bool):
        new.value = not node.value
    elif isinstance(node, ast.Constant) and isinstance(node.value, int | float):
        new.value = node.value * 1.1 or 1.0 if isinstance(node.value, float) else node.value + 1
    elif isinstance(node, ast.IfExp):
        new.body, new.orelse = new.orelse, new.body
    elif isinstance(node, ast.If):
        new.test = ast.UnaryOp(ast.Not(), new.test)
    elif isinstance(node, ast.Return) and node.value is not None:
        new.value = ast.Constant(None)
    elif isinstance(node, ast.Raise) or (isinstance(node, ast.Expr) and called(node.value)):
        new = ast.Pass()
    else:
        return None
    return ast.copy_location(new, node)


def called(node):
    return isinstance(node, ast.Call | ast.Await)


def places(tree):
    """Every node that can be broken, with where it hangs: (parent, field, index or None)."""
    for parent in ast.walk(tree):
        for field, value in ast.iter_fields(parent):
            for index, node in enumerate(value) if isinstance(value, list) else [(None, value)]:
                if isinstance(node, ast.AST) and changed(node) is not None:
                    yield parent, field, index, node


def broken(source, place):
    """The tree with its `place`-th node broken, and one line that tells what was done."""
    tree = ast.parse(source)
    parent, field, index, node = list(places(tree))[place]
    new = changed(node)
    if index is None:
        setattr(parent, field, new)
    else:
        getattr(parent, field)[index] = new
    told = [ast.unparse(ast.fix_missing_locations(each)).split("\n")[0] for each in (node, new)]
    return ast.fix_missing_locations(tree), f"{node.lineno}: {told[0]}  ->  {told[1]}"


def tests_of(module):
    """What pytest is to run: the files that name a module or what it defines, best first."""
    tree = ast.parse(module.read_text(encoding="utf-8")).body
    names = {node.name for node in tree if isinstance(node, ast.FunctionDef | ast.ClassDef)}
    found, room = {}, module.parent.name
    stem = room if module.stem == "__init__" else module.stem
    names = {name for name in names if len(name) > 3} | {stem}
    for path in (path for name in FOLDERS for path in (ROOT / "tests" / name).glob("test_*.py")):
        words = set(re.findall(r"\w+", path.read_text(encoding="utf-8")))
        at_home = path.parent.name in (room, {"evidence": "data"}.get(room))
        if path.name != "test_contract.py" and names & words:
            found[path] = len(names & words) + 9 * (stem in path.stem) + 2 * at_home
    best = sorted(found, key=lambda path: -found[path])[:MOST]
    labs = [name for name in import_module("kit.labs").WHERE if name in names] or CHARTS
    if room in ("labs", "chart"):
        best.append(ROOT / "tests/labs/test_contract.py")
    if room == "science":
        best.append(ROOT / "tests/science/test_contract.py")
        return best
    return [
        "-k",
        "not test_contract or not [ or " + " or ".join(f"[{name}]" for name in labs),
        *best,
    ]


class First:
    """A plugin of pytest that keeps the name of the first test that failed."""

    failed = ""

    def pytest_runtest_logreport(self, report):
        self.failed = self.failed or report.nodeid * report.failed

    def pytest_collectreport(self, report):
        self.failed = self.failed or report.nodeid * report.failed


def load(module, tree):
    """Let `import kit` begin anew, with `tree` in the place of one module."""
    for name in [name for name in sys.modules if name.partition(".")[0] in ("kit", "tests")]:
        del sys.modules[name]
    read = machinery.SourceFileLoader.get_code

    def get_code(self, name):
        ours = Path(self.path) == module
        return compile(tree, self.path, "exec") if ours else read(self, name)

    machinery.SourceFileLoader.get_code = get_code


def notices(module, tree):
    """What noticed a mutant: the first test that failed, "time", or "" when all passed."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        signal.alarm(20 * SECONDS)  # one that waits for ever
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        os.dup2(1, 2)
        chosen, first = tests_of(module), First()
        load(module, tree)
        options = ["-x", "-q", "-p", "no:cacheprovider", "-o", "addopts=--import-mode=importlib"]
        options += ["-m", "not slow and not browser"]
        code = pytest.main([*options, *map(str, chosen)], [first])
        os.write(writing, (first.failed or f"pytest ended with {code}" * bool(code)).encode())
        os._exit(0)
    os.close(writing)
    with open(reading, "rb") as pipe:
        said = pipe.read().decode()
    status = os.waitpid(child, 0)[1]
    return said or "time" * os.WIFSIGNALED(status)


def sample(modules, seed):
    """(module, place) of every mutant in a drawn order that goes round the modules."""
    draw, piles = random.Random(seed), []
    for module in modules:
        count = len(list(places(ast.parse(module.read_text(encoding="utf-8")))))
        piles.append([(module, place) for place in draw.sample(range(count), count)])
    for turn in range(max(map(len, piles))):
        yield from (pile[turn] for pile in piles if turn < len(pile))


def main():
    told = argparse.ArgumentParser(description=__doc__)
    told.add_argument("paths", nargs="*", default=["kit"], help="modules or folders of kit/")
    told.add_argument("--number", type=int, default=300)
    told.add_argument("--first", type=int, default=0, help="go on with this mutant of the sample")
    told.add_argument("--seed", type=int, default=1)
    asked = told.parse_args()
    sys.path.insert(0, str(ROOT))
    os.environ |= {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"  # they take longer than most tests
    for name in LIBRARIES.split():
        import_module(name)
    given = [(ROOT / path).resolve() for path in asked.paths]
    modules = sorted(
        {m for path in given for m in ([path] if path.is_file() else path.rglob("*.py"))}
    )
    left = 0
    chosen = itertools.islice(sample(modules, asked.seed), asked.first, asked.number)
    for number, (module, place) in enumerate(chosen, asked.first):
        tree, what = broken(module.read_text(encoding="utf-8"), place)
        by = notices(module, tree)
        left += not by
        where = f"{module.relative_to(ROOT)}:{what}"
        used = sum(resource.getrusage(resource.RUSAGE_CHILDREN)[:2])
        print(f"{number} {used:.0f}s {'noticed' if by else 'LEFT   '} {where}  [{by}]", flush=True)
    print(f"{left} mutants that no test noticed")


if __name__ == "__main__":
    main()
