"""Where it was measured."""

import os
import platform
import re
import subprocess


def first_line(*command):
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    return done.stdout.strip().splitlines()[0] if done.stdout.strip() else "?"


def described(bench):
    with open("/proc/cpuinfo") as file:
        model = re.search(r"model name\s*:\s*(.*)", file.read())
    with open("/proc/meminfo") as file:
        memory = int(re.search(r"MemTotal:\s*(\d+)", file.read()).group(1)) / (1 << 20)
    commit = first_line("git", "-C", str(bench.repository), "describe", "--always", "--dirty")
    with open(f"{os.path.dirname(os.path.dirname(bench.java))}/release") as file:
        java = re.search(r'IMPLEMENTOR_VERSION="(.*)"', file.read())
    return "\n".join((
        f"{model.group(1) if model else platform.machine()}, {os.cpu_count()} cores, {memory:.0f} GiB; Linux "
        f"{platform.release()}",
        f"{first_line('nginx', '-v').removeprefix('nginx version: ')}; "
        f"{first_line('haproxy', '-v').split(' - ')[0]}; {first_line('wrk', '-v').split(' Copyright')[0]}; "
        f"{java.group(1) if java else 'Java'}",
        f"Playgate {commit}"))
