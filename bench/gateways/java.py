"""Finds a JDK 25 or later, wherever this machine has it."""

import glob
import os
import re

from gateways.process import Failure

PLACES = ["/usr/lib/jvm/*", "~/.sdkman/candidates/java/*", "~/.jdks/*"]


def version(home):
    try:
        with open(os.path.join(home, "release")) as file:
            return re.search(r'JAVA_VERSION="([^"]*)"', file.read()).group(1)
    except (OSError, AttributeError):
        return ""


def find_java():
    """The home of the JDK."""
    homes = [os.environ.get("JAVA_HOME", ""), os.environ.get("JAVA25_HOME", "")]
    for place in PLACES:
        homes += sorted(glob.glob(os.path.expanduser(place)))
    for home in homes:
        major = re.match(r"\d+", version(home)) if home else None
        if major and int(major.group()) >= 25 and os.access(os.path.join(home, "bin", "javac"), os.X_OK):
            return home
    raise Failure("No JDK 25 or later is here: set JAVA_HOME.")
