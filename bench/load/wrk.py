"""Starts the two loads, and fails when an answer is wrong."""

import json
import os
import subprocess

from gateways.process import Failure

HERE = os.path.dirname(os.path.abspath(__file__))
CONNECTIONS = 32


def output(command):
    # In a group of its own, for Ctrl-C reaches this process alone, which ends it.
    with subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                          start_new_session=True) as load:
        try:
            out, errors = load.communicate()
        except BaseException:
            load.kill()
            raise
    try:
        if load.returncode == 0:
            return json.loads(out.strip().splitlines()[-1])
    except (ValueError, IndexError):
        pass
    raise Failure(f"{' '.join(command)}\n{out}{errors}")


def wrk(bench, gateway, target, seconds, tokens, least, close=False, once=False):
    """
    Returns what rotate.lua says of a load with as many requests at a time as there are connections.

    tokens: the number of the first and how many; least: bytes that an answer has at least; once: each token is sent once,
    and the load ends with the last.
    """
    found = output(["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "-s", f"{HERE}/rotate.lua", "--timeout", "10s",
                    *(["-H", "Connection: close"] if close else []),
                    *(word for name, value in gateway.fields.items() for word in ("-H", f"{name}: {value}")),
                    gateway.base, "--", gateway.prefix + target,
                    str(bench.keys / "tokens"), str(tokens[0]), str(tokens[1]), *(["once"] if once else [])])
    wrong = found["refused"] + found["broken"] + found["timeouts"]
    if wrong:
        bench.wrong[gateway.name] = bench.wrong.get(gateway.name, 0) + wrong
    if wrong > found["requests"] * gateway.may_fail:
        raise Failure(f"{gateway.name}: {found['refused']} answers other than 2xx, {found['broken']} broken "
                      f"connections, {found['timeouts']} timeouts of {found['requests']}; see {gateway.process.log}")
    if not found["requests"] or (gateway.answers_media and found["bytes"] < found["requests"] * least):
        raise Failure(f"{gateway.name}: {found['requests']} answers with {found['bytes']} bytes, {least} each at least")
    return found


def fixed_rate(bench, gateway, target, rate, warming, seconds, tokens):
    """Returns p50 and p99 in microseconds."""
    found = paced(bench, gateway.port, target, bench.keys / "tokens", tokens[1], rate, seconds, warming)
    if found["failed"] or found["requests"] < rate * seconds * 0.99:
        raise Failure(f"{gateway.name}: {found['failed']} wrong answers of {found['requests']} at {rate} requests/s")
    return found


def paced(bench, port, target, file, count, rate, seconds, warming=0, apart=False, connections=16):
    """The load of FixedRate.java, whatever it is answered."""
    return output([bench.java, "-XX:+UseSerialGC", "-Xmx512m", "-XX:TieredStopAtLevel=1", f"{HERE}/FixedRate.java",
                   str(port), target, str(file), str(count), str(rate), str(warming), str(seconds), str(connections),
                   *(["apart"] if apart else [])])
