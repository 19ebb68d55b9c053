"""docs/campaigns.md, followed by a newcomer: the file checked and loaded by the command line, and read back."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
import yaml
from typer.testing import CliRunner, Result

from anjian.access.model import Role
from anjian.cli import build
from anjian.plugin_host import PluginHost
from tests.conftest import FreshDatabase
from tests.portal import Portal
from tests.schema.scratch import Scratch, entity, scratch

PAGE = (Path(__file__).parents[2] / "docs" / "campaigns.md").read_text("utf-8")
(PLAN,) = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
(QUERY,) = re.findall(r"```graphql\n(.*?)```", PAGE, re.DOTALL)


@pytest.fixture(scope="module")
def url(fresh_database: FreshDatabase) -> str:
    return fresh_database()


@pytest_asyncio.fixture(scope="module")
async def office(url: str, host: PluginHost) -> AsyncIterator[Scratch]:
    async with scratch(url, host) as made:
        yield made


@pytest_asyncio.fixture(scope="module")
async def kaifeng(office: Scratch) -> Portal:
    portal = await office.official("安委办", Role.DEPARTMENT, region_code="4102")
    for county in ("410202", "410203"):
        await entity(portal, "fireworks", region_code=county)
    return portal


def ran(monkeypatch: pytest.MonkeyPatch, url: str, *words: str) -> Result:
    monkeypatch.setenv("ANJIAN_DATABASE_URL", url)
    return CliRunner().invoke(build(["campaign"]), ["campaign", *words], catch_exceptions=False)


async def test_a_newcomer_sets_up_a_twentieth_place(
    kaifeng: Portal, url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Checked, loaded, read back; loaded again nothing changes, and a word that is changed makes an edition."""
    file = tmp_path / "kaifeng.yaml"
    file.write_text(PLAN, "utf-8")
    assert ran(monkeypatch, url, "check", str(file)).exit_code == 0
    assert "1" in ran(monkeypatch, url, "load", str(file)).output
    campaign = (await kaifeng.ask(QUERY))["campaign"]
    assert [each["title"] for each in campaign["phases"]["nodes"]] == ["动员部署", "集中攻坚"]
    assert [each["overdue"] for each in campaign["tasks"]["nodes"]] == [True, False]
    (target,) = campaign["targets"]["nodes"]
    assert target["registry"] == {
        "registry": 2,
        "done": 0,
        "excused": 0,
        "toDo": 0,
        "neverLookedAt": 2,
        "percent": "0.00",
    }
    assert [each["carriedBy"] for each in campaign["mechanisms"]["nodes"]] == ["递进措施阶梯", None]
    again = ran(monkeypatch, url, "load", str(file))
    assert "没有变化" in again.output
    file.write_text(PLAN.replace("开封市专项行动方案（2026）", "开封市安委办〔2026〕3号"), "utf-8")
    assert "第 2 版" in ran(monkeypatch, url, "load", str(file)).output


async def test_a_template_goes_to_another_place(
    kaifeng: Portal, url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without region and days it is loaded nowhere until both are given."""
    written = ran(monkeypatch, url, "export", "kaifeng-2026", "--template").output
    plan = yaml.safe_load(written)
    assert not {"region", "from", "until"} & plan.keys()
    plan["tasks"] = [{name: value for name, value in task.items() if name != "due"} for task in plan["tasks"]]
    plan["phases"] = [{"title": phase["title"]} for phase in plan["phases"]]
    file = tmp_path / "template.yaml"
    file.write_text(yaml.safe_dump(plan | {"code": "luoyang-2026"}, allow_unicode=True), "utf-8")
    refusal = ran(monkeypatch, url, "check", str(file))
    assert refusal.exit_code == 0
    loaded = ran(monkeypatch, url, "load", str(file), "--region", "4103", "--from", "2026-05-01")
    assert "luoyang-2026" in loaded.output
    told = await kaifeng.ask('{ campaign(code: "luoyang-2026") { beganOn region { code } tasks { totalCount } } }')
    assert told["campaign"] == {"beganOn": "2026-05-01", "region": {"code": "4103"}, "tasks": {"totalCount": 2}}


async def test_a_template_comes_with_a_plugin(kaifeng: Portal, url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is listed under the plugin's name, and each county below the region that is given reports by its duty."""
    assert "common/national" in ran(monkeypatch, url, "list").output
    loaded = ran(monkeypatch, url, "load", "common/national", "--region", "4102", "--from", "2026-06-01")
    assert "special-action" in loaded.output
    duties = "duties(first: 50) { nodes { code region { code } } }"
    asked = f'{{ campaign(code: "special-action") {{ phases {{ totalCount }} {duties} }} }}'
    campaign = (await kaifeng.ask(asked))["campaign"]
    assert campaign["phases"]["totalCount"] == 4
    weekly = [each["region"]["code"] for each in campaign["duties"]["nodes"] if each["code"] == "weekly"]
    assert len(weekly) > 5
    assert all(code.startswith("4102") and len(code) == 6 for code in weekly)
