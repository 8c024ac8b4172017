"""WebSocket viewers, who come again when they are told that the process ends, as the player does."""

import asyncio
import struct
import threading
import time

GOING_AWAY = 1001


class Sockets:
    """
    Many, on a thread of their own, until they are told to stop. Counts how they were closed: by code, "broken" without one,
    "refused" if they were not let in; silent: the longest time in which one of them heard nothing, in seconds.
    """

    def __init__(self, port, target, count):
        self.port, self.target, self.count = port, target, count
        self.closed = {}
        self.silent = 0.0
        self.open = 0
        self.ending = False
        self.loop = asyncio.new_event_loop()
        self.thread = threading.Thread(target=self.loop.run_until_complete, args=[self.all()], daemon=True)

    def start(self):
        self.thread.start()
        until = time.monotonic() + 30
        while self.open < self.count and time.monotonic() < until and not self.closed:
            time.sleep(0.05)
        return self

    def stop(self):
        self.ending = True
        self.thread.join()
        return self

    async def all(self):
        await asyncio.gather(*(self.one() for _ in range(self.count)))

    async def one(self):
        while not self.ending:
            how = await self.connect()
            if how is not None:
                self.closed[how] = self.closed.get(how, 0) + 1
            if how != GOING_AWAY:
                return

    async def connect(self):
        """How it was closed; None: by us."""
        let_in = False
        writer = None
        try:
            reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
            writer.write(f"GET {self.target} HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                         f"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n".encode())
            head = await reader.readuntil(b"\r\n\r\n")
            if not head.startswith(b"HTTP/1.1 101 "):
                return "refused"
            let_in = True
            self.open += 1
            return await self.listen(reader)
        except (OSError, asyncio.IncompleteReadError):
            return "broken" if let_in else "refused"
        finally:
            self.open -= let_in
            if writer:
                writer.close()

    async def listen(self, reader):
        heard = time.monotonic()
        while not self.ending:
            try:
                first, second = await asyncio.wait_for(reader.readexactly(2), 0.5)
            except TimeoutError:
                self.silent = max(self.silent, time.monotonic() - heard)
                continue
            length = second & 127
            if length == 126:
                length, = struct.unpack("!H", await reader.readexactly(2))
            elif length == 127:
                length, = struct.unpack("!Q", await reader.readexactly(8))
            body = await reader.readexactly(length)
            self.silent = max(self.silent, time.monotonic() - heard)
            heard = time.monotonic()
            if first & 15 == 8:
                return struct.unpack("!H", body[:2])[0] if len(body) > 1 else "broken"
        return None

    def __str__(self):
        counts = ", ".join(f"{count:,} x {how}" for how, count in sorted(self.closed.items(), key=str))
        return f"{self.count} sockets ({counts or 'none closed'}; longest silence {self.silent:.1f} s)"
