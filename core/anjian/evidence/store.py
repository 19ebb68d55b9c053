"""Where the content of files lies: a directory by default, S3 or what speaks like it by setting.

What speaks to it takes six megabytes, so it is loaded with the first file.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import datetime
from functools import cached_property
from typing import IO, TYPE_CHECKING, Any
from uuid import UUID

from anjian.errors import AnjianError
from anjian.settings import Settings
from anjian.words import Title

if TYPE_CHECKING:
    from obstore.store import ObjectStore

CHUNK = 256 * 1024  # bytes handed on at once
CONNECTING = ("root_certificate", "proxy_url")  # options of the connection, all others are the storage's own


class FilesUnavailable(AnjianError):
    code = "FILES_UNAVAILABLE"
    words = Title(
        "文件存储暂时不可用，文件没有保存或无法读取；请稍后重试，或联系系统管理员",
        "the storage of files cannot be reached; nothing was kept. Try again shortly, or tell your operator",
    )


class FileLost(AnjianError):
    code = "FILE_LOST"
    words = Title(
        "文件 {id} 有记录，内容却不在文件存储中；请联系系统管理员从备份恢复",
        "the content of the file {id} is not in the storage any more: have your operator restore it from a backup",
    )


class Files:
    """Contents by the id of their upload. Each is written whole or not at all."""

    def __init__(self, open_store: Callable[[], ObjectStore]) -> None:
        self._open = open_store

    @classmethod
    def of(cls, settings: Settings) -> Files:
        """Nothing is touched before the first file."""
        return cls(lambda: opened(settings))

    @cached_property
    def _store(self) -> ObjectStore:
        with reached():
            return self._open()

    async def put(self, id_: UUID, content: IO[bytes]) -> None:
        with reached():
            await self._store.put_async(path(id_), content)

    async def get(self, id_: UUID) -> AsyncIterator[bytes]:
        """The content piece by piece; whether it is there is known before the first."""
        with reached():
            try:
                found = await self._store.get_async(path(id_))
            except FileNotFoundError as error:
                raise FileLost(id=id_) from error
        return (bytes(piece) async for piece in found.stream(CHUNK))

    async def remove(self, id_: UUID) -> None:
        with reached():
            try:
                await self._store.delete_async(path(id_))
            except FileNotFoundError:
                return  # S3 says nothing either

    async def kept_before(self, moment: datetime) -> AsyncIterator[UUID]:
        """What lies there since before this moment."""
        with reached():
            async for page in self._store.list():
                for each in page:
                    id_ = id_of(each["path"])
                    if id_ is not None and each["last_modified"] < moment:
                        yield id_


def opened(settings: Settings) -> ObjectStore:
    from obstore.store import LocalStore, from_url

    if settings.files_url is None:
        return LocalStore(settings.home / "files", mkdir=True)
    url, options = settings.files_url, {n: v.get_secret_value() for n, v in settings.files_options.items()}
    if url.startswith("file:"):
        return LocalStore.from_url(url, mkdir=True)
    config: Any = {name: value for name, value in options.items() if name not in CONNECTING}
    return from_url(url, config=config, client_options=connecting(options))


def connecting(options: Mapping[str, str]) -> Any:
    """How its server is reached; plain HTTP only where the operator wrote it."""
    said: dict[str, Any] = {name: options[name] for name in CONNECTING if name in options}
    return said | {"allow_http": options.get("endpoint", "").startswith("http://")}


def path(id_: UUID) -> str:
    """Spread over directories by the random end of the id: its beginning is the time."""
    return f"{id_.hex[-2:]}/{id_}"


def id_of(path_: str) -> UUID | None:
    """Of a content of ours; whatever else lies there is let be."""
    with suppress(ValueError):
        id_ = UUID(path_.rpartition("/")[2])
        return id_ if path(id_) == path_ else None
    return None


@contextmanager
def reached() -> Iterator[None]:
    """FileNotFoundError passes through untouched to whoever knows what was looked for."""
    try:
        yield
    except FileNotFoundError:
        raise
    except Exception as error:
        from obstore.exceptions import BaseError

        if isinstance(error, BaseError | OSError | ValueError):
            raise FilesUnavailable from error
        raise
