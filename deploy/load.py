"""Bring a class to the class server, on this machine only, and measure what it costs.

    .venv-hub/bin/python deploy/load.py --students 30 --drag 60

Each student gets a server, opens a lesson, runs every cell and drags a slider: the messages are
those that the lesson's page sends. The hub is started for this and stopped after it.
"""

import argparse
import asyncio
import json
import os
import secrets
import statistics
import struct
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

import psutil
from tornado.httpclient import AsyncHTTPClient, HTTPClientError, HTTPRequest
from tornado.websocket import websocket_connect

HERE = Path(__file__).resolve().parent
LESSON = "notebooks/03-dose.ipynb"
LIMIT = 300  # seconds for one answer
AsyncHTTPClient.configure(None, max_clients=1000)


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

    def family(self):
        """The hub and what it started, its students left out."""
        students = {one.pid for one in processes(self.run, "student-")}
        every = [self.process, *self.process.children(recursive=True)]
        return [one for one in every if one.pid not in students]

    def stop(self):
        """End the hub and whatever it started."""
        left = [*self.family(), *processes(self.run)]
        self.process.terminate()
        with suppress(subprocess.TimeoutExpired, psutil.TimeoutExpired):
            self.process.wait(20)
        for one in left:
            with suppress(psutil.NoSuchProcess):
                one.kill()
        self.log.close()


def processes(run, student=""):
    """The processes of this run, or those of students whose name begins so."""
    found = []
    for one in psutil.process_iter():
        with suppress(psutil.Error):  # it ended, or is somebody else's
            known = one.environ()
            if known.get("KIT_HUB_RUN") == run and known.get("JUPYTERHUB_USER", "").startswith(
                student
            ):
                found.append(one)
    return found


def memory(found):
    """Megabytes that processes hold: their share of pages held in common, and without sharing."""
    told = []
    for one in found:
        with suppress(psutil.Error):
            told.append(one.memory_full_info())
    return {name: sum(getattr(each, name) for each in told) / 2**20 for name in ("pss", "rss")}


def cpu(found):
    """Seconds of processor time that processes have used."""
    used = 0
    for one in found:
        with suppress(psutil.Error):
            used += sum(one.cpu_times()[:2])
    return used


async def ask(method, url, token, body=None):
    """One request; its answer as JSON, or None where it has none."""
    request = HTTPRequest(
        url,
        method,
        headers={"Authorization": f"token {token}", "Content-Type": "application/json"},
        body=None if body is None else json.dumps(body),
        request_timeout=LIMIT,
        connect_timeout=60,
        allow_nonstandard_methods=True,
    )
    answer = await AsyncHTTPClient().fetch(request)
    kind = answer.headers.get("Content-Type", "")
    return json.loads(answer.body) if answer.body and "json" in kind else None


async def answering(hub, seconds=90):
    """Wait until the hub answers."""
    end = time.monotonic() + seconds
    while time.monotonic() < end and hub.process.poll() is None:
        with suppress(OSError, HTTPClientError):
            return await ask("GET", f"{hub.address}/hub/api/", hub.token)
        await asyncio.sleep(0.3)
    raise RuntimeError(f"The hub stopped, or did not answer within {seconds} s.")


def unpack(message):
    """The header and content of a kernel's message; what is binary in it is left out."""
    if isinstance(message, str):
        return json.loads(message)
    count = struct.unpack("!I", message[:4])[0]
    places = struct.unpack(f"!{count}I", message[4 : 4 + 4 * count])
    end = places[1] if count > 1 else len(message)
    return json.loads(message[places[0] : end])


class Student:
    """One student: a server, a lesson, a slider."""

    def __init__(self, hub, name, cells):
        self.hub, self.name, self.cells = hub, name, cells
        self.served = self.ready = 0.0
        self.fault, self.lost = "", False
        self.updates, self.sweeps, self.labs, self.waiting = [], [], {}, {}
        self.listener = None

    async def arrive(self, after):
        """Come, get a server, open the lesson and run it; a failure is kept in words."""
        await asyncio.sleep(after)
        try:
            await self._begin(time.monotonic())
        except Exception as fault:
            self.fault = f"{type(fault).__name__}: {fault}"

    async def _begin(self, began):
        mine = f"{self.hub.address}/hub/api/users/{self.name}"
        await ask("POST", mine, self.hub.token)
        await self._spawn(mine)
        self.served = time.monotonic() - began
        given = await ask("POST", f"{mine}/tokens", self.hub.token, {"expires_in": 3600})
        token, home = given["token"], f"{self.hub.address}/user/{self.name}"
        await ask("GET", f"{home}/lab/tree/{LESSON}", token)
        await ask("GET", f"{home}/api/contents/{LESSON}", token)
        session = {"path": LESSON, "name": "", "type": "notebook", "kernel": {"name": "python3"}}
        opened = await ask("POST", f"{home}/api/sessions", token, session)
        address = f"{home.replace('http', 'ws', 1)}/api/kernels/{opened['kernel']['id']}/channels"
        given = {"headers": {"Authorization": f"token {token}"}}  # a browser waits for long, too
        request = HTTPRequest(address, request_timeout=LIMIT, connect_timeout=LIMIT, **given)
        self.channel = await websocket_connect(request, max_message_size=2**26)
        self.listener = asyncio.ensure_future(self._listen())
        settings = {"store_history": True, "user_expressions": {}, "allow_stdin": False}
        for cell in self.cells:
            asked = {"code": cell, "silent": False, "stop_on_error": True} | settings
            reply = await self._wait(self._send("execute_request", asked))
            if reply["content"]["status"] != "ok":
                raise RuntimeError(f"a cell failed: {reply['content'].get('evalue')}")
        if not self.labs:
            raise RuntimeError("the lesson showed no lab")
        self.lab, self.spec = next(iter(self.labs.items()))
        await self._custom({"kind": "plotly"}, "plotly")
        self.ready = time.monotonic() - began

    async def _spawn(self, mine):
        """Ask for a server until the hub grants one, and wait for it."""
        end, asked = time.monotonic() + LIMIT, False
        while time.monotonic() < end:
            if not asked:
                try:
                    await ask("POST", f"{mine}/server", self.hub.token, {})
                    asked = True
                except HTTPClientError as refusal:
                    if refusal.code != 429:  # too many at once: wait, as the page does
                        raise
            known = await ask("GET", mine, self.hub.token)
            if known["servers"].get("", {}).get("ready"):
                return
            await asyncio.sleep(0.5)
        raise TimeoutError("no server in time")

    async def _listen(self):
        while (message := await self.channel.read_message()) is not None:
            self._hear(unpack(message))
        self.lost = True
        for future in self.waiting.values():
            future.done() or future.set_exception(ConnectionError("the connection was lost"))

    def _hear(self, message):
        kind, content = message["header"]["msg_type"], message["content"]
        if kind.endswith("_reply"):
            self._answer(message.get("parent_header", {}).get("msg_id"), message)
        if kind not in ("comm_open", "comm_msg"):
            return
        comm, data = content["comm_id"], content["data"]
        state = data.get("state", {})
        if any(each["kind"] == "slider" for each in state.get("spec", {}).get("controls", [])):
            self.labs[comm] = state["spec"]
        if data.get("method") == "custom":
            self._answer((comm, data["content"].get("kind")), message)
        elif "turn" in state.get("state", {}):
            self._answer((comm, state["state"]["turn"]), message)

    def _answer(self, key, message):
        future = self.waiting.pop(key, None)
        if future and not future.done():
            future.set_result(message)

    def _send(self, kind, content):
        header = {"msg_id": uuid4().hex, "msg_type": kind, "session": self.name, "username": ""}
        header |= {"version": "5.3", "date": ""}
        body = {"header": header, "parent_header": {}, "metadata": {}, "content": content}
        self.channel.write_message(json.dumps(body | {"channel": "shell"}))
        return header["msg_id"]

    async def _wait(self, key):
        """Milliseconds until an answer came are `took` of the answer."""
        self.waiting[key], began = asyncio.get_running_loop().create_future(), time.monotonic()
        answer = await asyncio.wait_for(self.waiting[key], LIMIT)
        return answer | {"took": 1000 * (time.monotonic() - began)}

    async def _custom(self, question, answer):
        data = {"method": "custom", "content": question}
        self._send("comm_msg", {"comm_id": self.lab, "data": data})
        return await self._wait((self.lab, answer))

    async def drag(self, seconds):
        """Drag the first slider of the first lab, and touch it anew every ten seconds.

        While it moves the page hears nothing from Python: it has all states. It says where the
        finger is once a second, and that is answered.
        """
        slider = next(control for control in self.spec["controls"] if control["kind"] == "slider")
        values, places = dict(self.spec["start"]), slider["positions"]
        for turn in range(1, seconds + 1):
            if turn % 10 == 1:
                asked = {"kind": "sweep", "control": slider["name"], "values": values}
                self.sweeps.append((await self._custom(asked, "sweep"))["took"])
            values[slider["name"]] = places[turn * 7 % len(places)]
            wanted = {"wanted": {"values": values, "turn": turn, "drawn": True}}
            data = {"method": "update", "state": wanted, "buffer_paths": []}
            self._send("comm_msg", {"comm_id": self.lab, "data": data})
            self.updates.append((await self._wait((self.lab, turn)))["took"])
            await asyncio.sleep(max(0, 1 - self.updates[-1] / 1000))

    def leave(self):
        """Close the page."""
        if self.listener:
            self.listener.cancel()
            self.channel.close()


def middle_and_worst(values, digits=0):
    """Median, 95th percentile and largest of some numbers."""
    values = sorted(values)
    at = values[min(len(values) - 1, int(0.95 * len(values)))]
    told = {"median": statistics.median(values), "p95": at, "largest": values[-1]}
    return {name: round(value, digits) for name, value in told.items()}


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


async def lead(hub, given):
    """Bring the students, one and all, and return what was measured."""
    await answering(hub)
    lesson = json.loads((HERE.parent / LESSON).read_text(encoding="utf-8"))
    cells = ["".join(cell["source"]) for cell in lesson["cells"] if cell["cell_type"] == "code"]
    students = [Student(hub, f"student-{n:03d}", cells) for n in range(1, given.students + 1)]
    began, pause = time.monotonic(), given.arrive / given.students
    await asyncio.gather(*(student.arrive(place * pause) for place, student in enumerate(students)))
    everyone, before = time.monotonic() - began, cpu(processes(hub.run))
    here = [student for student in students if student.ready]
    if not here:
        raise RuntimeError(f"Nobody got a lesson: {students[0].fault}")
    await asyncio.gather(*(student.drag(given.drag) for student in here), return_exceptions=True)
    spent = cpu(processes(hub.run)) - before
    held = [memory(processes(hub.run, student.name)) for student in here]
    for student in students:
        student.leave()
    return {
        "students": given.students,
        "cores": os.cpu_count(),
        "busy before (load average)": given.before,
        "ready": len(here),
        "faults": sorted({student.fault for student in students if student.fault}),
        "server ready, s": middle_and_worst([s.served for s in here]),
        "lesson run, s": middle_and_worst([s.ready for s in here]),
        "everyone ready, s": round(everyone),
        "processor seconds for each, until ready": round(before / len(here), 1),
        "memory for each, MB": middle_and_worst([one["pss"] for one in held]),
        "memory for each without sharing, MB": middle_and_worst([one["rss"] for one in held]),
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
    """What the command line asks for."""
    parser = argparse.ArgumentParser(description="Measure the class server, on this machine only.")
    parser.add_argument("--students", type=int, default=30)
    parser.add_argument("--drag", type=int, default=60, help="seconds")
    parser.add_argument("--arrive", type=float, default=0, help="seconds over which they come")
    parser.add_argument("--port", type=int, default=18000)
    parser.add_argument("--limit", type=int, default=600, help="seconds after which it gives up")
    parser.add_argument("--to", type=Path, help="a file for the figures")
    given = parser.parse_args()
    given.before = round(os.getloadavg()[0], 1)
    with tempfile.TemporaryDirectory() as state:
        hub = Hub(given.port, given.students, state)
        try:
            figures = asyncio.run(asyncio.wait_for(lead(hub, given), given.limit))
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
