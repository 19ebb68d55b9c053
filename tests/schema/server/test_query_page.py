from __future__ import annotations

import json
import re
from typing import Any

import httpx2
import pytest

from anjian.access.model import Role
from anjian.demo.tokens import AUDITOR, COMMITTEE_OFFICE, ENTERPRISE, INSPECTOR, LEADER, Token
from anjian.settings import Settings
from anjian.words import Language, Title
from anjian_schema.engine import Engine, Operation
from anjian_schema.server import create_app
from anjian_schema.server.console import of_roles
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


async def test_the_root_is_for_people(client: httpx2.AsyncClient) -> None:
    """Whoever types the address alone is shown where to go, and each of these places is there."""
    response = await client.get("/", headers=BROWSER)
    links = re.findall(r'<a href="([^"]+)"', response.text)
    assert links == ["/console", "/graphql", "/wall/zhengzhou-2019", "/readyz"]
    for link in links:
        assert (await client.get(link, headers=BROWSER, follow_redirects=True)).status_code == 200


async def test_an_operator_may_do_without_pages(desk: Engine, small: Settings, desk_url: str) -> None:
    """The API stays, and says to a browser what it says to a program."""
    app = create_app(desk, small.model_copy(update={"console": False}), desk_url)
    async with httpx2.AsyncClient(transport=httpx2.ASGITransport(app), base_url="http://anjian.test") as bare:
        statuses = [(await bare.get(path, headers=BROWSER)).status_code for path in ("/", "/console", "/graphql")]
    assert statuses == [404, 404, 401]


async def test_the_page_works_without_the_internet(client: httpx2.AsyncClient) -> None:
    """Every file it names is served here, and no file names another host."""
    html = (await client.get("/graphql", headers=BROWSER)).text
    named = re.findall(r'(?:src|href)="([^"]+)"', html)
    assert {"/page/query.css", "/page/query.js", "/page/icon.svg"} <= set(named)
    for path in named:
        assert path.startswith("/")
        file = await client.get(path, headers=BROWSER, follow_redirects=True)
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


TOKENS = {
    "auditor": AUDITOR,
    "committee_office": COMMITTEE_OFFICE,
    "department": ZHENGZHOU,
    "enterprise": ENTERPRISE,
    "inspector": INSPECTOR,
    "leader": LEADER,
}


@pytest.mark.parametrize(("role", "example"), list(of_roles()), ids=[role for role, _ in of_roles()])
async def test_each_role_has_an_example_that_is_answered(engine: Engine, role: str, example: Any) -> None:
    """As it stands, to the demonstration's token of the role."""
    reply = await engine.answer(Operation(example.query), await engine.viewer(TOKENS[role], Language.ZH))
    answer = json.loads(reply.body)
    assert "errors" not in answer, answer["errors"]
    assert lists(answer["data"])
