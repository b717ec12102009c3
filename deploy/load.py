"""Bring a class to the class server, on this machine only, and measure what it costs.

    .venv-hub/bin/python deploy/load.py --students 30 --drag 60

Each student gets a server, opens a lesson, runs every cell and drags a slider: the messages are
those that the lesson's page sends. The hub is started for this and stopped after it.
"""

import argparse
import asyncio
import json
import os
import re
import secrets
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

import classroom

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
LESSON = "notebooks/03-dose.ipynb"


class Hub:
    """A class server on loopback, with a scratch folder for its students."""

    def __init__(self, port, students, state, python=sys.executable):
        self.run, self.token, self.password = (secrets.token_hex(8) for _ in range(3))
        self.address = f"http://127.0.0.1:{port}"
        environment = os.environ | {
            "KIT_HUB_STATE": str(state),
            "KIT_HUB_PORT": str(port),
            "KIT_HUB_STUDENTS": str(students),
            "KIT_HUB_PASSWORD": self.password,
            "KIT_HUB_SPAWNER": "simple",
            "KIT_HUB_LOAD_TOKEN": self.token,
            "KIT_HUB_RUN": self.run,
        }
        self.log = (Path(state) / "hub.log").open("w")
        command = [python, "-m", "jupyterhub", "-f", HERE / "jupyterhub_config.py"]
        self.process = subprocess.Popen(
            [*map(str, command)], env=environment, cwd=state, stdout=self.log, stderr=self.log
        )

    def stop(self):
        """End the hub and whatever it started."""
        family = classroom.family(self.process.pid)  # the proxy and the culler, too
        self.process.terminate()
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(20)
        for number in [*processes(self.run), *family]:
            with suppress(ProcessLookupError):
                os.kill(number, signal.SIGKILL)
        self.process.wait()
        self.log.close()


def processes(run, name=None):
    """Ids of the processes of this run's students, or of one of them."""
    wanted = [f"KIT_HUB_RUN={run}".encode()]
    wanted += [f"JUPYTERHUB_USER={name}".encode()] if name else []
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if all(word in (folder / "environ").read_bytes().split(b"\0") for word in wanted):
                found.append(int(folder.name))
        except OSError:
            continue  # it ended, or is somebody else's
    return found


def memory(ids):
    """Megabytes these processes hold: their share of pages held in common, and without sharing."""
    totals = {"Pss": 0, "Rss": 0}
    for number in ids:
        try:
            text = Path(f"/proc/{number}/smaps_rollup").read_text()
        except OSError:
            continue
        for name in totals:
            totals[name] += int(re.search(rf"^{name}: +(\d+) kB", text, re.M)[1]) / 1024
    return totals


def cpu(ids):
    """Seconds of processor time that these processes have used."""
    ticks = 0
    for number in ids:
        try:
            fields = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def middle_and_worst(values, digits=0):
    """Median, 95th percentile and largest of some numbers."""
    values = sorted(values)
    at = values[min(len(values) - 1, int(0.95 * len(values)))]
    return {
        "median": round(statistics.median(values), digits),
        "p95": round(at, digits),
        "largest": round(values[-1], digits),
    }


def sizing(figures, students):
    """A machine for a class, from what was measured: gigabytes of memory, and cores.

    A gigabyte for the system, each student's memory as if nothing were shared, and a quarter more.
    Cores so that all who come at once have run a lesson after two minutes, at four fifths of what
    the cores can do.
    """
    each, hub = (
        figures["memory for each without sharing, MB"]["largest"],
        figures["hub and proxy, MB"],
    )
    memory = 1.25 * (1 + (hub + students * each) / 1000)
    cores = students * figures["processor seconds for each, until ready"] / (120 * 0.8)
    return round(memory), max(2, round(cores))


def enrolled(hub, count):
    """The students, with the lesson in hand."""
    lesson = json.loads((ROOT / LESSON).read_text(encoding="utf-8"))
    cells = ["".join(cell["source"]) for cell in lesson["cells"] if cell["cell_type"] == "code"]
    numbers = range(1, count + 1)
    return [classroom.Student(hub, f"student-{n:03d}", LESSON, cells) for n in numbers]


async def lead(hub, given):
    """Bring the students, one and all, and return what was measured."""
    await classroom.answering(hub)
    students = enrolled(hub, given.students)
    began = time.monotonic()
    pause = given.arrive / given.students
    await asyncio.gather(*(student.arrive(place * pause) for place, student in enumerate(students)))
    everyone, before = time.monotonic() - began, cpu(processes(hub.run))
    here = [student for student in students if student.ready]
    if not here:
        raise RuntimeError(f"Nobody got a lesson: {students[0].fault}")
    await asyncio.gather(*(student.drag(given.drag) for student in here))
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
        "processor seconds for each, until ready": round(before / max(1, len(here)), 1),
        "memory for each, MB": middle_and_worst([one["Pss"] for one in held]),
        "memory for each without sharing, MB": middle_and_worst([one["Rss"] for one in held]),
        "hub and proxy, MB": round(memory(classroom.family(hub.process.pid))["Pss"]),
        "drag, s": given.drag,
        "lab update, ms": middle_and_worst([ms for s in here for ms in s.updates], 1),
        "lab updates": sum(len(s.updates) for s in here),
        "slider touched, ms": middle_and_worst([ms for s in here for ms in s.sweeps], 1),
        "cores busy while they drag": round(spent / given.drag, 2),
        "connections": sum(s.connections for s in students),
        "connections lost": sum(s.lost for s in students),
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
            log = (Path(state) / "hub.log").read_text().splitlines()
            print(*[line for line in log if " 200 GET " not in line][-40:], sep="\n")
            raise
        finally:
            hub.stop()
    text = json.dumps(figures, indent=1, ensure_ascii=False)
    print(text)
    if given.to:
        given.to.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
