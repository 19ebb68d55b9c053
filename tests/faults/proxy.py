"""Between a server and its database: a socket that passes everything on, until it is cut or falls silent."""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from sqlalchemy.engine import make_url

NAME = ".s.PGSQL.5432"


class Proxy:
    def __init__(self, beyond: Path) -> None:
        self.target = str(beyond / NAME)
        self.folder = Path(tempfile.mkdtemp(prefix="anjian-test-", dir="/tmp"))
        self.whole = True
        self.passing = asyncio.Event()
        self.passing.set()
        self.open: set[asyncio.StreamWriter] = set()

    async def __aenter__(self) -> Proxy:
        self.server = await asyncio.start_unix_server(self.passed, str(self.folder / NAME))
        return self

    async def __aexit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self.cut()
        self.server.close()
        shutil.rmtree(self.folder)

    def beyond(self, url: str) -> str:
        return make_url(url).update_query_dict({"host": str(self.folder)}).render_as_string(hide_password=False)

    def cut(self) -> None:
        self.whole = False
        for writer in self.open:
            writer.transport.abort()

    def silence(self) -> None:
        """Nothing is refused and nothing arrives, as when a firewall forgets or a cable is pulled."""
        self.passing.clear()

    def mend(self) -> None:
        self.whole = True
        self.passing.set()

    async def passed(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if not self.whole:
            writer.transport.abort()
            return
        there, back = await asyncio.open_unix_connection(self.target)
        both = {writer, back}
        self.open |= both
        with suppress(OSError):
            await asyncio.gather(self.copied(reader, back), self.copied(there, writer))
        self.open -= both

    async def copied(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError):
            while data := await reader.read(65536):
                await self.passing.wait()
                writer.write(data)
                await writer.drain()
        writer.close()
