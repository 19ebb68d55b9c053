"""A Chromium that reaches nothing but this machine, driven by its own protocol."""

from __future__ import annotations

import asyncio
import base64
import json
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx2
from websockets.asyncio.client import ClientConnection, connect

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
    " --disable-component-update --disable-sync --remote-debugging-port=0 --window-size=1280,800"
)
OFFLINE = "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1"
PATIENCE = 40.0  # seconds


class Page:
    """One tab."""

    def __init__(self, connection: ClientConnection) -> None:
        self.connection, self.sent = connection, 0
        self.failed: list[str] = []  # requests and scripts that did

    async def call(self, method: str, **parameters: Any) -> Any:
        self.sent += 1
        await self.connection.send(json.dumps({"id": self.sent, "method": method, "params": parameters}))
        while True:
            told = json.loads(await self.connection.recv())
            if told.get("id") == self.sent:
                return told["result"]
            self.note(told)

    def note(self, told: Any) -> None:
        if told.get("method") in ("Network.loadingFailed", "Runtime.exceptionThrown", "Log.entryAdded"):
            self.failed.append(json.dumps(told["params"]))

    async def open(self, url: str) -> None:
        for domain in ("Page", "Runtime", "Network", "Log"):
            await self.call(f"{domain}.enable")
        await self.call("Page.navigate", url=url)

    async def value(self, script: str) -> Any:
        found = await self.call("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        return found["result"].get("value")

    async def until(self, script: str) -> Any:
        async with asyncio.timeout(PATIENCE):
            while not (found := await self.value(script)):  # noqa: ASYNC110 - the page has it
                await asyncio.sleep(0.2)
            return found

    async def text(self) -> str:
        return str(await self.value("document.body.innerText"))

    async def picture(self) -> bytes:
        return base64.b64decode((await self.call("Page.captureScreenshot"))["data"])


@asynccontextmanager
async def browsing(profile: Path, language: str = "zh-CN") -> AsyncIterator[Page]:
    command = [str(CHROMIUM), *FLAGS.split(), OFFLINE, f"--user-data-dir={profile}", f"--accept-lang={language}"]
    null = asyncio.subprocess.DEVNULL
    process = await asyncio.create_subprocess_exec(*command, "about:blank", stdout=null, stderr=null)
    try:
        port = await started(profile / "DevToolsActivePort")
        async with httpx2.AsyncClient() as client:
            tabs = (await client.get(f"http://127.0.0.1:{port}/json/list")).json()
        tab = next(each for each in tabs if each["type"] == "page")
        async with connect(tab["webSocketDebuggerUrl"], max_size=None) as connection:
            yield Page(connection)
    finally:
        process.terminate()
        await process.wait()


async def started(file: Path) -> str:
    async with asyncio.timeout(PATIENCE):
        while not (port := written(file)):  # noqa: ASYNC110 - another process writes it
            await asyncio.sleep(0.1)
    return port


def written(file: Path) -> str:
    lines = file.read_text().splitlines() if file.exists() else []
    return lines[0] if lines else ""
