"""The plugin to copy, as a province would use it: built, installed outside the repository, judging there, removed."""

from __future__ import annotations

import importlib
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from shutil import copytree, rmtree

import pytest

from anjian.plugin_host import PluginHost, load_plugins
from anjian.settings import Settings
from anjian_schema.containment import compose_serving
from tests.conftest import FreshDatabase
from tests.portal import Portal
from tests.schema.scratch import done, entity, scratch, visit

EXAMPLE = Path(__file__).parents[2] / "plugins" / "examples" / "guangxi-gas"
NANNING, ZHENGZHOU = "450103", "410104"
PIPES = {"item": "GAS-00", "result": "PASS", "values": {"activities": ["pipes"], "householdCount": 30_000}}
BUILT_OVER = {"item": "GAS-06-1", "result": "FAIL"}
VISIT = {"sector": "guangxi_gas", "checklist": {"code": "GX-GAS-2023", "version": "1"}}
FOUND = """inspection {
  hazards { nodes { level judgement { rule { code clause { item } } explanation { text } } } }
  judgements { totalCount }
}"""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of its own, as somebody begins a plugin."""
    return copytree(EXAMPLE, tmp_path_factory.mktemp("province") / "guangxi-gas")


@pytest.fixture(scope="module")
def wheel(project: Path) -> Path:
    pip("wheel", "--no-build-isolation", "--no-deps", "--wheel-dir", project / "dist", project)
    [built] = (project / "dist").glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path) -> Path:
    folder = wheel.parent / "installed"
    pip("install", "--no-deps", "--target", folder, wheel)
    return folder


@pytest.fixture
def site(installed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of installed distributions with the plugin in it."""
    folder = copytree(installed, tmp_path / "site-packages")
    monkeypatch.syspath_prepend(str(folder))
    yield folder
    sys.modules.pop("guangxi_gas", None)


def pip(*words: str | Path) -> None:
    subprocess.run([sys.executable, "-m", "pip", "-qq", "--no-input", words[0], "--no-index", *words[1:]], check=True)


def host(site: Path) -> PluginHost:
    return load_plugins(Settings(home=site))


async def test_it_judges_in_its_province(site: Path, fresh_database: FreshDatabase) -> None:
    """The same finding is a major hazard in Guangxi; in Henan the sector is kept and nothing is judged by it."""
    async with scratch(fresh_database(), host(site)) as made:
        inspector = await made.official("韦一")
        for region, hazards in (NANNING, ["GX-GAS-2023-06-1"]), (ZHENGZHOU, []):
            plant = await entity(inspector, "guangxi_gas", name=region, region_code=region)
            given = visit(plant, PIPES, BUILT_OVER) | VISIT
            found = (await done(inspector, "submitInspection", FOUND, **given))["inspection"]
            majors = [one["judgement"] for one in found["hazards"]["nodes"] if one["level"] == "MAJOR"]
            assert [one["rule"]["code"] for one in majors] == hazards
            assert found["judgements"]["totalCount"] == (18 if hazards else 0)
        await fields_are_filtered_and_sorted(inspector)


async def fields_are_filtered_and_sorted(portal: Portal) -> None:
    """Somebody who never heard of gas before asks for it as for anything else."""
    answer = await portal.ask(
        """{ entities(filter: { guangxiGas: { encroached: { eq: true }, activities: { has: PIPES },
                                              householdCount: { gte: 30000 } }, region: { under: "45" } },
                      orderBy: [{ field: GUANGXI_GAS_HOUSEHOLD_COUNT, direction: DESC }]) {
             nodes { name guangxiGas { activities householdCount licenceUntil } } } }"""
    )
    known = {"activities": ["PIPES"], "householdCount": 30_000, "licenceUntil": None}
    assert answer["entities"]["nodes"] == [{"name": NANNING, "guangxiGas": known}]


def test_removed_it_leaves_no_trace(site: Path) -> None:
    """The schema is that of the plugins installed now, byte for byte."""
    with_gas = compose_serving(host(site)).sdl()
    assert "type GxGasProfile" in with_gas
    for part in site.iterdir():
        rmtree(part)
    importlib.invalidate_caches()
    without = compose_serving(host(site)).sdl()
    assert "GxGas" not in without
    assert without == (EXAMPLE.parents[2] / "schema" / "schema.graphql").read_text(encoding="utf-8")


def test_its_own_tests_pass(site: Path, project: Path) -> None:
    """As they stand in the copy, against what was installed."""
    known = os.environ | {"PYTHONPATH": str(site)}
    tests = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests"]
    run = subprocess.run(tests, cwd=project, env=known, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout
