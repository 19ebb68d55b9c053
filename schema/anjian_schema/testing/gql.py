"""A portal for the tests of a plugin: operations go in, what a user reads comes out."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, TypeAlias, TypedDict, Unpack

from anjian import china
from anjian.plugin_host import PluginHost
from anjian.settings import Settings
from anjian.words import Language
from anjian_schema.compose import Composed
from anjian_schema.declare import camel
from anjian_schema.engine import Engine, Operation
from anjian_schema.testing.loop import Loop
from anjian_schema.testing.people import COUNTY, token_of

MakeEntity: TypeAlias = Callable[..., str]


class Who(TypedDict, total=False):
    """Who asks: ``inspector``, ``department``, another role, or an entity's id (its own staff); within which region."""

    as_: str
    region: str
    language: Language


@dataclass
class Gql:
    """``gql("{ … }", {…}, as_="inspector", region="45")`` gives the data, and fails where there are errors."""

    loop: Loop
    engine: Engine
    tokens: dict[tuple[str, str | None], str] = field(default_factory=dict)

    @classmethod
    @contextmanager
    def open(cls, loop: Loop, host: PluginHost, composed: Composed, url: str) -> Iterator[Gql]:
        opened = Engine.open(Settings(), url, host, composed)
        engine = loop.run(opened.__aenter__())
        try:
            yield cls(loop, engine)
        finally:
            loop.run(opened.__aexit__(None, None, None))

    def __call__(self, query: str, variables: Mapping[str, Any] | None = None, **who: Unpack[Who]) -> Any:
        answer = self.response(query, variables, **who)
        assert "errors" not in answer, answer["errors"]  # noqa: S101 - it speaks to a test
        return answer["data"]

    def response(self, query: str, variables: Mapping[str, Any] | None = None, **who: Unpack[Who]) -> Any:
        """The whole answer, errors among it."""
        return self.loop.run(self._answer(Operation(query, variables or {}), **who))

    def do(self, command: str, given: Mapping[str, Any], selection: str = "__typename", **who: Unpack[Who]) -> Any:
        """What a command answers that has to be accepted: ``gql.do("recordFacts", {…}, "entity { id }")``."""
        answer = self.put(command, given, selection, **who)
        assert answer["userErrors"] == [], answer["userErrors"]  # noqa: S101 - it speaks to a test
        return answer

    def put(self, command: str, given: Mapping[str, Any], selection: str = "__typename", **who: Unpack[Who]) -> Any:
        """What a command answers, refusals (``userErrors``) among it."""
        name = f"{command[0].upper()}{command[1:]}"
        errors = "userErrors { code path message }"
        query = f"mutation {name}($input: {name}Input!) {{ {command}(input: $input) {{ {selection} {errors} }} }}"
        return self(query, {"input": in_json(given)}, **who)[command]

    def make_entity(self, *sectors: str, name: str = "试验单位", region: str = COUNTY, **facts: Any) -> str:
        """The id of one registered under these sectors; facts are those of the first, spelled as in its profile."""
        given = {"name": name, "kind": "ENTERPRISE", "regionCode": region, "sectors": sectors}
        made = str(self.do("registerEntity", given, "entity { id }")["entity"]["id"])
        if facts:
            known = {camel(fact): value for fact, value in facts.items()}
            seen = {"entityId": made, "sector": sectors[0], "trueOn": china.today(datetime.now(UTC))}
            self.do("recordFacts", seen | {"facts": known})
        return made

    async def _answer(
        self,
        operation: Operation,
        *,
        as_: str = "inspector",
        region: str | None = None,
        language: Language = Language.ZH,
    ) -> Any:
        if (as_, region) not in self.tokens:
            self.tokens[as_, region] = await token_of(self.engine.database.sessions, as_, region)
        viewer = await self.engine.viewer(self.tokens[as_, region], language)
        return json.loads((await self.engine.answer(operation, viewer)).body)


def in_json(value: Any) -> Any:
    """Days and exact numbers as the interface takes them."""
    match value:
        case date():
            return value.isoformat()
        case Decimal():
            return f"{value:f}"
        case Mapping():
            return {key: in_json(inner) for key, inner in value.items()}
        case list() | tuple():
            return [in_json(inner) for inner in value]
    return value
