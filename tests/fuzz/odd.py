"""What nobody expects: JSON of any form, other addresses, methods and headers, and bytes by chance."""

from __future__ import annotations

import json
from random import Random
from typing import Any
from urllib.parse import quote

from tests.fuzz.wire import Whole
from tests.schema.exact.difficult import TEXTS

ODD: tuple[Any, ...] = (
    *(None, True, 0, -1, 2**31, 2**63, -(2**64), 10**400, 1e308, 0.1),
    *("", "null", "Hazard:1", "\x00", "\ud800", "x" * 3000),
    *TEXTS,
)
METHODS = ("GET", "GET", "GET", "HEAD", "PUT", "OPTIONS", "BREW", *["POST"] * 9)
PATHS = (
    *("/", "/graphql", "/graphql/", "/files", "/files/Upload:1", "/files/%00", "/health", "/ready", "/%", "/nope"),
    *("/reports", "/reports/7QK2M-0ZV8P-C4H1T-W93EA", "/reports/%ff", "/reports/%00"),
    *("/wall/c0", "/wall/%F0%9F%98%80", "/wall/%00", "/page/query.js", "/page/%2e%2e/x", "/page/%00"),
)
TYPES = (
    *("application/json", "application/graphql-response+json", "text/event-stream", "text/html", "*/*", "image/png"),
    *("multipart/form-data; boundary=x", "multipart/form-data", "x"),
)
HEADERS = (
    *("authorization", "accept", "content-type", "accept-language", "accept-encoding", "content-encoding", "origin"),
    *("host", "anjian-assignment", "anjian-purpose", "last-event-id", "if-none-match", "range", "cookie"),
    *("x-forwarded-for", "expect", "content-length", "transfer-encoding", "connection", "upgrade"),
)
SAID = (
    *("", "x", "\xff\xfe", "a" * 9000, "gzip", "chunked", "bytes=0-1", "RoleAssignment:1", "q=;;,", "zh;q=x", "Bearer"),
    "7",
)


def anything(random: Random, depth: int = 3) -> Any:
    match random.randrange(6 if depth else 4):
        case 4:
            return [anything(random, depth - 1) for _ in range(random.randrange(4))]
        case 5:
            return {str(random.choice(ODD))[:20]: anything(random, depth - 1) for _ in range(random.randrange(3))}
    return random.choice(ODD)


def request(random: Random, operation: dict[str, Any], token: str) -> Whole:
    """An operation with anything about it changed: its members, its headers, its method, its address."""
    said = dict(operation)
    for _ in range(random.randrange(3)):
        said[random.choice(("query", "variables", "operationName", "extensions", "documentId"))] = anything(random)
    body = json.dumps(random.choice((said, said, said, [said], anything(random)))).encode()
    headers = {"authorization": f"Bearer {token}", "content-type": "application/json"}
    for _ in range(random.randrange(4)):
        name = random.choice(HEADERS[:14])
        headers[name] = random.choice((*TYPES, *SAID))
    method = random.choice(METHODS)
    query = "?" + "&".join(f"{name}={quote(parameter(value))}" for name, value in said.items())
    path = random.choice((*PATHS, *["/graphql"] * 12)) + (query[:30_000] if method == "GET" else "")
    return Whole(method, path, headers, body)


def parameter(value: Any) -> bytes:
    """Of an address: a text as it is, anything else as JSON."""
    return (value if isinstance(value, str) else json.dumps(value)).encode("utf-8", "replace")


def raw(random: Random, operation: dict[str, Any], token: str) -> bytes:
    """Bytes for the wire: a whole request of which some are changed, or none that anybody would send."""
    whole = request(random, operation, token)
    head = {"host": "x", "content-length": str(len(whole.body)), **whole.headers}
    for _ in range(random.randrange(3)):
        head[random.choice(HEADERS)] = random.choice((*SAID, str(random.choice((-1, 0, 3, 2**40)))))
    lines = [f"{whole.method} {whole.path} HTTP/1.1", *(f"{name}: {value}" for name, value in head.items())]
    sent = bytearray("\r\n".join(lines).encode("utf-8", "replace") + b"\r\n\r\n" + whole.body)
    for _ in range(random.randrange(3)):
        at = random.randrange(len(sent))
        sent[at : at + random.randrange(3)] = random.randbytes(random.randrange(4))
    return bytes(sent[: random.choice((len(sent), len(sent), random.randrange(len(sent))))])
