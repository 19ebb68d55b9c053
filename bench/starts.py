"""How long a start takes: first with an empty home (database, tables, demonstration), then again.

.venv/bin/python bench/starts.py [--rounds 3]
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

ANJIAN = Path(sys.executable).with_name("anjian")
PATIENCE = 300.0


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])


def ready(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/ready", timeout=1) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def start_and_stop(home: Path) -> tuple[float, float]:
    """Seconds until it answers, and until it is gone after Ctrl-C."""
    port = free_port()
    environment = {**os.environ, "ANJIAN_HOME": str(home), "ANJIAN_PORT": str(port)}
    began = time.perf_counter()
    server = subprocess.Popen(  # noqa: S603 - our own command
        [ANJIAN, "serve", "--demo"], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    while not ready(port):
        if server.poll() is not None or time.perf_counter() - began > PATIENCE:
            raise SystemExit(f"the server did not start (exit {server.poll()}); try: {ANJIAN} serve --demo")
        time.sleep(0.02)
    up = time.perf_counter() - began
    server.send_signal(signal.SIGINT)
    server.wait(PATIENCE)
    return up, time.perf_counter() - began - up


def round_trip() -> tuple[float, float, float]:
    home = Path(tempfile.mkdtemp(prefix="anjian-bench-", dir="/tmp"))
    home.chmod(0o755)
    try:
        first, _ = start_and_stop(home / "home")
        second, stop = start_and_stop(home / "home")
    finally:
        shutil.rmtree(home, ignore_errors=True)
    return first, second, stop


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3)
    rounds = [round_trip() for _ in range(parser.parse_args().rounds)]
    print(f"{'seconds':<34}{'min':>8}{'median':>8}{'max':>8}")
    names = ("first start, demonstration loaded", "second start", "Ctrl-C to the end")
    for name, values in zip(names, zip(*rounds, strict=True), strict=True):
        print(f"{name:<34}{min(values):>8.2f}{statistics.median(values):>8.2f}{max(values):>8.2f}")


if __name__ == "__main__":
    main()
