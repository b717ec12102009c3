"""Start a JupyterLab on loopback with nothing of the user's own settings."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager

FOLDERS = (
    "JUPYTER_CONFIG_DIR",
    "JUPYTER_RUNTIME_DIR",
    "JUPYTERLAB_SETTINGS_DIR",
    "JUPYTERLAB_WORKSPACES_DIR",
    "IPYTHONDIR",
)


def free_port():
    """A port of this machine that nobody uses."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@contextmanager
def serve(home, notebooks, environment=(), flags=()):
    """Yield the address of a JupyterLab that serves `notebooks` and keeps its files in `home`."""
    port = free_port()
    folders = {name: str(home / name.lower()) for name in FOLDERS}
    with (home / "server.log").open("w") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root"]
            + [
                "--expose-app-in-browser",  # a test can give its commands
                f"--port={port}",
                "--ServerApp.port_retries=0",
                "--IdentityProvider.token=",
                "--ServerApp.disable_check_xsrf=True",  # no page but ours knows the port
                f"--ServerApp.root_dir={notebooks}",
                *flags,
            ],
            env=os.environ | dict(environment) | folders,
            stdout=log,
            stderr=log,
        )
        address = f"http://127.0.0.1:{port}"
        try:
            wait_for(f"{address}/api/status", process)
            yield address
        finally:
            process.terminate()
            process.wait(20)


def wait_for(address, process, seconds=90):
    """Return when `address` answers; fail with the reason when it does not."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        assert process.poll() is None, "JupyterLab stopped before it answered."
        try:
            return urllib.request.urlopen(address, timeout=5)
        except OSError:
            time.sleep(0.2)
    raise AssertionError(f"{address} did not answer within {seconds} s.")
