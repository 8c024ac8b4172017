"""Figures that are no load on a gateway."""

import json
import statistics

from gateways.playgate import PlaygateStart


def start(bench, table):
    """From the start of the process in the container's form to ready."""
    seconds, cpu = [], []
    for number in range(2 if bench.quick else 5):
        found = PlaygateStart(bench).seconds()
        seconds.append(found[0])
        cpu.append(found[1])
        bench.say(f"start {number + 1}: {found[0]:.2f} s, {found[1]:.2f} s of processor time")
    table.single("start", "start to ready in the container's form", statistics.median(seconds), "s",
                 f"{min(seconds):.2f} to {max(seconds):.2f} s; {statistics.median(cpu):.2f} s of processor time")


def decision(bench, table):
    """JMH's figure for one decision with a cached proof."""
    short = "-f 1 -wi 2 -w 1 -i 2 -r 1" if bench.quick else "-f 1 -wi 3 -w 2 -i 5 -r 2"
    bench.say("bench/jmh CachedDecision")
    bench.run([str(bench.repository / "bench/jmh"), "CachedDecisionBenchmark.token$", "-prof", "gc", *short.split()])
    with open(bench.repository / "target/jmh.json") as file:
        found = json.load(file)[0]
    allocated = next(value["score"] for name, value in found["secondaryMetrics"].items()
                     if name.endswith("gc.alloc.rate.norm"))
    table.single("decision", "one decision with a cached proof", found["primaryMetric"]["score"], "ns",
                 f"{allocated:.0f} bytes allocated")
    table.single("allocated", "what it allocates", allocated, "bytes", "")


SINGLES = {"start": start, "decision": decision}
