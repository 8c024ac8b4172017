"""Figures that are no load on a gateway."""

import json
import statistics

from gateways.playgate import Playgate
from load.wrk import wrk
from memory import memory


FRESH_SECONDS = 5
MEDIA = "2k.m4s"


def start(bench, table):
    """From the start of the process in the container's form to ready, and what it does in its first seconds."""
    seconds, cpu, fresh = [], [], []
    bench.make_keys(1000)
    for number in range(2 if bench.quick else 5):
        gateway = Playgate(bench).start()
        seconds.append(gateway.ready_after)
        cpu.append(gateway.process.cpu())
        found = wrk(bench, gateway, bench.media.target(MEDIA), FRESH_SECONDS, (0, 1000), bench.media.size(MEDIA))
        fresh.append(found["requests"] / (gateway.process.cpu() - cpu[-1]))
        gateway.process.stop()
        bench.say(f"start {number + 1}: {seconds[-1]:.2f} s, {cpu[-1]:.2f} s of processor time; then {fresh[-1]:,.0f} "
                  f"requests per CPU-second")
    table.single("start", "start to ready in the container's form", statistics.median(seconds), "s",
                 f"{min(seconds):.2f} to {max(seconds):.2f} s; {statistics.median(cpu):.2f} s of processor time")
    table.single("fresh", f"its first {FRESH_SECONDS} s of load, 2 KiB", statistics.median(fresh),
                 "requests per CPU-second", f"{min(fresh):,.0f} to {max(fresh):,.0f}")


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


SINGLES = {"start": start, "memory": memory, "decision": decision}
