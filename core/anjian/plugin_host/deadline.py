"""Running what others wrote: it ends in time or is left behind, and nothing it raises gets further than here."""

from __future__ import annotations

import asyncio
import contextvars
from collections.abc import Awaitable, Callable
from concurrent.futures import Future
from threading import Thread
from typing import Any, TypeVar

T = TypeVar("T")


class Overdue(Exception):
    """It did not end in time. A thread cannot be stopped: ``left`` goes on by itself, and nobody waits for it."""

    def __init__(self, left: Future[Any] | None = None) -> None:
        super().__init__()
        self.left = left


class Raised(Exception):
    """What was raised is the cause: SystemExit and CancelledError too, which would otherwise end more than the call."""


def in_thread(work: Callable[[], T]) -> Future[T]:
    """Begun in a daemon thread of its own: a pool would be waited for when the program ends."""
    future: Future[T] = Future()
    future.set_running_or_notify_cancel()
    context = contextvars.copy_context()
    Thread(target=context.run, args=(settle, future, work), name="anjian-plugin", daemon=True).start()
    return future


def settle(future: Future[T], work: Callable[[], T]) -> None:
    try:
        result = work()
    except BaseException as error:  # see Raised
        future.set_exception(caused(error))
    else:
        future.set_result(result)


def caused(error: BaseException) -> Raised:
    raised = Raised()
    raised.__cause__ = error
    return raised


def finished(work: Callable[[], T], seconds: float) -> T:
    """The result, for callers without an event loop."""
    future = in_thread(work)
    try:
        return future.result(seconds)
    except TimeoutError:
        raise Overdue(future) from None


async def thread_finished(work: Callable[[], T], seconds: float) -> T:
    """The result of ordinary code, which may block as long as it likes without holding up the loop."""
    future = in_thread(work)
    try:
        return await in_time(asyncio.wrap_future(future), seconds)
    except Overdue:
        raise Overdue(future) from None


async def awaited(work: Awaitable[T], seconds: float) -> T:
    """The result of asynchronous code; it is cancelled when it is late, and left behind if it ignores that."""
    task = asyncio.ensure_future(contained(work))
    task.add_done_callback(lambda done: done.cancelled() or done.exception())  # whoever was left behind ends silently
    return await in_time(task, seconds)


async def contained(work: Awaitable[T]) -> T:
    try:
        return await work
    except BaseException as error:
        raise caused(error) from error


async def in_time(future: asyncio.Future[T], seconds: float) -> T:
    try:
        done, _ = await asyncio.wait({future}, timeout=seconds)
    finally:
        future.cancel()
    if not done:
        raise Overdue
    return future.result()
