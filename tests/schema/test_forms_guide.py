"""docs/forms.md stays true: each example is run, and answers what the page says."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from anjian.plugin_host import PluginHost
from anjian.words import Language
from tests.conftest import FreshDatabase
from tests.schema.scratch import entity, scratch

PAGE = (Path(__file__).parents[2] / "docs" / "forms.md").read_text("utf-8")
EXAMPLES = re.findall(r"```graphql\n(.*?)```\n\n```json\n(.*?)```", PAGE, re.DOTALL)
[INPUT] = re.findall(r"```json5\n(.*?)```", PAGE, re.DOTALL)


async def test_every_example_answers_as_the_page_says(fresh_database: FreshDatabase, host: PluginHost) -> None:
    """In the order of the page, to a reader of English; copy an answer from the failure when the API changes."""
    async with scratch(fresh_database(), host) as office:
        inspector = await office.official("王五")
        site = await entity(inspector, "fireworks")
        given: dict[str, Any] = {"site": site, "input": {"entityId": site, **json.loads(INPUT)}}
        reader = inspector.of(inspector.token, Language.EN)
        for query, answer in EXAMPLES:
            used = {name: value for name, value in given.items() if f"${name}" in query}
            assert await reader.ask(query, **used) == json.loads(answer)
