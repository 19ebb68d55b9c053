"""A declaration that is wrong in itself, or beside others, is refused with the words that mend it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from anjian.plugin_host import PluginHost, ProblemKind, State
from anjian.words import Language

Install = Callable[..., None]
Load = Callable[..., PluginHost]

WRONG = {
    "name": ('name="Tanks!"', ["ANJ-P129", "ANJ-P120"]),
    "another name": ('name="barrels"', ["ANJ-P129"]),
    "prefix of one letter": ('prefix="T"', ["ANJ-P121"]),
    "prefix in lower case": ('prefix="tank"', ["ANJ-P121"]),
    "prefix of thirteen letters": ('prefix="Tankstankstan"', ["ANJ-P121"]),
    "prefix of a core noun": ('prefix="Hazard"', ["ANJ-P122"]),
    "prefix of GraphQL": ('prefix="Query"', ["ANJ-P122"]),
    "region filled up with zeros": ('region="450000"', ["ANJ-P123"]),
    "region in words": ('region="广西"', ["ANJ-P123"]),
    "no English title": ('title=Title("储罐", " ")', ["ANJ-P124"]),
    "name of another type": ("name=5", ["ANJ-P128"]),
    "sector name": ('sectors=[Sector(profile=Tanks, name="t-1")]', ["ANJ-P120"]),
    "two sectors of one name": ("sectors=[Sector(profile=Tanks), Sector(profile=Tanks)]", ["ANJ-P127"]),
    "rule in two sectors": (
        'sectors=[Sector(profile=Tanks, rules=[rule("R")]), Sector(profile=Tanks, name="b", rules=[rule("R")])]',
        ["ANJ-P127"],
    ),
    "item twice": (
        'sectors=[Sector(profile=Tanks, checklists=[checklist("L", "1", item("1"), item("1"))])]',
        ["ANJ-P127"],
    ),
    "number of a standard that is no text": (
        'sectors=[Sector(profile=Tanks, rules=[rule("R", Standard(121, LAW.title, date(2020, 1, 1)))])]',
        ["ANJ-P128"],
    ),
    "NUL in an edition": (
        r'sectors=[Sector(profile=Tanks, rules=[rule("R", Standard("1", LAW.title, date(2020, 1, 1), edition="\0"))])]',
        ["ANJ-P128"],
    ),
    "half a character": (r'title=Title("储罐", "\ud800")', ["ANJ-P124"]),
    "empty rule code": ('sectors=[Sector(profile=Tanks, rules=[rule("")])]', ["ANJ-P126"]),
}

FIELDS = {
    "endless text": ('note: str | None = field(Title("备注", "Note"), filter=True)', ["ANJ-P125"]),
    "text longer than an index holds": (
        'note: str | None = field(Title("备注", "Note"), sort=True, max_length=501)',
        ["ANJ-P125"],
    ),
    "text that fits": ('note: str | None = field(Title("备注", "Note"), sort=True, max_length=500)', []),
    "text nobody filters": ('note: str | None = field(Title("备注", "Note"))', []),
    "no Chinese unit": ('note: int | None = field(Title("重量", "Weight"), unit=Title("", "kg"))', ["ANJ-P124"]),
}

LEDGERS = """
class Berth(Entry):
    code: str | None = field(Title("编号", "Code"), required=True, filter=True, max_length=20)


class Crane(Entry):
    reach: int | None = field(Title("幅度", "Reach"))


class Port(Profile):
    depth: int | None = field(Title("水深", "Depth"))
    slack: int | None = field(Title("余量", "Slack"), derived=True)
    score: int | None = field(Title("评分", "Score"), derived=True)


BERTHS = Ledger("berths", Berth, Title("泊位", "Berths"), key=("code",))
OLD = Standard("局〔2009〕1号", Title("办法", "Method"), date(2009, 1, 1), date(2019, 12, 31))


def deriving(gives, *needs, name="reckon", standard=LAW, ledgers=("berths",)):
    def compute(known):
        return {}

    compute.__name__ = name
    return derivation(Clause(standard, "第一项"), gives=[gives], needs=needs, ledgers=ledgers)(compute)


def port(*derivations, ledgers=(BERTHS,), **parts):
    return [Sector(profile=Port, ledgers=ledgers, derivations=derivations, **parts)]


SLACK, SCORE = deriving("slack", "depth"), deriving("score", name="rate")
"""

DERIVING = {
    "sound": ("port(SLACK, SCORE)", []),
    "a new edition": ('port(SLACK, SCORE, deriving("slack", name="older", standard=OLD))', []),
    "unknown key": ('port(SLACK, SCORE, ledgers=[Ledger("berths", Berth, BERTHS.title, key=("n",))])', ["ANJ-P160"]),
    "unknown need": ('port(SCORE, deriving("slack", "width"))', ["ANJ-P161"]),
    "unknown ledger": ('port(SCORE, deriving("slack", ledgers=["cranes"]))', ["ANJ-P161"]),
    "not marked": ('port(SLACK, SCORE, deriving("depth", name="third"))', ["ANJ-P162"]),
    "given twice": ('port(SLACK, SCORE, deriving("slack", name="again"))', ["ANJ-P163"]),
    "in a circle": ('port(deriving("slack", "score"), deriving("score", "slack", name="rate"))', ["ANJ-P164"]),
    "of itself": ('port(SCORE, deriving("slack", "slack"))', ["ANJ-P164"]),
    "by nobody": ("port(SLACK)", ["ANJ-P165"]),
    "asked of people": (
        'port(SLACK, SCORE, checklists=[checklist("L", "1", Item("1", *[LAW.title] * 4, asks=("slack",)))])',
        ["ANJ-P166"],
    ),
    "ledger named as a field": (
        'port(SLACK, SCORE, ledgers=[BERTHS, Ledger("depth", Crane, BERTHS.title)])',
        ["ANJ-P127"],
    ),
    "ledger without words": (
        'port(SLACK, SCORE, ledgers=[Ledger("berths", Berth, Title("泊位", ""))])',
        ["ANJ-P124"],
    ),
    "ledger in capitals": ('port(SLACK, SCORE, ledgers=[BERTHS, Ledger("B", Crane, BERTHS.title)])', ["ANJ-P120"]),
    "two ledgers of one line": ('port(SLACK, SCORE, ledgers=[BERTHS, Ledger("b", Berth, BERTHS.title)])', ["ANJ-P127"]),
}


def found(host: PluginHost) -> list[str]:
    return [problem.code for problem in host.report.problems]


@pytest.mark.parametrize(("parts", "problems"), WRONG.values(), ids=WRONG)
def test_wrong_declaration(install: Install, load: Load, parts: str, problems: list[str]) -> None:
    """Whatever is wrong in a declaration is found before anything of it is used."""
    install("tanks", parts)
    host = load()
    assert (found(host), host.plugins[0].state) == (problems, State.INVALID)


@pytest.mark.parametrize(("line", "problems"), FIELDS.values(), ids=FIELDS)
def test_fields(install: Install, load: Load, line: str, problems: list[str]) -> None:
    """A field has words in both languages, and values that fit its index."""
    install("tanks", "sectors=[Sector(profile=Noted)]", extra=f"class Noted(Profile):\n    {line}\n")
    assert found(load()) == problems


@pytest.mark.parametrize(("sectors", "problems"), DERIVING.values(), ids=DERIVING)
def test_ledgers_and_derivations(install: Install, load: Load, sectors: str, problems: list[str]) -> None:
    """Facts come from one derivation, out of what the sector has, and in an order in which they can be computed."""
    install("tanks", f"sectors={sectors}", extra=LEDGERS)
    assert found(load()) == problems


@pytest.mark.parametrize(
    ("parts", "prefix", "code"),
    [
        ("", "Atanks", "ANJ-P131"),
        ('sectors=[Sector(profile=Tanks, name="atanks")]', None, "ANJ-P132"),
        ('sectors=[Sector(profile=Tanks, rules=[rule("atanks-1")])]', None, "ANJ-P133"),
        ('sectors=[Sector(profile=Tanks, checklists=[checklist("atanks-list", "2")])]', None, "ANJ-P134"),
    ],
    ids=["prefix", "sector", "rule code", "checklist code"],
)
def test_later_claimant_is_quarantined(install: Install, load: Load, parts: str, prefix: str | None, code: str) -> None:
    """What two plugins claim stays with the first by name; the message names both."""
    install("btanks", parts, prefix=prefix)
    install("atanks")
    host = load()
    first, second = host.report.plugins
    assert (first.state, second.state) == (State.ACTIVE, State.QUARANTINED)
    [problem] = second.problems
    assert problem.code == code
    assert all(name in problem.words.en for name in ("atanks 1.4.0 (atanks)", "btanks 1.4.0 (btanks)"))
    assert [sector.name for sector in host.sectors()] == ["atanks"]


def test_own_sectors_outrank_others(install: Install, load: Load) -> None:
    """A stranger cannot take the name of a built-in sector by coming earlier in the alphabet."""
    install("tanks", distribution="aaa-tanks")
    install("tanks", distribution="anjian-tanks")
    states = {plugin.distribution: plugin.state for plugin in load().report.plugins}
    assert states == {"anjian-tanks": State.ACTIVE, "aaa-tanks": State.QUARANTINED}


GUANGXI = """
import tanks_by_a_stranger as base
LOCAL = Rule("GX-1", Clause(LAW, "第二项"), Title("无证", "No licence"), major=~facts(base.Tanks).licensed)
"""


def test_provincial_plugin_adds_to_a_sector(install: Install, load: Load) -> None:
    """A province adds rules and checklists to a sector over its own fields; its rules judge only there."""
    install("tanks")
    adds = 'sectors=[Sector(profile=base.Tanks, name="tanks", rules=[LOCAL], checklists=[checklist("GX")])]'
    install("guangxi", f'region="45", {adds}', extra=GUANGXI, prefix="Gx")
    host = load()
    assert found(host) == []
    assert [[checklist.code for checklist in sector.checklists] for sector in host.sectors()] == [["tanks-list", "GX"]]
    assert [rule.code for rule in host.rules("tanks", "450102")] == ["tanks-1", "GX-1"]
    assert [rule.code for rule in host.rules("tanks", "410102")] == ["tanks-1"]


def local(region: str, base: str, sector: str = "tanks") -> str:
    """A plugin of this region with one rule that extends another; it is named after itself."""
    one = f'replace(LOCAL, code="NAME-1", extends="{base}")'
    return f'region="{region}", sectors=[Sector(profile=base.Tanks, name="{sector}", rules=[{one}])]'


EXTENDING = {
    "the nation's": (local("45", "tanks-1"), []),
    "one that is not there": (local("45", "tanks-2"), ["ANJ-P135"]),
    "one of another sector": (local("45", "tanks-1", sector="barrels"), ["ANJ-P135"]),
    "its own": (local("45", "gx-1"), ["ANJ-P135"]),
}


@pytest.mark.parametrize(("parts", "problems"), EXTENDING.values(), ids=EXTENDING)
def test_a_stricter_rule_extends_a_wider_one(install: Install, load: Load, parts: str, problems: list[str]) -> None:
    """A province adds to a rule of the nation, in the same sector; there is nothing else to be stricter than."""
    install("tanks")
    install("gx", parts, extra=f"from dataclasses import replace\n{GUANGXI}", prefix="Gx")
    assert found(load()) == problems


def test_who_extends_what_is_quarantined_goes_too(install: Install, load: Load) -> None:
    """A county adds to its province, which adds to nothing that is there."""
    install("tanks")
    for name, parts in (("gx", local("45", "tanks-2")), ("nn", local("4501", "gx-1"))):
        install(name, parts, extra=f"from dataclasses import replace\n{GUANGXI}", prefix=name.capitalize())
    assert found(load()) == ["ANJ-P135", "ANJ-P135"]


def test_a_province_adds_no_ledgers(install: Install, load: Load) -> None:
    """A ledger added from outside would change the types of another plugin."""
    install("tanks", "sectors=port(SLACK, SCORE)", extra=LEDGERS)
    adds = 'Sector(profile=base.Port, name="tanks", ledgers=[base.BERTHS])'
    install("guangxi", f'region="45", sectors=[{adds}]', extra="import tanks_by_a_stranger as base\n", prefix="Gx")
    assert found(load()) == ["ANJ-P132"]


def test_edition_by_date(install: Install, load: Load) -> None:
    """The day of the inspection chooses the edition."""
    extra = 'NEXT = Standard("局〔2024〕1号", Title("判定标准", "Criteria"), date(2024, 1, 1))\n'
    extra += 'LAST = Standard("局〔2020〕1号", Title("判定标准", "Criteria"), date(2020, 1, 1), date(2023, 12, 31))\n'
    install("tanks", 'sectors=[Sector(profile=Tanks, rules=[rule("A", LAST), rule("B", NEXT)])]', extra=extra)
    host = load()
    assert [rule.code for rule in host.rules_for("tanks", date(2023, 12, 31), "45")] == ["A"]
    assert [rule.code for rule in host.rules_for("tanks", date(2024, 1, 1), "45")] == ["B"]
    assert host.rules_for("tanks", date(2019, 1, 1), "45") == ()


def test_checklist_by_version(install: Install, load: Load) -> None:
    """A checklist is found by its code and version, and by no other version."""
    install("tanks")
    host = load()
    assert host.checklist("tanks-list", "1") is not None
    assert host.checklist("tanks-list", "2") is None


def test_composition_puts_a_plugin_in_quarantine(install: Install, load: Load) -> None:
    """Whoever composes the schema names the offender, and nothing of it is seen from then on."""
    install("tanks")
    host = load()
    [tanks] = host.plugins
    tanks.quarantine(ProblemKind.CORE_CHANGED.of(tanks, thing="Hazard"))
    assert host.report.plugins[0].state is State.QUARANTINED
    assert 'ANJ-P101 "Hazard" is owned by the core' in host.report.problems[0].message(Language.EN)
    assert not host.sectors()
    assert not host.rules("tanks", "45")
