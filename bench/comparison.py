"""Equal answers first, then load: every server in turn, slice by slice, so that all meet the same weather."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from multiprocessing import get_context
from statistics import median
from typing import Any, NamedTuple

import orjson

from bench import load_generator
from bench.load_generator import Asked
from bench.questions import Question
from bench.servers import Meter, Server
from bench.world import REACHES

CONNECTIONS = (1, 16, 64)
ROUNDS = 5
PLENTY = 3.0  # seconds of one cell after which another round is not needed
TOO_SLOW = 0.5  # seconds one answer takes at fewer connections: more would tell nothing new
UNSCOPED = "anjian, by filter"


class Sample(NamedTuple):
    """One slice: answers, seconds, processor seconds of server and database, and the median wait."""

    count: int
    seconds: float
    server: float
    database: float
    wait: float


@dataclass(slots=True)
class Cell:
    """One server, one question, one reach, so many connections, slice by slice.

    Medians of the slices: one in which the machine had other work counts no more than one in which it had none.
    """

    samples: list[Sample] = field(default_factory=list)

    @property
    def seconds(self) -> float:
        return sum(sample.seconds for sample in self.samples)

    @property
    def per_second(self) -> float:
        return median(sample.count / sample.seconds for sample in self.samples)

    @property
    def cpu(self) -> float:
        """Milliseconds of processor for one answer, server and database together."""
        return median((sample.server + sample.database) / sample.count for sample in self.samples) * 1000

    @property
    def server(self) -> float:
        """Of these, the server's."""
        return median(sample.server / sample.count for sample in self.samples) * 1000

    @property
    def wait(self) -> float:
        """Milliseconds until an answer."""
        return median(sample.wait for sample in self.samples) * 1000


@dataclass(frozen=True, slots=True)
class Place:
    """Where a cell stands."""

    question: str
    reach: str
    connections: int


Cells = Mapping[str, Cell]


class Different(Exception):
    """Two servers give different answers: a comparison of their speed would mean nothing."""


@dataclass
class Comparison:
    """Servers over one database, asked the same questions."""

    servers: Sequence[Server]
    meter: Meter
    questions: Sequence[Question]
    seconds: float
    found: dict[Place, dict[str, Cell]] = field(default_factory=dict)

    def __enter__(self) -> Comparison:
        self.generator = ProcessPoolExecutor(1, get_context("spawn"))
        return self

    def __exit__(self, *_: object) -> None:
        self.generator.shutdown()

    @property
    def places(self) -> list[Place]:
        return [Place(q.name, reach, c) for q in self.questions for reach in REACHES for c in CONNECTIONS]

    def check(self) -> None:
        """Every server gives the same answer to every question, at every reach."""
        for question in self.questions:
            for reach in REACHES:
                self._check(question, reach)

    def _check(self, question: Question, reach: str) -> None:
        given = {s.name: self._answers(s, question, reach) for s in self.servers}
        first = next(iter(given.values()))
        for name, answers in given.items():
            if answers != first:
                raise Different(f"{question.name}, {reach}: {name} differs\n{answers}\n{first}"[:4000])
        if "errors" in first[0] or None in first[0]["data"].values():
            raise Different(f"{question.name}, {reach}: no answer\n{first[0]}"[:2000])

    def _answers(self, server: Server, question: Question, reach: str) -> list[Any]:
        bodies = self.generator.submit(load_generator.answers, server.port, server.requests(question, reach)).result()
        return [orjson.loads(body) for body in bodies]

    def run(self, advance: Callable[[str], None]) -> None:
        for question in self.questions:
            for reach in REACHES:
                for connections in CONNECTIONS:
                    self._measure(question, Place(question.name, reach, connections))
                    advance(f"{question.name}, {reach}")

    def _measure(self, question: Question, place: Place) -> None:
        before = self.found.get(Place(place.question, place.reach, 16 if place.connections == 64 else 1), {})
        if place.connections > 1 and any(c.wait > TOO_SLOW * 1000 for name, c in before.items() if name != "resolvers"):
            return
        cells = self.found.setdefault(place, {})
        variants = list(self._variants(question, place))
        for _, server, requests in variants:  # caches, pools
            self._drive(server, requests, place.connections, self.seconds / 2)
        for _ in range(ROUNDS):
            if any(cell.seconds > PLENTY for cell in cells.values()):
                break
            for name, server, requests in variants:
                self._slice(cells.setdefault(name, Cell()), server, requests, place.connections)

    def _variants(self, question: Question, place: Place) -> Iterator[tuple[str, Server, Sequence[bytes]]]:
        for server in self.servers:
            if server.name != "resolvers" or place.connections == 16:
                yield server.name, server, server.requests(question, place.reach)
        if place.reach != "nation" and not question.writes and place.connections == 16:
            unscoped = question.within(REACHES[place.reach])
            yield UNSCOPED, self.servers[0], self.servers[0].requests(unscoped, "nation")

    def _slice(self, cell: Cell, server: Server, requests: Sequence[bytes], connections: int) -> None:
        before = self.meter.read(server)
        asked = self._drive(server, requests, connections, self.seconds)
        after = self.meter.read(server)
        used = after[0] - before[0], after[1] - before[1]
        cell.samples.append(Sample(asked.count, asked.seconds, *used, asked.median))

    def _drive(self, server: Server, requests: Sequence[bytes], connections: int, seconds: float) -> Asked:
        return self.generator.submit(load_generator.drive, server.port, requests, connections, seconds).result()
