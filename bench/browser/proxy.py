"""A loopback proxy that delivers every byte late, in both directions."""

import asyncio
import threading


class LateProxy:
    """Forwards to `port`; each chunk arrives `delay` seconds after it was sent.

    Attributes
    ----------
    port : int
        Where it listens.
    delay : float
        May be changed at any time.
    held : bool
        While it is true nothing is delivered: the other side is silent.
    """

    def __init__(self, port):
        self.target, self.delay, self.held, self.port = port, 0.0, False, None
        self._loop, ready = asyncio.new_event_loop(), threading.Event()
        threading.Thread(target=self._run, args=(ready,), daemon=True).start()
        ready.wait()

    def _run(self, ready):
        asyncio.set_event_loop(self._loop)
        server = self._loop.run_until_complete(asyncio.start_server(self._connect, "127.0.0.1", 0))
        self.port = server.sockets[0].getsockname()[1]
        ready.set()
        self._loop.run_forever()

    async def _connect(self, reader, writer):
        try:
            far_reader, far_writer = await asyncio.open_connection("127.0.0.1", self.target)
        except OSError:
            writer.close()
            return
        await asyncio.gather(self._carry(reader, far_writer), self._carry(far_reader, writer))

    async def _carry(self, reader, writer):
        queue = asyncio.Queue()
        late = asyncio.create_task(self._deliver(queue, writer))
        try:
            while chunk := await reader.read(65536):
                queue.put_nowait((self._loop.time() + self.delay, chunk))
        except OSError:
            pass
        queue.put_nowait((0, None))
        await late

    async def _deliver(self, queue, writer):
        while True:
            due, chunk = await queue.get()
            try:
                if chunk is None:
                    writer.close()
                    return
                if (wait := due - self._loop.time()) > 0:
                    await asyncio.sleep(wait)
                while self.held:
                    await asyncio.sleep(0.05)
                writer.write(chunk)
                await writer.drain()
            except OSError:
                return
