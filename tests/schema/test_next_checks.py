"""What to look at next: the items that decide the most, and what is promised of them comes true."""

from __future__ import annotations

import json
from collections.abc import Mapping
from random import Random
from typing import Any

import pytest

from anjian.judgement import Fact, Kind, Rule, Verdict, judge
from anjian.plugin import Item, Result, profile_fields
from anjian.plugin_host import PluginHost
from anjian.words import Language
from anjian_fireworks.profile import Fireworks
from tests.conftest import FreshDatabase
from tests.portal import Portal
from tests.schema.scratch import TODAY, entity, in_english, scratch

NEXT = """{ fireworks { profiles(first: 100) { nodes { entity { id } nextChecks(first: 20) {
  undecided rules { rule { code } facts }
  checks { item { code } checklist version facts decides serves why rules { rule { code } decided } } } } } } }"""
FACTS = profile_fields(Fireworks)


def drawn(rng: Random, fact: Fact) -> object:
    match fact.kind:
        case Kind.BOOLEAN:
            return rng.random() < 0.5
        case Kind.ENUM if fact.enum:
            return rng.choice(list(fact.enum)).value
    return rng.randrange(20)


def answered(rng: Random, item: Item) -> Mapping[str, object]:
    """Some answer of somebody who looked."""
    values = {name: drawn(rng, FACTS[name]) for name in item.asks}
    return item.observations(rng.choice((Result.PASS, Result.FAIL)), values)


def undecided(rules: Mapping[str, Rule], facts: Mapping[str, object]) -> set[str]:
    return {code for code, rule in rules.items() if judge(rule, facts, TODAY).verdict is Verdict.UNDECIDED}


@pytest.fixture
def rules(portal: Portal) -> Mapping[str, Rule]:
    return {rule.code: rule for rule in portal.engine.host.rules_for("fireworks", TODAY, "410104")}


@pytest.fixture
def items(portal: Portal) -> Mapping[str, Item]:
    (sector,) = [sector for sector in portal.engine.host.sectors() if sector.name == "fireworks"]
    return {item.code: item for item in sector.checklists[0].items}


async def asked(portal: Portal) -> list[Any]:
    nodes: list[Any] = (await portal.ask(NEXT))["fireworks"]["profiles"]["nodes"]
    return nodes


async def facts_of(portal: Portal, entity: str) -> dict[str, object]:
    statement = "SELECT data::text FROM profile WHERE sector = 'fireworks' AND entity_id = $1::uuid"
    found: dict[str, object] = json.loads(
        await portal.engine.database.pool.fetchval(statement, entity.partition(":")[2])
    )
    return found


async def test_what_is_promised_comes_true(
    portal: Portal, rules: Mapping[str, Rule], items: Mapping[str, Item]
) -> None:
    """Item after item is answered at random, and every rule that was to be decided is decided."""
    rng = Random("answers")  # noqa: S311 - the same each time is the purpose
    some = 0
    for node in await asked(portal):
        facts, found = await facts_of(portal, node["entity"]["id"]), node["nextChecks"]
        assert {rule["rule"]["code"] for rule in found["rules"]} == undecided(rules, facts)
        assert found["undecided"] == len(found["rules"])
        for check in found["checks"]:
            facts |= answered(rng, items[check["item"]["code"]])
            decided = {rule["rule"]["code"] for rule in check["rules"] if rule["decided"]}
            assert len(decided) == check["decides"]
            assert not decided & undecided(rules, facts)
            some += len(decided)
    assert some > 20


async def test_the_most_useful_comes_first(portal: Portal) -> None:
    """Each item serves some rule, none is named twice, and the first decides as much as any other would by itself."""
    for node in await asked(portal):
        found, checks = node["nextChecks"], node["nextChecks"]["checks"]
        misses = {rule["rule"]["code"]: set(rule["facts"]) for rule in found["rules"]}
        alone = [
            sum(misses[rule["rule"]["code"]] <= set(check["facts"]) for rule in check["rules"]) for check in checks
        ]
        assert not checks or checks[0]["decides"] == max(alone)
        assert all(check["decides"] + check["serves"] == len(check["rules"]) > 0 for check in checks)
        assert len({check["item"]["code"] for check in checks}) == len(checks)


async def test_it_says_why(portal: Portal) -> None:
    """In the reader's language."""
    said = {who.language: {check["why"] for check in await all_checks(who)} for who in (portal, in_english(portal))}
    assert all("条规则必有结论" in why for why in said[Language.ZH])
    assert all("rules are decided" in why for why in said[Language.EN])


async def all_checks(portal: Portal) -> list[Any]:
    return [check for node in await asked(portal) for check in node["nextChecks"]["checks"]]


async def test_every_sector_can_tell(fresh_database: FreshDatabase, host: PluginHost) -> None:
    """Rules of any form can be asked what they still miss: lists that hold a member, counts, arithmetic."""
    sectors = [sector.name for sector in host.sectors()]
    async with scratch(fresh_database(), host) as made:
        inspector = await made.official("王五")
        await entity(inspector, *sectors)
        for sector in sectors:
            asked = f"{{ {sector} {{ profiles {{ nodes {{ nextChecks {{ undecided }} }} }} }} }}"
            (node,) = (await inspector.ask(asked))[sector]["profiles"]["nodes"]
            assert node["nextChecks"]["undecided"] > 0, sector
