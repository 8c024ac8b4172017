"""A run: what it needs, what it has started, and its rounds."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from cases import GATEWAYS
from gateways.java import find_java
from gateways.nginx import Origin
from gateways.playgate import Container
from gateways.process import Failure
from load.media import Media

REPOSITORY = Path(__file__).resolve().parent.parent
DEBIAN = {"nginx": "nginx", "haproxy": "haproxy", "wrk": "wrk", "openssl": "openssl", "mvn": "maven"}


class Bench:
    issuer = "https://bench.invalid"
    organisation = "00000000-0000-4000-8000-0000000000b1"
    stream = "Bench-live1"

    def __init__(self, quick=False, rounds=None, seconds=None, warm=None, memory="512m"):
        self.quick = quick
        self.rounds = rounds or (2 if quick else 5)
        self.seconds = seconds or (2 if quick else 6)
        self.warm = warm or (6 if quick else 75)
        # What the JVM would find in a container of that size.
        self.memory = memory
        self.memory_option = f"-XX:MaxRAM={memory}"
        self.warm_again = max(2, self.warm // 5)
        self.cold_tokens = 3000 if quick else 20_000
        self.repository = REPOSITORY
        self.work = REPOSITORY / "target" / "bench"
        self.keys = self.work / "keys"
        self.running = {}
        self.wrong = {}

    def say(self, text):
        print(text, file=sys.stderr, flush=True)

    def folder(self, name):
        """An empty one."""
        folder = self.work / name
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        return folder

    def prepare(self, cases, peers, container):
        """container: whether Playgate's form in it is wanted even where no case has it."""
        self.install()
        home = find_java()
        self.java = f"{home}/bin/java"
        self.work.mkdir(parents=True, exist_ok=True)
        self.container = Container(self)
        kinds = {peer for case in cases for peer in case.peers if peer in peers}
        if kinds & {"spring", "resource-server"}:
            self.build_peers()
        if container or kinds & {"playgate", "playgate-off"}:
            self.container.make()
        self.make_keys(max((case.tokens_wanted(self) for case in cases), default=1))
        self.media = Media(self.folder("media"), self.stream)
        self.origin = Origin(self).start()

    def install(self, wanted=None):
        """wanted: packages of Debian by a command that each has."""
        missing = [package for command, package in (wanted or DEBIAN).items() if not shutil.which(command)]
        if missing:
            self.say(f"installing {' '.join(missing)}")
            subprocess.run(["apt-get", "update", "-qq"], check=True, stdout=sys.stderr)
            subprocess.run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", *missing], check=True,
                           stdout=sys.stderr, env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"})

    def maven(self, *arguments, cwd=REPOSITORY):
        self.say(f"mvn {' '.join(arguments)}")
        if subprocess.run(["mvn", "-B", "-q", *arguments], cwd=cwd, stdout=sys.stderr).returncode:
            raise Failure("Maven failed")

    def jar(self):
        """Packaged Playgate; built when it is not there or older than what it is made of."""
        sources = [REPOSITORY / "pom.xml", *(REPOSITORY / "src/main").rglob("*.*"), *(REPOSITORY / "config").iterdir()]
        newest = max(path.stat().st_mtime for path in sources)
        for _ in range(2):
            jars = [jar for jar in (REPOSITORY / "target").glob("playgate-*.jar") if jar.stat().st_mtime >= newest]
            if jars:
                return jars[0]
            self.maven("package", "-Dmaven.test.skip=true")
            # The build gives it the day of the last release.
            for jar in (REPOSITORY / "target").glob("playgate-*.jar"):
                os.utime(jar)
        raise Failure("Maven has made no target/playgate-*.jar")

    def build_peers(self):
        folder = REPOSITORY / "bench" / "peers"
        newest = max(path.stat().st_mtime for path in folder.rglob("*") if path.suffix in (".java", ".xml"))
        for module in ("bare", "resource-server"):
            jar = folder / module / "target" / f"{module}.jar"
            if not jar.exists() or jar.stat().st_mtime < newest:
                self.maven("package", cwd=folder)

    def make_keys(self, count):
        self.keys.mkdir(mode=0o700, exist_ok=True)
        self.say(f"{count:,} tokens")
        self.run([self.java, str(REPOSITORY / "bench/load/Tokens.java"), str(self.keys), str(count), self.issuer,
                  self.organisation, self.stream])
        if not (self.keys / "tls.pem").exists():
            self.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
                      "-days", "3650", "-subj", "/CN=127.0.0.1", "-keyout", str(self.keys / "tls.key"), "-out",
                      str(self.keys / "tls.crt")])
            (self.keys / "tls.pem").write_text(
                (self.keys / "tls.crt").read_text() + (self.keys / "tls.key").read_text())
        with open(self.keys / "tokens") as tokens:
            self.token = tokens.readline().strip()

    def run(self, command, cwd=None):
        done = subprocess.run(command, cwd=cwd, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, text=True)
        if done.returncode:
            raise Failure(f"{' '.join(command)}\n{done.stdout[-3000:]}")
        return done.stdout

    def gateway(self, name, tls):
        """Started, if it is not yet."""
        if (name, tls) not in self.running:
            self.say(f"starting {name}{' with TLS' if tls else ''}")
            self.running[name, tls] = GATEWAYS[name](self, tls).start()
        else:
            self.running[name, tls].process.resume()
        return self.running[name, tls]

    def measure(self, case, peers, table):
        target = self.media.target(case.media)
        body = self.media.body(case.media)
        for name in peers:
            gateway = self.gateway(name, case.tls)
            gateway.check(target, self.token, body)
            seconds = (self.warm_again if gateway.warm else self.warm) if gateway.jvm else 1
            self.say(f"{case.name}: {name} is warmed for {seconds} s")
            case.warm(self, gateway, seconds)
            gateway.warm = True
            gateway.process.pause()
        for number in range(self.rounds):
            for name in peers:
                gateway = self.gateway(name, case.tls)
                gateway.check(target, self.token, body)
                found = case.round(self, gateway, number)
                if case.name == "2k":
                    table.remember(name, *gateway.process.memory())
                gateway.process.pause()
                table.add(case, name, found)
                self.say(f"{case.name} {number + 1}/{self.rounds} {name}: {found['figure']:,.0f} {case.unit}")

    def h5live(self):
        self.say("bench/h5live")
        arguments = ["200", "5", "50", "100"] if self.quick else []
        done = subprocess.run([str(REPOSITORY / "bench/h5live"), *arguments], stdout=subprocess.PIPE, text=True)
        if done.returncode:
            raise Failure(f"bench/h5live failed\n{done.stdout}")
        # Maven's colours, which it has even where it says nothing.
        return "bench/h5live\n" + re.sub("\x1b\\[[0-9;]*m\n?", "", done.stdout).strip()
