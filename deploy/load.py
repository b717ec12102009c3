"""Bring a class to the class server, on this machine only, and measure what it costs.

    .venv-hub/bin/python deploy/load.py --students 30 --drag 60

Each student gets a server, opens a lesson, runs every cell and drags a slider: the messages are
those that the lesson's page sends. The hub is started for this and stopped after it.
"""

import argparse
import json
import os
import secrets
import statistics
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import psutil
import requests
from jupyter_client.session import Session
from jupyter_server.services.kernels.connection.base import deserialize_binary_message
from websocket import create_connection

HERE = Path(__file__).resolve().parent
LESSON = "notebooks/03-dose.ipynb"
LIMIT = 300  # seconds for one answer
TOO_MANY = 429  # servers that start at once: one waits, as the page does
HTTP = requests.Session()
HTTP.trust_env = False  # no proxy stands between this program and the hub


class Hub:
    """A class server on loopback, with a scratch folder for its students."""

    def __init__(self, port, students, state, python=sys.executable):
        self.run, self.token, self.password = (secrets.token_hex(8) for _ in range(3))
        self.address = f"http://127.0.0.1:{port}"
        own = {"STATE": state, "PORT": port, "STUDENTS": students, "PASSWORD": self.password}
        own |= {"SPAWNER": "simple", "LOAD_TOKEN": self.token, "RUN": self.run}
        environment = os.environ | {f"KIT_HUB_{name}": str(value) for name, value in own.items()}
        self.log = (Path(state) / "hub.log").open("w")
        command = [python, "-m", "jupyterhub", "-f", HERE / "jupyterhub_config.py"]
        self.process = psutil.Popen(
            [*map(str, command)], env=environment, cwd=state, stdout=self.log, stderr=self.log
        )

    def answering(self, seconds=90):
        """Wait until the hub answers."""
        end = time.monotonic() + seconds
        while time.monotonic() < end and self.process.poll() is None:
            with suppress(requests.RequestException):
                return ask("GET", f"{self.address}/hub/api/", self.token)
            time.sleep(0.3)
        raise RuntimeError(f"The hub stopped, or did not answer within {seconds} s.")

    def family(self):
        """The hub and what it started, without its students."""
        if self.process.poll() is not None:
            return []
        students = {process.pid for process in processes(self.run, "student-")}
        every = [self.process, *self.process.children(recursive=True)]
        return [process for process in every if process.pid not in students]

    def stop(self):
        """End the hub and whatever it started."""
        left = [*self.family(), *processes(self.run)]
        self.process.terminate()
        with suppress(subprocess.TimeoutExpired, psutil.TimeoutExpired):
            self.process.wait(20)
        for process in left:
            with suppress(psutil.NoSuchProcess):
                process.kill()
        self.log.close()


def processes(run, student=""):
    """The processes of this run, or those of students whose names begin with `student`."""
    found = []
    for process in psutil.process_iter():
        with suppress(psutil.Error):  # it ended, or is somebody else's
            known = process.environ()
            user = known.get("JUPYTERHUB_USER", "")
            if known.get("KIT_HUB_RUN") == run and user.startswith(student):
                found.append(process)
    return found


def memory(these):
    """Megabytes that processes hold: their share of pages held in common, and without sharing."""
    held = []
    for process in these:
        with suppress(psutil.Error):
            held.append(process.memory_full_info())
    return {name: sum(getattr(each, name) for each in held) / 2**20 for name in ("pss", "rss")}


def cpu(these):
    """Seconds of processor time that processes have used."""
    used = 0
    for process in these:
        with suppress(psutil.Error):
            used += sum(process.cpu_times()[:2])
    return used


def ask(method, url, token, body=None, refusal=None):
    """Send one request; return its answer, or None if it was refused with this status."""
    header = {"Authorization": f"token {token}"}
    answer = HTTP.request(method, url, json=body, headers=header, timeout=LIMIT)
    if answer.status_code == refusal:
        return None
    answer.raise_for_status()
    return answer


class Student:
    """One student: a server, a lesson, a slider."""

    def __init__(self, hub, name, cells):
        self.hub, self.name, self.cells = hub, name, cells
        self.served = self.ready = 0.0
        self.fault, self.lost = "", False
        self.updates, self.sweeps = [], []
        self.session, self.channel = Session(), None
        self.lab = self.spec = None

    def arrive(self):
        """Get a server, open the lesson and run it; a failure is kept in words."""
        began = time.monotonic()
        try:
            account = f"{self.hub.address}/hub/api/users/{self.name}"
            self._spawn(account)
            self.served = time.monotonic() - began
            token = ask("POST", f"{account}/tokens", self.hub.token, {"expires_in": 3600}).json()
            self._run_lesson(f"{self.hub.address}/user/{self.name}", token["token"])
            self.ready = time.monotonic() - began
        except Exception as fault:
            self.fault = f"{type(fault).__name__}: {fault}"

    def _spawn(self, account):
        """Ask for a server until the hub grants one, and wait for it."""
        ask("POST", account, self.hub.token)
        end, granted = time.monotonic() + LIMIT, False
        while time.monotonic() < end:
            if not granted:
                granted = ask("POST", f"{account}/server", self.hub.token, {}, refusal=TOO_MANY)
            known = ask("GET", account, self.hub.token).json()
            if known["servers"].get("", {}).get("ready"):
                return
            time.sleep(0.5)
        raise TimeoutError("no server in time")

    def _run_lesson(self, home, token):
        """Open the lesson and run its cells, until its first lab with a slider is there."""
        ask("GET", f"{home}/lab/tree/{LESSON}", token)
        ask("GET", f"{home}/api/contents/{LESSON}", token)
        session = {"path": LESSON, "name": "", "type": "notebook", "kernel": {"name": "python3"}}
        kernel = ask("POST", f"{home}/api/sessions", token, session).json()["kernel"]["id"]
        self.channel = create_connection(
            f"{home.replace('http', 'ws', 1)}/api/kernels/{kernel}/channels",
            header=[f"Authorization: token {token}"],
            suppress_origin=True,
            timeout=LIMIT,
        )
        settings = {"store_history": True, "user_expressions": {}, "allow_stdin": False}
        for cell in self.cells:
            asked = {"code": cell, "silent": False, "stop_on_error": True} | settings
            reply = self._wait(reply_to=self._send("execute_request", asked))
            if reply["status"] != "ok":
                raise RuntimeError(f"a cell failed: {reply.get('evalue')}")
        if not self.lab:
            raise RuntimeError("the lesson showed no lab")
        self._tell_lab({"method": "custom", "content": {"kind": "plotly"}}, custom="plotly")

    def _send(self, kind, content):
        """Send a message to the kernel; return its id."""
        message = self.session.msg(kind, content) | {"channel": "shell"}
        self.channel.send(json.dumps(message, default=str))
        return message["msg_id"]

    def _wait(self, reply_to=None, custom=None, turn=None):
        """Read messages until the reply to one, or the lab's answer; return its content."""
        while True:
            read = self.channel.recv()
            message = (
                json.loads(read) if isinstance(read, str) else deserialize_binary_message(read)
            )
            kind, content = message["header"]["msg_type"], message["content"]
            if kind.endswith("_reply") and message["parent_header"].get("msg_id") == reply_to:
                return content
            if kind not in ("comm_open", "comm_msg"):
                continue
            data = content["data"]
            state = data.get("state", {})
            controls = state.get("spec", {}).get("controls", [])
            if not self.lab and any(control["kind"] == "slider" for control in controls):
                self.lab, self.spec = content["comm_id"], state["spec"]
            if content["comm_id"] != self.lab:
                continue
            if custom and data.get("method") == "custom" and data["content"].get("kind") == custom:
                return content
            if turn and state.get("state", {}).get("turn") == turn:
                return content

    def _tell_lab(self, data, **answer):
        """Send the lab a message; return the milliseconds until this answer came."""
        began = time.monotonic()
        self._send("comm_msg", {"comm_id": self.lab, "data": data})
        self._wait(**answer)
        return 1000 * (time.monotonic() - began)

    def drag(self, seconds):
        """Drag the first slider of the first lab, and touch it again every ten seconds.

        While it moves the page hears nothing from Python: it has all states. It says where the
        finger is once a second, and that is answered.
        """
        slider = next(control for control in self.spec["controls"] if control["kind"] == "slider")
        values, places = dict(self.spec["start"]), slider["positions"]
        try:
            for turn in range(1, seconds + 1):
                if turn % 10 == 1:
                    asked = {"kind": "sweep", "control": slider["name"], "values": values}
                    data = {"method": "custom", "content": asked}
                    self.sweeps.append(self._tell_lab(data, custom="sweep"))
                values[slider["name"]] = places[turn * 7 % len(places)]
                wanted = {"wanted": {"values": values, "turn": turn, "drawn": True}}
                data = {"method": "update", "state": wanted, "buffer_paths": []}
                self.updates.append(self._tell_lab(data, turn=turn))
                time.sleep(max(0, 1 - self.updates[-1] / 1000))
        except Exception as fault:
            self.fault, self.lost = f"{type(fault).__name__}: {fault}", True


def middle_and_worst(values, digits=0):
    """Median, 95th percentile and largest of some numbers."""
    values = sorted(values)
    at = values[min(len(values) - 1, int(0.95 * len(values)))]
    summary = {"median": statistics.median(values), "p95": at, "largest": values[-1]}
    return {name: round(value, digits) for name, value in summary.items()}


def sizing(figures, students):
    """A machine for a class, from what was measured: gigabytes of memory, and cores.

    A gigabyte for the system, each student's memory as if nothing were shared, and a quarter more.
    Cores so that all who come at once have run a lesson after two minutes, at four fifths of what
    the cores can do.
    """
    each = figures["memory for each without sharing, MB"]["largest"]
    memory = 1.25 * (1 + (figures["hub and proxy, MB"] + students * each) / 1000)
    cores = students * figures["processor seconds for each, until ready"] / (120 * 0.8)
    return round(memory), max(2, round(cores))


def lead(hub, given):
    """Bring all students, and return what was measured."""
    hub.answering()
    lesson = json.loads((HERE.parent / LESSON).read_text(encoding="utf-8"))
    cells = ["".join(cell["source"]) for cell in lesson["cells"] if cell["cell_type"] == "code"]
    students = [Student(hub, f"student-{n:03d}", cells) for n in range(1, given.students + 1)]
    began = time.monotonic()
    with ThreadPoolExecutor(given.students) as everyone:
        list(everyone.map(Student.arrive, students))
        took, before = time.monotonic() - began, cpu(processes(hub.run))
        here = [student for student in students if student.ready]
        if not here:
            raise RuntimeError(f"Nobody got a lesson: {students[0].fault}")
        list(everyone.map(lambda student: student.drag(given.drag), here))
    spent = cpu(processes(hub.run)) - before
    held = [memory(processes(hub.run, student.name)) for student in here]
    return {
        "students": given.students,
        "cores": os.cpu_count(),
        "busy before (load average)": given.before,
        "ready": len(here),
        "faults": sorted({student.fault for student in students if student.fault}),
        "server ready, s": middle_and_worst([s.served for s in here]),
        "lesson run, s": middle_and_worst([s.ready for s in here]),
        "everyone ready, s": round(took),
        "processor seconds for each, until ready": round(before / len(here), 1),
        "memory for each, MB": middle_and_worst([each["pss"] for each in held]),
        "memory for each without sharing, MB": middle_and_worst([each["rss"] for each in held]),
        "hub and proxy, MB": round(memory(hub.family())["pss"]),
        "drag, s": given.drag,
        "lab update, ms": middle_and_worst([ms for s in here for ms in s.updates], 1),
        "lab updates": sum(len(s.updates) for s in here),
        "slider touched, ms": middle_and_worst([ms for s in here for ms in s.sweeps], 1),
        "cores busy while they drag": round(spent / given.drag, 2),
        "connections": len(here),
        "connections lost": sum(s.lost for s in here),
    }


def main():
    """Start a hub, bring the students, print the figures."""
    parser = argparse.ArgumentParser(description="Measure the class server, on this machine only.")
    parser.add_argument("--students", type=int, default=30)
    parser.add_argument("--drag", type=int, default=60, help="seconds")
    parser.add_argument("--port", type=int, default=18000)
    parser.add_argument("--to", type=Path, help="a file for the figures")
    given = parser.parse_args()
    given.before = round(os.getloadavg()[0], 1)
    with tempfile.TemporaryDirectory() as state:
        hub = Hub(given.port, given.students, state)
        try:
            figures = lead(hub, given)
        except BaseException:
            print(*(Path(state) / "hub.log").read_text().splitlines()[-40:], sep="\n")
            raise
        finally:
            hub.stop()
    text = json.dumps(figures, indent=1, ensure_ascii=False)
    print(text)
    if given.to:
        given.to.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
