"""Broken plugins of every kind: each is contained and named, and the core answers as if it were not there."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from string import ascii_uppercase
from typing import Any, NamedTuple

import pytest
import pytest_asyncio

from anjian.plugin_host import PluginHost, PluginsRefused, State
from anjian_schema.containment import compose_serving
from anjian_schema.engine import Engine
from tests.conftest import FreshDatabase
from tests.portal import Portal
from tests.schema import strangers
from tests.schema.scratch import Scratch, problems, scratch
from tests.schema.strangers import Site

STRAWBERRY = "import strawberry\n\n\n"


class Broken(NamedTuple):
    """A plugin's parts and code, and what is said of it: a code, and words that have to be in the message."""

    code: str
    said: tuple[str, ...]
    parts: str = ""
    extra: str = ""


def a_type(name: str, options: str = "") -> str:
    return f"{STRAWBERRY}@strawberry.type({options})\nclass {name}:\n    number: int\n"


def a_mutation(name: str, answers: str = "int") -> str:
    return f"def {name}(number: int) -> {answers}:\n    return number\n"


QUARANTINED = {
    "a type of the core": Broken("ANJ-P101", ("Hazard",), "types=[Hazard]", a_type("Hazard")),
    "a type of the core by another class name": Broken(
        "ANJ-P101", ("Entity",), "types=[PREFIXEntity]", a_type("PREFIXEntity", 'name="Entity"')
    ),
    "a type of the core extended": Broken("ANJ-P101", ("Entity",), "types=[Entity]", a_type("Entity", "extend=True")),
    "an input that filters share": Broken("ANJ-P101", ("IntFilter",), "types=[IntFilter]", a_type("IntFilter")),
    "a type without the prefix": Broken("ANJ-P102", ("Barrel", "PREFIX"), "types=[Barrel]", a_type("Barrel")),
    "a type that only begins like the prefix": Broken(
        "ANJ-P102", ("PREFIXfarm",), "types=[PREFIXfarm]", a_type("PREFIXfarm")
    ),
    "a type without the prefix that only a mutation answers": Broken(
        "ANJ-P102", ("Barrel",), "mutations=[NAME_seal]", a_type("Barrel") + a_mutation("NAME_seal", "Barrel")
    ),
    "a mutation of the core": Broken(
        "ANJ-P101", ("Mutation.closeHazard",), "mutations=[close_hazard]", a_mutation("close_hazard")
    ),
    "a mutation without the prefix": Broken("ANJ-P102", ("Mutation.seal",), "mutations=[seal]", a_mutation("seal")),
    "a type that cannot be built": Broken(
        "ANJ-P103",
        ("PREFIXSeal",),
        "types=[PREFIXSeal]",
        f"{STRAWBERRY}@strawberry.type\nclass PREFIXSeal:\n    kept: object\n",
    ),
    "a type that is no type": Broken("ANJ-P103", (), "types=[5]"),
    "a class that strawberry never saw": Broken(
        "ANJ-P103", ("PREFIXSeal",), "types=[PREFIXSeal]", "class PREFIXSeal: ..."
    ),
    "a mutation without a signature": Broken("ANJ-P103", (), "mutations=[NAME_seal]", "def NAME_seal(number): ..."),
    "a mutation that is no function": Broken("ANJ-P103", (), "mutations=['NAME_seal']"),
    "an enum whose members are named otherwise": Broken(
        "ANJ-P105",
        ("Risk.FIRST", "high"),
        "sectors=[Sector(profile=Risky)]",
        'class Risk(StrEnum):\n    FIRST = "high"\n\n\n'
        'class Risky(Profile):\n    risk: Risk | None = field(Title("风险", "Risk"))\n',
    ),
    "a field that the core puts there": Broken(
        "ANJ-P106",
        ("PREFIXProfile.entity",),
        "sectors=[Sector(profile=Own)]",
        'class Own(Profile):\n    entity: int | None = field(Title("数", "Number"))\n',
    ),
    "two fields of one spelling": Broken(
        "ANJ-P106",
        ("PREFIXProfile.tank1",),
        "sectors=[Sector(profile=Own)]",
        'class Own(Profile):\n    tank1: int | None = field(Title("一", "One"))\n'
        '    tank_1: int | None = field(Title("二", "Two"))\n',
    ),
}
REFUSED = {
    "an import error": ("ANJ-P110", State.INVALID, "import there_is_no_such_module"),
    "no declaration": ("ANJ-P111", State.INVALID, "answer = 42"),
    "another return": (
        "ANJ-P114",
        State.INVALID,
        "from anjian.plugin import hookimpl\n@hookimpl\ndef anjian_plugin():\n    return {'name': 'odd'}",
    ),
    "a declaration that does not end": (
        "ANJ-P113",
        State.INVALID,
        "import time\nfrom anjian.plugin import hookimpl\n@hookimpl\ndef anjian_plugin():\n    time.sleep(60)",
    ),
    "another version of the API": (
        "ANJ-P116",
        State.INCOMPATIBLE,
        "from anjian.plugin import *\n@hookimpl\ndef anjian_plugin():\n"
        "    return Plugin(name='odd', prefix='Odd', api='~=9.0', title=Title('罐', 'Tanks'))",
    ),
}


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    yield from strangers.site(tmp_path, monkeypatch)


@pytest_asyncio.fixture(scope="module")
async def office(fresh_database: FreshDatabase, host: PluginHost) -> AsyncIterator[Scratch]:
    async with scratch(fresh_database(), host) as made:
        yield made


LETTERS = dict(zip([*QUARANTINED, *REFUSED], ascii_uppercase, strict=False))


@pytest.fixture(scope="module")
def junkyard(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PluginHost]:
    """All of them at once, on one server."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        site = next(made := strangers.site(tmp_path_factory.mktemp("junkyard"), monkeypatch))
        for kind, broken in QUARANTINED.items():
            site.install(f"odd_{LETTERS[kind].lower()}", broken.parts, broken.extra, prefix=f"Odd{LETTERS[kind]}")
        for kind, (_, _, module) in REFUSED.items():
            site.install(f"odd_{LETTERS[kind].lower()}", code=module)
        yield site.host(declaring=3)  # a busy machine takes its time over the honest ones too
        made.close()


@pytest_asyncio.fixture(scope="module")
async def told(office: Scratch, junkyard: PluginHost) -> dict[str, Any]:
    """What ``query { plugins }`` says of each, by the engine that composed them all."""
    return await tells(office, junkyard)


async def tells(office: Scratch, host: PluginHost) -> dict[str, Any]:
    """By name. The core and our own sectors are asked in the same request."""
    portal = await beside(office, host)
    answer = await portal.ask(
        "{ entities(first: 1) { totalCount } fireworks { rules { totalCount } } plugins { name state "
        "problems { code message hint } provides { sectors fields checklists items rules } } }"
    )
    assert answer["fireworks"]["rules"]["totalCount"] == 20
    return {plugin["name"]: plugin for plugin in answer["plugins"]}


async def beside(office: Scratch, host: PluginHost) -> Portal:
    """Somebody who asks an engine with these plugins, over the same database."""
    engine = Engine(compose_serving(host), host, office.engine.database)
    return Portal(engine, (await office.official("王五")).token)


@pytest.mark.parametrize("kind", QUARANTINED)
def test_what_would_harm_the_schema_is_quarantined(told: dict[str, Any], kind: str) -> None:
    """The message names the plugin, its version, and the thing."""
    broken, letter = QUARANTINED[kind], LETTERS[kind]
    plugin = told[f"odd_{letter.lower()}"]
    (problem,) = plugin["problems"]
    assert (plugin["state"], problem["code"]) == ("QUARANTINED", broken.code), problem
    words = (f"odd_{letter.lower()} 2.0.0", *(word.replace("PREFIX", f"Odd{letter}") for word in broken.said))
    assert all(word in problem["message"] for word in words), problem["message"]
    assert problem["hint"]
    assert plugin["provides"] == {"sectors": [], "fields": 0, "checklists": 0, "items": 0, "rules": 0}


@pytest.mark.parametrize("kind", REFUSED)
def test_what_cannot_be_loaded_is_refused(told: dict[str, Any], kind: str) -> None:
    """A plugin that cannot even be read is named as well, and why."""
    code, state, _ = REFUSED[kind]
    plugin = told[f"odd_{LETTERS[kind].lower()}"]
    assert (plugin["state"], [problem["code"] for problem in plugin["problems"]]) == (state.name, [code])


def test_the_schema_is_as_if_they_were_not_installed(
    told: dict[str, Any], junkyard: PluginHost, host: PluginHost
) -> None:
    """However many are broken, what is served is the core and our own sectors, byte for byte."""
    assert len(told) == len(LETTERS) + len(host.report.plugins)
    assert compose_serving(junkyard).sdl() == compose_serving(host).sdl()


TAKEN = {
    "a type": ("types=[TankSiteProfile], sectors=[]", a_type("TankSiteProfile"), "TankSiteProfile"),
    "what a type brings with it": (
        "types=[TankSiteProfileFilter], sectors=[]",
        a_type("TankSiteProfileFilter"),
        "TankSiteProfileFilter",
    ),
}


@pytest.mark.parametrize(("parts", "extra", "thing"), TAKEN.values(), ids=TAKEN)
async def test_of_two_owners_both_are_named(site: Site, office: Scratch, parts: str, extra: str, thing: str) -> None:
    """A name goes to whoever stands first; the later one hears whose it is."""
    site.install("sites", prefix="TankSite")
    site.install("tanks", parts, extra, prefix="Tank")
    tanks = (await tells(office, site.host()))["tanks"]
    (problem,) = tanks["problems"]
    assert (tanks["state"], problem["code"]) == ("QUARANTINED", "ANJ-P104")
    assert all(name in problem["message"] for name in ("sites 2.0.0 (sites)", "tanks 2.0.0 (tanks)", thing))


async def test_two_plugins_whose_orders_are_one(site: Site, office: Scratch) -> None:
    """``tanks`` with a sector ``big`` and ``tanks_big`` would both sort entities by TANKS_BIG_TANK_COUNT."""
    site.install("tanks", 'sectors=[Sector(profile=Farm, name="big"), Sector(profile=Tanks, name="small")]')
    site.install("tanks_big", prefix="Big")
    told = await tells(office, site.host())
    assert [problem["code"] for problem in told["tanks_big"]["problems"]] == ["ANJ-P104"]


def test_strict_mode_refuses_to_start(site: Site) -> None:
    """Where every problem counts, the message lists them all, and nothing is served."""
    site.install("tanks", "types=[Barrel]", a_type("Barrel"))
    host = site.host(strict_plugins=True)
    compose_serving(host)
    with pytest.raises(PluginsRefused, match=r"ANJ-P102.*Barrel"):
        host.report.raise_if_strict()


def test_a_required_plugin_that_does_not_serve(site: Site) -> None:
    """The server is not ready while a plugin that has to serve is missing or quarantined."""
    assert not site.host(required_plugins=("tanks",)).report.ready
    site.install("tanks", "types=[Barrel]", a_type("Barrel"))
    host = site.host(required_plugins=("tanks",))
    assert host.report.ready
    compose_serving(host)
    assert not host.report.ready


ASKED = """
@hookimpl
def anjian_validate(change):
    match change.noun, change.after.get("name"):
        case "entity", "failing":
            raise ValueError("secret detail")
        case "entity", "slow":
            time.sleep(5)
        case "entity", "forbidden":
            return [Problem("NO_TANKS", Title("没有储罐", "No tanks"), path=("region_code",))]
"""


async def test_a_plugin_that_is_asked_before_a_change(site: Site, office: Scratch) -> None:
    """A plugin that cannot answer, or forbids, keeps the change from being made; it is named, nothing is written."""
    site.install("tanks", extra=ASKED)
    portal = await beside(office, site.host(deadline=0.3))
    count = "{ entities { totalCount } events { totalCount } }"
    before = await portal.ask(count)
    given = {"kind": "ENTERPRISE", "region_code": "410104", "sectors": ["tanks"]}
    (problem,) = await problems(portal, "registerEntity", name="forbidden", **given)
    assert problem == {"code": "NO_TANKS", "message": "没有储罐", "path": ["input", "regionCode"]}
    for name in ("failing", "slow"):
        (problem,) = await problems(portal, "registerEntity", name=name, **given)
        assert (problem["code"], problem["path"]) == ("PLUGIN_FAILED", [])
        assert "tanks" in problem["message"]
        assert "secret" not in problem["message"]
    assert await portal.ask(count) == before
    answer = await portal.ask("{ plugins { name state problems { code } } }")
    assert {"name": "tanks", "state": "DEGRADED", "problems": [{"code": "ANJ-P141"}]} in answer["plugins"]
