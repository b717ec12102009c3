"""A student of the load test: the messages that a lesson's page sends, without the page."""

import asyncio
import json
import struct
import time
from pathlib import Path
from uuid import uuid4

from tornado.httpclient import AsyncHTTPClient, HTTPClientError, HTTPRequest
from tornado.simple_httpclient import HTTPTimeoutError
from tornado.websocket import websocket_connect

LIMIT = 300  # seconds for one answer
AsyncHTTPClient.configure(None, max_clients=1000)


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
    while time.monotonic() < end:
        if hub.process.poll() is not None:
            raise RuntimeError("The hub stopped before it answered.")
        try:
            return await ask("GET", f"{hub.address}/hub/api/", hub.token)
        except (OSError, HTTPClientError):
            await asyncio.sleep(0.3)
    raise RuntimeError(f"The hub did not answer within {seconds} s.")


def family(parent):
    """The ids of a process and of all it started, its students left out."""
    parents, found = {}, [parent]
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
            student = b"JUPYTERHUB_USER=" in (folder / "environ").read_bytes()
        except OSError:
            continue
        if not student:
            parents.setdefault(int(fields[1]), []).append(int(folder.name))
    for number in found:
        found += parents.get(number, [])
    return found


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

    def __init__(self, hub, name, lesson, cells):
        self.hub, self.name, self.lesson, self.cells = hub, name, lesson, cells
        self.served = self.ready = 0.0
        self.fault = ""
        self.connections = self.lost = 0
        self.updates, self.sweeps = [], []
        self.labs, self.waiting = {}, {}
        self.channel = self.listener = None
        self.leaving = False

    async def arrive(self, after):
        """Come, get a server, open the lesson and run it; a failure is kept in words."""
        await asyncio.sleep(after)
        try:
            await self._begin()
        except Exception as fault:
            self.fault = f"{type(fault).__name__}: {fault}"

    async def _begin(self):
        hub, began = self.hub, time.monotonic()
        mine = f"{hub.address}/hub/api/users/{self.name}"
        await ask("POST", mine, hub.token)
        await self._spawn(mine)
        self.served = time.monotonic() - began
        given = await ask("POST", f"{mine}/tokens", hub.token, {"expires_in": 3600})
        self.token = given["token"]
        self.home = f"{hub.address}/user/{self.name}"
        await ask("GET", f"{self.home}/lab/tree/{self.lesson}", self.token)
        await ask("GET", f"{self.home}/api/contents/{self.lesson}", self.token)
        session = {
            "path": self.lesson,
            "name": "",
            "type": "notebook",
            "kernel": {"name": "python3"},
        }
        opened = await ask("POST", f"{self.home}/api/sessions", self.token, session)
        self.kernel = opened["kernel"]["id"]
        await self._connect()
        for cell in self.cells:
            reply = await self._request("execute_request", {"code": cell, "silent": False})
            if reply["content"]["status"] != "ok":
                raise RuntimeError(f"a cell failed: {reply['content'].get('evalue')}")
        if not self.labs:
            raise RuntimeError("the lesson showed no lab")
        await self._custom({"kind": "plotly"}, "plotly")
        self.ready = time.monotonic() - began

    async def _spawn(self, mine):
        """Ask for a server until the hub grants one, and wait for it."""
        end = time.monotonic() + LIMIT
        while time.monotonic() < end:
            try:
                await ask("POST", f"{mine}/server", self.hub.token, {})
                break
            except HTTPClientError as refusal:
                if refusal.code != 429:  # too many at once: wait, as the page does
                    raise
                await asyncio.sleep(2)
        while time.monotonic() < end:
            known = await ask("GET", mine, self.hub.token)
            if known["servers"].get("", {}).get("ready"):
                return
            if not known["pending"]:
                raise RuntimeError("the server stopped before it answered")
            await asyncio.sleep(0.5)
        raise HTTPTimeoutError("no server in time")

    async def _connect(self):
        self.connections += 1
        address = f"{self.home.replace('http', 'ws', 1)}/api/kernels/{self.kernel}/channels"
        request = HTTPRequest(  # a browser waits too, while thirty kernels start
            address,
            headers={"Authorization": f"token {self.token}"},
            request_timeout=LIMIT,
            connect_timeout=LIMIT,
        )
        self.channel = await websocket_connect(request, max_message_size=2**26)
        self.listener = asyncio.ensure_future(self._listen())

    async def _listen(self):
        while True:
            message = await self.channel.read_message()
            if message is None:
                break
            self._hear(unpack(message))
        if not self.leaving:
            self.lost += 1
            for future in self.waiting.values():
                future.done() or future.set_exception(ConnectionError("the connection was lost"))
            await self._connect()

    def _hear(self, message):
        kind, content = message["header"]["msg_type"], message["content"]
        parent = message.get("parent_header", {}).get("msg_id")
        if kind.endswith("_reply"):
            self._answer(parent, message)
        if kind == "comm_msg":
            data = content["data"]
            if data["method"] == "custom":
                self._answer((content["comm_id"], data["content"].get("kind")), message)
            spec = data.get("state", {}).get("spec", {})
            if any(control["kind"] == "slider" for control in spec.get("controls", [])):
                self.labs[content["comm_id"]] = spec
            if data["method"] == "update" and "state" in data["state"]:
                turn = data["state"]["state"]["turn"]
                self._answer((content["comm_id"], turn), message)

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
        self.waiting[key] = asyncio.get_running_loop().create_future()
        return await asyncio.wait_for(self.waiting[key], LIMIT)

    async def _request(self, kind, content):
        content = {"store_history": True, "user_expressions": {}, "allow_stdin": False} | content
        return await self._wait(self._send(kind, content | {"stop_on_error": True}))

    async def _custom(self, question, answer):
        comm, _ = next(iter(self.labs.items()))
        data = {"method": "custom", "content": question}
        self._send("comm_msg", {"comm_id": comm, "data": data})
        await self._wait((comm, answer))

    async def drag(self, seconds):
        """Drag the first slider of the first lab, and touch it anew every ten seconds.

        While it moves the page hears nothing from Python: it has all states. It says where the
        finger is once a second, and that is answered.
        """
        comm, spec = next(iter(self.labs.items()))
        slider = next(control for control in spec["controls"] if control["kind"] == "slider")
        values, places = dict(spec["start"]), slider["positions"]
        end = time.monotonic() + seconds
        turn = 0
        while time.monotonic() < end:
            if turn % 10 == 0:
                began = time.monotonic()
                question = {"kind": "sweep", "control": slider["name"], "values": values}
                try:
                    await self._custom(question, "sweep")
                except (ConnectionError, TimeoutError):
                    continue
                self.sweeps.append(1000 * (time.monotonic() - began))
            turn += 1
            values[slider["name"]] = places[turn * 7 % len(places)]
            wanted = {"values": values, "turn": turn, "drawn": True}
            data = {"method": "update", "state": {"wanted": wanted}, "buffer_paths": []}
            began = time.monotonic()
            self._send("comm_msg", {"comm_id": comm, "data": data})
            try:
                await self._wait((comm, turn))
            except (ConnectionError, TimeoutError):
                continue
            self.updates.append(1000 * (time.monotonic() - began))
            await asyncio.sleep(max(0, 1 - (time.monotonic() - began)))

    def leave(self):
        """Close the page."""
        self.leaving = True
        if self.channel:
            self.channel.close()
        if self.listener:
            self.listener.cancel()
