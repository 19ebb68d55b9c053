from __future__ import annotations

import json
import re
from typing import Any

import httpx2
import pytest

from anjian.access.model import Role
from anjian.demo.tokens import Token
from anjian.words import Language, Title
from anjian_schema.engine import Engine, Operation
from anjian_schema.server.query_page import QueryPage, examples
from tests.portal import ZHENGZHOU

BROWSER = {"accept": "text/html,application/xhtml+xml,*/*;q=0.8", "accept-language": "en"}


def given(html: str) -> Any:
    found = re.search(r'<script type="application/json" id="given">(.*?)</script>', html, re.DOTALL)
    assert found
    return json.loads(found[1])


async def test_a_browser_gets_the_page_without_a_token(client: httpx2.AsyncClient) -> None:
    """In the reader's language, and without a token to use: only the demonstration offers any."""
    response = await client.get("/graphql?query={x}", headers=BROWSER)
    assert (response.status_code, response.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert '<html lang="en">' in response.text
    assert given(response.text)["tokens"] == []


async def test_the_root_leads_to_the_page(client: httpx2.AsyncClient) -> None:
    """Whoever types the address alone gets there."""
    response = await client.get("/", headers=BROWSER, follow_redirects=True)
    assert response.url.path == "/graphql"


async def test_the_page_works_without_the_internet(client: httpx2.AsyncClient) -> None:
    """Every file it names is served here, and no file names another host."""
    html = (await client.get("/graphql", headers=BROWSER)).text
    named = re.findall(r'(?:src|href)="([^"]+)"', html)
    assert {"/page/query.css", "/page/query.js", "/page/icon.svg"} <= set(named)
    for path in named:
        assert path.startswith("/")
        file = await client.get(path)
        assert file.status_code == 200
        assert not re.findall(r"https?://(?!www\.w3\.org/2000/svg)", file.text)


def test_tokens_of_the_demonstration_are_offered() -> None:
    """With whose they are and how far they reach; words cannot break out of the data they stand in."""
    label = Title("</script><b>", "Supervisor")
    html = bytes(
        QueryPage((Token(label, "demo", Role.DEPARTMENT, Title("全国", "nation")),)).response(Language.ZH).body
    )
    expected = {"title": {"zh": label.zh, "en": label.en}, "scope": {"zh": "全国", "en": "nation"}, "token": "demo"}
    assert given(html.decode())["tokens"] == [expected]


def test_every_word_of_the_page_is_said_twice() -> None:
    """As often in Chinese as in English."""
    html = bytes(QueryPage().response(Language.ZH).body).decode()
    assert html.count('<span lang="zh">') == html.count('<span lang="en">') > 5


@pytest.mark.parametrize("example", list(examples()), ids=lambda example: example.title.en)
async def test_every_example_has_an_answer(engine: Engine, example: Any) -> None:
    """Each is asked of the demonstration as it stands; it finds rows, and none is an error."""
    viewer = await engine.viewer(ZHENGZHOU, Language.EN)
    reply = await engine.answer(Operation(example.query), viewer)
    answer = json.loads(reply.body)
    assert "errors" not in answer, answer["errors"]
    assert any(lists(answer["data"]))


def lists(value: Any) -> list[list[Any]]:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else []
    return [value] * isinstance(value, list) + [found for each in inner for found in lists(each)]
