"""Starts the kit without make, on Linux, macOS and Windows; needs Python 3.11 or newer only.

python tools/start.py lab      open the lessons in JupyterLab
python tools/start.py site     write the lessons as web pages: build/site/index.html
python tools/start.py class    a vote in the room: phones, the teacher's page, the projector
python tools/start.py release  zips to hand out and for a learning platform: build/release
python tools/start.py install  only make the environment, exactly as the lock says

On Windows say py in place of python, and py -3.12 for a certain one: py tools/start.py lab
What follows the verb goes to it: python tools/start.py lab --no-browser
"""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OLDEST = (3, 11)
TOO_OLD = "The kit needs Python {}.{} or newer; this is {}.{}: install a newer one and use it here."
NO_VENV = "This Python cannot make environments: install its venv module (on Debian: python3-venv)."
FAILED = "The packages could not be installed: the lines above say why."
LONG = "Windows may refuse names as long as those in {}: move the kit to a folder such as C:\\kit."
LONGEST = 90  # letters of the folder's own path; the longest name in the environment has about 165
FIRST_PAGE = "/lab/tree/notebooks/00-start.ipynb"


def python_of(venv):
    """The interpreter of an environment."""
    inside = ("Scripts", "python.exe") if os.name == "nt" else ("bin", "python")
    return venv.joinpath(*inside)


def run(*command):
    """Run a program in the kit's folder and return its exit code; a list, so nothing is quoted."""
    utf8 = {**os.environ, "PYTHONUTF8": "1"}  # Windows would write and read in a code page
    return subprocess.run([str(part) for part in command], cwd=ROOT, env=utf8).returncode


def starts(python, *code):
    """Return True if this interpreter runs and the code ends well."""
    try:
        done = subprocess.run([str(python), *code], capture_output=True)
    except OSError:
        return False
    return done.returncode == 0


def wanted(lock):
    """A fingerprint of an environment's ingredients; if it changes, the environment is remade."""
    files = [lock, ROOT / "pyproject.toml", *sorted((ROOT / "jupyter").iterdir())]
    known = hashlib.sha256(repr(sys.version_info[:2]).encode())
    for path in files:
        known.update(path.read_bytes())
    return known.hexdigest()


def install(venv, lock):
    """Make an environment hold exactly what a lock says, and the kit itself (editable)."""
    mark, word = venv / ".made-from", wanted(lock)
    python = python_of(venv)
    if mark.exists() and mark.read_text(encoding="utf-8") == word and starts(python, "-c", ""):
        return
    same = f"import sys; sys.exit(sys.version_info[:2] != {sys.version_info[:2]!r})"
    if not (starts(python, "-c", same) and starts(python, "-m", "pip", "--version")):
        print(f"Making the environment {venv.name} (once, about a minute) ...", flush=True)
        if run(sys.executable, "-m", "venv", "--clear", venv):
            sys.exit(NO_VENV)
    mark.unlink(missing_ok=True)
    if not with_uv(python, lock):
        print("Installing with pip, which takes a minute or two ...", flush=True)
        pip(python, "install", "--no-deps", "--require-hashes", "-r", lock)
    # The build tools are in the lock, so nothing is fetched for this step.
    own = ("--no-deps", "--no-build-isolation", "--no-index", "--force-reinstall", "-e", ".")
    pip(python, "install", *own)
    mark.write_text(word, encoding="utf-8")


def with_uv(python, lock):
    """Install with uv, in seconds; False if uv or an index cannot be found.

    It is told to compile: a kernel that has to compile pandas first takes twice as long to start.
    """
    if os.environ.get("INSTALLER", "uv") != "uv":
        return False
    if not starts(python, "-m", "uv", "--version"):
        quiet = ("--disable-pip-version-check", "--quiet")
        if run(python, "-m", "pip", *quiet, "install", "uv>=0.9,<1"):
            return False
    compiled = ("--quiet", "--compile-bytecode", "--require-hashes")
    return run(python, "-m", "uv", "pip", "sync", "--python", python, *compiled, lock) == 0


def pip(python, *what):
    """Run pip, or exit with its message."""
    if run(python, "-m", "pip", "--disable-pip-version-check", "--quiet", *what):
        far = os.name == "nt" and len(str(ROOT)) > LONGEST
        sys.exit(f"{FAILED} {LONG.format(ROOT)}" if far else FAILED)


def lab(python, more):
    """Open JupyterLab on the start page."""
    flags = [f"--LabApp.default_url={FIRST_PAGE}", "--LabApp.notebook_starts_kernel=True"]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        flags.append("--allow-root")  # Jupyter refuses to run as root unasked
    if sys.platform == "linux" and not (
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    ):
        flags.append("--no-browser")  # there is no screen
    return run(python, "-m", "jupyter", "lab", *flags, *more)


def classroom(python, more):
    """Open a room for a vote, with the site beside it, which is built first if it is not there."""
    built = (ROOT / "build" / "site" / "index.html").exists()
    if not built and run(python, "-m", "tools.site"):
        return 1
    return run(python, "-m", "kit", "vote", "--site", ROOT / "build" / "site", *more)


VERBS = {
    "lab": lab,
    "class": classroom,
    "site": lambda python, more: run(python, "-m", "tools.site", *more),
    "release": lambda python, more: run(python, "-m", "tools.release", *more),
}


def main(arguments):
    """Run the verb given as the first argument."""
    if sys.version_info < OLDEST:
        sys.exit(TOO_OLD.format(*OLDEST, *sys.version_info[:2]))
    verb, *more = arguments or [""]
    if verb == "install":
        paths = [Path(part) for part in more] or [ROOT / ".venv", ROOT / "requirements.lock"]
        install(paths[0].absolute(), paths[1].absolute())
        return 0
    if verb not in VERBS:
        print(__doc__)
        return 2 if verb else 0
    venv = ROOT / ".venv"
    install(venv, ROOT / "requirements.lock")
    try:
        return VERBS[verb](python_of(venv), more)
    except KeyboardInterrupt:
        return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
