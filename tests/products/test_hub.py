"""A class on one server: the configuration, the load script, the values for a cluster."""

import os
import re
import subprocess

import pandas as pd
import pytest
import yaml
from traitlets.config import Config

from tests import jupyterlab
from tests.files import ROOT, read
from tests.looks import looks_as_before
from tests.products.common import tool, whole

DEPLOY = ROOT / "deploy"
PYTHON = ROOT / ".venv-hub/bin/python"
PASSWORD = "open-the-lesson"
VALUES = yaml.safe_load((DEPLOY / "kubernetes/values.yaml").read_text())
FIGURES = read("deploy/measured.json")
load = tool("deploy/load.py")


@pytest.fixture
def configured(tmp_path, monkeypatch):
    """A function that reads the class server's configuration as JupyterHub does.

    It takes environment variables, without their KIT_HUB_.
    """

    def read(**variables):
        for name, value in {"STATE": str(tmp_path), **variables}.items():
            monkeypatch.setenv(f"KIT_HUB_{name}", value)
        config, path = Config(), DEPLOY / "jupyterhub_config.py"
        names = {"get_config": lambda: config, "__file__": str(path)}
        exec(compile(path.read_text(), path, "exec"), names)
        return config

    for name in [name for name in os.environ if name.startswith("KIT_HUB_")]:
        monkeypatch.delenv(name)
    return read


@pytest.mark.parametrize("variables", [{}, {"PASSWORD": "1234"}])
def test_there_is_no_class_without_a_password(configured, variables):
    with pytest.raises(SystemExit, match="at least 8 letters"):
        configured(**variables)


def test_passwords_never_travel_unencrypted(configured):
    with pytest.raises(SystemExit, match="unencrypted"):
        configured(PASSWORD=PASSWORD, ADDRESS="0.0.0.0")
    hub = configured(PASSWORD=PASSWORD, ADDRESS="0.0.0.0", CERTIFICATE="a", KEY="b").JupyterHub
    assert hub.bind_url == "https://0.0.0.0:8000"
    assert configured(PASSWORD=PASSWORD, ADDRESS="127.0.0.1").JupyterHub.bind_url


def test_students_are_kept_apart_and_only_the_load_test_brings_a_token(configured):
    config = configured(PASSWORD=PASSWORD, SPAWNER="systemd")
    assert config.JupyterHub.spawner_class == "systemd"
    assert config.SystemdSpawner.dynamic_users is True
    assert "admin_users" not in config.Authenticator
    assert [service["name"] for service in config.JupyterHub.services] == ["idle-culler"]


def test_no_student_takes_the_name_of_a_folder_of_the_server(configured):
    pattern = configured(PASSWORD=PASSWORD).Authenticator.username_pattern
    for name in ("apt", "kit-hub", "student-../x", "student-", "root"):
        assert not re.fullmatch(pattern, name)
    assert all(re.fullmatch(pattern, name) for name in ("student-07", "teacher"))


def test_lessons_are_copied_once_and_never_over_a_students_work(tmp_path, monkeypatch):
    monkeypatch.setenv("KIT_LESSONS", str(ROOT / "notebooks"))
    student = tool("deploy/student.py")
    folder = tmp_path / "notebooks"
    student.put_lessons(folder)
    mine = folder / "00-start.ipynb"
    mine.write_text("mine")
    student.put_lessons(folder)
    assert mine.read_text() == "mine"
    assert len(list(folder.iterdir())) == len(list((ROOT / "notebooks").glob("*.ipynb")))


def test_the_readme_says_what_was_measured_and_what_follows():
    figures, text = FIGURES, read("deploy/README.md")
    rows = {
        "a server is ready, s": "server ready, s",
        "the lesson has run, s": "lesson run, s",
        "memory of a student, server and kernel, MB": "memory for each, MB",
        "the same, as if nothing were shared, MB": "memory for each without sharing, MB",
        "a lab is told where the slider is, and answers, ms": "lab update, ms",
        "a slider is touched: all its states arrive, ms": "slider touched, ms",
    }
    for row, name in rows.items():
        cells = [f"{figures[name][part]:g}" for part in ("median", "p95", "largest")]
        assert f"| {row} | {' | '.join(cells)} |" in text
    for students in (30, 100, 300):
        memory, cores = load.sizing(figures, students)
        assert f"| {students} | {memory} | {cores} |" in text


def test_the_hubs_lock_agrees_with_the_tested_one():
    def pins(path):
        return dict(re.findall(r"^([a-z0-9-]+)==(\S+)", path.read_text(), flags=re.M))

    tested, here = pins(ROOT / "requirements.lock"), pins(DEPLOY / "requirements.lock")
    shared = tested.keys() & here.keys()
    assert len(shared) > 50
    assert {name: here[name] for name in shared} == {name: tested[name] for name in shared}


# Past one machine. Keys of the chart's values.schema.yaml, as read there (deploy/README.md).
KEYS = read("tests/products/chart_keys.txt").split()


def test_the_cluster_values_use_only_keys_that_the_chart_has():
    assert set(pd.json_normalize(VALUES)) <= set(KEYS)
    assert VALUES["proxy"]["https"]["type"] in ("letsencrypt", "manual", "offload", "secret")
    assert VALUES["singleuser"]["storage"]["type"] in ("dynamic", "static", "none")


def test_cluster_and_server_give_a_student_the_same_and_what_was_measured(configured):
    config, pod = configured(PASSWORD=PASSWORD), VALUES["singleuser"]
    assert config.Spawner.mem_limit == pod["memory"]["limit"]
    assert config.Spawner.cpu_limit == pod["cpu"]["limit"]
    assert config.Spawner.default_url == pod["defaultUrl"]
    assert config.Spawner.start_timeout == pod["startTimeout"]
    version = read("pyproject.toml")["project"]["version"]
    assert pod["image"]["tag"] == version
    hub = VALUES["hub"]["config"]["JupyterHub"]
    assert hub["authenticator_class"] == config.JupyterHub.authenticator_class
    each = FIGURES["memory for each without sharing, MB"]["largest"]
    assert each <= int(pod["memory"]["guarantee"].removesuffix("M")) <= 1.5 * each
    busy = FIGURES["cores busy while they drag"] / FIGURES["students"]
    assert busy <= pod["cpu"]["guarantee"] <= 5 * busy


# The hub itself

KNOWN = """
import sys
from traitlets.config import PyFileConfigLoader
from jupyterhub.app import JupyterHub
from jupyterhub.auth import Authenticator
from jupyterhub.authenticators.shared import SharedPasswordAuthenticator
from jupyterhub.proxy import ConfigurableHTTPProxy
from jupyterhub.spawner import SimpleLocalProcessSpawner, Spawner
from systemdspawner import SystemdSpawner

classes = {one.__name__: one for one in list(globals().values()) if isinstance(one, type)}
for name, section in PyFileConfigLoader(sys.argv[1]).load_config().items():
    unknown = section.keys() - classes[name].class_traits(config=True).keys()
    assert not unknown, f"{name} has no {unknown}"
    print(name, len(section))
"""


@whole
@pytest.mark.parametrize("spawner", ["simple", "systemd"])
def test_every_setting_is_one_that_jupyterhub_has(tmp_path, spawner):
    environment = os.environ | {
        "KIT_HUB_STATE": str(tmp_path),
        "KIT_HUB_PASSWORD": PASSWORD,
        "KIT_HUB_TEACHER_PASSWORD": 4 * PASSWORD,
        "KIT_HUB_SPAWNER": spawner,
    }
    command = [PYTHON, "-c", KNOWN, DEPLOY / "jupyterhub_config.py"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert not done.returncode, done.stderr
    assert "SharedPasswordAuthenticator 2" in done.stdout


@whole
@pytest.mark.slow
@pytest.mark.timeout(600)
def test_two_students_start_run_a_lesson_and_drag(tmp_path):
    figures = tmp_path / "figures.json"
    command = [PYTHON, DEPLOY / "load.py", "--students", "2", "--drag", "3", "--to", figures]
    command += ["--port", str(jupyterlab.free_port())]
    done = subprocess.run([*map(str, command)], capture_output=True, text=True, timeout=500)
    assert not done.returncode, done.stderr
    found = read(figures)
    assert (found["ready"], found["faults"], found["connections lost"]) == (2, [], 0)
    assert found["connections"] == 2
    assert found["lab updates"] >= 4
    assert found["memory for each without sharing, MB"]["largest"] < 500  # half of what is allowed


@pytest.fixture
def hub(tmp_path):
    """A hub on loopback, with an empty folder for its students."""
    state = tmp_path / "state"
    state.mkdir()
    hub = load.Hub(jupyterlab.free_port(), 2, state, PYTHON)
    try:
        hub.answering()
        yield hub
    finally:
        hub.stop()


@whole
@pytest.mark.browser
@pytest.mark.slow
def test_a_student_comes_in_by_a_link_and_finds_the_lesson(tmp_path, hub, browser):
    from playwright.sync_api import expect

    lessons = tmp_path / "lessons"  # what the link pulls: any repository that git can reach
    (lessons / "notebooks").mkdir(parents=True)
    name = "03-dose.ipynb"
    (lessons / "notebooks" / name).write_bytes((ROOT / "notebooks" / name).read_bytes())
    who = ["-c", "user.name=teacher", "-c", "user.email=teacher@example.org"]
    for words in (["init", "-q", "-b", "main"], ["add", "."], [*who, "commit", "-q", "-m", "1"]):
        subprocess.run(["git", *words], cwd=lessons, check=True)
    link = (
        f"{hub.address}/hub/user-redirect/git-pull?repo=file%3A%2F%2F{lessons}&branch=main"
        f"&urlpath=lab%2Ftree%2Flessons%2Fnotebooks%2F{name}"
    )
    page = browser.new_page(viewport={"width": 1000, "height": 700})
    page.goto(link)
    looks_as_before(page.screenshot(), "hub-login")
    page.get_by_label("Username").fill("student-one")
    page.get_by_label("Password").fill("a-wrong-password")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_text("Invalid username or password")).to_be_visible()
    page.get_by_label("Username").fill("student-one")
    page.get_by_label("Password").fill(hub.password)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_selector(".jp-Notebook .jp-Cell", timeout=120_000)
    expect(page.get_by_role("heading", level=1).first).to_contain_text("Dose")
    assert f"lessons/notebooks/{name}" in page.url
    page.close()
    mine = tmp_path / "state/students/student-one"
    assert (mine / "lessons/notebooks" / name).exists()
    assert (mine / "notebooks/00-start.ipynb").exists()
    running = load.processes(hub.run, "student-one")
    assert running
    for one in running:  # the hub's secrets stay with the hub
        known = str(one.environ())
        assert not any(secret in known for secret in (hub.password, hub.token))
