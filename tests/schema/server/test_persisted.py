"""Documents by their hash: remembered once sent, or listed, and then nothing else is run."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx2
import pytest

from anjian.settings import Settings
from anjian_schema.engine import Engine
from anjian_schema.server.app import create_app
from anjian_schema.server.persisted import ManifestUnreadable, Persisted, sha256

from .conftest import TOKEN, codes

QUERY = "{ __typename }"


@asynccontextmanager
async def asking(engine: Engine, url: str, **more: Any) -> AsyncIterator[httpx2.AsyncClient]:
    transport = httpx2.ASGITransport(create_app(engine, Settings(**more), url), raise_app_exceptions=False)
    headers = {"authorization": f"Bearer {TOKEN}"}
    async with httpx2.AsyncClient(transport=transport, base_url="http://anjian.test", headers=headers) as client:
        yield client


def by_hash(of: str, **more: Any) -> dict[str, Any]:
    return {"extensions": {"persistedQuery": {"version": 1, "sha256Hash": sha256(of)}}, **more}


async def test_a_hash_is_enough_once_the_document_came_with_it(desk: Engine, desk_url: str) -> None:
    """Unknown it asks for the text, as Apollo's clients expect; by GET too; a hash of something else is refused."""
    async with asking(desk, desk_url) as client:
        unknown = await client.post("/graphql", json=by_hash(QUERY))
        assert (unknown.status_code, codes(unknown)) == (200, ["PERSISTED_QUERY_NOT_FOUND"])
        assert "PersistedQueryNotFound" in unknown.json()["errors"][0]["message"]
        sent = await client.post("/graphql", json=by_hash(QUERY, query=QUERY))
        known = await client.post("/graphql", json=by_hash(QUERY))
        got = await client.get("/graphql", params={"extensions": json.dumps(by_hash(QUERY)["extensions"])})
        assert sent.json() == known.json() == got.json() == {"data": {"__typename": "Query"}}
        wrong = await client.post("/graphql", json=by_hash("{ nothing }", query=QUERY))
        assert codes(wrong) == ["PERSISTED_QUERY_HASH_WRONG"]


@pytest.mark.parametrize("form", ["apollo", "plain"])
async def test_with_a_manifest_nothing_else_is_run(desk: Engine, desk_url: str, tmp_path: Path, form: str) -> None:
    """A listed document runs by its id, its hash or its text, and so does what our own pages ask."""
    manifest = tmp_path / "manifest.json"
    listed = {"format": "apollo-persisted-query-manifest", "version": 1, "operations": [{"id": "one", "body": QUERY}]}
    manifest.write_text(json.dumps(listed if form == "apollo" else {"one": QUERY}), "utf-8")
    async with asking(desk, desk_url, trusted_documents=manifest) as client:
        for body in ({"documentId": "one"}, by_hash(QUERY), {"query": QUERY}):
            assert (await client.post("/graphql", json=body)).json() == {"data": {"__typename": "Query"}}
        for body in ({"query": "{ viewer { role } }"}, {"documentId": "two"}, {"documentId": "one", "query": "{ a }"}):
            refused = await client.post("/graphql", json=body)
            assert (refused.status_code, codes(refused)) == (403, ["DOCUMENT_NOT_TRUSTED"])
        wall = (await client.get("/page/wall.graphql")).text
        told = await client.post("/graphql", json={"query": wall, "variables": {"code": "x", "below": ["CITY"]}})
        assert told.json()["data"]["campaign"] is None


def test_a_manifest_that_is_none_is_said_at_the_start(tmp_path: Path) -> None:
    for text in ("[]", "{", '{"operations": [{"id": "one"}]}'):
        (tmp_path / "manifest.json").write_text(text, "utf-8")
        with pytest.raises(ManifestUnreadable):
            Persisted(tmp_path / "manifest.json")
