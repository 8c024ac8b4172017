"""A started process: its processor time, its memory, its end."""

import itertools
import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request

TICK = os.sysconf("SC_CLK_TCK")
# Other runs begin elsewhere.
NUMBERS = itertools.count(os.getpid() * 61)
started = []


class Failure(Exception):
    """What ends the bench with a message."""


def free_port():
    """Below those that the system gives to whoever asks for any: a gateway that is started anew finds its own still free."""
    while True:
        port = 10_000 + next(NUMBERS) % 20_000
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
                return port
            except OSError:
                pass


def stat(pid):
    """The fields of /proc/PID/stat from the third on, where the state is."""
    with open(f"/proc/{pid}/stat") as file:
        return file.read().rpartition(")")[2].split()


class Process:
    """Started in a group of its own, so that Ctrl-C reaches the bench alone, which then ends it."""

    def __init__(self, command, log, cwd=None, env=None):
        self.log = log
        self.begun = time.monotonic()
        with open(log, "wb") as out:
            self.popen = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=out, stderr=out, cwd=cwd,
                                          env={**os.environ, **(env or {})}, start_new_session=True)
        self.paused = False
        started.append(self)

    def tree(self):
        """The process and what it started, such as workers."""
        parents = {}
        for name in os.listdir("/proc"):
            if name.isdigit():
                try:
                    parents[int(name)] = int(stat(name)[1])
                except OSError:
                    pass
        found = [self.popen.pid]
        for pid in found:
            found += [child for child, parent in parents.items() if parent == pid]
        return found

    def cpu(self):
        """Seconds of processor time, user and system, so far."""
        ticks = 0
        for pid in self.tree():
            fields = stat(pid)
            ticks += int(fields[11]) + int(fields[12])
        return ticks / TICK

    def memory(self):
        """Resident MiB of all its processes, now and at most."""
        now = most = 0
        for pid in self.tree():
            with open(f"/proc/{pid}/status") as file:
                values = dict(line.split(":", 1) for line in file)
            now += int(values["VmRSS"].split()[0])
            most += int(values["VmHWM"].split()[0])
        return now / 1024, most / 1024

    def await_ready(self, url, context=None, seconds=90):
        """Returns how long it was from the start until the URL answers, whatever below 500."""
        while time.monotonic() - self.begun < seconds:
            if self.popen.poll() is not None:
                break
            try:
                urllib.request.urlopen(url, timeout=5, context=context).close()
                return time.monotonic() - self.begun
            except urllib.error.HTTPError as answer:
                if answer.code < 500:
                    return time.monotonic() - self.begun
            except OSError:
                pass
            time.sleep(0.01)
        with open(self.log, errors="replace") as file:
            raise Failure(f"{self.popen.args[0]} does not come up; the end of {self.log}:\n{file.read()[-3000:]}")

    def pause(self):
        """While another is measured, so that what it does by itself costs nobody anything."""
        self.signal(signal.SIGSTOP)
        self.paused = True

    def resume(self):
        self.signal(signal.SIGCONT)
        self.paused = False

    def signal(self, number):
        for pid in self.tree() if self.popen.poll() is None else []:
            try:
                os.kill(pid, number)
            except ProcessLookupError:
                pass

    def stop(self):
        if self in started:
            started.remove(self)
        if self.popen.poll() is None:
            self.resume()
            self.popen.terminate()
            try:
                self.popen.wait(10)
            except subprocess.TimeoutExpired:
                self.signal(signal.SIGKILL)
                self.popen.wait()


def stop_all():
    for process in list(reversed(started)):
        process.stop()
