"""Install the lessons from this folder and open them. Nothing is fetched from a network.

python3 start.py [--check] [--no-browser]
"""

import argparse
import hashlib
import json
import os
import secrets
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

HERE = Path(__file__).resolve().parent
ENVIRONMENT = HERE / ".venv"
LESSON = "03-dose-occupancy-effect.ipynb"  # the one that `--check` runs
# what somebody set for another Python or another pip on this computer has no say here
NOT_OURS = ("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "CONDA_PREFIX")


def python():
    """The Python of the kit's own environment."""
    windows = os.name == "nt"
    return ENVIRONMENT / ("Scripts/python.exe" if windows else "bin/python")


def surroundings(**more):
    """The environment variables for everything that is started here."""
    ours = {k: v for k, v in os.environ.items() if k not in NOT_OURS and not k.startswith("PIP_")}
    return {**ours, "PIP_CONFIG_FILE": os.devnull, "JUPYTER_PREFER_ENV_PATH": "1", **more}


def run(*command, **more):
    """Run a program; where it fails, show what it said and end with a sentence."""
    command, together = [str(word) for word in command], subprocess.STDOUT
    done = subprocess.run(
        command, env=surroundings(**more), stdout=subprocess.PIPE, stderr=together, text=True
    )
    if done.returncode:
        sys.exit(f"{done.stdout}\nThis step failed: {' '.join(command[1:4])} ... (see above)")


def fits(made_for):
    """End with a sentence where the packages are for another Python or computer."""
    here = f"{sys.version_info[0]}.{sys.version_info[1]}"
    if here not in made_for["pythons"]:
        wanted = " or ".join(made_for["pythons"])
        sys.exit(
            f"This bundle is for Python {wanted}; '{sys.executable}' is Python {here}.\n"
            f"Install Python {wanted}, or start with it: python{made_for['pythons'][0]} start.py"
        )
    system = {"darwin": "macos", "win32": "windows"}.get(sys.platform, sys.platform)
    if not any(name.startswith(system) for name in made_for["platforms"]):
        sys.exit(
            f"This bundle is for {', '.join(made_for['platforms'])}, and this computer is "
            f"{system}. README.txt says how to make one for it."
        )


def check_sums():
    """End with a sentence where a file is missing or damaged."""
    for line in (HERE / "SHA256SUMS").read_text(encoding="utf-8").splitlines():
        wanted, name = line.split("  ", 1)
        path = HERE / name
        if name.startswith("notebooks/") and (ENVIRONMENT / "bundle").exists():
            continue  # a learner has worked in it
        found = hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "nothing"
        if found != wanted:
            sys.exit(f"{name} is missing or damaged: copy the folder again.")


def install():
    """Make the environment, unless it is there and of this bundle."""
    stamp, mark = ENVIRONMENT / "bundle", (HERE / "SHA256SUMS").read_text(encoding="utf-8")
    if stamp.is_file() and stamp.read_text(encoding="utf-8") == mark + str(HERE):
        return
    if not os.access(HERE, os.W_OK):
        sys.exit(f"Nothing can be written to {HERE}: copy the folder to a disk of the computer.")
    print("Installing (once, a few minutes) ...", flush=True)
    run(sys.executable, "-m", "venv", "--clear", ENVIRONMENT)
    pip = [python(), "-m", "pip", "--isolated", "--disable-pip-version-check", "install"]
    pip += ["--quiet", "--no-index", "--no-deps", "--only-binary=:all:"]
    lock = HERE / "requirements.lock"
    run(*pip, "--find-links", HERE / "wheels", "--require-hashes", "-r", lock)
    run(*pip, *(HERE / "wheels").glob("neuropharmacology_kit-*.whl"))
    stamp.write_text(mark + str(HERE), encoding="utf-8")


def lab(*options):
    """The command that opens JupyterLab on the lessons."""
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    allow = ["--allow-root"] if root else []
    start = "--LabApp.default_url=/lab/tree/notebooks/00-start-here.ipynb"
    return [str(python()), "-m", "jupyterlab", f"--ServerApp.root_dir={HERE}", start, *allow] + [
        *options
    ]


def check_lesson(scratch):
    """Run one lesson from top to bottom; nobody's answers are touched."""
    nobody = str(scratch / "nobody.jsonl")
    command = [python(), "-m", "nbconvert", "--to", "notebook", "--execute", "--log-level=ERROR"]
    run(*command, "--output-dir", scratch, HERE / "notebooks" / LESSON, KIT_ANSWERS=nobody)
    print(f"A lesson ran from top to bottom: {LESSON}", flush=True)


def check_server(scratch, seconds=60):
    """Open JupyterLab on this computer and ask it for the page of the lessons."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    token = secrets.token_hex(16)
    options = ["--no-browser", "--ServerApp.ip=127.0.0.1", f"--port={port}"]
    options += ["--ServerApp.port_retries=0", f"--IdentityProvider.token={token}"]
    folders = {f"JUPYTER_{name}_DIR": str(scratch / name) for name in ("CONFIG", "RUNTIME")}
    with (scratch / "server.log").open("w") as log:
        server = subprocess.Popen(
            lab(*options), env=surroundings(**folders), stdout=log, stderr=log
        )
    page = f"http://127.0.0.1:{port}/lab/tree/notebooks/00-start-here.ipynb?token={token}"
    local = urllib.request.build_opener(urllib.request.ProxyHandler({}))  # a proxy has no say
    end = time.monotonic() + seconds
    try:
        while time.monotonic() < end and server.poll() is None:
            try:
                if b"jupyter-config-data" in local.open(page, timeout=5).read():
                    print("JupyterLab answered on this computer.", flush=True)
                    return
            except OSError:
                time.sleep(0.3)
        sys.exit("JupyterLab did not answer:\n" + (scratch / "server.log").read_text()[-2000:])
    finally:
        server.terminate()
        server.wait(20)
        log.close()


def main():
    """What the command line asks for."""
    parser = argparse.ArgumentParser(description="Install the lessons from here and open them.")
    parser.add_argument("--check", action="store_true", help="install and try, open nothing")
    parser.add_argument("--no-browser", action="store_true", help="print the address only")
    given = parser.parse_args()
    fits(json.loads((HERE / "bundle.json").read_text(encoding="utf-8")))
    check_sums()
    install()
    if given.check:
        with tempfile.TemporaryDirectory() as scratch:
            check_lesson(Path(scratch))
            check_server(Path(scratch))
        print("All is well: this computer can run the lessons without a network.")
        return
    command = lab(*(["--no-browser"] if given.no_browser else []))
    sys.exit(subprocess.call(command, env=surroundings()))


if __name__ == "__main__":
    main()
