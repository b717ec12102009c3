"""How many phones a room can take: all come in, all vote, all wait for news; on this computer only.

python bench/vote.py [phones [seconds]]    they come in over so many seconds; 300 and 5 without
"""

import asyncio
import json
import resource
import sys
import tempfile
import time
from pathlib import Path

from tornado.httpclient import AsyncHTTPClient, HTTPRequest

from kit.classroom.room import question
from kit.classroom.serve import serve


async def phone(ask, hall, answer, spent, wait):
    """One phone, after a while: in, the question, a vote."""
    await asyncio.sleep(wait)

    async def timed(path, cookie="", **how):
        headers = {"Content-Type": "application/json", "Cookie": cookie}
        begun = time.perf_counter()
        answered = await ask(HTTPRequest(hall.address + path, headers=headers, **how))
        spent.append(time.perf_counter() - begun)
        return answered

    def post(**body):
        return {"method": "POST", "body": json.dumps(body)}

    came = await timed("/room/join", **post(code=hall.code))
    cookie = came.headers["Set-Cookie"].partition(";")[0]
    await timed("/room/state?since=-1", cookie)
    await timed("/room/vote", cookie, **post(round=1, answer=answer, confidence="guess"))


async def measure(phones, seconds):
    """Print what one round costs."""
    with tempfile.TemporaryDirectory() as folder:
        hall, server = await serve(Path(folder, "votes.jsonl"), None, "127.0.0.1", 0)
        name, item = "exit-cortex", question("exit-cortex")
        hall.room.go("vote", name)
        patient = {"request_timeout": 60}
        AsyncHTTPClient.configure(None, max_clients=phones + 10, defaults=patient)
        ask, spent = AsyncHTTPClient().fetch, []
        ids = [option["id"] for option in item["option"]]
        begun = time.perf_counter()
        votes = [
            phone(ask, hall, ids[k % len(ids)], spent, seconds * k / phones) for k in range(phones)
        ]
        await asyncio.gather(*votes)
        whole = time.perf_counter() - begun
        assert len(hall.room.now.votes) == phones
        spent.sort()
        at = {share: 1000 * spent[int(share * (len(spent) - 1))] for share in (0.5, 0.95, 1)}
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"{phones} phones came in and voted in {whole:.1f} s; a request took {at[0.5]:.0f} ms "
            f"(p50), {at[0.95]:.0f} ms (p95), {at[1]:.0f} ms at most; this process, phones "
            f"included, {memory:.0f} MB"
        )
        server.stop()


def main(phones=300, seconds=5):
    """Measure this many phones, which come in over this many seconds."""
    asyncio.run(measure(int(phones), float(seconds)))


if __name__ == "__main__":
    main(*sys.argv[1:3])
