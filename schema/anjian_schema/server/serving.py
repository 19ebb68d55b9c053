"""Listening, answering, and leaving in order."""

from __future__ import annotations

import asyncio
import logging
import signal
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

import uvicorn
from starlette.applications import Starlette

from anjian.cli.doctor import PortTaken
from anjian.errors import AnjianError
from anjian.settings import Settings
from anjian_schema.server.app import Application
from anjian_schema.server.wire import Wire

LEAVING = 10  # seconds a running request may still take after Ctrl-C
STOPPING = (signal.SIGINT, signal.SIGTERM)

log = logging.getLogger("anjian")


def listen(settings: Settings) -> socket.socket:
    """The port is ours from here on: who comes early waits, and nobody else can take it."""
    try:
        family, *_, target = socket.getaddrinfo(settings.host, settings.port, type=socket.SOCK_STREAM)[0]
        return socket.create_server(target[:2], family=family)
    except OSError as error:
        reason = error.strerror or str(error)
        raise PortTaken(host=settings.host, port=settings.port, reason=reason) from error


def address(listening: socket.socket) -> str:
    """Where a browser on this machine finds it; one that listens everywhere is found at home."""
    host, port, *_ = listening.getsockname()
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 - compared, not bound
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


class Server(uvicorn.Server):
    """uvicorn within our own loop. The first Ctrl-C lets running requests finish, the second does not wait."""

    @classmethod
    def of(cls, app: Starlette, settings: Settings) -> Server:
        return cls(
            uvicorn.Config(
                app,
                http=Wire,
                lifespan="off",
                ws="websockets-sansio",
                ws_max_size=settings.max_body_bytes,
                ws_per_message_deflate=False,  # a small frame cannot become a large one
                access_log=False,
                log_config=None,
                log_level=max(logging.WARNING, logging.getLevelName(settings.log_level.upper())),
                server_header=False,
                proxy_headers=bool(settings.trusted_proxies),  # nobody else may say from where a request came
                forwarded_allow_ips=list(settings.trusted_proxies),
                timeout_graceful_shutdown=LEAVING,
            )
        )

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Streams would go on for ever: they are told to end, and from where to go on elsewhere."""
        if isinstance(self.config.app, Application):
            self.config.app.streams.stopping.set()
        super().handle_exit(sig, frame)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """What still runs when nobody waits for it any more is broken off, and lets go of its connection."""
        await super().shutdown(sockets)
        running = list(self.server_state.tasks)
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Signals end here: raised again, as uvicorn does, they would cut off what still has to be closed."""
        before = {each: signal.signal(each, self.handle_exit) for each in STOPPING}
        try:
            yield
        finally:
            for each, handler in before.items():
                signal.signal(each, handler)


@contextmanager
def terminable() -> Iterator[None]:
    """SIGTERM is taken as Ctrl-C, so that a supervisor's stop closes what a person's would."""
    before = signal.signal(signal.SIGTERM, lambda *_: signal.raise_signal(signal.SIGINT))
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


class Recovery:
    """Starts the embedded server again after it died: beside the event loop, one try at a time."""

    def __init__(self, ensure_running: Callable[[], None]) -> None:
        self._ensure_running = ensure_running
        self._trying = threading.Lock()

    def __call__(self) -> None:
        if self._trying.acquire(blocking=False):
            threading.Thread(target=self._try, name="database recovery", daemon=True).start()

    def _try(self) -> None:
        try:
            self._ensure_running()
        except (AnjianError, OSError):
            log.exception("the embedded database could not be started again")
        else:
            log.warning("the embedded database runs again")
        finally:
            self._trying.release()

    def close(self) -> None:
        """No try outlives the server: the last one is waited for, and there is none after it."""
        self._trying.acquire()
