"""Start a walkthrough: `python -m tools.slides 03`.

A copy of the lesson is opened as slides in a JupyterLab with settings of its own, already run.
Nothing is written to the lesson, to the teacher's answers or to anybody's JupyterLab.
"""

import argparse
import json
import os
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
import webbrowser
from contextlib import suppress
from pathlib import Path
from queue import Empty

import nbformat

from tools.lessons import find
from tools.slides.deck import deck, run
from tools.slides.notes import page

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
OWN = {  # where a Jupyter keeps what it remembers
    "JUPYTER_CONFIG_DIR": "config",
    "JUPYTER_DATA_DIR": "data",
    "JUPYTER_RUNTIME_DIR": "runtime",
    "JUPYTERLAB_SETTINGS_DIR": "settings",
    "JUPYTERLAB_WORKSPACES_DIR": "workspaces",
    "IPYTHONDIR": "ipython",
}
PATIENCE_S = 90


def main(arguments=None):
    """Show one lesson until it is interrupted."""
    parser = argparse.ArgumentParser(prog="python -m tools.slides", description=__doc__)
    parser.add_argument("lesson", nargs="?", default="01", help="its number, such as 03")
    parser.add_argument("--port", type=int, default=8890)
    parser.add_argument("--no-browser", action="store_true")
    given = parser.parse_args(arguments)
    try:
        lesson = find(given.lesson)
    except ValueError as refusal:
        parser.error(str(refusal))
    with tempfile.TemporaryDirectory(prefix="kit-slides-") as scratch:
        show(lesson, Path(scratch), given)


def show(lesson, scratch, given):
    """Start JupyterLab, run the lesson, say where both pages are, and wait."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # it ends as with Ctrl+C
    environment = prepare(scratch)
    token = secrets.token_hex(16)
    server = subprocess.Popen(command(scratch, given.port, token), env=environment)
    try:
        address = f"http://127.0.0.1:{given.port}"
        wait_for(f"{address}/api/status?token={token}", server)
        print("The lesson is run once, so that every chart is live ...", flush=True)
        stage(lesson, scratch, address, token)
        slides = f"{address}/lab/tree/{lesson.path.name}?token={token}"
        notes = f"{address}/static/notes.html"
        print(f"Slides: {slides}\nNotes:  {notes}\nCtrl+C stops both.", flush=True)
        if not given.no_browser:
            webbrowser.open(notes)
            webbrowser.open(slides)
        server.wait()
    except KeyboardInterrupt:
        pass
    finally:
        server.terminate()
        server.wait(20)


def prepare(scratch):
    """Make the folders; return the environment of a JupyterLab that keeps to them."""
    for name in (*OWN.values(), "home", "static"):
        (scratch / name).mkdir()
    deck_on = scratch / "settings" / "jupyterlab-slideshow" / "plugin.jupyterlab-settings"
    deck_on.parent.mkdir()
    deck_on.write_text(json.dumps({"active": True}))
    style = scratch / "config" / "custom" / "custom.css"
    style.parent.mkdir()
    shutil.copy(HERE / "slides.css", style)
    own = {name: str(scratch / folder) for name, folder in OWN.items()}
    own["KIT_ANSWERS"] = str(scratch / "my-answers.jsonl")
    path = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))
    return os.environ | own | {"PYTHONPATH": path}


def command(scratch, port, token):
    """JupyterLab on this machine alone."""
    return [
        *(sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root"),
        "--LabApp.custom_css=True",
        "--ServerApp.ip=127.0.0.1",
        f"--ServerApp.port={port}",
        "--ServerApp.port_retries=0",
        "--Application.log_level=ERROR",
        f"--ServerApp.root_dir={scratch / 'home'}",
        f"--ServerApp.extra_static_paths={scratch / 'static'}",
        f"--IdentityProvider.token={token}",
        *(["--KernelManager.transport=ipc"] if os.name == "posix" else []),  # nobody listens in
    ]


def stage(lesson, scratch, address, token):
    """Put the deck and its notes in their places, with a kernel that has run it."""
    from nbformat.sign import NotebookNotary

    saved = nbformat.read(lesson.path, as_version=4)
    made = deck(saved)
    words = {cell.id: cell.get("outputs", []) for cell in saved.cells}
    path = scratch / "home" / lesson.path.name
    nbformat.write(made, path)
    kernel = start_kernel(address, token, lesson.path.name)
    client = connect(scratch / "runtime" / f"kernel-{kernel}.json")
    run(made.cells, client)
    client.stop_channels()
    nbformat.write(made, path)
    NotebookNotary(data_dir=str(scratch / "data")).sign(made)
    for cell in made.cells:  # the notes tell what the saved notebook says
        if cell.cell_type == "code":
            cell.outputs = words.get(cell.id, [])
    (scratch / "static" / "notes.html").write_text(page(made, lesson.title), encoding="utf-8")


def start_kernel(address, token, name):
    """Ask JupyterLab for a session of a notebook; returns its kernel's id."""
    asked = {"path": name, "name": name, "type": "notebook", "kernel": {"name": "python3"}}
    return call(f"{address}/api/sessions", token, asked)["kernel"]["id"]


def connect(file):
    """A client of a running kernel, when the kernel answers on both of its ways."""
    from jupyter_client import BlockingKernelClient

    client = BlockingKernelClient(connection_file=str(file))
    client.load_connection_file()
    client.start_channels(hb=False)
    client.kernel_info(reply=True, timeout=PATIENCE_S)
    while True:
        client.kernel_info()
        with suppress(Empty):
            client.get_iopub_msg(timeout=0.5)
            return client


def call(address, token, body=None):
    """Speak to JupyterLab."""
    data = None if body is None else json.dumps(body).encode()
    headers = {"Authorization": f"token {token}", "Content-Type": "application/json"}
    asked = urllib.request.Request(address, data=data, headers=headers)
    with urllib.request.urlopen(asked, timeout=PATIENCE_S) as answer:
        return json.load(answer)


def wait_for(address, server):
    """Return when JupyterLab answers."""
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end:
        if server.poll() is not None:
            raise SystemExit("JupyterLab did not start: is the port in use? Choose another --port.")
        try:
            urllib.request.urlopen(address, timeout=5)
            return
        except OSError:
            time.sleep(0.2)
    raise SystemExit("JupyterLab did not answer in time.")


if __name__ == "__main__":
    sys.exit(main())
