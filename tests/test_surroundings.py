"""Other languages, time zones, folders and switches of Python change nothing that the kit says."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.files import ROOT

TOUR = ROOT / "tests" / "surroundings.py"
FOLDER = Path("Lektion 3 – Übung", "学ぶ ışık")
NEW_YEAR_FIRST = "Pacific/Kiritimati"  # UTC+14
LOCALES = {"de_DE.UTF-8": ("de_DE", "UTF-8"), "tr_TR": ("tr_TR", "ISO-8859-9")}

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.name != "posix", reason="locales and zones as on Unix"),
]


@pytest.fixture(scope="module")
def compiled(tmp_path_factory):
    """A folder of locales that this machine need not have installed."""
    folder = tmp_path_factory.mktemp("locales")
    for name, (language, letters) in LOCALES.items():
        command = ["localedef", "-i", language, "-f", letters, str(folder / name)]
        if not shutil.which("localedef") or subprocess.run(command, capture_output=True).returncode:
            pytest.skip("localedef is not here, or not the sources of the locales")
    return folder


def start(command, folder, **settings):
    """What a program prints, run in a folder with these settings of the environment."""
    folder.mkdir(parents=True)
    settings = {"PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])} | {
        "PYTHONDONTWRITEBYTECODE": "1",
        **settings,
    }
    done = subprocess.run(
        [sys.executable, *command], cwd=folder, env=os.environ | settings, capture_output=True
    )
    assert done.returncode == 0, (done.stdout + done.stderr).decode("utf-8", "replace")[-3000:]
    return done.stdout


def test_language_time_zone_and_hash_seed_change_no_output(compiled, tmp_path):
    plain = start([TOUR, "."], tmp_path / "plain", LC_ALL="C.UTF-8", TZ="UTC", PYTHONHASHSEED="0")
    turkish = start(  # a decimal comma, letters of one byte, i without a dot, a day ahead,
        ["-O", "-W", "error", TOUR, "."],  # no assertions, and every warning is an error
        tmp_path / FOLDER,
        LOCPATH=str(compiled),
        LC_ALL="tr_TR",
        TZ=NEW_YEAR_FIRST,
        PYTHONHASHSEED="1",
        PYTHONUTF8="0",
        PYTHONCOERCECLOCALE="0",
    )
    assert plain == turkish and plain.endswith(b"ledger 0\n") and len(plain) > 20_000
    kept = [path.read_text("ascii").count("\n") for path in tmp_path.rglob("my-answers.jsonl")]
    assert kept == [3, 3]


def test_a_notebook_runs_in_a_folder_with_spaces_and_other_letters(compiled, tmp_path):
    folder = tmp_path / FOLDER
    shutil.copytree(
        ROOT / "notebooks", folder / "in", ignore=shutil.ignore_patterns(".*", "*.jsonl")
    )
    command = ["-m", "pytest", "-q", "-p", "no:cacheprovider", "--nbval", "--nbval-current-env"]
    said = start(
        [*command, "--rootdir=.", "../in/00-start.ipynb"],
        folder / "here",
        LOCPATH=str(compiled),
        LC_ALL="de_DE.UTF-8",
        TZ=NEW_YEAR_FIRST,
        PYTHONHASHSEED="5",
    )
    assert b" passed" in said
