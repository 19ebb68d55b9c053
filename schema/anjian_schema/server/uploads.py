"""``POST /files``: one file in a form, parsed as it comes in, on a disk as soon as it is large, and within limits."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from datetime import UTC, datetime
from typing import Any

import orjson
from python_multipart.multipart import parse_options_header
from starlette.datastructures import FormData, Headers, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from anjian.commands.access import allow
from anjian.commands.catalogue import CATALOGUE
from anjian.errors import AnjianError
from anjian.evidence.add import AttachEvidence
from anjian.evidence.keep import Incoming, keep
from anjian.evidence.model import Upload
from anjian.evidence.store import Files
from anjian.settings import Settings
from anjian.words import Title
from anjian_schema.compiler.globalid import SEPARATOR
from anjian_schema.engine import Engine
from anjian_schema.server.bearer import bearer
from anjian_schema.server.bodies import require_plain
from anjian_schema.server.problems import BodyTooSlow
from anjian_schema.server.responses import Reader, written

PATIENCE = 600.0  # seconds for a whole file, over a line in the field
AROUND = 64 * 1024  # bytes of a form that are not the file itself
FORM = b"multipart/form-data"


class FileTooLarge(AnjianError):
    code = "FILE_TOO_LARGE"
    words = Title(
        "文件最多 {limit} 字节；请压缩后再上传，或请管理员调整 ANJIAN_MAX_FILE_BYTES",
        "a file may hold {limit} bytes: make it smaller, or have the operator raise ANJIAN_MAX_FILE_BYTES",
    )


class UploadUnreadable(AnjianError):
    code = "UPLOAD_UNREADABLE"
    words = Title(
        "请以 multipart/form-data 上传一个名为 file 的文件；收到的不完整或格式有误，没有保存",
        "send one file named file as multipart/form-data; what came was cut off or malformed, and nothing was kept",
    )


class Uploads:
    """What arrives here belongs to nobody's record yet."""

    def __init__(self, engine: Engine, settings: Settings, files: Files) -> None:
        self.engine, self.settings, self.files = engine, settings, files

    async def respond(self, request: Request) -> Response:
        reader = Reader.of(request.scope, self.settings.language)
        viewer = await bearer(self.engine, request.scope, reader.language)
        allow(viewer, CATALOGUE[AttachEvidence].roles)
        form = await self._form(request)
        try:
            given, now = incoming(form, self.settings.max_file_bytes), datetime.now(UTC)
            upload = await keep(self.engine.database.sessions, self.files, viewer, given, now)
        finally:
            await form.close()
        return written(orjson.dumps(told(upload)), 201, reader, {})

    async def _form(self, request: Request) -> FormData:
        stream = whole(limited(request, self.settings.max_file_bytes), closing(request.headers))
        try:
            async with asyncio.timeout(PATIENCE):
                return await MultiPartParser(request.headers, stream, max_files=1, max_fields=0).parse()
        except (MultiPartException, ClientDisconnect) as error:
            raise UploadUnreadable from error
        except TimeoutError as error:
            raise BodyTooSlow(seconds=f"{PATIENCE:g}") from error


async def limited(request: Request, limit: int) -> AsyncGenerator[bytes, None]:
    """The body, until it is known to be too large."""
    require_plain(request.headers.get("content-encoding", "").encode("latin-1"))
    announced, came = request.headers.get("content-length", ""), 0
    if announced.isdigit() and int(announced) > limit + AROUND:
        raise FileTooLarge(limit=limit)
    async for piece in request.stream():
        came += len(piece)
        if came > limit + AROUND:
            raise FileTooLarge(limit=limit)
        yield piece


def closing(headers: Headers) -> bytes:
    """With what the form has to end."""
    kind, options = parse_options_header(headers.get("content-type", ""))
    boundary = options.get(b"boundary")
    if kind != FORM or not boundary:
        raise UploadUnreadable
    return b"--" + boundary + b"--"


async def whole(body: AsyncIterator[bytes], end: bytes) -> AsyncGenerator[bytes, None]:
    """The body, or an error for one that stopped short of its end: the parser would take it for finished."""
    tail = b""
    async for piece in body:
        tail = (tail + piece)[-len(end) - 8 :]
        yield piece
    if not tail.rstrip().endswith(end):
        raise UploadUnreadable


def incoming(form: FormData, limit: int) -> Incoming:
    return incoming_of(form.get("file"), limit)


def incoming_of(file: Any, limit: int) -> Incoming:
    if not isinstance(file, UploadFile):
        raise UploadUnreadable
    size = file.size or 0
    if size > limit:
        raise FileTooLarge(limit=limit)
    return Incoming(file.filename or "", Headers(raw=file.headers.raw).get("content-type", ""), file.file, size)


def told(upload: Upload) -> dict[str, Any]:
    return {
        "id": f"Upload{SEPARATOR}{upload.id}",
        "name": upload.name,
        "mediaType": upload.media_type,
        "size": upload.size,
        "sha256": upload.sha256,
    }
