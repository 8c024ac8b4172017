"""Half an hour of everything, and what of it stays in memory."""

import asyncio
import random
import re
import socket
import struct
import threading
import time

from fault.guarded import Contained, tokens, viewers, warmed
from fault.process import socket_target
from load.raw import SocketOrigin
from load.sockets import Sockets
from load.wrk import paced

# What fails counts against the address that it came from.
APART = "127.0.0.2"
MEDIA = ("2k.m4s", "64k.m4s", "1536k.m4s", "index.m3u8")


class Aborters:
    """Viewers who go at a random byte, of their request or of what they are answered."""

    def __init__(self, bench, port, rate):
        self.bench, self.port, self.rate = bench, port, rate
        self.random = random.Random(7)
        self.tokens = tokens(bench)
        self.count = 0
        self.ending = False
        self.thread = threading.Thread(target=lambda: asyncio.run(self.all()), daemon=True)

    async def all(self):
        running = set()
        begun = time.monotonic()
        while not self.ending:
            self.count += 1
            task = asyncio.ensure_future(self.one())
            running.add(task)
            task.add_done_callback(running.discard)
            await asyncio.sleep(max(0.0, begun + self.count / self.rate - time.monotonic()))
        if running:
            await asyncio.wait(running, timeout=10)

    def request(self):
        token = self.random.choice(self.tokens)
        kind = self.random.randrange(10)
        if kind == 0:
            token = token[:-20] + "A" * 20
        if kind == 1:
            target = socket_target(self.bench, token)
            fields = ("Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                      "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n")
            return f"GET {target} HTTP/1.1\r\nHost: 127.0.0.1\r\n{fields}\r\n".encode()
        target = f"{self.bench.media.target(self.random.choice(MEDIA))}?jwtoken={token}"
        return f"GET {target} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode() * self.random.choice((1, 1, 3))

    async def one(self):
        request = self.request()
        try:
            reader, writer = await asyncio.open_connection("127.0.0.1", self.port, local_addr=(APART, 0))
        except OSError:
            return
        try:
            if self.random.random() < 0.2:
                request = request[:self.random.randrange(len(request))]
            writer.write(request)
            await asyncio.wait_for(reader.readexactly(self.random.choice((1, 300, 3000, 100_000, 1_000_000))),
                                   self.random.random() * 2)
        except (OSError, TimeoutError, asyncio.IncompleteReadError):
            pass
        if self.random.random() < 0.5:
            # A reset instead of an orderly end.
            writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        writer.close()


def memory(gateway):
    """MiB: what lives in the heap, what was taken beside it by hand (as the container's options have Netty do), what is resident."""
    heap = gateway.heap()
    native = re.search(r"Other \(reserved=(\d+)KB", gateway.jcmd("VM.native_memory", "summary"))
    return heap, int(native.group(1)) / 1024, gateway.process.memory()[0]


def mix(bench):
    """30 minutes (--minutes) of mixed load, 40 clients a second that go at a random byte: memory flat, no leak reported"""
    origin = SocketOrigin()
    options = ["-XX:NativeMemoryTracking=summary", "-Dio.netty.leakDetection.level=paranoid"]
    gateway = warmed(Contained(bench, options=options, sockets=f"http://127.0.0.1:{origin.port}").start(), bench)
    sockets = Sockets(gateway.port, socket_target(bench, bench.token), 50).start()
    aborters = Aborters(bench, gateway.port, 40)
    aborters.thread.start()
    found = []
    seconds = bench.minutes * 60
    good = threading.Thread(target=lambda: found.append(paced(
        bench, gateway.port, bench.media.target("2k.m4s"), bench.keys / "tokens", 1000, 200, seconds)))
    good.start()
    series = []
    while good.is_alive():
        good.join(seconds / 30)
        series.append(memory(gateway))
    aborters.ending = True
    aborters.thread.join()
    lost = dict(sockets.stop().closed)
    origin.stop()
    leaks = gateway.process.log.read_text(errors="replace").count("LEAK:")
    third = len(series) // 3
    flat, texts = True, []
    for number, name in enumerate(("heap", "beside it", "resident")):
        middle, last = (min(each[number] for each in part) for part in (series[third:2 * third], series[2 * third:]))
        flat &= 0 < last <= middle * 1.05 + 4
        texts.append(f"{name} {middle:.0f}, then {last:.0f} MiB")
    return (flat and not leaks and not lost and not found[0]["failed"],
            f"{bench.minutes} minutes, {aborters.count:,} clients gone; {found[0]['requests']:,} others, "
            f"{found[0]['failed']} failed; {', '.join(texts)} (least of the second and last third: what is under way comes on "
            f"top); {leaks} leaks; {sockets}")
