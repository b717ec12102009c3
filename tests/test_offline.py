"""The guard that keeps tests on this machine notices a test, a program, a notebook and a page."""

import os
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import nbformat
import pytest

from tests.files import ROOT
from tests.offline.sitecustomize import OUTSIDE, is_here

NOBODY = "192.0.2.1"  # an address of no machine, kept for examples
pytestmark = pytest.mark.skipif(
    "KIT_PRODUCTS" in os.environ, reason="`make products` uses the network"
)


@pytest.fixture
def noted():
    """Takes what was noted, so that the test of the guard does not fail by it."""
    path = Path(os.environ[OUTSIDE])

    def take():
        told = path.read_text(encoding="utf-8")
        path.write_text("")
        return told

    yield take
    take()


def test_this_machine_is_known_without_asking():
    assert all(map(is_here, [None, "", "localhost", b"localhost", "127.0.0.1", "::1", "0.0.0.0"]))
    assert not any(map(is_here, ["example.org", NOBODY, "10.0.0.1", b"127"]))


def test_a_connection_a_datagram_and_a_name_are_refused(noted):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as datagram:
        for ask in (
            lambda: socket.create_connection((NOBODY, 9), 1),
            lambda: datagram.sendto(b"?", (NOBODY, 9)),
            lambda: socket.getaddrinfo("example.org", 80),
            lambda: urllib.request.urlopen("http://example.org", timeout=1),
        ):
            with pytest.raises(OSError, match="may not leave this machine"):
                ask()
            assert noted().count("\n") == 1


def test_a_program_that_a_test_starts_is_refused_too(noted):
    ask = f"import socket; socket.create_connection(({NOBODY!r}, 9), 1)"
    done = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True)
    assert done.returncode and "may not leave this machine" in done.stderr
    assert NOBODY in noted()


SWALLOWED = f"""import socket
try:
    socket.create_connection(({NOBODY!r}, 9), 1)
except OSError:
    pass
"""


@pytest.mark.slow
def test_a_test_and_a_notebook_that_hide_a_request_fail(tmp_path):
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    notebook = nbformat.v4.new_notebook(metadata={"kernelspec": kernel})
    notebook.cells = [nbformat.v4.new_code_cell(SWALLOWED), nbformat.v4.new_code_cell("1 + 1;")]
    nbformat.write(notebook, tmp_path / "hides.ipynb")
    hides = "def test_hides():\n" + "".join(f"    {row}\n" for row in SWALLOWED.splitlines())
    (tmp_path / "test_hides.py").write_text(hides + "\ndef test_good():\n    pass\n")
    command = [sys.executable, "-m", "pytest", "-q", "-rN", "-p", "conftest", "--nbval"]
    command += ["--nbval-current-env", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    told = done.stdout + done.stderr
    assert done.returncode == 1 and "4 passed, 2 errors" in told, told
    assert told.count("left this machine") == 2


ASKS = '<img src="http://pictures.example/1.png"><img src="https://192.0.2.1/2.png">'
ARE_ASKED = "[...document.images].every((image) => image.complete)"


def was_noticed(told):
    """Both pictures of a page were noted."""
    return "GET http://pictures.example/1.png" in told and f"CONNECT {NOBODY}:443" in told


@pytest.mark.browser
@pytest.mark.slow
def test_a_page_that_asks_somebody_is_noticed(browser, noted):
    page = browser.new_page()
    page.set_content(ASKS)
    page.wait_for_function(ARE_ASKED)
    page.close()
    assert was_noticed(noted())


@pytest.mark.browser
@pytest.mark.slow
def test_a_page_in_firefox_that_asks_somebody_is_noticed(firefox, noted):
    firefox.get(f"data:text/html,{ASKS}")
    assert firefox.execute_script(f"return {ARE_ASKED}")
    assert was_noticed(noted())
