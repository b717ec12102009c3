"""Restart and run all notebooks in one go on two cores, and time it: `make bench-lessons`.

    python bench/run_all.py [notebook ...]

Two kernels at a time, each notebook from the top as *Restart Kernel and Run All Cells* would,
without saving anything. What a browser draws afterwards is not in the time.
"""

import os
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from time import perf_counter

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tools"))
CORES = 2


def seconds(path):
    """How long one notebook takes, its kernel's start included."""
    from build_notebooks import run

    start = perf_counter()
    run(path)
    return perf_counter() - start


def main(paths):
    """Print the seconds of each notebook, and of all together."""
    paths = [Path(path).resolve() for path in paths] or sorted(ROOT.glob("notebooks/*.ipynb"))
    paths.sort(key=lambda path: -path.stat().st_size)  # the long ones first
    if hasattr(os, "sched_setaffinity"):  # Linux: no third core helps
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:CORES])
    os.environ["PYTHONPATH"] = str(ROOT)
    before = os.getloadavg()[0]
    with tempfile.TemporaryDirectory() as folder:
        os.environ["KIT_ANSWERS"] = str(Path(folder, "nobody.jsonl"))
        start = perf_counter()
        with ProcessPoolExecutor(CORES) as pool:
            for path, took in zip(paths, pool.map(seconds, paths)):
                print(f"{path.name:36}{took:6.1f} s", flush=True)
        took = perf_counter() - start
    print(f"{len(paths)} notebooks on {CORES} cores: {took:.1f} s (load before: {before:.1f})")


if __name__ == "__main__":
    main(sys.argv[1:])
