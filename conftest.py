"""No test and no notebook under test reaches beyond this machine, and one that tries fails."""

import os
import shutil
import tempfile
from pathlib import Path

import pytest

NOBODY = Path(tempfile.mkdtemp(prefix="kit-nobody-"))  # a folder without answers

if not os.environ.get("KIT_PRODUCTS"):  # `make products` installs what Binder would
    from tests.offline.sitecustomize import OUTSIDE

    HERE = Path(__file__).resolve().parent / "tests" / "offline"
    NOTED = Path(tempfile.mkstemp(prefix="kit-outside-")[1])  # one for each worker
    os.environ[OUTSIDE] = str(NOTED)
    paths = [str(HERE), *filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep))]
    os.environ["PYTHONPATH"] = os.pathsep.join(dict.fromkeys(paths))

    @pytest.hookimpl(trylast=True)
    def pytest_runtest_teardown(item):
        """Fail whatever has asked for more than this machine: a test, or a cell of a notebook."""
        if told := NOTED.read_text(encoding="utf-8"):
            NOTED.write_text("")
            pytest.fail(f"{item.name} left this machine:\n{told}", pytrace=False)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item):
    """A notebook under test reads nobody's answers: whoever learns in this copy may test it too."""
    if item.path.suffix == ".ipynb":  # not a browser's test, whose name may hold a notebook's
        os.environ["KIT_ANSWERS"] = str(NOBODY / "my-answers.jsonl")
    elif os.environ.get("KIT_ANSWERS", "").startswith(str(NOBODY)):
        del os.environ["KIT_ANSWERS"]


def pytest_unconfigure():
    """Leave nothing behind."""
    shutil.rmtree(NOBODY, ignore_errors=True)
    if not os.environ.get("KIT_PRODUCTS"):
        NOTED.unlink(missing_ok=True)
