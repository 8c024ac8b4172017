"""What is asked, of whom, and how figures are taken from it."""

from dataclasses import dataclass

from gateways.haproxy import Haproxy, HaproxyJwt
from gateways.nginx import NginxProxy
from gateways.playgate import Playgate, PlaygateAsked, PlaygateOff
from gateways.spring import ResourceServer, SpringGateway
from load.wrk import fixed_rate, wrk

GATEWAYS = {kind.name: kind for kind in (NginxProxy, Haproxy, HaproxyJwt, SpringGateway, ResourceServer, Playgate,
                                         PlaygateOff, PlaygateAsked)}
RATE = 600
# No other case uses the tokens from here on, so that none of them has been seen.
COLD_FROM = 100_000
# As many rounds are not measured: a JVM has compiled by then what new tokens alone go through.
COLD_WARMING = 3


@dataclass
class Case:
    """
    One row of figures: requests per second of the gateway's processor time.

    media: the name of the file; tokens: how many are in rotation.
    """

    name: str
    title: str
    peers: list
    media: str = "2k.m4s"
    tokens: int = 1000
    tls: bool = False
    close: bool = False
    unit = "requests per CPU-second"
    more_is_better = True

    def tokens_wanted(self, bench):
        return self.tokens

    def warm(self, bench, gateway, seconds):
        self.load(bench, gateway, seconds)

    def round(self, bench, gateway, number):
        """Its figure and what else is worth a column."""
        before = gateway.process.cpu()
        found = self.load(bench, gateway, bench.seconds)
        cpu = gateway.process.cpu() - before
        return {"figure": found["requests"] / max(cpu, 0.01), "per second": found["requests"] * 1e6 / found["microseconds"],
                "cores": cpu * 1e6 / found["microseconds"], "p99": found["p99"]}

    def load(self, bench, gateway, seconds):
        return wrk(bench, gateway, bench.media.target(self.media), seconds, (0, self.tokens),
                   bench.media.size(self.media), close=self.close)


class Cold(Case):
    """Every token is new to the gateway."""

    def tokens_wanted(self, bench):
        return COLD_FROM + bench.cold_tokens * (bench.rounds + COLD_WARMING)

    def warm(self, bench, gateway, seconds):
        target = bench.media.target(self.media)
        wrk(bench, gateway, target, seconds, (0, COLD_FROM), 0)
        for number in range(COLD_WARMING):
            self.ask(bench, gateway, number, 0)

    def round(self, bench, gateway, number):
        before = gateway.process.cpu()
        found = self.ask(bench, gateway, COLD_WARMING + number, 2048)
        cpu = gateway.process.cpu() - before
        return {"figure": found["requests"] / max(cpu, 0.01), "per second": found["requests"] * 1e6 / found["microseconds"],
                "cores": cpu * 1e6 / found["microseconds"], "p99": found["p99"]}

    def ask(self, bench, gateway, number, least):
        return wrk(bench, gateway, bench.media.target(self.media), 60,
                   (COLD_FROM + number * bench.cold_tokens, bench.cold_tokens), least, once=True)


class Latency(Case):
    unit = f"p99 in us at {RATE} requests/s"
    more_is_better = False

    def round(self, bench, gateway, number):
        before = gateway.process.cpu()
        found = fixed_rate(bench, gateway, bench.media.target(self.media), RATE, 2, max(bench.seconds, 2), (0, self.tokens))
        cpu = gateway.process.cpu() - before
        return {"figure": found["p99"], "p50": found["p50"], "cores": cpu / (2 + max(bench.seconds, 2))}


ALL = [name for name in GATEWAYS if name != PlaygateAsked.name]
MAIN = ["nginx", "haproxy-jwt", "spring", "playgate", "playgate-off"]
CASES = {case.name: case for case in (
    Case("2k", "2 KiB, 1,000 tokens", ALL),
    Case("2k-1", "2 KiB, 1 token", MAIN, tokens=1),
    Case("2k-100000", "2 KiB, 100,000 tokens", MAIN, tokens=100_000),
    Case("64k", "64 KiB", MAIN, media="64k.m4s"),
    Case("1536k", "1.5 MiB", MAIN, media="1536k.m4s"),
    Case("close", "2 KiB, a connection for each request", MAIN, close=True),
    Case("tls", "2 KiB over TLS", MAIN, tls=True),
    Case("playlist", "a live playlist, rewritten by Playgate", MAIN, media="index.m3u8"),
    Case("authorize", "2 KiB, and the decision alone", ["haproxy-jwt", "playgate", "playgate-asked"]),
    Cold("cold", "2 KiB, every token new", ["haproxy-jwt", "playgate"]),
    Latency("latency", f"p99 at {RATE} requests/s, 2 KiB", MAIN),
)}
