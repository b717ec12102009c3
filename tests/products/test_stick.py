"""The bundle for computers without a network: what goes in, and that it runs with none."""

import ast
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.products.common import ROOT, tool, whole

build = tool("tools/stick/build.py")
start = tool("tools/stick/start.py")
# In a network of its own a program sees nothing but itself, on loopback, once that is up.
CUT = """
import fcntl, os, socket, struct, sys
names = [name for _, name in socket.if_nameindex()]
assert names == ["lo"], f"there is a network: {names}"
with socket.socket() as one:
    flags = struct.pack("16sh", b"lo", 1)  # IFF_UP
    fcntl.ioctl(one, 0x8914, flags)  # SIOCSIFFLAGS
os.execv(sys.executable, [sys.executable, *sys.argv[1:]])
"""


def names(kind, python):
    """The packages that a kind of computer needs."""
    return {
        re.match(r"[a-z0-9-]+", entry).group() for entry in build.wanted(build.LOCK, kind, python)
    }


def pins(path):
    """Name and version of every package in a lock."""
    return dict(re.findall(r"^([a-z0-9-]+)==(\S+)", path.read_text(), flags=re.M))


def test_each_kind_of_computer_gets_its_own_packages():
    linux, mac = names("linux-x86_64", "3.11"), names("macos-arm64", "3.12")
    windows = names("windows-x86_64", "3.13")
    assert {"pywinpty", "colorama"} <= windows - linux - mac
    assert "appnope" in mac - linux - windows
    assert {"pexpect", "ptyprocess"} <= linux & mac
    assert "pexpect" not in windows
    everybody = {"jupyterlab", "numpy", "pandas", "plotly", "scipy", "ipywidgets", "ipykernel"}
    assert everybody <= linux & mac & windows
    assert not {"pytest", "playwright", "ruff"} & linux, "the tests stay at home"


def test_conditions_go_and_hashes_stay():
    for entry in build.wanted(build.LOCK, "linux-x86_64", "3.11"):
        assert ";" not in entry
        assert re.match(r"[a-z0-9-]+==[^\s;]+ +\\\n +--hash=sha256:[0-9a-f]{64}", entry), entry


def test_the_bundle_runs_the_versions_that_are_tested():
    tested, bundled = pins(ROOT / "requirements.lock"), pins(build.LOCK)
    assert bundled == {name: tested[name] for name in bundled}


def test_start_can_be_read_by_an_old_python_which_then_says_what_is_wrong():
    ast.parse((ROOT / "tools/stick/start.py").read_text(), feature_version=(3, 8))


def readable(readme, kinds, pythons):
    """Nothing is left to fill in, and the lines fit a terminal."""
    assert all(name in readme for name in (*kinds, *pythons, *build.TAGS))
    assert not re.search(r"\{\w*\}", readme)
    assert max(map(len, readme.splitlines())) <= 80


def test_the_readme_is_filled_in_and_every_file_is_summed(tmp_path):
    for name in ("wheels/one.whl", "notebooks/00.ipynb", "site/index.html"):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text(name)
    build.describe(tmp_path, list(build.TAGS)[:2], ["3.11", "3.12"])
    readme = (tmp_path / "README.txt").read_text()
    readable(readme, list(build.TAGS)[:2], ["3.11", "3.12"])
    assert "open site/index.html" in readme
    sums = (tmp_path / "SHA256SUMS").read_text().splitlines()
    assert len(sums) == 4  # all but itself


@pytest.mark.parametrize(
    "made_for, said",
    [
        ({"pythons": ["2.7"], "platforms": ["linux-x86_64"]}, "This bundle is for Python 2.7"),
        ({"pythons": [], "platforms": ["amiga"]}, "README.txt says how to make one"),
    ],
)
def test_the_wrong_computer_is_told_so(made_for, said):
    here = f"{sys.version_info[0]}.{sys.version_info[1]}"
    made_for["pythons"] = made_for["pythons"] or [here]
    with pytest.raises(SystemExit, match=re.escape(said)):
        start.fits(made_for)


def test_nothing_of_another_python_reaches_the_bundle(monkeypatch):
    monkeypatch.setenv("PIP_FIND_LINKS", "elsewhere")
    monkeypatch.setenv("PYTHONPATH", "elsewhere")
    assert "elsewhere" not in start.surroundings().values()
    assert start.surroundings()["PIP_CONFIG_FILE"] == os.devnull


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory):
    """The newest bundle that `make stick` left, unpacked."""
    archives = sorted((ROOT / "build/stick").glob("*.zip"), key=lambda path: path.stat().st_mtime)
    assert archives, "`make stick` makes it"
    folder = tmp_path_factory.mktemp("stick")
    with zipfile.ZipFile(archives[-1]) as bundle:
        bundle.extractall(folder)
    yield folder / build.NAME
    shutil.rmtree(folder)  # half a gigabyte, once installed


@whole
def test_every_file_is_listed_with_its_sum(unpacked):
    listed = dict(
        reversed(line.split("  ", 1)) for line in (unpacked / "SHA256SUMS").read_text().splitlines()
    )
    found = {path.relative_to(unpacked).as_posix(): path for path in build.files(unpacked)}
    assert listed.keys() == found.keys() - {"SHA256SUMS"}
    for name, wanted in listed.items():
        assert hashlib.sha256(found[name].read_bytes()).hexdigest() == wanted, name


@whole
def test_it_holds_the_lessons_the_kit_and_a_readme_in_plain_words(unpacked):
    kept = {path.name for path in (ROOT / "notebooks").glob("*.ipynb")}
    assert {path.name for path in (unpacked / "notebooks").iterdir()} == kept
    assert list((unpacked / "wheels").glob("neuropharmacology_kit-*.whl"))
    made_for = json.loads((unpacked / "bundle.json").read_text())
    readable((unpacked / "README.txt").read_text(), made_for["platforms"], made_for["pythons"])
    assert sum(path.stat().st_size for path in build.files(unpacked)) < 250e6


@whole
def test_a_damaged_file_is_found(unpacked, tmp_path):
    shutil.copytree(unpacked, tmp_path / "copy", ignore=shutil.ignore_patterns(".venv"))
    wheel = next((tmp_path / "copy/wheels").glob("plotly-*.whl"))
    wheel.write_bytes(wheel.read_bytes()[:-1])
    done = subprocess.run(
        [sys.executable, tmp_path / "copy/start.py", "--check"], capture_output=True, text=True
    )
    assert done.returncode
    assert f"wheels/{wheel.name} is missing or damaged" in done.stderr
    assert not (tmp_path / "copy/.venv").exists()


@whole
@pytest.mark.slow
@pytest.mark.timeout(900)
def test_it_installs_and_runs_with_the_network_cut(unpacked):
    cut = ["unshare", "--net"] if hasattr(os, "geteuid") and os.geteuid() == 0 else None
    cut = cut or ["unshare", "--net", "--map-root-user"]
    allowed = shutil.which("unshare") and not subprocess.run([*cut, "true"]).returncode
    command = [sys.executable, str(unpacked / "start.py"), "--check"]
    if allowed:
        command = [*cut, sys.executable, "-c", CUT, *command[1:]]
    else:
        print("The network could not be cut here: pip was only told to use none.")
    outside = Path(unpacked).parent
    done = subprocess.run(command, cwd=outside, capture_output=True, text=True, timeout=800)
    assert not done.returncode, done.stdout + done.stderr
    for said in ("A lesson ran", "JupyterLab answered", "All is well"):
        assert said in done.stdout
    # what it used is its own, and a second start installs nothing
    again = subprocess.run(
        [start_python(unpacked), "-c", "import kit; print(kit.__file__)"],
        cwd=outside,
        env=start.surroundings(),
        capture_output=True,
        text=True,
    )
    assert Path(again.stdout.strip()).is_relative_to(unpacked / ".venv"), again
    assert not (unpacked / "notebooks/my-answers.jsonl").exists()


def start_python(folder):
    """The Python of an installed bundle."""
    return str(folder / ".venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python"))
