"""What a request just beyond each limit costs a running server, beside an honest one in the same run.

.venv/bin/python -m bench.limits --url http://127.0.0.1:8000 --token demo-supervisor-zhengzhou
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterator, Mapping
from typing import Any

import httpx2

ROUNDS = 9
HONEST = "{ hazards(first: 20) { totalCount nodes { title entity { name } } } }"
HEADERS = {"content-type": "application/json"}


def beyond() -> Iterator[tuple[str, bytes]]:
    """Each limit by its name, and the body of a request that is one more than it takes."""
    yield "body, 1 MiB", b'{"query": "' + b" " * 2**20 + b'"}'
    yield "JSON in JSON, 64", b'{"query": "{ __typename }", "variables": {"a": ' + b"[" * 64 + b"]" * 64 + b"}}"
    documents = {
        "tokens, 20,000": "{ " + "a " * 20_000 + "}",
        "operations, 50": " ".join(f"query q{n} {{ __typename }}" for n in range(51)),
        "fragments, 100": spread(101),
        "aliases, 2,000": "{ " + " ".join(f"a{n}: __typename" for n in range(2_001)) + " }",
        "directives, 500": "{ __typename " + "@include(if: true) " * 501 + "}",
        "fields opened, 10,000": doubling(14),
        "pairs of one key, 50,000": "{ " + "__typename " * 320 + "}",
        "__schema, 10": "{ " + " ".join(f"a{n}: __schema {{ __typename }}" for n in range(11)) + " }",
        "objects in objects, 20": nested(11),
        "conditions, 1,000": either(1_001),
        "rows along a path, 10,000": lists(
            1, "entity { hazards(first: 100) { nodes { entity { hazards(first: 100) { nodes { id } } } } } }"
        ),
        "rows of all lists, 100,000": lists(30, "entity { hazards(first: 50) { nodes { id } } }"),
    }
    yield from ((name, body(document)) for name, document in documents.items())
    yield "none: 5,000 values of one list", body(among(5_000))


def body(document: str) -> bytes:
    return json.dumps({"query": document}).encode()


def spread(count: int) -> str:
    fragments = " ".join(f"fragment f{n} on Query {{ __typename }}" for n in range(count))
    return "{ " + " ".join(f"...f{n}" for n in range(count)) + " } " + fragments


def doubling(steps: int) -> str:
    """Each fragment spreads the next twice: a few hundred characters that open into thousands of fields."""
    inner = (f"fragment f{n} on Query {{ ...f{n + 1} ...f{n + 1} }}" for n in range(steps))
    return f"{{ ...f0 }} {' '.join(inner)} fragment f{steps} on Query {{ __typename }}"


def nested(steps: int) -> str:
    step = "hazards(first: 1) { nodes { entity { "
    return "{ " + step * steps + "id" + " } } }" * steps + " }"


def either(count: int) -> str:
    conditions = ", ".join(f'{{ title: {{ eq: "{n}" }} }}' for n in range(count))
    return f"{{ hazards(filter: {{ OR: [{conditions}] }}) {{ totalCount }} }}"


def among(count: int) -> str:
    values = ", ".join(f'"{n}"' for n in range(count))
    return f"{{ hazards(filter: {{ title: {{ in: [{values}] }} }}) {{ totalCount }} }}"


def lists(count: int, inner: str) -> str:
    return "{ " + " ".join(f"l{n}: hazards(first: 100) {{ nodes {{ {inner} }} }}" for n in range(count)) + " }"


def asked(client: httpx2.Client, content: bytes) -> tuple[float, httpx2.Response]:
    began = time.perf_counter()
    answer = client.post("/graphql", content=content)
    return (time.perf_counter() - began) * 1000, answer


def told(answer: httpx2.Response) -> str:
    errors: list[Mapping[str, Any]] = answer.json().get("errors", [])
    return ", ".join(sorted({each["extensions"]["code"] for each in errors})) or "answered"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--url", default="http://127.0.0.1:8000")
    parser.add_argument("--token", default="demo-supervisor-zhengzhou")
    given = parser.parse_args()
    headers = {**HEADERS, "authorization": f"Bearer {given.token}"}
    with httpx2.Client(base_url=given.url, headers=headers, timeout=60) as client:
        asked(client, body(HONEST))
        honest = min(asked(client, body(HONEST))[0] for _ in range(ROUNDS))
        print("| 上限 limit | 状态 status | code | ms | 比 ratio |\n|---|---:|---|---:|---:|")
        print(f"| honest | 200 | | {honest:.1f} | 1 |")
        for name, content in beyond():
            first, answer = asked(client, content)
            print(
                f"| {name} | {answer.status_code} | `{told(answer)}` | {first:.1f} | {first / honest:.1f} |", flush=True
            )


if __name__ == "__main__":
    main()
