"""What a portal's HTTP client sees: status, media type, headers."""

from __future__ import annotations

from collections.abc import AsyncIterator

import httpx2
import pytest

from .conftest import EXPIRED, LIMIT, TOKEN, Ask, codes

VIEWER = "{ viewer { role } }"
RESPONSE, JSON = "application/graphql-response+json", "application/json"
BEARING = {"authorization": f"Bearer {TOKEN}"}


@pytest.mark.parametrize("accept", [RESPONSE, JSON, "*/*", f"{JSON}, */*;q=0.1"])
async def test_a_query_is_answered_in_the_type_asked_for(post: Ask, accept: str) -> None:
    """200, data, and the media type of the Accept header."""
    response = await post(query=VIEWER, headers={"accept": accept})
    assert (response.status_code, response.json()) == (200, {"data": {"viewer": {"role": "DEPARTMENT"}}})
    expected = JSON if accept.startswith(JSON) else RESPONSE
    assert response.headers["content-type"] == f"{expected}; charset=utf-8"
    assert response.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    ("query", "code"),
    [("{", "GRAPHQL_PARSE_FAILED"), ("{ nothing }", "GRAPHQL_VALIDATION_FAILED"), ("", "GRAPHQL_PARSE_FAILED")],
)
@pytest.mark.parametrize(("accept", "status"), [(RESPONSE, 400), (JSON, 200)])
async def test_a_request_that_cannot_run(post: Ask, query: str, code: str, accept: str, status: int) -> None:
    """400 where the client knows the standard; 200 for plain JSON clients, who would throw the errors away."""
    response = await post(query=query, headers={"accept": accept})
    assert (response.status_code, set(codes(response)), "data" in response.json()) == (status, {code}, False)


@pytest.mark.parametrize(
    ("authorization", "code"),
    [
        (None, "TOKEN_MISSING"),
        ("", "TOKEN_MISSING"),
        ("Bearer ", "TOKEN_MISSING"),
        (f"Basic {TOKEN}", "TOKEN_MISSING"),
        ("Bearer nobody", "WRONG_TOKEN"),
        ("Bearer " + "x" * 5_000, "WRONG_TOKEN"),
        (f"Bearer {EXPIRED}", "TOKEN_EXPIRED"),
    ],
)
async def test_nothing_is_read_without_a_token(post: Ask, authorization: str | None, code: str) -> None:
    """401 with the scheme to use, whatever the body says; even a schema is not told."""
    response = await post(query="{ __schema { types { name } } }", headers={"authorization": authorization})
    assert (response.status_code, codes(response)) == (401, [code])
    assert response.headers["www-authenticate"] == "Bearer"


async def test_the_scheme_of_a_token_has_no_case(post: Ask) -> None:
    """`bearer` is `Bearer`."""
    assert (await post(query=VIEWER, headers={"authorization": f"bearer {TOKEN}"})).status_code == 200


@pytest.mark.parametrize(
    "content_type",
    [None, "", "text/plain", "application/jsonp", "application/json-seq", "application/json; charset=gbk",
     "application/x-www-form-urlencoded", "multipart/mixed; boundary=application/json"],
)  # fmt: skip
async def test_only_json_is_taken(post: Ask, content_type: str | None) -> None:
    """415; a form of another site can never send a command."""
    response = await post(b'{"query": "{ viewer { role } }"}', headers={"content-type": content_type})
    assert (response.status_code, codes(response)) == (415, ["CONTENT_TYPE_WRONG"])


@pytest.mark.parametrize("content_type", ["application/json;charset=UTF-8", 'APPLICATION/JSON; charset="utf-8"'])
async def test_json_in_utf8_may_be_spelled_out(post: Ask, content_type: str) -> None:
    """The charset every JSON has."""
    response = await post(b'{"query": "{ viewer { role } }"}', headers={"content-type": content_type})
    assert response.status_code == 200


async def test_get_reads_and_never_writes(client: httpx2.AsyncClient) -> None:
    """A query by address is answered; a command is refused with 405 and the method that would do."""
    variables = '{"c": "4101"}'
    query = "query R($c: RegionCode!) { region(code: $c) { name } }"
    parameters = {"query": query, "variables": variables, "operationName": "R"}
    read = await client.get("/graphql", params=parameters, headers=BEARING)
    assert read.json() == {"data": {"region": {"name": "郑州市"}}}
    refused = await client.get("/graphql", params={"query": "mutation { __typename }"}, headers=BEARING)
    assert (refused.status_code, codes(refused), refused.headers["allow"]) == (405, ["ONLY_QUERIES"], "POST")


@pytest.mark.parametrize("accept", [JSON, RESPONSE, "*/*"])
async def test_get_without_a_query_says_what_is_missing(client: httpx2.AsyncClient, accept: str) -> None:
    """400, and the name of the parameter."""
    response = await client.get("/graphql", headers={**BEARING, "accept": accept})
    assert (response.status_code, codes(response)) == (400, ["PARAMETER_WRONG"])


async def test_an_answer_nobody_can_take_is_not_made(post: Ask) -> None:
    """406 names the types there are."""
    response = await post(query=VIEWER, headers={"accept": "image/png"})
    assert (response.status_code, codes(response)) == (406, ["NOT_ACCEPTABLE"])


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS"])
async def test_other_methods_are_refused(client: httpx2.AsyncClient, method: str) -> None:
    """405 with the methods that are served."""
    response = await client.request(method, "/graphql")
    assert (response.status_code, codes(response)) == (405, ["METHOD_NOT_ALLOWED"])
    assert set(response.headers["allow"].split(", ")) == {"GET", "HEAD", "POST"}


@pytest.mark.parametrize("path", ["/nope", "/page/..%2fapp.py", "/page/query.html", "/page/", "/docs"])
async def test_there_is_nothing_else(client: httpx2.AsyncClient, path: str) -> None:
    """404 with a code; the package's own files are not served."""
    response = await client.get(path)
    assert (response.status_code, codes(response)) == (404, ["NO_SUCH_ADDRESS"])


async def test_unknown_members_are_passed_over(post: Ask) -> None:
    """Clients send extensions and names of their own."""
    response = await post(query=VIEWER, extensions={"a": [1]}, id=7, variables=None, operationName=None)
    assert response.status_code == 200


async def test_errors_speak_the_readers_language(post: Ask) -> None:
    """Chinese unless English is asked for; the code stays."""
    said = [await post(query=7, headers={"accept-language": language}) for language in ("zh-CN", "en-GB")]
    assert [codes(response) for response in said] == [["PARAMETER_WRONG"]] * 2
    assert [r.json()["errors"][0]["message"] for r in said] == [
        "query 应为：GraphQL 文档（字符串）",
        "query must be a GraphQL document, as a string",
    ]
    assert [response.headers["content-language"] for response in said] == ["zh", "en"]


async def test_every_answer_is_guarded(client: httpx2.AsyncClient) -> None:
    """Pages, files, answers and errors alike: no foreign code, no guessing, no referrer."""
    for path in ("/graphql", "/page/query.js", "/health", "/nope"):
        response = await client.get(path, headers={"accept": "text/html"})
        assert response.headers["x-content-type-options"] == "nosniff"
        assert response.headers["referrer-policy"] == "no-referrer"
        assert response.headers["content-security-policy"].startswith("default-src 'none'; script-src 'self';")


async def test_long_answers_are_zipped(post: Ask) -> None:
    """For clients that can unpack them."""
    response = await post(query="{ __schema { types { name } } }", headers={"accept-encoding": "gzip"})
    assert (response.status_code, response.headers["content-encoding"]) == (200, "gzip")


async def test_a_body_at_the_limit_is_read(post: Ask) -> None:
    """One byte more is 413, told before the body is kept, with or without its length announced."""
    start = b'{"query": "{ viewer { role } }", "x": "'
    at_limit = start + b"x" * (LIMIT - len(start) - 2) + b'"}'
    assert (await post(at_limit)).status_code == 200
    assert codes(await post(at_limit + b" ")) == ["BODY_TOO_LARGE"]


async def test_an_endless_body_is_refused_while_it_arrives(client: httpx2.AsyncClient) -> None:
    """Nobody has to wait for the end of a gigabyte to know that it is too much."""
    sent = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal sent
        while sent < 1_000:
            sent += 1
            yield b" " * 1_000

    headers = {**BEARING, "content-type": "application/json"}
    response = await client.post("/graphql", content=endless(), headers=headers)
    assert (response.status_code, codes(response)) == (413, ["BODY_TOO_LARGE"])
    assert sent < 40
