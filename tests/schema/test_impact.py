"""What a rule would find before it comes into force: counted now, by region, opened into entities, and nothing kept."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from functools import reduce
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from anjian.judgement import judge, to_json
from tests.conftest import FreshDatabase
from tests.portal import Portal
from tests.schema import strangers
from tests.schema.scratch import YESTERDAY, Scratch, done, entity, in_english, scratch

RULES = """
f = facts(Farm)
FAR = Standard("AQ 1", Title("储罐标准", "Tanks"), date(2999, 1, 1), edition="NEXT")
RULES = (Rule("TANKS-NEXT", Clause(FAR, "1"), Title("罐多", "Many tanks"), major=f.tank_count > 5),)
"""
IMPACT = """query Impact($rule: String, $draft: RuleDraft, $region: RegionCode) {
  ruleImpact(rule: $rule, draft: $draft, region: $region) {
    sector major notMajor undecided regions { region { code } major notMajor undecided } } }"""
OPEN = """query Open($of: SupposedVerdict!, $region: RegionCode!) {
  entities(filter: { ruleImpact: $of, region: { under: $region } }) { totalCount nodes { name } } }"""
FARMS = {"郑": ("410104", 9), "汴": ("410202", 5), "冀": ("130102", 7), "无": ("410104", None)}
MANY = {"gt": [{"fact": "tank_count"}, {"value": 6, "kind": "integer"}]}


@pytest_asyncio.fixture(scope="module")
async def made(fresh_database: FreshDatabase, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Scratch]:
    """Farms in two provinces; of one nobody knows anything."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        for site in strangers.site(Path(tmp_path_factory.mktemp("impact")), monkeypatch):
            site.install("tanks", "sectors=[Sector(profile=Farm, rules=RULES)]", RULES)
            async with scratch(fresh_database(), site.host()) as made:
                await furnish(await made.official("王五"))
                yield made


async def furnish(inspector: Portal) -> None:
    for name, (place, count) in FARMS.items():
        farm = await entity(inspector, "tanks", name=name, region_code=place)
        facts = {"tankCount": count} if count is not None else {"keeper": "李"}
        given = {"entity_id": farm, "sector": "tanks", "true_on": YESTERDAY, "facts": facts}
        await done(inspector, "recordFacts", "entity { id }", **given)


def counts(impact: Any) -> tuple[int, int, int]:
    return impact["major"], impact["notMajor"], impact["undecided"]


async def impact(portal: Portal, **given: Any) -> Any:
    return (await portal.ask(IMPACT, **given))["ruleImpact"]


async def test_a_rule_is_tried_before_it_is_in_force(made: Scratch) -> None:
    """By province, then by city of one; who knows nothing is undecided."""
    inspector = await made.official("王五")
    nation = await impact(inspector, rule="TANKS-NEXT")
    assert (nation["sector"], counts(nation)) == ("tanks", (2, 1, 1))
    assert {row["region"]["code"]: counts(row) for row in nation["regions"]} == {"13": (1, 0, 0), "41": (1, 1, 1)}
    henan = await impact(inspector, rule="TANKS-NEXT", region="41")
    assert {row["region"]["code"]: counts(row) for row in henan["regions"]} == {"4101": (1, 0, 1), "4102": (0, 1, 0)}


async def test_each_number_opens_into_its_entities(made: Scratch) -> None:
    """The filter that opens it is the predicate that counted."""
    inspector = await made.official("王五")
    negated = {"not": {"fact": "licensed"}}
    drafts = [{"draft": {"sector": "tanks", "major": major}} for major in (MANY, negated)]
    for of in ({"rule": "TANKS-NEXT"}, *drafts):
        found = await impact(inspector, **of, region="41")
        for verdict, number in zip(("MAJOR", "NOT_MAJOR", "UNDECIDED"), counts(found), strict=True):
            opened = await inspector.ask(OPEN, of={**of, "verdict": verdict}, region="41")
            assert opened["entities"]["totalCount"] == number


async def test_a_draft_says_to_whom_it_applies(made: Scratch) -> None:
    """Another draft, another statement: the form is the caller's own, the values are parameters."""
    inspector = await made.official("王五")
    held = {"eq": [{"fact": "keeper"}, {"value": "李'; DROP TABLE entity; --", "kind": "text"}]}
    for major, applies, expected in (
        (MANY, None, (2, 1, 1)),
        (MANY, {"not": held}, (0, 1, 3)),
        (held, MANY, (0, 2, 2)),
    ):
        draft = {"sector": "tanks", "major": major, **({"applies": applies} if applies else {})}
        assert counts(await impact(inspector, draft=draft)) == expected


async def test_nobody_is_shown_what_lies_beyond_their_scope(made: Scratch) -> None:
    """Another province, another sector: neither counted nor opened."""
    hebei = await made.official("赵六", region_code="13")
    assert counts(await impact(hebei, rule="TANKS-NEXT")) == (1, 0, 0)
    assert counts(await impact(hebei, rule="TANKS-NEXT", region="41")) == (0, 0, 0)
    of = {"rule": "TANKS-NEXT", "verdict": "MAJOR"}
    assert (await hebei.ask(OPEN, of=of, region="41"))["entities"]["totalCount"] == 0
    elsewhere = await made.official("钱七", sectors=["fireworks"])
    assert counts(await impact(elsewhere, rule="TANKS-NEXT")) == (0, 0, 0)


WRONG = {
    "unknown fact": ({"all": [MANY, {"not": {"fact": "tankers"}}]}, "draft.major.all.1.not"),
    "wrong value": ({"gt": [{"fact": "tank_count"}, {"value": "6", "kind": "integer"}]}, "draft.major.gt.1"),
    "unlike sides": ({"any": [{"gt": [{"fact": "tank_count"}, {"fact": "keeper"}]}]}, "draft.major.any.0"),
    "no such operator": ({"near": [{"fact": "tank_count"}, {"fact": "tank_count"}]}, "draft.major"),
    "a number for a condition": ({"not": {"fact": "tank_count"}}, "draft.major"),
    "too many": ({"any": [MANY] * 400}, "draft.major"),
    "too deep": (reduce(lambda inner, _: {"not": inner}, range(40), MANY), "draft.major"),
    "doubled": (reduce(lambda inner, _: {"at_least": 1, "of": [inner]}, range(20), MANY), "draft.major"),
    "a null character": ({"eq": [{"fact": "keeper"}, {"value": "\0", "kind": "text"}]}, "draft.major.eq.1"),
    "nothing": ({}, "draft.major"),
}


@pytest.mark.parametrize(("major", "place"), WRONG.values(), ids=WRONG)
async def test_a_bad_draft_is_told_its_place(made: Scratch, major: Any, place: str) -> None:
    """One code in both languages, and the path to what is wrong, whether it is asked for numbers or for entities."""
    inspector = await made.official("王五")
    draft = {"sector": "tanks", "major": major}
    for portal in (inspector, in_english(inspector)):
        (error,) = (await portal.response(IMPACT, draft=draft))["errors"]
        assert (error["extensions"]["code"], ".".join(error["extensions"]["argument"])) == ("EXPRESSION_WRONG", place)
    assert await inspector.codes(OPEN, of={"draft": draft, "verdict": "MAJOR"}, region="41") == ["EXPRESSION_WRONG"]


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({}, "RULE_OR_DRAFT"),
        ({"rule": "TANKS-NEXT", "draft": {"sector": "tanks", "major": MANY}}, "RULE_OR_DRAFT"),
        ({"rule": "NOWHERE-1"}, "RULE_UNKNOWN"),
        ({"draft": {"sector": "fishing", "major": MANY}}, "UNKNOWN_SECTOR"),
    ],
    ids=["neither", "both", "no such rule", "no such sector"],
)
async def test_one_rule_or_one_draft(made: Scratch, given: Any, code: str) -> None:
    """What cannot be asked is refused with its code."""
    assert await (await made.official("王五")).codes(IMPACT, **given) == [code]


async def test_a_draft_is_forgotten(made: Scratch) -> None:
    """A statement whose form is the caller's own is not remembered."""
    inspector = await made.official("王五")
    await impact(inspector, draft={"sector": "tanks", "major": MANY})
    assert len(made.engine.documents.get(IMPACT).plans) == 0


async def test_the_demonstration_is_tried_as_it_is_judged(portal: Portal) -> None:
    """Every fireworks rule counts what judging each profile by itself finds; sent as a draft, it counts the same."""
    rules = portal.engine.host.rules("fireworks", "41")
    profiles = await portal.engine.database.pool.fetch("SELECT data::text FROM profile WHERE sector = 'fireworks'")
    facts = [json.loads(row["data"]) for row in profiles]
    for rule in rules:
        day = rule.clause.standard.effective_from
        verdicts = [judge(rule, known, day).verdict.value for known in facts]
        expected = tuple(verdicts.count(verdict) for verdict in ("major", "not_major", "undecided"))
        assert counts(await impact(portal, rule=rule.code)) == expected
        draft = {"sector": "fireworks", "major": to_json(rule.condition)}
        assert counts(await impact(portal, draft=draft)) == expected
