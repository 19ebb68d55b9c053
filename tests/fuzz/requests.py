"""Requests by chance: documents that fit the schema, commands with any values, damaged texts, and mere bytes."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from random import Random
from typing import Any, NamedTuple

from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLSchema,
    get_named_type,
    is_required_input_field,
)

from tests.schema.compiler.test_statements import HOSTILE
from tests.schema.exact.documents import document
from tests.schema.exact.supply import VALUES, Supply

JSON, RESPONSE = "application/json", "application/graphql-response+json"
ACCEPTED = (JSON, RESPONSE, "*/*", "text/html", "image/png", "text/event-stream, application/json", "")
TYPES = (JSON, JSON, JSON, "application/json; charset=utf-8", "application/json; charset=gbk", "text/plain", "")
WRONG = (None, True, -1, 0, 2**40, 1.5, "", "x" * 300, [], {}, [[]], {"a": 1}, "\u2028", "9999-99-99", "Entity:x")
SNIPPETS = (
    "{",
    "}",
    "(",
    ")",
    "$",
    "@",
    "...",
    ":",
    "!",
    '"',
    "#",
    "\n",
    "\ufeff",
    "query",
    "fragment X on",
    "null",
    "é",
    "&",
)
LOCKING_OUT = ("revokeToken", "revokeAssignment", "closeAccount")  # whoever is shut out asks nothing more


class Request(NamedTuple):
    method: str
    body: bytes
    headers: Mapping[str, str]


class Fuzzer:
    def __init__(self, random: Random, schema: GraphQLSchema, supply: Supply, tokens: tuple[str, ...]) -> None:
        self.random, self.schema, self.supply, self.tokens = random, schema, supply, tokens

    def request(self) -> Request:
        make = self.random.choice(
            (self.read, self.read, self.command, self.command, self.command, self.damaged, self.raw)
        )
        return make()

    def sent(self, body: Any, **more: str) -> Request:
        headers = {"content-type": JSON, "accept": self.random.choice((JSON, RESPONSE)), **self.bearing(), **more}
        return Request("POST", json.dumps(body).encode(), headers)

    def bearing(self) -> dict[str, str]:
        language = {"accept-language": self.random.choice(("zh", "en", "fr;q=x"))}
        return {"authorization": f"Bearer {self.random.choice(self.tokens)}", **language}

    def read(self) -> Request:
        operation = document(self.schema, self.supply, self.random)
        extensions = self.random.choice(({}, {}, {"cost": True}, {"explain": True}, {"persistedQuery": {"version": 1}}))
        body = {"query": operation.query, "variables": dict(operation.variables), "extensions": extensions}
        return self.sent({**body, "operationName": operation.operation_name})

    def command(self) -> Request:
        root = self.schema.mutation_type
        if root is None:
            raise TypeError("the schema has commands")
        name = self.random.choice([name for name in root.fields if name not in LOCKING_OUT])
        declared = root.fields[name]
        head = ", ".join(f"${each}: {argument.type}" for each, argument in declared.args.items())
        given = ", ".join(f"{each}: ${each}" for each in declared.args)
        payload = get_named_type(declared.type)
        shown = "userErrors { path code message }" if "userErrors" in payload.fields else "__typename"
        asked = (
            f"mutation M({head}) {{ {name}({given}) {{ __typename {shown} }} }}" if head else f"mutation {{ {name} }}"
        )
        values = {each: self.value(argument.type, 4, each) for each, argument in declared.args.items()}
        return self.sent({"query": asked, "variables": values})

    def value(self, type_: Any, depth: int, name: str) -> Any:
        """One that fits, mostly."""
        if self.random.randrange(40) == 0:
            return self.random.choice(WRONG)
        if isinstance(type_, GraphQLNonNull):
            return self.value(type_.of_type, depth, name)
        if isinstance(type_, GraphQLList):
            return [self.value(type_.of_type, depth - 1, name) for _ in range(self.random.choice((0, 1, 1, 2)))]
        if isinstance(type_, GraphQLEnumType):
            return self.random.choice(list(type_.values))
        if isinstance(type_, GraphQLInputObjectType):
            return self.object(type_, depth)
        return self.scalar(type_.name, name)

    def object(self, type_: GraphQLInputObjectType, depth: int) -> dict[str, Any]:
        chosen = [
            name
            for name, field in type_.fields.items()
            if is_required_input_field(field) or (depth > 0 and self.random.randrange(3) == 0)
        ]
        return {name: self.value(type_.fields[name].type, depth - 1, name) for name in chosen}

    def scalar(self, type_: str, name: str) -> Any:
        if type_ == "ID":
            noun = name.removesuffix("Ids").removesuffix("Id")
            kinds = self.supply.ids.get(noun[:1].upper() + noun[1:]) or self.random.choice(
                list(self.supply.ids.values())
            )
            return self.random.choice(kinds)
        if type_ == "JSON":
            return self.random.choice(WRONG)
        return self.random.choice((*VALUES[type_], *HOSTILE) if type_ == "String" else VALUES[type_])

    def damaged(self) -> Request:
        """A document with a part cut out, put in, doubled or moved."""
        request = self.random.choice((self.read, self.command))()
        body = json.loads(request.body)
        text, at = body["query"], self.random.randrange(len(body["query"]))
        to = min(len(text), at + self.random.choice((1, 3, 20, 200)))
        ways: tuple[Callable[[], str], ...] = (
            lambda: text[:at] + text[to:],
            lambda: text[:at] + self.random.choice(SNIPPETS) + text[at:],
            lambda: text[:to] + text[at:],
            lambda: text[to:] + text[:at],
        )
        return request._replace(body=json.dumps({**body, "query": self.random.choice(ways)()}).encode())

    def raw(self) -> Request:
        """Other methods, headers and bodies."""
        body = self.random.choice(
            (self.random.randbytes(self.random.randrange(200)), json.dumps(self.json(5)).encode())
        )
        headers = {"content-type": self.random.choice(TYPES), "accept": self.random.choice(ACCEPTED), **self.bearing()}
        if self.random.randrange(4) == 0:
            headers["authorization"] = self.random.choice(("Bearer", "Bearer x", "Basic eDp5", "Bearer " + "x" * 9000))
        return Request(self.random.choice(("POST", "POST", "GET", "PUT", "DELETE", "HEAD", "OPTIONS")), body, headers)

    def json(self, depth: int) -> Any:
        if depth == 0 or self.random.randrange(3) == 0:
            return self.random.choice(WRONG[:10])
        names = ("query", "variables", "operationName", "extensions", "documentId", "x")
        return {self.random.choice(names): self.json(depth - 1) for _ in range(self.random.randrange(4))}
