"""Playgate in the form of its container: the layers of the jar and the AOT cache, made by what the Dockerfile says."""

import hashlib
import json
import re
import shlex
import shutil
import subprocess
from pathlib import Path

from gateways.gateway import Gateway
from gateways.process import Failure, free_port

RAISED = {"verifications-per-second": 1_000_000_000, "failures-per-source": 1_000_000_000}

API_KEY = "the-key-of-the-bench"

REGISTRY = """\
organisations:
  - id: {organisation}
    name: Bench
    hash: Bench
    packages: [secure]
    api-keys: [{{name: bench, sha256: {api_key}}}]
    revoked-tokens: [00000000-0000-4000-8000-00000000dead]
    guardian:
      addresses: [{{ip: 203.0.113.0/24, type: deny}}]
      pages: [{{domain: "*.thieves.example", type: deny}}]
    groups:
      - id: 00000000-0000-4000-8000-0000000000b2
        streams:
          - {{name: {stream}, id: 00000000-0000-4000-8000-0000000000b2, state: live}}
"""

SETTINGS = """\
server: {{address: 127.0.0.1, port: {port}}}
management.server: {{address: 127.0.0.1, port: {management}}}
playgate:
  registry.file: {folder}/registry.yaml
  database.url: jdbc:sqlite:{folder}/playgate.db
  keys: {{issuer: "{issuer}", signing: {keys}/signing-keys.json}}
  tickets.secrets: {keys}/ticket-secrets
  proofs: {proofs}
  playout.forms:
    - {{path: /hls/, medium: HLS, origin: "http://127.0.0.1:{origin}"}}
"""


class Container:
    """The folder that the image has as /app. Made anew when the jar or the Dockerfile changed."""

    def __init__(self, bench):
        self.bench = bench
        self.folder = bench.work / "app"
        docker = (bench.repository / "Dockerfile").read_text().replace("\\\n", "")
        self.training = shlex.split(re.search(r"^RUN (java .*-XX:AOTCacheOutput.*)$", docker, re.M).group(1))
        self.entrypoint = json.loads(re.search(r"^ENTRYPOINT (\[.*\])$", docker, re.M).group(1))

    def make(self):
        jar = self.bench.jar()
        parts = [jar, *sorted((self.bench.repository / "docker").rglob("*.*")), self.bench.repository / "Dockerfile"]
        stamp = hashlib.sha256(repr([(str(p), p.stat().st_size, p.stat().st_mtime_ns) for p in parts]
                                    + [self.bench.java]).encode()).hexdigest()
        if (self.folder / "stamp").exists() and (self.folder / "stamp").read_text() == stamp:
            return
        self.bench.say("making the container's form: layers and AOT cache")
        shutil.rmtree(self.folder, ignore_errors=True)
        layers = self.folder / "layers"
        self.run([self.bench.java, "-Djarmode=tools", "-jar", str(jar), "extract", "--layers", "--application-filename",
                  "playgate.jar", "--destination", str(layers)], self.bench.work)
        for layer in ("dependencies", "snapshot-dependencies", "application"):
            if (layers / layer).exists():
                shutil.copytree(layers / layer, self.folder, dirs_exist_ok=True)
        shutil.rmtree(layers)
        for name in ("jvm.options", "start.directives"):
            shutil.copy(self.bench.repository / "docker" / name, self.folder)
        shutil.copytree(self.bench.repository / "docker/training", self.folder / "training")
        (self.folder / "data").mkdir()
        self.run([self.bench.java, str(self.bench.repository / "k8s/NewSecrets.java"), "training"], self.folder)
        self.run([str(Path(self.bench.java).with_name("javac")), "-d", "training/classes",
                  str(self.bench.repository / "docker/Training.java")], self.folder)
        self.run([self.bench.java if word == "java" else word for word in self.training], self.folder)
        shutil.rmtree(self.folder / "training")
        shutil.rmtree(self.folder / "data")
        (self.folder / "data").mkdir()
        if not (self.folder / "playgate.aot").exists():
            raise Failure("the training of the Dockerfile has left no playgate.aot")
        (self.folder / "stamp").write_text(stamp)

    def run(self, command, cwd):
        done = subprocess.run(command, cwd=cwd, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, text=True)
        if done.returncode:
            raise Failure(f"{shlex.join(command)}\n{done.stdout[-3000:]}")


class Playgate(Gateway):
    """All of it in force: keys, signature, claims, registry, Guardian, revocations, tickets in playlists."""

    name = "playgate"
    title = "Playgate"
    refuses = 403
    jvm = True

    def __init__(self, bench, tls=False):
        super().__init__(bench, tls)
        self.management = free_port()

    def command(self):
        proofs = json.dumps(RAISED)
        (self.folder / "registry.yaml").write_text(REGISTRY.format(
            organisation=self.bench.organisation, stream=self.bench.stream,
            api_key=hashlib.sha256(API_KEY.encode()).hexdigest()))
        settings = SETTINGS.format(
            port=self.port, management=self.management, folder=self.folder, issuer=self.bench.issuer,
            keys=self.bench.keys, proofs=proofs, origin=self.bench.origin.port)
        if self.tls:
            settings += (f"server.ssl: {{certificate: file:{self.bench.keys}/tls.crt, "
                         f"certificate-private-key: file:{self.bench.keys}/tls.key}}\n")
        (self.folder / "application.yaml").write_text(settings)
        return [self.bench.java, self.bench.memory_option, *self.bench.container.entrypoint[1:],
                f"--spring.config.additional-location=file:{self.folder}/"]

    def surroundings(self):
        return {"cwd": self.bench.container.folder, "env": self.environment()}

    def environment(self):
        return {}

    def ready_url(self):
        return f"http://127.0.0.1:{self.management}/actuator/health/readiness"

    def passes(self, found, body, target):
        if not target.endswith(".m3u8"):
            return super().passes(found, body, target)
        lines, sent = found.splitlines(), body.splitlines()
        uris = [line for line in lines if line and not line.startswith(b"#")]
        return len(lines) == len(sent) and uris and all(b"ticket=" in uri for uri in uris)


class PlaygateOff(Playgate):
    """The gateway path: the reference, and the way of all that the express lane hands on."""

    name = "playgate-off"
    title = "Playgate, express lane off"

    def environment(self):
        return {"PLAYGATE_EXPRESS_ENABLED": "false"}


class PlaygateAsked(Playgate):
    """The decision alone, as Envoy asks for it by HTTP: another proxy would go on to the origin."""

    name = "playgate-asked"
    title = "Playgate, asked by another proxy"
    prefix = "/envoy"
    fields = {"X-Playgate-Address": "192.0.2.1"}
    answers_media = False

    def __init__(self, bench, tls=False):
        super().__init__(bench, tls)
        self.viewers = free_port()

    def environment(self):
        return {"SERVER_PORT": str(self.viewers), "PLAYGATE_AUTHORIZE_PORT": str(self.port),
                "PLAYGATE_AUTHORIZE_PEERS": "127.0.0.1"}
