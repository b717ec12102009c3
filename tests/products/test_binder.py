"""Binder: what it will build, as far as that can be proved without it; see docs/products.md."""

import os
import re
import shutil
import subprocess
import venv

import pytest
import yaml

from kit.lesson.passport import Passport
from kit.lesson.question import Question
from kit.lesson.record import Record
from tests import jupyterlab
from tests.browser.conftest import visiting
from tests.files import ROOT
from tests.looks import looks_as_before
from tests.products.common import whole

PROGRAMS = ROOT / ".venv-binder/bin"
START = "lab/tree/notebooks/00-start.ipynb"
BINDER = {"BINDER_LAUNCH_HOST": "https://binder.example/"}
# Files that repo2docker looks for; it follows one kind and says nothing of the others.
IGNORED = """binder .binder Dockerfile apt.txt requirements.txt Pipfile Pipfile.lock setup.py
runtime.txt install.R DESCRIPTION Project.toml REQUIRE JuliaProject.toml default.nix
conda-lock.yml"""
# What the image holds before environment.yml is followed.
SERVER = """jupyterlab notebook jupyter_server ipywidgets jupyterhub-base jupyter-resource-usage
jupyter-offlinenotebook"""


def test_no_other_file_describes_the_binder_image():
    assert [name for name in IGNORED.split() if (ROOT / name).exists()] == []


@whole
def test_repo2docker_builds_what_is_meant():
    command = [PROGRAMS / "jupyter-repo2docker", "--no-build", "--debug", "--no-run", "."]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120)
    made = done.stdout + done.stderr
    assert done.returncode == 0, made
    assert "Building conda environment for python=3.11" in made
    steps = [
        r"ENV NB_PYTHON_PREFIX=\$\{CONDA_DIR\}/envs/notebook",
        r"COPY .*environment-2epy-2d3-2e11-2dlinux\S+ /tmp/env/environment.lock",
        r'env update -p \$\{NB_PYTHON_PREFIX\} --file "environment.yml"',
        r"COPY --chown=\S+ src/ \$\{REPO_DIR\}/",
        r"RUN chmod \+x postBuild",
        r"RUN ./postBuild",
    ]
    places = [re.search(step, made) for step in steps]
    assert all(places), [step for step, place in zip(steps, places, strict=True) if not place]
    assert [place.start() for place in places] == sorted(place.start() for place in places)


def test_a_session_on_binder_says_that_answers_must_be_taken_along(tmp_path, monkeypatch):
    monkeypatch.setenv("KIT_ANSWERS", str(tmp_path / "my-answers.jsonl"))
    item = {"kind": "text", "ask": "Why?"}
    here = Question("gap-why", item).answer("So.")
    assert here["saved"] == "Saved in my-answers.jsonl."
    assert not here["unsaved"]
    monkeypatch.setenv(*BINDER.copy().popitem())
    there = Question("gap-why", item).answer("So.")
    assert "Binder" in there["saved"] and "Download" in there["saved"]
    assert there["unsaved"]  # the page then shows the button
    assert "Binder" in Passport(Record(tmp_path / "other.jsonl")).text()


@pytest.mark.browser
def test_binder_opens_the_start_page_without_a_pop_up(tmp_path, browser):
    shutil.copytree(ROOT / "notebooks", tmp_path / "notebooks")
    lab = jupyterlab.serve(tmp_path, tmp_path, environment=BINDER)
    with lab as address, visiting(browser, address, tmp_path) as visit:
        visit.page.set_viewport_size({"width": 1280, "height": 960})
        page = visit.open("notebooks/00-start.ipynb")
        visit.run_all()
        passport = page.locator(".kit-passport")
        passport.wait_for(timeout=60_000)
        assert "This session is on Binder" in passport.text_content()
        assert page.locator(".jp-Dialog, .Toastify__toast").count() == 0
        assert not visit.outside
        page.locator(".jp-Notebook h1").first.scroll_into_view_if_needed()
        page.wait_for_timeout(500)
        looks_as_before(page.screenshot(), "binder")


@whole
@pytest.mark.slow
@pytest.mark.timeout(900)
def test_the_pins_install_and_a_lesson_runs_as_on_binder(tmp_path):
    """The steps of the Dockerfile with pip and venv in place of conda and Docker."""
    home, prefix = tmp_path / "home", tmp_path / "notebook"
    subprocess.run(["git", "checkout-index", "-a", f"--prefix={home}/"], cwd=ROOT, check=True)
    venv.create(prefix, with_pip=True)
    own = {"HOME": str(home), "JUPYTER_RUNTIME_DIR": str(home / ".runtime")}
    own |= BINDER | {"NB_PYTHON_PREFIX": str(prefix)}
    own |= {"PATH": f"{prefix / 'bin'}{os.pathsep}{os.environ['PATH']}"}
    hidden = ("PYTHONPATH", "VIRTUAL_ENV", "KIT_ANSWERS")
    inside = {name: value for name, value in os.environ.items() if name not in hidden} | own

    def run(program, *options):
        program = prefix / "bin" / program if program == "python" else program
        command = {"cwd": home, "env": inside, "capture_output": True, "text": True}
        done = subprocess.run([program, *options], **command)
        assert done.returncode == 0, f"{options}: {done.stdout[-3000:]}{done.stderr[-3000:]}"
        return done.stdout

    run("python", "-m", "pip", "install", "--quiet", *server_pins())
    environment = yaml.safe_load((home / "environment.yml").read_text())
    run("python", "-m", "pip", "install", "--quiet", *environment["dependencies"][-1]["pip"])
    run("./postBuild")
    assert "rfc3987-syntax" not in run("python", "-m", "pip", "list")
    lesson = "notebooks/03-dose.ipynb"
    assert " passed" in run("python", "-m", "pytest", "-q", "-p", "no:cacheprovider", lesson)
    assert run("python", "-c", "import kit; print(kit.__file__)").startswith(str(home))
    told = [(prefix / "etc/jupyter/jupyter_lab_config.json").read_text()]  # where it opens
    told += [path.read_text() for path in prefix.glob("share/jupyter/lab/settings/overrides.json")]
    assert START in told[0] and "fetchNews" in told[1]


def server_pins():
    """The servers of the image at the versions that repo2docker locks, as pip writes them."""
    [folder] = (PROGRAMS.parent / "lib").glob("python3*/site-packages/repo2docker/buildpacks/conda")
    locked = (folder / "environment.py-3.11-linux-64.lock").read_text()
    found = {name: re.search(rf"/{name}-(\d[\d.]*)-", locked)[1] for name in SERVER.split()}
    return [f"{name.removesuffix('-base')}=={version}" for name, version in found.items()]
