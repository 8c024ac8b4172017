"""What Playgate keeps for each of many: on the heap, after a collection, so that garbage is not counted."""

import re
import socket
from pathlib import Path

from gateways.playgate import Playgate
from gateways.process import Failure
from load.wrk import wrk

CONNECTIONS = 5_000
PROOFS = 20_000
MEDIA = "2k.m4s"
WARMING = 5


class Kept:
    """Bytes on the heap of a JVM and MiB that are resident, after a full collection."""

    def __init__(self, bench, gateway):
        self.pid = str(gateway.process.popen.pid)
        self.jcmd = str(Path(bench.java).with_name("jcmd"))
        self.bench = bench
        self.process = gateway.process

    def now(self):
        self.bench.run([self.jcmd, self.pid, "GC.run"])
        found = re.findall(r"(?:PSYoungGen|ParOldGen)\s+total \d+K, used (\d+)K",
                           self.bench.run([self.jcmd, self.pid, "GC.heap_info"]))
        if len(found) != 2:
            raise Failure("GC.heap_info says nothing of the parallel collector's generations")
        return sum(map(int, found)) * 1024, self.process.memory()[0]


def idle(bench, gateway, target):
    """A connection whose request was answered, and that waits for the next."""
    connection = socket.create_connection(("127.0.0.1", gateway.port), timeout=10)
    connection.sendall(f"GET {target}?jwtoken={bench.token} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())
    wanted, got = bench.media.size(MEDIA), b""
    while b"\r\n\r\n" not in got or len(got.partition(b"\r\n\r\n")[2]) < wanted:
        part = connection.recv(65536)
        got += part
        if not part or not got.startswith(b"HTTP/1.1 200 "):
            raise Failure(f"an idle connection was answered with {got[:200]}")
    return connection


def memory(bench, table):
    """What a proved token and an idle connection take."""
    connections, proofs = (500, 2_000) if bench.quick else (CONNECTIONS, PROOFS)
    bench.make_keys(proofs)
    gateway = Playgate(bench).start()
    target = bench.media.target(MEDIA)
    try:
        wrk(bench, gateway, target, WARMING, (0, 1), 0)
        kept = Kept(bench, gateway)
        before, _ = kept.now()
        wrk(bench, gateway, target, 60, (1, proofs - 1), 0, once=True)
        after, resident_before = kept.now()
        table.single("proof", f"a token that was proved, of {proofs:,}", (after - before) / proofs, "bytes",
                     f"of {len(bench.token)} characters")
        open_ones = [idle(bench, gateway, target) for _ in range(connections)]
        before, (after, resident) = after, kept.now()
        table.single("connection", f"an idle connection, of {connections:,}", (after - before) / connections, "bytes",
                     f"{(resident - resident_before) * 2**20 / connections:,.0f} resident")
        for connection in open_ones:
            connection.close()
    finally:
        gateway.process.stop()
