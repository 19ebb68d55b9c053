"""A province goes further than the nation: its rule extends the national one, and one danger stays one hazard."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.conftest import FreshDatabase
from tests.schema import strangers
from tests.schema.scratch import CHECKLIST, Scratch, done, entity, scratch, visit
from tests.schema.strangers import Site

NANNING, ZHENGZHOU = "450103", "410104"
NATIONAL, LOCAL = "FIREWORKS-2017-04", "GX-FIREWORKS-04"
STRICTER = f"""
from datetime import date
from anjian_fireworks.profile import Fireworks
from anjian.plugin import Clause, Plugin, Rule, Sector, Standard, Title, facts, hookimpl

EXAMPLE = Standard("示例〔2024〕1号", Title("广西从严标准（示例）", "Stricter in Guangxi (example)"), date(2024, 1, 1))
f = facts(Fireworks)
FULL = Rule(
    "{LOCAL}", Clause(EXAMPLE, "第一项"), Title("达到核定人数", "As many people as approved"),
    major=f.actual_persons >= f.approved_persons, extends="{NATIONAL}",
)


@hookimpl
def anjian_plugin():
    sector = Sector(profile=Fireworks, name="fireworks", rules=[FULL])
    title = Title("广西烟花爆竹", "Fireworks in Guangxi")
    return Plugin(name="guangxi", prefix="Guangxi", api="~=1.1", title=title, sectors=[sector], region="45")
"""
FOUND = """inspection {
  hazards { nodes { level judgement { rule { code } } } }
  judgements { nodes { verdict rule { code } } }
}"""


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    yield from strangers.site(tmp_path, monkeypatch)


@pytest_asyncio.fixture
async def office(site: Site, fresh_database: FreshDatabase) -> AsyncIterator[Scratch]:
    site.install("guangxi", code=STRICTER)
    async with scratch(fresh_database(), site.host()) as made:
        yield made


@pytest.mark.parametrize(
    ("region", "persons", "hazards", "major"),
    [
        (NANNING, 4, [LOCAL], {LOCAL}),
        (NANNING, 5, [NATIONAL], {NATIONAL, LOCAL}),
        (ZHENGZHOU, 4, [], set()),
        (ZHENGZHOU, 5, [NATIONAL], {NATIONAL}),
    ],
    ids=["at the limit there", "over it there", "at the limit elsewhere", "over it elsewhere"],
)
async def test_one_danger_is_one_hazard(
    office: Scratch, region: str, persons: int, hazards: list[str], major: set[str]
) -> None:
    """Both rules judge, each by its clause; the hazard is by the wider one that holds."""
    inspector = await office.official("韦一")
    plant = await entity(inspector, "fireworks", region_code=region)
    kind = {"item": "FW-00", "result": "PASS", "values": {"businessKind": "producer"}}
    heads = {"item": "FW-04", "result": "PASS", "values": {"actualPersons": persons, "approvedPersons": 4}}
    given = visit(plant, kind, heads) | {"checklist": CHECKLIST}
    found = (await done(inspector, "submitInspection", FOUND, **given))["inspection"]
    assert [hazard["judgement"]["rule"]["code"] for hazard in found["hazards"]["nodes"]] == hazards
    judged = found["judgements"]["nodes"]
    assert {one["rule"]["code"] for one in judged if one["verdict"] == "MAJOR"} == major


async def test_portals_see_which_rule_extends_which(office: Scratch) -> None:
    """From the local rule to the national one, and back."""
    inspector = await office.official("韦一")
    answer = await inspector.ask(
        f"""{{ local: rule(code: "{LOCAL}") {{ extends {{ code clause {{ item }} }} }}
             national: rule(code: "{NATIONAL}") {{ extends {{ code }} extendedBy {{ nodes {{ code }} }} }} }}"""
    )
    assert answer["local"] == {"extends": {"code": NATIONAL, "clause": {"item": "第4项"}}}
    assert answer["national"] == {"extends": None, "extendedBy": {"nodes": [{"code": LOCAL}]}}
