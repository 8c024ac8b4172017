"""A load at a fixed rate that waits for nobody: each request comes when it is due, however many wait already."""

import asyncio
import json
import time


def ask(connection, target):
    """The status of a request on a socket that stays open; None: it was closed."""
    try:
        connection.settimeout(10)
        connection.sendall(f"GET {target} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())
        received = b""
        while b"\r\n\r\n" not in received:
            more = connection.recv(65536)
            if not more:
                return None
            received += more
        head, _, body = received.partition(b"\r\n\r\n")
        left = length(head) - len(body)
        while left > 0:
            left -= len(connection.recv(left))
        return int(head[9:12])
    except OSError:
        return None


def length(head):
    for line in head.split(b"\r\n"):
        if line.lower().startswith(b"content-length:"):
            return int(line[15:])
    return 0


def percentile(values, percent):
    return sorted(values)[(len(values) - 1) * percent // 100] if values else 0.0


def reason_of(body):
    try:
        return json.loads(body)["error"]
    except (ValueError, KeyError, TypeError):
        return "not Playgate's"


class Found:
    """
    Answers by status, "cut" for a body that broke off and "none" for no answer; latencies in milliseconds; the reasons of
    failures as Playgate words them, "not Playgate's" for somebody else's.
    """

    def __init__(self):
        self.statuses = {}
        self.latencies = {}
        self.reasons = {}

    def add(self, status, seconds, reason=None):
        self.statuses[status] = self.statuses.get(status, 0) + 1
        self.latencies.setdefault(status, []).append(seconds * 1000)
        if reason:
            self.reasons[reason] = self.reasons.get(reason, 0) + 1

    def requests(self):
        return sum(self.statuses.values())

    def failed(self):
        return self.requests() - self.statuses.get(200, 0)

    def p99(self):
        return percentile(self.latencies.get(200, []), 99)

    def __str__(self):
        counts = ", ".join(f"{count:,} x {status}" for status, count in sorted(self.statuses.items(), key=str))
        if self.reasons:
            counts += f" ({', '.join(f'{count:,} {reason}' for reason, count in sorted(self.reasons.items()))})"
        good = self.latencies.get(200, [])
        return f"{counts}, p50 {percentile(good, 50):.1f} ms, p99 {percentile(good, 99):.1f} ms"


class Load:

    def __init__(self, port, targets, rate, seconds):
        """ending: set by another thread, it ends before its time."""
        self.port, self.targets, self.rate, self.seconds = port, targets, rate, seconds
        self.ending = False
        self.idle = []
        self.found = Found()

    def run(self):
        asyncio.run(self.load())
        return self.found

    async def load(self):
        begun = time.monotonic()
        running = set()
        for number in range(self.rate * self.seconds):
            if self.ending:
                break
            pause = begun + number / self.rate - time.monotonic()
            if pause > 0:
                await asyncio.sleep(pause)
            task = asyncio.ensure_future(self.one(self.targets[number % len(self.targets)]))
            running.add(task)
            task.add_done_callback(running.discard)
        if running:
            await asyncio.wait(running, timeout=30)
        for _ in running:
            self.found.add("none", 30)
        for _, writer in self.idle:
            writer.close()

    async def one(self, target):
        begun = time.monotonic()
        # As any client does: a connection that was closed while nobody used it is not used again.
        while self.idle:
            reader, writer = self.idle.pop()
            if not reader.at_eof():
                break
            writer.close()
        else:
            try:
                reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
            except OSError:
                self.found.add("none", time.monotonic() - begun)
                return
        status, reason = "none", None
        try:
            writer.write(f"GET {target} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())
            head = await reader.readuntil(b"\r\n\r\n")
            status = "cut"
            body = await reader.readexactly(length(head))
            status = int(head[9:12])
            if status >= 400:
                reason = reason_of(body)
            self.idle.append((reader, writer))
        except (OSError, asyncio.IncompleteReadError):
            writer.close()
        self.found.add(status, time.monotonic() - begun, reason)
