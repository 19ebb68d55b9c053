"""How long the demonstration takes to load, into a database of its own.

.venv/bin/python bench/load.py
"""

from __future__ import annotations

import shutil
import tempfile
import time
from pathlib import Path

from rich.progress import Progress

from anjian.database import migrate
from anjian.database.embedded import EmbeddedServer
from anjian.demo.loading import load


def main() -> None:
    home = Path(tempfile.mkdtemp(prefix="anjian-bench-", dir="/tmp"))
    home.chmod(0o755)
    try:
        with EmbeddedServer(home / "home") as server, Progress(transient=True) as progress:
            server.ensure_database("bench")
            url = server.url("bench")
            migrate.upgrade(url)
            for name in ("first load", "second load"):
                began = time.perf_counter()
                load(url, progress)
                progress.console.print(f"{name:<12} {time.perf_counter() - began:6.2f} s")
    finally:
        shutil.rmtree(home, ignore_errors=True)


if __name__ == "__main__":
    main()
