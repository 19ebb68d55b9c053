"""Kernel locks on files: they end with the process that holds them, so nobody is ever counted who is gone."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import ClassVar

from anjian.errors import AnjianError
from anjian.words import Title


class PlatformUnsupported(AnjianError):
    code: ClassVar[str] = "DATABASE_PLATFORM_UNSUPPORTED"
    words: ClassVar[Title] = Title(
        "内置 PostgreSQL 不支持 {platform}。请把 ANJIAN_DATABASE_URL 设为一个 PostgreSQL 15 至 18 的地址。",
        "The embedded PostgreSQL does not run on {platform}. Set ANJIAN_DATABASE_URL to a PostgreSQL 15 to 18.",
    )


def require_posix() -> None:
    if sys.platform == "win32":
        raise PlatformUnsupported(platform=sys.platform)


@contextmanager
def exclusive(path: Path) -> Iterator[None]:
    """Alone, after waiting for whoever starts or stops the server at this moment."""
    import fcntl  # absent on Windows, where require_posix has already refused

    descriptor = _open(path)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


class UserLock:
    """One user's share in the server. A second share in the same process is a lock of its own."""

    def __init__(self, path: Path) -> None:
        import fcntl

        self._path, self._descriptor = path, _open(path)
        fcntl.flock(self._descriptor, fcntl.LOCK_SH)

    def release(self) -> None:
        """Closed, not unlocked: a forked child that inherited this share keeps it."""
        os.close(self._descriptor)

    def nobody_left(self) -> bool:
        """Whether no share is held by anybody any more; asked under the exclusive start lock."""
        import fcntl

        descriptor = _open(self._path)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        finally:
            os.close(descriptor)
        return True


def _open(path: Path) -> int:
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
