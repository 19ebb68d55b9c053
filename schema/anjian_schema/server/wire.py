"""HTTP as it comes over the wire, within limits: a head has an end in bytes and in time, and what is no HTTP gets an
answer of ours.

uvicorn bounds neither: its parser keeps a head that never ends, and waits for it for ever.
"""

from __future__ import annotations

import asyncio
from http import HTTPStatus
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from anjian.errors import AnjianError
from anjian.words import Language, Title
from anjian_schema.failures import error_body

LONGEST_HEAD = 64 * 1024  # bytes; of what comes at once, a whole read more
PATIENCE = 30.0  # seconds for a head


class NoHttp(AnjianError):
    code = "HTTP_MALFORMED"
    words = Title("收到的不是 HTTP/1.1 请求，连接已关闭", "this is no request of HTTP/1.1; the connection was closed")


class HeadTooLarge(AnjianError):
    code = "HEAD_TOO_LARGE"
    words = Title(
        "请求行和请求头合计最多 {limit} 字节；请改用 POST 提交长查询",
        "the address and the headers may hold {limit} bytes: send a long query by POST",
    )


class HeadTooSlow(AnjianError):
    code = "HEAD_TOO_SLOW"
    words = Title(
        "{seconds} 秒内没有收到完整的请求头；请检查网络后重试",
        "the headers did not arrive within {seconds} s: look at the network and send them again",
    )


class Wire(HttpToolsProtocol):
    """One connection. A clock runs while it sends what no request has come of; a whole request stops it."""

    came = 0  # bytes since a head began
    clock: asyncio.TimerHandle | None = None
    in_head = False

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn declares it
        super().connection_made(transport)
        self._start_clock()

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_clock()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        self.came += len(data)
        if self.in_head and self.came > LONGEST_HEAD:
            self._refuse(431, HeadTooLarge(limit=LONGEST_HEAD))
        elif self.in_head or self._is_idle():
            self._start_clock()
        else:
            self._stop_clock()

    def on_message_begin(self) -> None:
        self.in_head, self.came = True, 0
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        self.in_head = False
        super().on_headers_complete()

    def send_400_response(self, msg: str) -> None:
        self._refuse(400, NoHttp())

    def _is_idle(self) -> bool:
        """Nobody asks anything: what came were empty lines, or the rest of a body that was refused."""
        return self.cycle is None or self.cycle.response_complete

    def _start_clock(self) -> None:
        if self.clock is None:
            self.clock = self.loop.call_later(PATIENCE, self._refuse, 408, HeadTooSlow(seconds=f"{PATIENCE:g}"))

    def _stop_clock(self) -> None:
        if self.clock is not None:
            self.clock.cancel()
            self.clock = None

    def _refuse(self, status: int, error: AnjianError) -> None:
        """In the operator's first language: whoever cannot speak HTTP has not said which they read."""
        self._stop_clock()
        answering = self.cycle is not None and self.cycle.response_started and not self.cycle.response_complete
        if not self.transport.is_closing():
            if not answering:
                self.transport.write(refusal(status, error))
            self.transport.close()


def refusal(status: int, error: AnjianError) -> bytes:
    body = error_body(error, Language.ZH)
    head: dict[str, Any] = {"Content-Type": "application/json; charset=utf-8", "Content-Length": len(body)}
    lines = [f"HTTP/1.1 {status} {HTTPStatus(status).phrase}", *(f"{name}: {said}" for name, said in head.items())]
    return "\r\n".join([*lines, "Connection: close", "", ""]).encode() + body
