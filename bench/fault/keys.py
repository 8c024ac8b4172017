"""Forged tokens, unknown keys, keys that change."""

import base64
import http.server
import json
import secrets
import threading
import time
from concurrent.futures import ThreadPoolExecutor

from fault.guarded import Contained, Guarded, MEDIA, base64url, tokens, viewers, warmed
from gateways.playgate import RAISED
from load.open import Load
from load.wrk import paced, wrk

FORGED_A_SECOND = 5000


def ec_key(bench):
    """A public P-256 key as a JSON Web Key; of what openssl writes, the point is the end."""
    file = bench.work / "p256.der"
    bench.run(["openssl", "ecparam", "-name", "prime256v1", "-genkey", "-noout", "-outform", "DER", "-out", str(file)])
    octets = file.read_bytes()
    return {"kty": "EC", "crv": "P-256", "alg": "ES256", "use": "sig", "kid": "bench-ec",
            "x": base64url(octets[-64:-32]), "y": base64url(octets[-32:])}


def forge(bench, algorithm, key_id, size, file):
    """Tokens that are well-formed, and signed by nobody: one for each request, from an address of its own."""
    head = base64url(json.dumps({"alg": algorithm, "typ": "JWT", "kid": key_id}).encode())
    bodies = [token.split(".")[1] for token in tokens(bench)]
    with open(file, "w") as out:
        for number in range(14 * FORGED_A_SECOND):
            out.write(f"{head}.{bodies[number % len(bodies)]}.{base64url(secrets.token_bytes(size))}\n")


def crowd(bench):
    """160,000 viewers, each with a token of its own, in a container of 512 MiB: collections take at most a fifth of its time"""
    bench.make_keys(160_000)
    raised = {f"playgate.proofs.{key}": value for key, value in RAISED.items()}
    gateway = warmed(Contained(bench, raised).start(), bench)

    def come(first):
        """Processor time of the process, and of its collections."""
        before, collecting = gateway.process.cpu(), gateway.collecting()
        for number in range(first, first + 80_000, 20_000):
            wrk(bench, gateway, bench.media.target(MEDIA), 60, (number, 20_000), 2048, once=True)
        return gateway.process.cpu() - before, gateway.collecting() - collecting

    _, (cpu, collecting) = come(0), come(80_000)
    return 0 < collecting <= 0.2 * cpu, (f"the second 80,000 took {cpu:.1f} s of processor time, of which collections took "
                                         f"{collecting:.1f} s")


def forged(bench):
    """forged tokens, 5,000/s, RS256, then ES256, beside 500/s good ones: 0 good refused, p99 at most doubled, heap flat"""
    further = bench.folder("forged-keys") / "keys.json"
    further.write_text(json.dumps({"keys": [ec_key(bench)]}))
    target = bench.media.target(MEDIA)
    gateway = warmed(Contained(bench, {"playgate.playout.trusted-proxies": "127.0.0.1",
                                       "playgate.keys.verification": further}).start(), bench)

    def good(seconds, warming=0):
        return paced(bench, gateway.port, target, bench.keys / "tokens", 1000, 500, seconds, warming)

    def told(found):
        return f"p50 {found['p50'] / 1000:.1f} ms, p99 {found['p99'] / 1000:.1f} ms"

    def beside(port, file):
        """What the good see beside a flood, and what the flood got."""
        with ThreadPoolExecutor() as pool:
            flood = pool.submit(paced, bench, port, target, file, 14 * FORGED_A_SECOND, FORGED_A_SECOND, 14, apart=True)
            found = good(8, 4)
            return found, flood.result()

    held, texts = True, []
    for algorithm, key_id, size in (("RS256", "bench-1", 256), ("ES256", "bench-ec", 64)):
        file = gateway.folder / algorithm
        forge(bench, algorithm, key_id, size, file)
        for _ in range(2):
            beside(gateway.port, file)
        heap = gateway.heap()
        alone = good(8, 4)
        elsewhere, _ = beside(bench.origin.port, file)
        found, flood = beside(gateway.port, file)
        after = gateway.heap()
        held &= (not found["failed"] and flood["failed"] == flood["requests"] and found["p99"] <= 2 * alone["p99"]
                 and after <= heap * 1.1 + 4)
        texts.append(f"{algorithm}: {flood['requests'] / 14:,.0f}/s forged, all refused; {found['failed']} of "
                     f"{found['requests']:,} good refused; alone {told(alone)}; beside as many requests to nginx "
                     f"{told(elsewhere)}; beside the forged {told(found)}; heap {heap:.0f}, then {after:.0f} MiB")
    return held, "; ".join(texts)


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
