"""Every body somebody could send gets a code; none gets a 500."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from typing import Any

import httpx2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from anjian.commands.texts import TextUnstorable
from anjian_schema.engine import Engine
from anjian_schema.server import bodies
from anjian_schema.server.persisted import Persisted
from anjian_schema.server.problems import BodyTooDeep, BodyTooSlow, ParameterWrong

from .conftest import TOKEN, Ask, codes

DEEP = b'{"query": "{ viewer { role } }", "variables": ' + b'{"a":' * 200 + b"1" + b"}" * 200 + b"}"


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"", "BODY_NOT_JSON"),
        (b"{", "BODY_NOT_JSON"),
        (b"query { viewer { role } }", "BODY_NOT_JSON"),
        (b'{"query": "\xff"}', "BODY_NOT_JSON"),
        ('{"query": "郑州"}'.encode("gbk"), "BODY_NOT_JSON"),
        (b'{"query": "\\ud800"}', "BODY_NOT_JSON"),
        (b'{"query": NaN}', "BODY_NOT_JSON"),
        (b'{"variables": {"a": 1e999}}', "BODY_NOT_JSON"),
        (b"[" * 2_000, "BODY_NOT_JSON"),
        (b"null", "BODY_NOT_OBJECT"),
        (b"7", "BODY_NOT_OBJECT"),
        (b'"x"', "BODY_NOT_OBJECT"),
        (b'[{"query": "{ viewer { role } }"}]', "BODY_NOT_OBJECT"),
        (b"{}", "PARAMETER_WRONG"),
        (b'{"query": null}', "PARAMETER_WRONG"),
        (b'{"query": ["{ viewer { role } }"]}', "PARAMETER_WRONG"),
        (b'{"query": "{ viewer { role } }", "variables": "{}"}', "PARAMETER_WRONG"),
        (b'{"query": "{ viewer { role } }", "variables": [1]}', "PARAMETER_WRONG"),
        (b'{"query": "{ viewer { role } }", "operationName": 1}', "PARAMETER_WRONG"),
        (DEEP, "BODY_TOO_DEEP"),
        (b'{"query": "{ \\u0000 }"}', "TEXT_UNSTORABLE"),
        (b'{"query": "{ viewer { role } }", "operationName": "\\u0000"}', "TEXT_UNSTORABLE"),
    ],
)
async def test_a_body_that_is_no_operation(post: Ask, body: bytes, code: str) -> None:
    """400 for every reader, with the code that says which part to mend."""
    for accept in ("application/json", "application/graphql-response+json"):
        response = await post(body, headers={"accept": accept})
        assert (response.status_code, codes(response)) == (400, [code])


@pytest.mark.parametrize(
    ("variables", "path"),
    [
        ({"a": "x\0"}, ["variables", "a"]),
        ({"a": [{"b": "\0"}]}, ["variables", "a", "0", "b"]),
        ({"a\0": 1}, ["variables"]),
    ],
)
async def test_a_nul_is_found_wherever_it_is(post: Ask, variables: dict[str, Any], path: list[str]) -> None:
    """PostgreSQL keeps no NUL in text, so the path to it is told before anything is done."""
    response = await post(query="{ viewer { role } }", variables=variables)
    error = response.json()["errors"][0]["extensions"]
    assert (response.status_code, error) == (400, {"code": "TEXT_UNSTORABLE", "argument": path})


@pytest.mark.parametrize(
    "parameters",
    [
        {"query": "{ viewer { role } }", "variables": "{"},
        {"query": "{ viewer { role } }", "variables": "7"},
        {"query": "{ viewer { role } \0}"},
        {"variables": "{}"},
    ],
)
async def test_an_address_that_is_no_operation(client: httpx2.AsyncClient, parameters: dict[str, str]) -> None:
    """The same rules hold for GET."""
    response = await client.get("/graphql", params=parameters, headers={"authorization": f"Bearer {TOKEN}"})
    assert response.status_code == 400
    assert codes(response)[0] in {"BODY_NOT_JSON", "PARAMETER_WRONG", "TEXT_UNSTORABLE"}


JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)
BODIES = st.fixed_dictionaries(
    {}, optional={"query": JSON_VALUES | st.just("{ viewer { role } }"), "variables": JSON_VALUES, "x": JSON_VALUES}
)


@settings(max_examples=100, deadline=None)
@given(body=BODIES)
def test_any_object_is_an_operation_or_a_coded_error(body: dict[str, Any]) -> None:
    """Whatever its members hold, nothing else comes out."""
    with suppress(ParameterWrong, TextUnstorable, BodyTooDeep):
        assert bodies.operation_of(body, Persisted()).query == body["query"]


@pytest.mark.parametrize("levels", [30, 300, 3_000])
async def test_a_document_nested_without_end(post: Ask, levels: int) -> None:
    """A request error like any other."""
    response = await post(query="{a" * levels + "}" * levels, headers={"accept": "application/graphql-response+json"})
    assert (response.status_code, codes(response)[0].startswith("GRAPHQL_")) == (400, True)


async def test_a_body_that_stops_halfway_is_not_waited_for(
    client: httpx2.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """408 after a time, so that stalled clients hold nothing open."""
    monkeypatch.setattr(bodies, "PATIENCE", 0.05)

    async def stalling() -> AsyncIterator[bytes]:
        yield b'{"query": '
        await asyncio.sleep(5)

    headers = {"authorization": f"Bearer {TOKEN}", "content-type": "application/json"}
    response = await client.post("/graphql", content=stalling(), headers=headers)
    assert (response.status_code, codes(response)) == (408, [BodyTooSlow.code])


async def test_a_fault_of_ours_tells_nothing_of_our_insides(
    post: Ask, desk: Engine, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """500 with a trace id that the log knows; the reason stays in the log."""

    async def broken(*_: object, **__: object) -> None:
        raise RuntimeError("the combination of the safe is 1-2-3")

    monkeypatch.setattr(desk, "answer", broken)
    response = await post(query="{ viewer { role } }")
    extensions = response.json()["errors"][0]["extensions"]
    assert (response.status_code, extensions["code"]) == (500, "INTERNAL")
    assert "safe" not in response.text
    assert extensions["traceId"] in caplog.text
    assert response.headers["x-content-type-options"] == "nosniff"
