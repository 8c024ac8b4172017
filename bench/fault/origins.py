"""Origins that break, and origins that cannot keep up."""

import asyncio
import threading

from fault.guarded import Guarded, viewers, warmed
from gateways.nginx import Origin
from load.open import percentile
from load.raw import HEAD, Raw


class Second(Origin):
    """Another of the same."""

    name = "second"


def one_of_two(bench, break_it):
    """What viewers see while each of two origins in turn is broken, of which one is the stream's."""
    texts, holds = [], True
    for number in range(2):
        second = Second(bench).start()
        gateway = Guarded(bench, origins=[f"http://127.0.0.1:{bench.origin.port}", f"http://127.0.0.1:{second.port}"])
        warmed(gateway.start(), bench)
        broken = (bench.origin, second)[number]
        timer = threading.Timer(3, break_it, [broken.process])
        timer.start()
        found = viewers(gateway, bench, 200, 20)
        timer.join()
        holds &= found.failed() <= 0.001 * found.requests()
        texts.append(str(found))
        gateway.process.stop()
        second.process.stop()
        bench.origin.process.stop()
        bench.origin.start()
    return holds, "; then the other: ".join(texts)


def frozen(bench):
    """one of two origins is frozen: at least 99.9 % of requests succeed"""
    return one_of_two(bench, lambda process: process.pause())


def refusing(bench):
    """one of two origins has gone: at least 99.9 % of requests succeed"""
    return one_of_two(bench, lambda process: process.stop())


def idle(bench):
    """the origin closes each connection shortly after its answer: 0 server errors"""
    async def serve(reader, writer):
        try:
            await reader.readuntil(b"\r\n\r\n")
            writer.write(HEAD + bytes(2048))
            await writer.drain()
            await asyncio.sleep(0.005)
        except (OSError, asyncio.IncompleteReadError):
            pass
        writer.close()

    origin = Raw(serve)
    gateway = Guarded(bench, origins=[f"http://127.0.0.1:{origin.port}"]).start()
    viewers(gateway, bench, 300, 5)
    found = viewers(gateway, bench, 300, 20)
    origin.stop()
    return not found.failed(), str(found)


def resets(bench):
    """the origin resets every tenth answer within its body: an error to its viewer, and to nobody else"""
    count = [0, 0]

    async def serve(reader, writer):
        try:
            while True:
                await reader.readuntil(b"\r\n\r\n")
                count[0] += 1
                if count[0] % 10 == 0:
                    count[1] += 1
                    writer.write(HEAD + bytes(1024))
                    await writer.drain()
                    await asyncio.sleep(0.01)
                    writer.transport.abort()
                    return
                writer.write(HEAD + bytes(2048))
                await writer.drain()
        except (OSError, asyncio.IncompleteReadError):
            writer.close()

    origin = Raw(serve)
    gateway = Guarded(bench, origins=[f"http://127.0.0.1:{origin.port}"]).start()
    found = viewers(gateway, bench, 200, 15)
    origin.stop()
    cut = found.statuses.get("cut", 0)
    return (cut == count[1] and found.failed() == cut and found.statuses.get(200) == found.requests() - cut,
            f"{count[1]} bodies reset; {found}")


def overload(bench):
    """three times what the origin can, for a minute: goodput at least 90 % of its peak, refusals at once, then recovery"""
    capacity, slots = 200, 4
    free = asyncio.Semaphore(slots)

    async def serve(reader, writer):
        try:
            while True:
                await reader.readuntil(b"\r\n\r\n")
                async with free:
                    await asyncio.sleep(slots / capacity)
                writer.write(HEAD + bytes(2048))
                await writer.drain()
        except (OSError, asyncio.IncompleteReadError):
            writer.close()

    origin = Raw(serve)
    gateway = Guarded(bench, origins=[f"http://127.0.0.1:{origin.port}"]).start()
    viewers(gateway, bench, capacity // 2, 8)
    peak = viewers(gateway, bench, capacity, 10)
    much = viewers(gateway, bench, 3 * capacity, 60)
    pause = viewers(gateway, bench, capacity // 2, 5)
    after = viewers(gateway, bench, capacity // 2, 5)
    origin.stop()
    good = much.statuses.get(200, 0) / 60
    best = peak.statuses.get(200, 0) / 10
    refusal = percentile(much.latencies.get(503, []), 99)
    odd = much.requests() - much.statuses.get(200, 0) - much.statuses.get(503, 0)
    return (good >= 0.9 * best and refusal < 100 and not odd and not after.failed(),
            f"{best:.0f}/s at the peak, {good:.0f}/s under three times as much ({good / best:.0%}); p99 of a refusal "
            f"{refusal:.1f} ms; overloaded: {much}; the 5 s after it: {pause}; then: {after}")
