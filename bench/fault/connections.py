"""Too many connections, and requests that never end."""

import resource
import socket
import threading
import time

from fault.guarded import Guarded, targets, viewers, warmed
from load.open import ask


def many_files():
    resource.setrlimit(resource.RLIMIT_NOFILE, (resource.getrlimit(resource.RLIMIT_NOFILE)[1],) * 2)


def slowloris(bench):
    """1,000 half requests beside 200 requests/s: all closed within 15 s, viewers unharmed"""
    many_files()
    gateway = warmed(Guarded(bench).start(), bench)
    half = [socket.create_connection(("127.0.0.1", gateway.port)) for _ in range(1000)]
    begun = time.monotonic()
    for each in half:
        each.sendall(b"GET /hls/x HTTP/1.1\r\nHost: 127.0.0.1\r\nX-")
    closed = []

    def watch():
        for each in half:
            each.settimeout(max(0.1, begun + 25 - time.monotonic()))
            try:
                if not each.recv(1):
                    closed.append(time.monotonic() - begun)
            except OSError:
                pass
            each.close()

    watcher = threading.Thread(target=watch)
    watcher.start()
    found = viewers(gateway, bench, 200, 15)
    watcher.join()
    last = max(closed, default=0)
    return (len(closed) == 1000 and last <= 15 and not found.failed(),
            f"{len(closed)} closed, the last after {last:.1f} s; {found}")


def connects(bench):
    """5,000 connects against a cap of 3,000: the first 3,000 go on"""
    many_files()
    gateway = Guarded(bench, {"playgate.connections.maximum": 3000, "playgate.connections.silence": "5m"}).start()
    target = targets(bench, 1)[0]
    first = [socket.create_connection(("127.0.0.1", gateway.port)) for _ in range(3000)]
    before = sum(ask(each, target) == 200 for each in first)
    more = [socket.create_connection(("127.0.0.1", gateway.port)) for _ in range(2000)]
    refused = sum(ask(each, target) != 200 for each in more)
    after = sum(ask(each, target) == 200 for each in first)
    for each in first + more:
        each.close()
    return (before == after == 3000 and refused == 2000,
            f"{before} of the first 3,000 were answered, {refused} of 2,000 more were not, then {after} of the first again")
