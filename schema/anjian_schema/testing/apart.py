"""What can only be seen in a process that did nothing before."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import cache

from anjian_schema.compose import compose

LISTEN = """
import sys
def heard(event, given):
    if event in {"socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto"}:
        print(event, *map(repr, given[1:] if event == "socket.connect" else given), file=sys.__stdout__)
sys.addaudithook(heard)
__import__(sys.argv[1])
"""
COMPOSE = "import sys; from anjian_schema.compose import compose; sys.stdout.buffer.write(compose().sdl().encode())"


def run(program: str, *words: str) -> str:
    """Our own program, in a new process."""
    words = (sys.executable, "-c", program, *words)
    path = os.pathsep.join(sys.path)
    done = subprocess.run(words, env={**os.environ, "PYTHONPATH": path}, capture_output=True, check=True)  # noqa: S603 - ours
    return done.stdout.decode()


def heard_at_import(module: str) -> list[str]:
    """What a module asks of the network as it is imported."""
    return [line for line in run(LISTEN, module).splitlines() if line.startswith("socket.")]


@cache
def untouched() -> list[str]:
    """The core's schema where no plugin was ever imported."""
    return run(COMPOSE).splitlines()


def first_difference() -> str | None:
    """The first line in which the core's schema, as it is composed here and now, is another."""
    now, before = compose().sdl().splitlines(), untouched()
    return next((one for one, other in zip([*now, ""], [*before, ""], strict=False) if one != other), None)
