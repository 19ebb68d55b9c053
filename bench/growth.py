"""What documents cost that nobody asked before: time for the first answer, and memory for keeping them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import orjson

from bench import load_generator
from bench.load_generator import request
from bench.servers import Server, used
from bench.world import token

NEW = "query Q%d { hazards(first: 5) { nodes { a%d: id title stage entity { name region { name } } } } }"
BATCH = 50
MEGABYTE = 2**20


@dataclass(frozen=True, slots=True)
class Growth:
    """``each``: processor milliseconds of the server for a new document, request and all."""

    documents: int
    each: float
    before: float
    after: float


def grow(server: Server, documents: int, advance: Callable[[int], None]) -> Growth:
    resident = server.process.memory_info().rss / MEGABYTE
    began = used(server.process)
    for start in range(0, documents, BATCH):
        texts = [NEW % (number, number) for number in range(start, start + BATCH)]
        bodies = [request("/graphql", token("nation"), orjson.dumps({"query": text})) for text in texts]
        load_generator.answers(server.port, bodies)
        advance(len(bodies))
    each = (used(server.process) - began) / documents * 1000
    return Growth(documents, each, resident, server.process.memory_info().rss / MEGABYTE)
