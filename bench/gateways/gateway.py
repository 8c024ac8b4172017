"""What all gateways have in common: a name, an address, and what they must answer."""

import ssl
import urllib.error
import urllib.request

from gateways.process import Failure, Process, free_port

UNVERIFIED = ssl.create_default_context()
UNVERIFIED.check_hostname = False
UNVERIFIED.verify_mode = ssl.CERT_NONE


class Gateway:
    """
    One kind of process in front of the origin. Subclasses say how it starts.

    name: what it is called on the command line; title: in the report; refuses: the status of a request without a token,
    or None where nothing is checked; jvm: whether it wants to be warm before figures mean anything; may_fail: the share of
    valid requests that it is known to answer wrongly, which ends no run but is told; prefix: what the target stands behind;
    fields: what is sent with each request; answers_media: whether what it admits is the medium itself.
    """

    name = title = ""
    refuses = None
    jvm = False
    may_fail = 0
    prefix = ""
    fields = {}
    answers_media = True
    ready_path = "/healthz-that-is-not-there"

    def __init__(self, bench, tls=False):
        self.bench = bench
        self.tls = tls
        self.warm = False
        self.port = free_port()
        self.folder = bench.folder(self.name + ("-tls" if tls else ""))
        self.process = None
        self.ready_after = None

    @property
    def base(self):
        return f"{'https' if self.tls else 'http'}://127.0.0.1:{self.port}"

    @property
    def label(self):
        return self.name

    def start(self):
        self.process = Process(self.command(), self.folder / "log", **self.surroundings())
        self.ready_after = self.process.await_ready(self.ready_url(), UNVERIFIED)
        return self

    def command(self):
        raise NotImplementedError

    def surroundings(self):
        return {}

    def ready_url(self):
        return self.base + self.ready_path

    def get(self, target):
        """Status and body."""
        try:
            asked = urllib.request.Request(self.base + self.prefix + target, headers=self.fields)
            with urllib.request.urlopen(asked, timeout=10, context=UNVERIFIED) as answer:
                return answer.status, answer.read()
        except urllib.error.HTTPError as answer:
            return answer.code, answer.read()

    def check(self, target, token, body):
        """Fails unless it passes what it must and refuses what it must."""
        status, found = self.get(f"{target}?jwtoken={token}")
        if status != 200 or not self.passes(found, body, target):
            raise Failure(f"{self.name}: {target} with a token is {status} with {len(found)} bytes, not {len(body)}")
        head, _, signature = token.rpartition(".")
        forged = f"{head}.{signature[:40]}{'B' if signature[40] == 'A' else 'A'}{signature[41:]}"
        for wrong, what in ((target, "no token"), (f"{target}?jwtoken={forged}", "a forged token")):
            expected = self.refuses or 200
            status, _ = self.get(wrong)
            if status != expected:
                raise Failure(f"{self.name}: {target} with {what} is {status}, not {expected}")

    def passes(self, found, body, target):
        return found == (body if self.answers_media else b"")
