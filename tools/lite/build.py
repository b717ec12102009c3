"""Make a JupyterLite site of the lessons: Jupyter that runs in the reader's browser.

    python tools/lite/build.py [--to FOLDER]

Python for the browser is Pyodide. Its core comes from the npm package; numpy, pandas and scipy
for it are in no package index. PYODIDE_DIST names a folder with Pyodide's full distribution, and
the site then asks no other place for anything. Without it the reader's browser fetches those
three, by their checksums, from where Pyodide's makers keep them.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import zipfile
from hashlib import sha256
from importlib.metadata import requires, version
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name, parse_wheel_filename

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path.insert(0, str(ROOT / "tools/stick"))
import build as stick  # noqa: E402

CORE = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip")
LOCK = "pyodide-lock.json"
KIT = "neuropharmacology-kit"
COMPILED = ("numpy", "pandas", "scipy")  # from Pyodide; all else is Python only
KERNELS_OWN = ("ipython", "comm", "jedi", "micropip")  # what the browser's kernel starts with
THERE = {"jupyterlab", "jupyterlab-widgets", "widgetsnbextension"}  # the site itself
BROWSER = {
    "os_name": "posix",
    "sys_platform": "emscripten",
    "platform_system": "Emscripten",
    "platform_machine": "wasm32",
    "python_version": "3.14",
    "python_full_version": "3.14.2",
    "implementation_name": "cpython",
    "platform_python_implementation": "CPython",
    "extra": "",
}
# what such a kernel is called there: a notebook that asks for another gets a dialog
KERNEL = {"display_name": "Python (Pyodide)", "language": "python", "name": "python"}


def stage(folder):
    """Copy the lessons, and let them ask for the kernel of the browser."""
    (folder / "files/notebooks").mkdir(parents=True)
    for path in sorted((ROOT / "notebooks").glob("*.ipynb")):
        notebook = json.loads(path.read_text(encoding="utf-8"))
        notebook["metadata"]["kernelspec"] = KERNEL
        text = json.dumps(notebook, ensure_ascii=False, indent=1) + "\n"
        (folder / "files/notebooks" / path.name).write_text(text, encoding="utf-8")


def needs(name):
    """The packages that a package needs in the browser."""
    if name == "micropip":
        return set()  # it is for the browser's Python, and so not installed here
    found = map(Requirement, requires(name) or [])
    names = {canonicalize_name(r.name) for r in found if not r.marker or r.marker.evaluate(BROWSER)}
    return names - THERE


def closure(names):
    """These packages and all that they need, down to the compiled ones."""
    found, waiting = set(), list(names)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += [] if name in COMPILED else needs(name)
    return found


def fetch(folder, names):
    """Download these packages for the browser, by the lock's hashes, and build the kit's wheel."""
    listed = folder.with_suffix(".txt")
    entries = stick.wanted(HERE / "requirements.lock", "emscripten-wasm32", "3.14")
    lines = [entry for entry in entries if entry.partition("==")[0] in names]
    listed.write_text("\n".join(lines) + "\n", encoding="utf-8")
    stick.pip(
        *("download", "--no-deps", "--only-binary=:all:", "--require-hashes"),
        *("--python-version", "3.14", "--implementation", "py", "--abi", "none"),
        *("--platform", "any", "--dest", folder, "--requirement", listed),
    )
    stick.pip("wheel", "--no-deps", "--no-build-isolation", "--no-index", "-w", folder, ROOT)


def entry(wheel):
    """What Pyodide's lock says of a wheel that is Python only."""
    name, release, *_ = parse_wheel_filename(wheel.name)
    tops = {inner.partition("/")[0] for inner in zipfile.ZipFile(wheel).namelist()}
    modules = {top.removesuffix(".py") for top in tops if not top.endswith((".dist-info", ".data"))}
    return {
        "name": name,
        "version": str(release),
        "file_name": wheel.name,
        "install_dir": "site",
        "sha256": sha256(wheel.read_bytes()).hexdigest(),
        "package_type": "package",
        "imports": sorted(modules),
        "depends": sorted(needs(name)),
        "unvendored_tests": False,
    }


def assemble(folder, given):
    """Put Python for the browser together: the core, the packages, and the lock that names them."""
    # here, because tests read this module where the site's tools are not installed
    from jupyterlite_pyodide_kernel.constants import PYODIDE_CDN_URL, PYODIDE_VERSION

    release = json.loads((given / "package.json").read_text(encoding="utf-8"))["version"]
    if release != PYODIDE_VERSION:
        sys.exit(f"{given} is Pyodide {release}; the site's kernel is made for {PYODIDE_VERSION}.")
    for name in CORE:
        shutil.copy(given / name, folder)
    lock = json.loads((given / LOCK).read_text(encoding="utf-8"))
    theirs, packages = lock["packages"], {}
    for wheel in sorted(folder.glob("*.whl")):
        packages[parse_wheel_filename(wheel.name)[0]] = entry(wheel)
    waiting = list(COMPILED)
    while waiting:
        package = theirs[waiting.pop()]
        if package["name"] in packages:
            continue  # ours: newer, and Python only
        packages[package["name"]] = package
        waiting += package["depends"]
        if (given / package["file_name"]).is_file():
            shutil.copy(given / package["file_name"], folder)
        else:
            package["file_name"] = f"{PYODIDE_CDN_URL}/{package['file_name']}"
    lock["packages"] = dict(sorted(packages.items()))
    (folder / LOCK).write_text(json.dumps(lock, indent=1), encoding="utf-8")


def configure(folder, site):
    """Write what `jupyter lite build` and the site's kernel are told."""
    build = {
        "contents": ["files"],
        "output_dir": str(site),
        "cache_dir": str(folder / "cache"),
        "apps": ["lab"],
        "no_unused_shared_packages": True,
        "no_sourcemaps": True,
    }
    (folder / "jupyter_lite_config.json").write_text(json.dumps({"LiteBuildConfig": build}))
    kernel = {"disablePyPIFallback": True, "pyodideUrl": "./static/pyodide/pyodide.mjs"}
    page = {
        "jupyter-lite-schema-version": 0,
        "jupyter-config-data": {
            "appName": "Neuropharmacology lessons",
            "defaultKernelName": "python",
            "litePluginSettings": {"@jupyterlite/pyodide-kernel-extension:kernel": kernel},
        },
    }
    (folder / "jupyter-lite.json").write_text(json.dumps(page))
    shutil.copy(ROOT / "jupyter/overrides.json", folder / "overrides.json")


def distribution():
    """The folder that Python for the browser comes from, checked."""
    given = Path(os.environ.get("PYODIDE_DIST") or HERE / "node_modules/pyodide").resolve()
    if not all((given / name).is_file() for name in (LOCK, "package.json", *CORE)):
        sys.exit(f"{given} is no distribution of Pyodide: it lacks {LOCK} or {', '.join(CORE)}.")
    return given


def main(arguments=None):
    """Build the site."""
    parser = argparse.ArgumentParser(description="Make the site of Jupyter in the browser.")
    parser.add_argument("--to", type=Path, default=ROOT / "build/lite", metavar="FOLDER")
    site = parser.parse_args(arguments).to.resolve()
    given = distribution()
    folder = site.with_name(site.name + "-work")
    for old in (site, folder):
        shutil.rmtree(old, ignore_errors=True)
    stage(folder)
    python = folder / "static/pyodide"
    python.mkdir(parents=True)
    fetch(python, closure([KIT, *KERNELS_OWN]) - set(COMPILED))
    assemble(python, given)
    configure(folder, site)
    command = [sys.executable, "-m", "jupyterlite_core", "build"]
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)
    shutil.rmtree(folder)
    print(f"{site}: {stick.size(stick.files(site))}, JupyterLite {version('jupyterlite-core')}")
    if given.is_relative_to(HERE):
        print(
            "numpy, pandas and scipy are not in it: a reader's browser fetches them from Pyodide's "
            "makers. PYODIDE_DIST=<folder> puts them in."
        )


if __name__ == "__main__":
    main()
