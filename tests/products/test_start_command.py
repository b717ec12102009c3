"""The start without make: what it runs, where, and what it says, on Windows too.

Most of it imitates Windows elsewhere: its names (`Scripts/python.exe`, no geteuid), its newlines,
and folders whose names would need quoting. The programs that are started only write down what
they were told.
"""

import ast
import os
import subprocess
import sys
from pathlib import Path, PureWindowsPath
from types import SimpleNamespace

import pytest

from tools import start

FOLDER = "Kurs Übung & (1) 'é'"
PROGRAM = """#!{python}
import os, pathlib, sys
with open({log!r}, "a", encoding="utf-8") as file:
    print([os.getcwd(), os.environ.get("PYTHONUTF8"), *sys.argv[1:]], file=file)
sys.exit(sys.argv[1:5] in {refused!r})
"""


@pytest.fixture
def windows(tmp_path, monkeypatch):
    """A kit in an awkward folder, with Windows' names and programs that only keep a log."""
    if os.name == "nt":
        pytest.skip("an imitation of Windows, for other systems")
    root = tmp_path / FOLDER
    (root / "jupyter").mkdir(parents=True)
    (root / "requirements.lock").write_bytes(b"some==1 \\\r\n    --hash=sha256:0\r\n")
    (root / "pyproject.toml").write_bytes(b"[project]\r\n")
    log = tmp_path / "log"
    python = root / ".venv" / "Scripts" / "python.exe"
    python.parent.mkdir(parents=True)

    def program(refused=()):
        told = {"python": sys.executable, "log": str(log), "refused": [list(r) for r in refused]}
        python.write_text(PROGRAM.format(**told), encoding="utf-8")
        python.chmod(0o755)

    def runs():
        found = log.read_text(encoding="utf-8").splitlines() if log.exists() else []
        log.unlink(missing_ok=True)
        return [ast.literal_eval(line) for line in found]

    program()
    monkeypatch.setattr(start, "os", SimpleNamespace(name="nt", environ=dict(os.environ)))
    monkeypatch.setattr(start.sys, "platform", "win32")
    monkeypatch.setattr(start, "ROOT", root)
    monkeypatch.delenv("INSTALLER", raising=False)
    return SimpleNamespace(root=root, python=python, program=program, runs=runs)


def test_the_interpreter_stands_where_windows_puts_it(windows):
    venv = PureWindowsPath(r"C:\Kurse\Zoë B\kit\.venv")
    assert str(start.python_of(venv)) == r"C:\Kurse\Zoë B\kit\.venv\Scripts\python.exe"


def test_a_folder_with_spaces_and_accents_is_one_argument(windows):
    assert start.main(["install"]) == 0
    ran = windows.runs()
    lock = str(windows.root / "requirements.lock")
    (synced,) = (one for one in ran if "sync" in one)
    assert synced[-1] == lock and str(windows.python) in synced
    assert ran[-1][2:5] == ["-m", "pip", "--disable-pip-version-check"]
    assert ran[-1][-2:] == ["-e", "."] and ran[-1][:2] == [str(windows.root), "1"]
    assert start.main(["install"]) == 0
    assert [one[2:] for one in windows.runs()] == [["-c", ""]]  # nothing more the second time


def test_what_uv_cannot_install_pip_does(windows):
    windows.program(refused=[("-m", "uv", "pip", "sync")])
    start.main(["install"])
    assert any("--require-hashes" in one and "pip" in one[3] for one in windows.runs())


@pytest.mark.parametrize("depth", [1, 60])
def test_a_failed_installation_names_a_path_that_is_too_long(windows, monkeypatch, depth):
    windows.program(refused=[("-m", "pip", "--disable-pip-version-check", "--quiet")])
    monkeypatch.setattr(start, "ROOT", PureWindowsPath("C:/" + "kit/" * depth))
    monkeypatch.setattr(start, "run", lambda *_: 1)
    with pytest.raises(SystemExit) as ended:
        start.pip(windows.python, "install")
    assert ("move the kit" in str(ended.value)) == (depth == 60)


def test_the_lessons_open_in_a_browser_of_windows(windows):
    start.install(windows.root / ".venv", windows.root / "requirements.lock")
    windows.runs()
    assert start.main(["lab", "--port=8899"]) == 0
    told = windows.runs()[-1]
    assert told[2:5] == ["-m", "jupyter", "lab"] and told[-1] == "--port=8899"
    assert "--allow-root" not in told and "--no-browser" not in told


def test_a_class_writes_the_site_only_where_there_is_none(windows):
    page = windows.root / "build" / "site" / "index.html"
    assert start.main(["class", "--port", "8400"]) == 0
    written, opened = windows.runs()[-2:]
    assert written[2:] == ["-m", "tools.site"]
    assert opened[2:] == ["-m", "kit", "vote", "--site", str(page.parent), "--port", "8400"]
    page.parent.mkdir(parents=True)
    page.write_text("", encoding="utf-8")
    start.main(["class"])
    assert "tools.site" not in str(windows.runs())


def test_an_older_python_reads_the_file_far_enough_to_say_what_is_missing(monkeypatch):
    ast.parse(Path(start.__file__).read_text(encoding="utf-8"), feature_version=(3, 6))
    monkeypatch.setattr(start.sys, "version_info", (3, 8, 10))
    monkeypatch.setattr(start, "run", lambda *_: 0)
    with pytest.raises(SystemExit, match=r"needs Python 3\.11 or newer; this is 3\.8"):
        start.main(["lab"])


@pytest.mark.parametrize(("words", "code"), [([], 0), (["labs"], 2)])
def test_without_a_verb_it_explains_itself_also_with_windows_newlines(tmp_path, words, code):
    source = Path(start.__file__).read_bytes().replace(b"\n", b"\r\n")
    (tmp_path / FOLDER / "tools").mkdir(parents=True)
    path = tmp_path / FOLDER / "tools" / "start.py"
    path.write_bytes(source)
    narrow = {**os.environ, "PYTHONIOENCODING": "cp437"}  # an old console of Windows
    done = subprocess.run([sys.executable, path, *words], capture_output=True, env=narrow)
    assert done.returncode == code
    said = done.stdout.decode("cp437")
    assert all(f"start.py {verb} " in said for verb in start.VERBS) and "py tools" in said
