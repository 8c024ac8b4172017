"""What happens to the process itself: it is replaced, stopped for a while, its clock is set, its disk is full."""

import os
import re
import shutil
import subprocess
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from fault.guarded import MEDIA, Contained, Guarded, sign, tokens, viewers, warmed
from gateways.gateway import Gateway
from gateways.process import Failure
from load.open import Load
from load.raw import SocketOrigin
from load.sockets import GOING_AWAY, Sockets
from load.wrk import paced, wrk

SOCKETS = 200


def socket_target(bench, token):
    return f"/h5live/authstream?stream={bench.stream}&jwtoken={token}"


class Balancer(Gateway):
    """HAProxy, which asks each instance whether it is ready, as a Service of Kubernetes does."""

    name = title = "balancer"

    def __init__(self, bench, instances):
        super().__init__(bench)
        self.instances = instances

    def command(self):
        servers = "\n".join(f"    server {each.name} 127.0.0.1:{each.port} check port {each.management}"
                            for each in self.instances)
        (self.folder / "haproxy.cfg").write_text(f"""\
global
    maxconn 8192
defaults
    mode http
    timeout connect 5s
    timeout client 1h
    timeout server 1h
    timeout tunnel 1h
    timeout check 3s
frontend viewers
    bind 127.0.0.1:{self.port}
    default_backend instances
backend instances
    option httpchk GET /actuator/health/readiness
    default-server inter 200ms fall 1 rise 1
{servers}
""")
        return ["haproxy", "-db", "-f", str(self.folder / "haproxy.cfg")]


def restarts(bench):
    """ten rolling restarts of two instances under 500 requests/s and 200 sockets: 0 errors, every socket gets its 1001"""
    origin = SocketOrigin()
    instances = [Contained(bench, {"playgate.shutdown.grace": "2s", "playgate.shutdown.drain": "3s"},
                           sockets=f"http://127.0.0.1:{origin.port}", name=name).start() for name in ("first", "second")]
    balancer = Balancer(bench, instances).start()
    warmed(balancer, bench)
    sockets = Sockets(balancer.port, socket_target(bench, bench.token), SOCKETS).start()
    ended, load = [], Load(balancer.port, [f"{bench.media.target(MEDIA)}?jwtoken={bench.token}"], 500, 3600)

    def replace():
        try:
            for number in range(20):
                instance = instances[number % 2]
                instance.process.popen.terminate()
                ended.append(instance.process.popen.wait(30))
                instance.process.stop()
                instance.start()
                time.sleep(1)
        finally:
            load.ending = True

    replacing = threading.Thread(target=replace)
    replacing.start()
    found = load.run()
    replacing.join()
    sockets.stop()
    origin.stop()
    return (not found.failed() and set(sockets.closed) == {GOING_AWAY} and set(ended) == {0} and len(ended) == 20,
            f"{len(ended)} instances ended with {set(ended)}; {found}; {sockets}")


def processor(bench):
    """more new viewers than the edge's one processor can, beside those who play: 0 of these fail, then recovery"""
    playing, coming = 1000, 20_000
    bench.make_keys(playing + coming)
    newcomers = bench.folder("newcomers") / "tokens"
    newcomers.write_text("\n".join(tokens(bench, playing + coming)[playing:]))
    target = bench.media.target(MEDIA)
    processors = sorted(os.sched_getaffinity(0))
    bench.origin.process.stop()
    # One is the edge's alone, and its code is not compiled, so that it is too slow before the load and the origin are.
    os.sched_setaffinity(0, processors[:1])
    gateway = Guarded(bench, {"playgate.warm-up.requests": "0"}, options=["-XX:ActiveProcessorCount=1", "-XX:CompileCommand=quiet",
                                       "-XX:CompileCommand=exclude,dev.playgate.*::*",
                                       "-XX:CompileCommand=exclude,io.netty.*::*"]).start()
    os.sched_setaffinity(0, processors[1:] or processors)
    bench.origin.start()
    found = wrk(bench, gateway, target, 15, (0, playing), 2048)
    best = found["requests"] * 1e6 / found["microseconds"]

    def load(file, count, rate, seconds, warming):
        return paced(bench, gateway.port, target, file, count, int(rate), seconds, warming, connections=500)

    with ThreadPoolExecutor() as pool:
        flood = pool.submit(load, newcomers, coming, best * 0.8, 20, 5)
        played = load(bench.keys / "tokens", playing, best * 0.4, 18, 6)
        came = flood.result()
    time.sleep(3)
    after = load(newcomers, coming, best / 20, 5, 0)
    os.sched_setaffinity(0, processors)
    good = (played["requests"] - played["failed"]) / 18 + (came["requests"] - came["failed"]) / 20
    odd = came["failed"] - came["refused"]
    holds = not played["failed"] and came["refused"] > 0 and not odd and not after["failed"]
    return holds, (f"{best:,.0f}/s at the peak, {good:,.0f}/s of these beside the flood ({good / best:.0%}); who played: "
                   f"{played['failed']:,} of {played['requests']:,} failed, p50 {played['p50'] / 1000:.1f} ms, p99 "
                   f"{played['p99'] / 1000:.1f} ms; who came: {came['refused']:,} of {came['requests']:,} x 503, p50 "
                   f"{came['refusal_p50'] / 1000:.1f} ms, p99 {came['refusal_p99'] / 1000:.1f} ms, {odd} else; after it "
                   f"{after['failed']} of {after['requests']:,} refused")


def paused(bench):
    """the process is frozen for 2 s under 500 requests/s and 200 sockets: nothing lost, what expired meanwhile refused"""
    origin = SocketOrigin()
    gateway = warmed(Guarded(bench, origins=[f"http://127.0.0.1:{origin.port}"]).start(), bench)
    sockets = Sockets(gateway.port, socket_target(bench, bench.token), SOCKETS).start()
    expiry = int(time.time()) + 7
    target = bench.media.target(MEDIA)
    short = sign(bench, exp=expiry)
    cut = Sockets(gateway.port, socket_target(bench, sign(bench, exp=expiry, forceDisconnect=True)), 1).start()
    before, _ = gateway.get(f"{target}?jwtoken={short}")

    def freeze():
        time.sleep(expiry - 1 - time.time())
        gateway.process.pause()
        time.sleep(2)
        gateway.process.resume()

    freezing = threading.Thread(target=freeze)
    freezing.start()
    found = viewers(gateway, bench, 500, 12)
    freezing.join()
    after, _ = gateway.get(f"{target}?jwtoken={short}")
    lost = dict(sockets.stop().closed)
    cut.stop()
    origin.stop()
    return (not found.failed() and not lost and before == 200 and after == 403 and cut.closed and "refused" not in cut.closed,
            f"{found}; {sockets}; a token that expired meanwhile: {before}, then {after}; its session: {cut.closed}")


def clock(bench):
    """the clock is set an hour ahead and back, twice: each token as the clock says, a revoked one never, no session lost"""
    bench.install({"faketime": "faketime"})
    library = next(Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1"))
    origin = SocketOrigin()
    step = bench.folder("clock") / "step"
    step.write_text("+0\n")
    # The monotonic clock is not what somebody sets.
    gateway = warmed(Guarded(bench, origins=[f"http://127.0.0.1:{origin.port}"], env={
        "LD_PRELOAD": str(library), "FAKETIME_TIMESTAMP_FILE": str(step), "FAKETIME_CACHE_DURATION": "1",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1", "DONT_FAKE_MONOTONIC": "1"}).start(), bench)
    now = int(time.time())
    tokens = {"good": sign(bench), "ends": sign(bench, exp=now + 1800), "begins": sign(bench, nbf=now + 1800),
              "revoked": sign(bench, exp=now + 1800, revocable=True)}
    status, _ = gateway.call("/api/v1/splay/revoke", {"token": tokens["revoked"]})
    if status != 204:
        raise Failure(f"the revocation was answered with {status}")
    playlist = f"{bench.media.path}/index.m3u8?jwtoken={tokens['good']}"
    _, body = gateway.get(playlist)
    segment = bench.media.target(re.search(rb"^[^#\n].*$", body, re.M).group().decode())
    sockets = Sockets(gateway.port, socket_target(bench, tokens["good"]), 20).start()
    load = Load(gateway.port, [f"{bench.media.target(MEDIA)}?jwtoken={tokens['good']}"], 200, 3600)
    seen, wrong = [], []

    def steps():
        try:
            step_through()
        finally:
            load.ending = True

    def step_through():
        for offset in (0, 3600, 0, -3600, 0, 3600, 0):
            step.write_text(f"{offset:+d}\n")
            time.sleep(4)
            expected = {"good": 200, "ends": 200 if offset <= 0 else 403, "begins": 200 if offset > 0 else 403,
                        "revoked": 403}
            for name, token in tokens.items():
                status, _ = gateway.get(f"{bench.media.target(MEDIA)}?jwtoken={token}")
                if status != expected[name]:
                    wrong.append(f"{name} at {offset:+d} s is {status}")
            if not segment_opens():
                wrong.append(f"a ticket of the playlist opens nothing at {offset:+d} s")
            seen.append(offset)

    def segment_opens():
        # The file is not there: that is the origin's answer, to what was let through.
        return gateway.get(segment)[0] in (200, 404)

    stepping = threading.Thread(target=steps)
    stepping.start()
    found = load.run()
    stepping.join()
    lost = dict(sockets.stop().closed)
    origin.stop()
    return (not wrong and not found.failed() and not lost and len(seen) == 7,
            f"{', '.join(f'{each:+d} s' for each in seen)}; {'; '.join(wrong) or 'all tokens as they must'}; {found}; {sockets}")


def disk_full(bench):
    """the disk of the registry is full: viewers go on, a revocation is not confirmed; with room again it is, and holds"""
    disk = bench.folder("disk")
    bench.run(["mount", "-t", "tmpfs", "-o", "size=16m", "playgate-fault", str(disk)])
    try:
        gateway = Guarded(bench, {"playgate.database.url": f"jdbc:sqlite:{disk}/playgate.db",
                                  "playgate.catalog.file": f"{disk}/catalog"}).start()
        warmed(gateway, bench)
        revoked, kept = sign(bench, revocable=True), sign(bench, revocable=True)
        target = bench.media.target(MEDIA)
        subprocess.run(["dd", "if=/dev/zero", f"of={disk}/filler", "bs=4096"], capture_output=True)
        said = []

        def revoke():
            time.sleep(2)
            for _ in range(3):
                said.append(gateway.call("/api/v1/splay/revoke", {"token": revoked})[0])

        revoking = threading.Thread(target=revoke)
        revoking.start()
        full = viewers(gateway, bench, 200, 10)
        revoking.join()
        free = shutil.disk_usage(disk).free
        (disk / "filler").unlink()
        again, _ = gateway.call("/api/v1/splay/revoke", {"token": revoked})
        time.sleep(1)
        ended, _ = gateway.get(f"{target}?jwtoken={revoked}")
        other, _ = gateway.get(f"{target}?jwtoken={kept}")
        after = viewers(gateway, bench, 200, 5)
        gateway.process.stop()
        return (not full.failed() and not after.failed() and all(status >= 500 for status in said) and again == 204
                and ended == 403 and other == 200 and free < 4096,
                f"{free} bytes left, revocations answered with {said}; viewers: {full}; with room again {again}, then the "
                f"token is {ended}, another {other}; viewers: {after}")
    finally:
        bench.run(["umount", "-l", str(disk)])
