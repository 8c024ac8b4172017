"""What goes wrong, and what viewers see of it."""

import asyncio
import base64
import http.server
import json
import os
import resource
import secrets
import signal
import socket
import subprocess
import threading
import time

from gateways.nginx import Origin
from gateways.playgate import SETTINGS, Playgate
from load.open import Load, ask, percentile
from load.wrk import HERE

MEDIA = "2k.m4s"


class Guarded(Playgate):
    """From the jar, with the bounds that are shipped; further settings by the case."""

    name = "faults"

    def __init__(self, bench, settings=None, origins=None, keys=None):
        super().__init__(bench)
        self.settings = settings or {}
        self.origins = origins or [f"http://127.0.0.1:{bench.origin.port}"]
        self.keys = keys or bench.keys

    def command(self):
        super().command()
        text = SETTINGS.format(port=self.port, management=self.management, folder=self.folder,
                               issuer=self.bench.issuer, keys=self.keys, proofs="{}", origin=1)
        text = text.replace('"http://127.0.0.1:1"', json.dumps(self.origins)).replace("  proofs: {}\n", "")
        (self.folder / "application.yaml").write_text(text)
        return [self.bench.java, "-Xmx256m", "-XX:+UseParallelGC", "--enable-native-access=ALL-UNNAMED", "-jar",
                str(self.bench.jar()), f"--spring.config.additional-location=file:{self.folder}/",
                "--playgate.shutdown.grace=0s", "--playgate.shutdown.drain=1s",
                *(f"--{key}={value}" for key, value in self.settings.items())]

    def surroundings(self):
        return {"cwd": self.folder}


def tokens(bench, count=1000):
    with open(bench.keys / "tokens") as file:
        return [next(file).strip() for _ in range(count)]


def targets(bench, count=1000):
    return [f"{bench.media.target(MEDIA)}?jwtoken={token}" for token in tokens(bench, count)]


def viewers(gateway, bench, rate, seconds, count=1000):
    return Load(gateway.port, targets(bench, count), rate, seconds).run()


def warmed(gateway, bench):
    """Compiled for what comes, and with the proofs of its tokens."""
    viewers(gateway, bench, 500, 8)
    return gateway


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


def forged(bench):
    """forged RS256 tokens, 5,000/s, beside 500/s good ones: 0 good refused, their p99 at most doubled"""
    gateway = warmed(Guarded(bench).start(), bench)
    file = gateway.folder / "forged"
    with open(file, "w") as out:
        for token in tokens(bench) * 10:
            head, _, signature = token.rpartition(".")
            out.write(f"{head}.{base64.urlsafe_b64encode(secrets.token_bytes(256)).decode().rstrip('=')}\n")
    before = viewers(gateway, bench, 500, 10)
    flood = subprocess.Popen([bench.java, "-XX:+UseSerialGC", "-Xmx256m", f"{HERE}/FixedRate.java", str(gateway.port),
                              bench.media.target(MEDIA), str(file), "10000", "5000", "0", "16"],
                             stdout=subprocess.PIPE, text=True, start_new_session=True)
    time.sleep(3)
    during = viewers(gateway, bench, 500, 10)
    sent = json.loads(flood.communicate()[0].strip().splitlines()[-1])
    return (not during.failed() and during.p99() <= 2 * before.p99() and sent["failed"] == sent["requests"],
            f"{sent['requests'] / 16:,.0f} forged a second, all refused; good before: {before}; beside them: {during}")


def unknown_keys(bench):
    """20,000 unknown key ids: at most 2 refreshes a minute"""
    asked = []

    class Keys(http.server.BaseHTTPRequestHandler):

        def do_GET(self):
            asked.append(time.monotonic())
            body = b'{"keys":[{"kty":"OKP","crv":"Ed25519","alg":"EdDSA","use":"sig","kid":"remote-1",' \
                   b'"x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}]}'
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Keys)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    gateway = Guarded(bench, {
        "playgate.keys.remote.uri": f"http://127.0.0.1:{server.server_port}/", "playgate.keys.remote.refresh-every": "5m",
        "playgate.keys.remote.allow-plain-http": "true", "playgate.keys.remote.max-staleness": "24h",
        "playgate.keys.remote.timeout": "5s"}).start()
    begun = time.monotonic()
    before = len(asked)
    unknown = []
    for i in range(20_000):
        header = base64.urlsafe_b64encode(json.dumps({"alg": "EdDSA", "typ": "JWT", "kid": f"none-{i}"}).encode())
        unknown.append(f"{bench.media.target(MEDIA)}?jwtoken={header.decode().rstrip('=')}.e30.AAAA")
    found = Load(gateway.port, unknown, 1000, 20).run()
    time.sleep(max(0.0, begun + 60 - time.monotonic()))
    server.shutdown()
    refreshes = len(asked) - before
    return refreshes <= 2 and not found.statuses.get(200), f"{refreshes} refreshes in a minute; {found}"


def rotation(bench):
    """100 changes of the signing file under 500 requests/s: 0 valid refused"""
    keys = bench.folder("rotation")
    for name in ("signing-keys.json", "ticket-secrets"):
        (keys / name).write_bytes((bench.keys / name).read_bytes())
    old = json.loads((keys / "signing-keys.json").read_text())["keys"]
    bench.run([bench.java, str(bench.repository / "k8s/NewSecrets.java"), "new"], cwd=keys)
    new = json.loads((keys / "new/signing-keys.json").read_text())["keys"]
    gateway = warmed(Guarded(bench, keys=keys).start(), bench)
    done = []

    def rotate():
        for number in range(100):
            part = keys / "part"
            part.write_text(json.dumps({"keys": old if number % 2 else [*new, *old]}))
            part.chmod(0o600)
            part.rename(keys / "signing-keys.json")
            done.append(number)
            time.sleep(0.3)

    rotating = threading.Thread(target=rotate)
    rotating.start()
    found = viewers(gateway, bench, 500, 32)
    rotating.join()
    return not found.failed(), f"{len(done)} changes; {found}"


class Second(Origin):
    """Another of the same."""

    name = "second"


def one_of_two(bench, break_it):
    """What viewers see while each of two origins in turn is broken, of which one is the stream's."""
    texts, holds = [], True
    for number in range(2):
        second = Second(bench).start()
        gateway = Guarded(bench, origins=[f"http://127.0.0.1:{bench.origin.port}", f"http://127.0.0.1:{second.port}"])
        warmed(gateway.start(), bench)
        broken = (bench.origin, second)[number]
        timer = threading.Timer(3, break_it, [broken.process])
        timer.start()
        found = viewers(gateway, bench, 200, 20)
        timer.join()
        holds &= found.failed() <= 0.001 * found.requests()
        texts.append(str(found))
        gateway.process.stop()
        second.process.stop()
        bench.origin.process.stop()
        bench.origin.start()
    return holds, "; then the other: ".join(texts)


def frozen(bench):
    """one of two origins is frozen: at least 99.9 % of requests succeed"""
    return one_of_two(bench, lambda process: process.pause())


def refusing(bench):
    """one of two origins has gone: at least 99.9 % of requests succeed"""
    return one_of_two(bench, lambda process: process.stop())


class Raw:
    """An origin that is made of a function over each of its connections."""

    def __init__(self, serve):
        self.loop = asyncio.new_event_loop()
        threading.Thread(target=self.loop.run_forever, daemon=True).start()
        self.server = asyncio.run_coroutine_threadsafe(
            asyncio.start_server(serve, "127.0.0.1", 0, backlog=4096), self.loop).result()
        self.port = self.server.sockets[0].getsockname()[1]

    def stop(self):
        self.loop.call_soon_threadsafe(self.server.close)


HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: video/iso.segment\r\nContent-Length: 2048\r\n\r\n"


def idle(bench):
    """the origin closes each connection shortly after its answer: 0 server errors"""
    async def serve(reader, writer):
        try:
            await reader.readuntil(b"\r\n\r\n")
            writer.write(HEAD + bytes(2048))
            await writer.drain()
            await asyncio.sleep(0.005)
        except (OSError, asyncio.IncompleteReadError):
            pass
        writer.close()

    origin = Raw(serve)
    gateway = Guarded(bench, origins=[f"http://127.0.0.1:{origin.port}"]).start()
    viewers(gateway, bench, 300, 5)
    found = viewers(gateway, bench, 300, 20)
    origin.stop()
    return not found.failed(), str(found)


def resets(bench):
    """the origin resets every tenth answer within its body: an error to its viewer, and to nobody else"""
    count = [0, 0]

    async def serve(reader, writer):
        try:
            while True:
                await reader.readuntil(b"\r\n\r\n")
                count[0] += 1
                if count[0] % 10 == 0:
                    count[1] += 1
                    writer.write(HEAD + bytes(1024))
                    await writer.drain()
                    await asyncio.sleep(0.01)
                    writer.transport.abort()
                    return
                writer.write(HEAD + bytes(2048))
                await writer.drain()
        except (OSError, asyncio.IncompleteReadError):
            writer.close()

    origin = Raw(serve)
    gateway = Guarded(bench, origins=[f"http://127.0.0.1:{origin.port}"]).start()
    found = viewers(gateway, bench, 200, 15)
    origin.stop()
    cut = found.statuses.get("cut", 0)
    return (cut == count[1] and found.failed() == cut and found.statuses.get(200) == found.requests() - cut,
            f"{count[1]} bodies reset; {found}")


def overload(bench):
    """three times what the origin can, for a minute: goodput at least 90 % of its peak, refusals at once, then recovery"""
    capacity, slots = 200, 4
    free = asyncio.Semaphore(slots)

    async def serve(reader, writer):
        try:
            while True:
                await reader.readuntil(b"\r\n\r\n")
                async with free:
                    await asyncio.sleep(slots / capacity)
                writer.write(HEAD + bytes(2048))
                await writer.drain()
        except (OSError, asyncio.IncompleteReadError):
            writer.close()

    origin = Raw(serve)
    gateway = Guarded(bench, origins=[f"http://127.0.0.1:{origin.port}"]).start()
    viewers(gateway, bench, capacity // 2, 8)
    peak = viewers(gateway, bench, capacity, 10)
    much = viewers(gateway, bench, 3 * capacity, 60)
    pause = viewers(gateway, bench, capacity // 2, 5)
    after = viewers(gateway, bench, capacity // 2, 5)
    origin.stop()
    good = much.statuses.get(200, 0) / 60
    best = peak.statuses.get(200, 0) / 10
    refusal = percentile(much.latencies.get(503, []), 99)
    odd = much.requests() - much.statuses.get(200, 0) - much.statuses.get(503, 0)
    return (good >= 0.9 * best and refusal < 100 and not odd and not after.failed(),
            f"{best:.0f}/s at the peak, {good:.0f}/s under three times as much ({good / best:.0%}); p99 of a refusal "
            f"{refusal:.1f} ms; overloaded: {much}; the 5 s after it: {pause}; then: {after}")


FAULTS = {"slowloris": slowloris, "connects": connects, "forged": forged, "unknown-keys": unknown_keys,
          "rotation": rotation, "frozen": frozen, "refusing": refusing, "idle": idle, "resets": resets,
          "overload": overload}
