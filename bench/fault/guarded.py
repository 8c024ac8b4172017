"""Playgate with the bounds that are shipped, and the viewers in front of it."""

import base64
import json
import re
import subprocess
import time
import urllib.error
import urllib.request
import uuid
from pathlib import Path

from gateways.playgate import API_KEY, SETTINGS, Playgate
from gateways.process import TICK
from load.open import Load

MEDIA = "2k.m4s"


class Guarded(Playgate):
    """From the jar, with the bounds that are shipped; further settings by the case."""

    name = "faults"

    def __init__(self, bench, settings=None, origins=None, keys=None, options=(), env=None, name="faults",
                 sockets=None):
        """
        settings: properties; origins: of media, by default nginx; keys: the folder of its keys; options: the JVM's; env:
        further environment; sockets: the origin of H5Live, by default the first of the others.
        """
        self.name = name
        super().__init__(bench)
        self.settings = {"playgate.shutdown.grace": "0s", "playgate.shutdown.drain": "1s", **(settings or {})}
        self.options = options
        self.env = env or {}
        self.origins = origins or [f"http://127.0.0.1:{bench.origin.port}"]
        self.sockets = sockets or self.origins[0]
        self.keys = keys or bench.keys

    def command(self):
        super().command()
        text = SETTINGS.format(port=self.port, management=self.management, folder=self.folder,
                               issuer=self.bench.issuer, keys=self.keys, proofs="{}", origin=1)
        origins = json.dumps(self.origins)
        text = text.replace('"http://127.0.0.1:1"', origins).replace("  proofs: {}\n", "")
        text += ("    - {path: /h5live/authstream, stream-parameter: stream, medium: H5LIVE, "
                 f"origin: {json.dumps(self.sockets)}}}\n")
        (self.folder / "application.yaml").write_text(text)
        return [self.bench.java, *self.form(), f"--spring.config.additional-location=file:{self.folder}/",
                *(f"--{key}={value}" for key, value in self.settings.items())]

    def form(self):
        return ["-Xmx256m", "-XX:+UseParallelGC", "--enable-native-access=ALL-UNNAMED", *self.options,
                "-jar", str(self.bench.jar())]

    def surroundings(self):
        return {"cwd": self.folder, "env": self.env}

    def jcmd(self, *command):
        done = subprocess.run([Path(self.bench.java).with_name("jcmd"), str(self.process.popen.pid), *command],
                              capture_output=True, text=True, timeout=60)
        return done.stdout

    def heap(self):
        """MiB that live: what a full collection leaves."""
        self.jcmd("GC.run")
        used = re.findall(r"(?:ParOldGen|PSYoungGen).*?used (\d+)K", self.jcmd("GC.heap_info"))
        return sum(map(int, used)) / 1024

    def collecting(self):
        """Seconds of processor time that collections have taken so far."""
        ticks = 0
        for task in Path(f"/proc/{self.process.popen.pid}/task").iterdir():
            if (task / "comm").read_text().startswith("GC Thread"):
                fields = (task / "stat").read_text().rpartition(")")[2].split()
                ticks += int(fields[11]) + int(fields[12])
        return ticks / TICK

    def call(self, path, body):
        """Status and answer of the API, in JSON."""
        asked = urllib.request.Request(self.base + path, json.dumps(body).encode(), {
            "Content-Type": "application/json", "X-BINTU-APIKEY": API_KEY})
        try:
            with urllib.request.urlopen(asked, timeout=30) as answer:
                return answer.status, json.loads(answer.read() or b"{}")
        except urllib.error.HTTPError as answer:
            return answer.code, json.loads(answer.read() or b"{}")


class Contained(Guarded):
    """As in its container: it starts from the AOT cache."""

    def form(self):
        self.bench.container.make()
        *options, jar, name = self.bench.container.entrypoint[1:]
        return [self.bench.memory_option, *options, *self.options, jar, name]

    def surroundings(self):
        return {"cwd": self.bench.container.folder, "env": self.env}


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


def sign(bench, **changed):
    """A token under the key of the bench; what is named replaces a claim, or takes it away as None."""
    now = int(time.time())
    claims = {"iss": bench.issuer, "aud": "splay", "sub": bench.organisation, "jti": str(uuid.uuid4()), "iat": now - 7200,
              "nbf": now - 7200, "exp": now + 43200, "streams": [bench.stream], **changed}
    parts = [{"alg": "RS256", "typ": "JWT", "kid": "bench-1"}, {k: v for k, v in claims.items() if v is not None}]
    text = ".".join(base64url(json.dumps(part, separators=(",", ":")).encode()) for part in parts)
    signature = subprocess.run(["openssl", "dgst", "-sha256", "-sign", str(bench.keys / "private.der"), "-keyform", "DER"],
                               input=text.encode(), capture_output=True, check=True).stdout
    return f"{text}.{base64url(signature)}"


def base64url(octets):
    return base64.urlsafe_b64encode(octets).decode().rstrip("=")
