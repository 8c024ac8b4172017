"""The printed table, and its files."""

import datetime
import statistics
from dataclasses import dataclass

from cases import CASES, GATEWAYS, RATE
from gateways.playgate import RAISED
from load.wrk import CONNECTIONS
from report.machine import described
from report.plot import plot
from report.targets import TARGETS, shown

AGAINST = {"nginx": "nginx", "haproxy-jwt": "jwt_verify", "spring": "Spring"}


@dataclass
class Single:
    title: str
    value: float
    unit: str
    more: str


class Table:

    def __init__(self, bench):
        self.bench = bench
        self.rounds = {}
        self.memory = {}
        self.singles = {}
        self.appended = []

    def add(self, case, gateway, found):
        self.rounds.setdefault(case.name, {}).setdefault(gateway, []).append(found)

    def remember(self, gateway, now, most):
        self.memory[gateway] = (now, most)

    def single(self, name, title, value, unit, more):
        self.singles[name] = Single(title, value, unit, more)

    def append(self, text):
        self.appended.append(text)

    def values(self, case, gateway, key="figure"):
        return [found[key] for found in self.rounds[case][gateway]]

    def median(self, case, gateway, key="figure"):
        return statistics.median(self.values(case, gateway, key))

    def text(self, complete):
        parts = [self.head(complete), *(self.case(CASES[name]) for name in self.rounds)]
        if self.memory:
            parts.append("\n".join(("resident memory under the 2 KiB load, MiB" + " " * 5 + "     now  at most", *(
                f"  {GATEWAYS[name].title:<42} {now:>10.0f} {most:>8.0f}" for name, (now, most) in self.memory.items()))))
        if self.singles:
            parts.append("\n".join(f"{single.title:<44} {shown(single.value):>9} {single.unit}"
                                   f"{'; ' + single.more if single.more else ''}" for single in self.singles.values()))
        if self.bench.wrong:
            parts.append("\n".join(("valid requests that were answered wrongly", *(
                f"  {GATEWAYS[name].title:<42} {count:>10,}" for name, count in self.bench.wrong.items()))))
        parts += self.appended
        parts.append("\n".join(("targets, by medians of this run", *(target.line(self) for target in TARGETS))))
        return "\n\n".join(parts)

    def head(self, complete):
        bench = self.bench
        raised = ", ".join(f"playgate.proofs.{key}" for key in RAISED)
        return "\n".join((
            f"bench/run{' --quick' if bench.quick else ''}{'' if complete else ', not all of it'}: {bench.rounds} "
            f"alternating rounds of {bench.seconds} s, wrk -t1 -c{CONNECTIONS}, HTTP/1.1, JVMs warmed for {bench.warm} s;",
            "origin, load and gateway share the machine, whoever is not measured is stopped",
            described(bench),
            f"JVMs with docker/jvm.options and {bench.memory_option}; Playgate in its container's form, as it comes, but that",
            f"{raised}",
            "were raised, since one address sends everything here"))

    def case(self, case):
        by_gateway = self.rounds[case.name]
        peers = [peer for peer in AGAINST if peer in by_gateway]
        extra = "p50 us" if case.name == "latency" else "us each"
        lines = [f"{case.title}; {case.unit}",
                 f"  {'':<34}{'median':>9}{'lowest':>9}{'highest':>9}{extra:>9}{'requests/s':>12}"
                 + "".join(f"{'/ ' + AGAINST[peer]:>13}" for peer in peers)]
        for name in by_gateway:
            median, figures = self.median(case.name, name), self.values(case.name, name)
            each = self.median(case.name, name, "p50") if case.name == "latency" else 1e6 / median
            rate = RATE if case.name == "latency" else self.median(case.name, name, "per second")
            lines.append(f"  {GATEWAYS[name].title:<34}{median:>9,.0f}{min(figures):>9,.0f}{max(figures):>9,.0f}"
                         f"{each:>9,.0f}{rate:>12,.0f}"
                         + "".join(f"{median / self.median(case.name, peer):>13.2f}" for peer in peers))
        return "\n".join(lines)


class Results:

    def __init__(self, bench, table):
        self.folder = bench.repository / "bench" / "results"
        self.table = table

    def write(self, name, text):
        file = self.folder / f"{datetime.date.today().isoformat()}-{name}"
        file.with_name(file.name + ".txt").write_text(text + "\n")
        file.with_name(file.name + ".svg").write_text(plot(self.table))
        print(f"\n{file}.txt and .svg")
