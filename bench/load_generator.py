"""Asks a server as fast as it answers, from a process of its own, over connections that are kept."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import cycle
from typing import cast

import uvloop

ERRORS = b'"errors":'
END_OF_HEAD = b"\r\n\r\n"
LENGTH = b"content-length: "
PATIENCE = 120.0  # seconds for one answer


class Failed(RuntimeError):
    """A server did not answer with 200 and with data alone."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What came of one slice: how many answers, in how long, and the median wait of one."""

    count: int
    seconds: float
    median: float


def request(path: str, token: str, body: bytes) -> bytes:
    head = (
        f"POST {path} HTTP/1.1\r\nhost: 127.0.0.1\r\nauthorization: Bearer {token}\r\n"
        f"content-type: application/json\r\ncontent-length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


class Client(asyncio.Protocol):
    """One connection that asks again as soon as it is answered, until the time or the number is up."""

    def __init__(self, slice_: Slice) -> None:
        self.slice = slice_
        self.buffer = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast("asyncio.Transport", transport)  # uvloop's own is of no class of asyncio's
        self._ask()

    def _ask(self) -> None:
        self.began = time.perf_counter()
        self.transport.write(next(self.slice.requests))

    def data_received(self, data: bytes) -> None:
        self.buffer += data
        end = self.buffer.find(END_OF_HEAD)
        if end < 0 or len(self.buffer) < end + len(END_OF_HEAD) + self._length(end):
            return
        if not self.buffer.startswith(b"HTTP/1.1 200") or ERRORS in self.buffer:
            self.slice.done.set_exception(Failed(self.buffer[:2000].decode(errors="replace")))
            return
        self.slice.answer, self.buffer = self.buffer[end + len(END_OF_HEAD) :], b""
        self.slice.waits.append(time.perf_counter() - self.began)
        if self.slice.is_over:
            self.transport.close()
        else:
            self._ask()

    def _length(self, end: int) -> int:
        head = self.buffer[:end].lower() + b"\r\n"
        start = head.index(LENGTH) + len(LENGTH)
        return int(head[start : head.index(b"\r\n", start)])

    def connection_lost(self, error: Exception | None) -> None:
        self.slice.left += 1
        if not self.slice.done.done() and (error or self.slice.left == self.slice.connections):
            self.slice.done.set_result(None)


class Slice:
    """A bounded piece of load."""

    def __init__(self, requests: Sequence[bytes], connections: int, seconds: float, most: int) -> None:
        self.requests = cycle(requests)
        self.connections, self.most = connections, most
        self.until = time.perf_counter() + seconds
        self.waits: list[float] = []
        self.answer = b""
        self.left = 0
        self.done: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    @property
    def is_over(self) -> bool:
        return len(self.waits) >= self.most or time.perf_counter() > self.until


async def _drive(port: int, requests: Sequence[bytes], connections: int, seconds: float, most: int) -> Asked:
    loop = asyncio.get_running_loop()
    began = time.perf_counter()
    slice_ = Slice(requests, connections, seconds, most)
    for _ in range(connections):
        await loop.create_connection(lambda: Client(slice_), "127.0.0.1", port)
    async with asyncio.timeout(seconds + PATIENCE):
        await slice_.done
    waits = sorted(slice_.waits)
    return Asked(len(waits), time.perf_counter() - began, waits[len(waits) // 2])


def drive(port: int, requests: Sequence[bytes], connections: int, seconds: float, most: int = 10**9) -> Asked:
    """Ask for so many seconds, or until there are so many answers; those under way are waited for."""
    return uvloop.run(_drive(port, requests, connections, seconds, most))


async def _once(port: int, requests: Sequence[bytes]) -> list[bytes]:
    answers = []
    for each in requests:
        slice_ = Slice([each], 1, 0, 1)
        await asyncio.get_running_loop().create_connection(lambda: Client(slice_), "127.0.0.1", port)  # noqa: B023
        await slice_.done
        answers.append(slice_.answer)
    return answers


def answers(port: int, requests: Sequence[bytes]) -> list[bytes]:
    """The body that each request is answered with."""
    return uvloop.run(_once(port, requests))
