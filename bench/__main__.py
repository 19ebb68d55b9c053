"""Reads beside hand-written SQL and beside ordinary resolvers, in one run over one database.

    make bench ARGS='--entities 20000 --hazards 200000'

The database is built on the first run and kept in .bench/; docs/bench.md and docs/bench.svg are written anew.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

import psutil
from rich.console import Console
from rich.progress import Progress

from anjian.database.apart import apart
from anjian.database.embedded import Binaries
from bench import growth, plans, report, servers, world
from bench.comparison import Comparison
from bench.questions import questions

PLACES = {"18": None, "15": Path("/usr/lib/postgresql/15/bin")}
DOCS = Path(__file__).parent.parent / "docs"


def given() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--entities", type=int, default=200_000)
    parser.add_argument("--hazards", type=int, default=2_000_000)
    parser.add_argument("--seconds", type=float, default=0.5, help="of one slice; each server has five of each kind")
    parser.add_argument("--documents", type=int, default=10_000, help="new ones, for the growth of the worker")
    parser.add_argument("--postgres", nargs="+", choices=PLACES, default=list(PLACES))
    return parser.parse_args()


def binaries(chosen: list[str]) -> Iterator[tuple[str, Binaries | None]]:
    """Those of the embedded server, and any other that is present."""
    for name in chosen:
        directory = PLACES[name]
        found = Binaries.at(directory) if directory else None
        if found or directory is None:
            yield name, found


def measure(name: str, chosen: Binaries | None, args: argparse.Namespace, progress: Progress) -> report.Measured:
    size = world.Size(args.entities, args.hazards)
    home = Path(".bench") / str(size) / name
    with ExitStack() as stack:
        server, url = stack.enter_context(world.database(home, size, chosen, progress))
        apart(lambda: world.tidy(url))
        asked = questions(apart(lambda: world.points(url)))
        found = [stack.enter_context(one) for one in (servers.product(url, home), servers.by_hand(url))]
        found.append(stack.enter_context(servers.resolvers(url)))
        meter = servers.Meter(servers.postmaster(server))
        comparison = stack.enter_context(Comparison(found, meter, asked, args.seconds))
        comparison.check()
        task = progress.add_task(f"PostgreSQL {server.version}", total=len(comparison.places))
        comparison.run(lambda said: progress.update(task, advance=1, description=f"PostgreSQL {name}: {said}"))
        apart(lambda: world.tidy(url))
        scans = apart(lambda: plans.scans(url, asked))
        task = progress.add_task("new documents", total=args.documents)
        grown = growth.grow(found[0], args.documents, lambda count: progress.advance(task, count))
        return report.Measured(server.version, asked, comparison.found, scans, grown)


def said(args: argparse.Namespace) -> str:
    load = ", ".join(f"{part:.1f}" for part in psutil.getloadavg())
    return (
        f"{datetime.now(UTC):%Y-%m-%d}: {args.entities:,} entities, {args.hazards:,} hazards, {psutil.cpu_count()} "
        f"cores, five slices of {args.seconds:g} s each; load average at the end {load}."
    )


def main() -> None:
    args, every = given(), list[report.Measured]()
    with Progress() as progress:
        for name, chosen in binaries(args.postgres):
            every.append(measure(name, chosen, args, progress))
            report.write(every, said(args), DOCS)
    for measured in every:
        Console(soft_wrap=True).print(report.section(measured), markup=False)


if __name__ == "__main__":
    main()
