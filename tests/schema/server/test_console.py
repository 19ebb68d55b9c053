"""The console in a browser without the internet: a demonstration token, a query, its answer, the documentation."""

from __future__ import annotations

import asyncio
import os
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from anjian.access.model import Role
from anjian.demo.tokens import ZHENGZHOU, Token
from anjian.settings import Settings
from anjian.words import Title
from anjian_schema.engine import Engine
from anjian_schema.server.console import BUILT
from tests.clients.npm import installed, ran
from tests.schema.server.browser import CHROMIUM, browsing
from tests.schema.server.served import served

CONSOLE = Path(__file__).parents[3] / "console"
DEMO = (Token(Title("郑州监管人员", "supervisor"), ZHENGZHOU, Role.DEPARTMENT, Title("郑州", "Zhengzhou")),)
RUN = "document.querySelector('.graphiql-execute-button').click() ?? true"
ANSWER = "document.querySelector('.result-window')?.innerText"


@pytest.fixture(scope="module", autouse=True)
def built() -> None:
    """As ``make console`` builds it."""
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine: apt-get install chromium")
    installed(CONSOLE)
    ran(CONSOLE, str(shutil.which("npm")), "run", "build", "--silent")
    assert BUILT.joinpath("console.js").is_file()


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def address(engine: Engine, settings: Settings, campaign_url: str) -> AsyncIterator[str]:
    async with served(engine, campaign_url, settings, DEMO) as found:
        yield found


async def test_the_console_works_without_the_internet(address: str, tmp_path: Path) -> None:
    """Nothing is asked of another host, and nothing that is asked fails; the schema explains itself in Chinese."""
    async with browsing(tmp_path) as page:
        await page.open(f"{address}/console")
        await page.until("document.querySelector('.graphiql-doc-explorer')?.innerText.includes('Query')")
        assert "郑州监管人员" in await page.text()
        await page.until("!!document.querySelector('.graphiql-execute-button')")
        await page.value(RUN)
        answer = await page.until(f"{ANSWER}?.includes('totalCount') && {ANSWER}")
        assert "有限公司" in answer or "示例" in answer
        await page.value(
            "[...document.querySelectorAll('.graphiql-doc-explorer a')].find(a => a.innerText === 'Query').click()"
        )
        await page.until("document.querySelector('.graphiql-doc-explorer')?.innerText.includes('监管对象')")
        asked = "performance.getEntriesByType('resource').map(e => new URL(e.name).origin)"
        assert set(await page.value(asked)) <= {address}
        assert page.failed == []
        picture = await page.picture()
    if place := os.environ.get("ANJIAN_SCREENSHOT"):  # for the README
        await asyncio.to_thread(Path(place).write_bytes, picture)
