"""The wall chart of Zhengzhou: what a reader sees in a browser that reaches nothing but the server."""

from __future__ import annotations

import asyncio
import re
import shutil
import subprocess
from collections.abc import AsyncIterator
from pathlib import Path

import httpx2
import pytest
import pytest_asyncio

from anjian.access.model import Role
from anjian.demo.tokens import NATION, Token
from anjian.settings import Settings
from anjian.words import Title
from anjian_schema.engine import Engine
from tests.schema.server.served import served

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
    " --disable-component-update --disable-sync --virtual-time-budget=20000 --dump-dom"
)
OFFLINE = "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1"
DEMO = (Token(Title("演示", "demonstration"), NATION, Role.DEPARTMENT, Title("全国", "nation")),)


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def address(engine: Engine, settings: Settings, campaign_url: str) -> AsyncIterator[str]:
    async with served(engine, campaign_url, settings, DEMO) as found:
        yield found


async def seen(url: str, profile: Path, language: str) -> str:
    """The text of the page once its scripts have run."""
    command = [str(BROWSER), *FLAGS.split(), OFFLINE, f"--user-data-dir={profile}", f"--accept-lang={language}", url]
    run = await asyncio.to_thread(subprocess.run, command, capture_output=True, text=True, timeout=90, check=True)
    return re.sub(r"\s+", " ", re.sub(r"<(script|style).*?</\1>|<[^>]+>", " ", run.stdout, flags=re.DOTALL))


@pytest.mark.skipif(BROWSER is None, reason="no Chromium on this machine: apt-get install chromium")
async def test_the_wall_shows_the_published_figures(address: str, tmp_path: Path) -> None:
    """In Chinese and in English, counted from the records, with the plot drawn and the counties below the city."""
    chinese = await seen(f"{address}/wall/zhengzhou-2019", tmp_path, "zh-CN")
    for words in ("防风险除隐患保平安迎大庆集中行动", "122,302 检查家次", "126,113 排查一般隐患", "160 排查重大隐患"):
        assert words in chinese
    for words in ("297 停产整顿", "1,919 下达整改令", "巩义市", "国庆假期明察暗访", "65,600 元"):
        assert words in chinese
    assert re.search(r"2019-W\d\d", chinese)  # of the plot: the weeks are its axis
    english = await seen(f"{address}/wall/zhengzhou-2019", tmp_path, "en-US")
    assert "126,113 General hazards found" in english
    assert "Hazards found each week, and mended since" in english


@pytest.mark.skipif(BROWSER is None, reason="no Chromium on this machine: apt-get install chromium")
async def test_a_wall_says_what_is_missing(address: str, tmp_path: Path) -> None:
    """An unreadable number is told as such, and a campaign that is not there in a sentence."""
    assert "专业类别 看不清" in await seen(f"{address}/wall/lianhu-2023", tmp_path, "zh-CN")
    assert "没有这个专项行动：nowhere" in await seen(f"{address}/wall/nowhere", tmp_path, "zh-CN")


async def test_everything_on_the_page_is_served_here(address: str) -> None:
    """The page names no other host, runs no script but ours and the library's, and shows nothing without a token."""
    async with httpx2.AsyncClient(base_url=address) as client:
        page = await client.get("/wall/zhengzhou-2019", headers={"accept-language": "en"})
        assert page.status_code == 200
        assert "script-src 'self';" in page.headers["content-security-policy"]
        assert "126" not in re.sub(r"<script.*?</script>", "", page.text, flags=re.DOTALL)
        for path in re.findall(r'(?:src|href)="([^"]+)"', page.text):
            assert path.startswith("/")
            assert (await client.get(path)).status_code == 200
