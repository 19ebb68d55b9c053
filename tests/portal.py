"""A portal in tests: sends operations with a token, reads what a user reads."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from anjian.words import Language
from anjian_schema.engine import Engine, Operation

NATION, ZHENGZHOU = "demo-supervisor-nation", "demo-supervisor-zhengzhou"


@dataclass(frozen=True)
class Portal:
    """Asks one engine. ``ask`` expects data, ``errors`` expects none."""

    engine: Engine
    token: str = NATION
    language: Language = Language.ZH

    def of(self, token: str, language: Language = Language.ZH) -> Portal:
        return Portal(self.engine, token, language)

    async def response(self, query: str, **variables: Any) -> Mapping[str, Any]:
        viewer = await self.engine.viewer(self.token, self.language)
        reply = await self.engine.answer(Operation(query, variables), viewer)
        answer: Mapping[str, Any] = json.loads(reply.body)
        return answer

    async def ask(self, query: str, **variables: Any) -> Any:
        answer = await self.response(query, **variables)
        assert "errors" not in answer, answer["errors"]
        return answer["data"]

    async def codes(self, query: str, **variables: Any) -> list[str]:
        answer = await self.response(query, **variables)
        return [error["extensions"]["code"] for error in answer["errors"]]
