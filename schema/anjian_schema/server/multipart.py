"""The GraphQL multipart request: a command with its files in one request, as upload links of clients send it.

https://github.com/jaydenseric/graphql-multipart-request-spec. Each file is kept as ``POST /files`` keeps it, and the id
of what was kept takes the place of the null that stands for it. No site can make a browser send this by itself: it
needs the token in a header.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from starlette.datastructures import FormData, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import ClientDisconnect, Request
from starlette.types import Receive, Scope

from anjian.access.viewer import Viewer
from anjian.commands.access import allow
from anjian.commands.catalogue import CATALOGUE
from anjian.errors import AnjianError
from anjian.evidence.add import AttachEvidence
from anjian.evidence.keep import keep
from anjian.evidence.store import Files
from anjian.settings import Settings
from anjian.words import Title
from anjian_schema.compiler.globalid import SEPARATOR
from anjian_schema.engine import Engine, Operation
from anjian_schema.server.bodies import operation_of, parsed
from anjian_schema.server.persisted import Persisted
from anjian_schema.server.problems import BodyNotObject, BodyTooSlow
from anjian_schema.server.uploads import FORM, PATIENCE, UploadUnreadable, closing, incoming_of, limited, whole

MOST = 10  # files of one request


class MultipartWrong(AnjianError):
    code = "MULTIPART_WRONG"
    words = Title(
        "不符合 GraphQL multipart 请求：{reason_zh}；没有保存任何文件",
        "this is no GraphQL multipart request: {reason_en}; no file was kept",
    )


def is_form(headers: Mapping[bytes, bytes]) -> bool:
    return headers.get(b"content-type", b"").partition(b";")[0].strip().lower() == FORM


@dataclass(frozen=True, slots=True)
class Multipart:
    """Reads such requests."""

    engine: Engine
    settings: Settings
    files: Files
    persisted: Persisted

    async def operation(self, scope: Scope, receive: Receive, viewer: Viewer) -> Operation:
        allow(viewer, CATALOGUE[AttachEvidence].roles)
        form = await self._form(Request(scope, receive))
        try:
            operations, places = read(form)
            for key, paths in places.items():
                kept = await self._kept(form[key], viewer)
                for path in paths:
                    put(operations, path, kept)
        finally:
            await form.close()
        return operation_of(operations, self.persisted)

    async def _kept(self, file: Any, viewer: Viewer) -> str:
        given = incoming_of(file, self.settings.max_file_bytes)
        upload = await keep(self.engine.database.sessions, self.files, viewer, given, datetime.now(UTC))
        return f"Upload{SEPARATOR}{upload.id}"

    async def _form(self, request: Request) -> FormData:
        stream = whole(limited(request, MOST * self.settings.max_file_bytes), closing(request.headers))
        parser = MultiPartParser(
            request.headers, stream, max_files=MOST, max_fields=2, max_part_size=self.settings.max_body_bytes
        )
        try:
            async with asyncio.timeout(PATIENCE):
                return await parser.parse()
        except (MultiPartException, ClientDisconnect) as error:
            raise UploadUnreadable from error
        except TimeoutError as error:
            raise BodyTooSlow(seconds=f"{PATIENCE:g}") from error


def read(form: FormData) -> tuple[dict[str, Any], Mapping[str, list[str]]]:
    """What is asked, and where each file belongs: all of it checked before the first file is kept."""
    operations, places = (
        parsed(text) if isinstance(text := form.get(name), str) else None for name in ("operations", "map")
    )
    if not isinstance(operations, dict):
        raise BodyNotObject
    if not isinstance(places, dict) or not all(map(is_paths, places.values())):
        raise MultipartWrong(reason_zh="map 应为 {文件名: [路径]}", reason_en="map is {file: [path]}")
    for key, paths in places.items():
        if not isinstance(form.get(key), UploadFile):
            raise MultipartWrong(reason_zh=f"没有文件 {key[:40]}", reason_en=f"there is no file {key[:40]}")
        for path in paths:
            if found(operations, path) is not None:
                raise MultipartWrong(
                    reason_zh=f"{path[:80]} 应为 null", reason_en=f"null stands for the file at {path[:80]}"
                )
    return operations, places


def is_paths(paths: Any) -> bool:
    return isinstance(paths, list) and all(isinstance(path, str) for path in paths)


def steps(path: str) -> Iterator[str | int]:
    for step in path.split("."):
        yield int(step) if step.isdecimal() and len(step) < 6 else step


def holder(operations: Any, path: str) -> tuple[Any, Any]:
    """What holds the place, and the place within it."""
    *before, last = steps(path)
    at = operations
    try:
        for step in before:
            at = at[step]
        at[last]  # it has to be there, and to be null
    except (KeyError, IndexError, TypeError):
        raise MultipartWrong(reason_zh=f"没有 {path[:80]}", reason_en=f"there is nothing at {path[:80]}") from None
    return at, last


def found(operations: Any, path: str) -> Any:
    at, last = holder(operations, path)
    return at[last]


def put(operations: Any, path: str, value: str) -> None:
    at, last = holder(operations, path)
    at[last] = value
