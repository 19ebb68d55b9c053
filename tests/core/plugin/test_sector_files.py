"""A sector in YAML is the sector one would write in Python, and every mistake in it has its line."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.testing import CliRunner

from anjian.cli import build
from anjian.judgement import to_json
from anjian.plugin import (
    Checklist,
    Choice,
    Clause,
    Confidence,
    Entry,
    Item,
    Known,
    Ledger,
    Profile,
    Result,
    Rule,
    Sector,
    SectorUnreadable,
    Standard,
    Title,
    derivation,
    derived,
    facts,
    field,
    profile_fields,
)
from anjian.plugin.upgrades import path_from
from anjian.plugin_host.forms import forms
from anjian.words import Language

SOURCE = (Path(__file__).parent / "tanks.yaml").read_text(encoding="utf-8")
CHECKLIST = """
code: {code}
version: "1"
title: {{zh: 表, en: List}}
items:
  - code: M1
    content: {{zh: 甲, en: a}}
    method: {{zh: 甲, en: a}}
    problem: {{zh: 甲, en: a}}
    rectification: {{zh: 甲, en: a}}
    asks: [{asks}]
"""


class Trade(Choice):
    PRODUCER = "producer", "生产企业", "producer"
    RETAILER = "retailer", "零售点", "retailer"


class Tanks(Profile):
    trade: Trade | None = field(Title("经营类别", "Trade"), filter=True)
    trades: list[Trade] | None = field(Title("兼营类别", "Further trades"))
    stored: Decimal | None = field(
        Title("储量", "Stored"),
        unit=Title("吨", "t"),
        meaning=Title("现场实际储量", "What is there"),
        filter=True,
        sort=True,
        ge=0,
    )
    limit: Decimal | None = field(Title("限量", "Limit"), gt=Decimal("0.100000000000000000001"))
    sound: bool | None = field(Title("罐体完好", "The tank is sound"), manual=True)
    keeper: str | None = field(Title("管理人", "Keeper"), max_length=50)
    tanks: int | None = field(Title("储罐数", "Tanks"), ge=0, le=100)
    tested_on: date | None = field(Title("检测日期", "Tested on"))


class Tank(Entry):
    number: str | None = field(Title("罐号", "Number"), required=True, max_length=20)


LAW = Standard("局〔2020〕1号", Title("储罐判定标准", "Criteria for tanks"), date(2020, 1, 1), edition="2020")
f = facts(Tanks)
RATIO = derived("ratio", f.stored / f.limit, title=Title("比值", "Ratio"), clause=Clause(LAW, "第二条"))
SHARE = derived("share", RATIO * 2, title=Title("双倍比值", "Twice the ratio"))
RULES = (
    Rule(
        "TANKS-2020-01",
        Clause(LAW, "第一项"),
        Title("超过限量", "More than the limit"),
        (RATIO >= 1) | ((Decimal("1.5") < SHARE) & ~f.sound),
        rectification=Title("转移", "Move it"),
        applies=f.trade.in_(Trade.PRODUCER),
    ),
    Rule(
        "TANKS-2020-02",
        Clause(LAW, "第二项"),
        Title("罐体破损", "The tank is damaged"),
        ~f.sound,
        confidence=Confidence.RECALLED,
    ),
)
ITEM = Item(
    "T1",
    Title("罐体完好", "The tank is sound"),
    Title("现场查看", "Look"),
    Title("罐体破损", "The tank is damaged"),
    Title("修复", "Repair it"),
    {"sound": {Result.PASS: True, Result.FAIL: False}},
    ("stored",),
)


def load(folder: Path, text: str = SOURCE, asks: str = "tanks", **more: Any) -> Sector:
    (folder / "more").mkdir(exist_ok=True)
    (folder / "more" / "a.yaml").write_text(CHECKLIST.format(code="A", asks=asks), encoding="utf-8")
    (folder / "tanks.yaml").write_text(text, encoding="utf-8")
    return Sector.load(folder / "tanks.yaml", **more)


def test_a_sector_in_yaml_is_a_sector(tmp_path: Path) -> None:
    """Fields, form, rules, checklists and ledgers are those of the same sector in Python."""
    sector = load(tmp_path)
    mine, python = profile_fields(sector.profile), profile_fields(Tanks)
    told = ("name", "kind", "title", "unit", "meaning", "filter", "sort", "manual")
    assert [[getattr(fact, name) for name in told] for fact in mine.values()] == [
        [getattr(fact, name) for name in told] for fact in python.values()
    ]
    assert sector.profile.model_json_schema()["properties"] == Tanks.model_json_schema()["properties"]
    assert sector.rules == RULES
    assert [to_json(rule.condition) for rule in sector.rules] == [to_json(rule.condition) for rule in RULES]
    assert sector.title == Title("储罐", "Tanks")
    inline, by_file = sector.checklists
    assert inline == Checklist("TANKS", "1", Title("储罐检查表", "Checklist for tanks"), (ITEM,))
    assert by_file.code == "A"
    [ledger] = sector.ledgers
    assert (ledger.name, ledger.title, ledger.key) == ("tank_list", Title("储罐台账", "List of tanks"), ("number",))
    assert ledger.entry.model_json_schema() == Ledger("", Tank, Title("", "")).entry.model_json_schema()


def test_what_is_written_is_kept_with_its_line(tmp_path: Path) -> None:
    """Whoever claims a code twice is shown both places."""
    sector = load(tmp_path)
    assert [rule.source for rule in sector.rules] == ["tanks.yaml:46", "tanks.yaml:54"]
    assert [checklist.source for checklist in sector.checklists] == ["tanks.yaml:61", "a.yaml:2"]


def test_a_rule_names_the_one_it_extends(tmp_path: Path) -> None:
    """Where a province is stricter than the nation."""
    text = SOURCE.replace("  - code: TANKS-2020-02\n", "  - code: TANKS-2020-02\n    extends: NATION-2020-02\n")
    assert [rule.extends for rule in load(tmp_path, text).rules][:2] == [None, "NATION-2020-02"]


def test_a_province_adds_to_the_fields_of_another(tmp_path: Path) -> None:
    """Its file has rules and checklists over the profile there is."""
    text = SOURCE[: SOURCE.index("choices:")] + SOURCE[SOURCE.index("derived:") : SOURCE.index("ledgers:")]
    assert load(tmp_path, text, profile=Tanks).profile is Tanks
    with pytest.raises(SectorUnreadable, match="fields"):
        load(tmp_path, profile=Tanks)


WRONG = {
    "misspelt key": (
        "filter: true",
        "filtered: true",
        "filtered: true\n",
        "there is no filtered here; did you mean filter",
    ),
    "key twice": (
        "kind: choice\n",
        "kind: choice\n    kind: choice\n",
        "kind: choice\n    title",
        "kind is said twice",
    ),
    "no clause": (
        "    clause: {standard: LAW_2020, item: 第二项}\n",
        "",
        "code: TANKS-2020-02",
        "clause is missing; add it",
    ),
    "no English": ("{zh: 转移, en: Move it}", "{zh: 转移}", "rectification: {zh: 转移}", "en is missing"),
    "number for text": (
        'edition: "2020"',
        "edition: 2020",
        "edition: 2020\n",
        "put what looks like a number in quotes",
    ),
    "no day": ("2020-01-01", "2020-13-01", "2020-13-01", "month"),
    "unknown kind": ("kind: integer", "kind: float", "kind: float", "'decimal'"),
    "field name": ("  tanks: {kind", "  Tanks: {kind", "Tanks: {kind", "Tanks cannot name a field"),
    "name of pydantic": ("  keeper:", "  copy:", "copy:", "copy has a meaning already"),
    "limit of another kind": ("{max_length: 50}", "{ge: 50}", "ge: 50", "a field of kind text has no ge"),
    "pattern": ("{max_length: 50}", "{pattern: '('}", "pattern:", "regular expression"),
    "choices of nowhere": ("choices: Trade\n", "choices: Trades\n", "choices: Trades\n", "did you mean Trade"),
    "choices in capitals": ("    retailer: {zh", "    Retailer: {zh", "Retailer:", "as in high_risk"),
    "choices unused": (
        "kind: date,",
        "kind: date, choices: Trade,",
        "choices: Trade, title",
        "a field of kind date has no choices",
    ),
    "required of a profile": ("manual: true", "required: true", "sound: {kind", "required"),
    "manual in a ledger": ("required: true,", "manual: true,", "number: {kind", "manual"),
    "unknown standard": (
        "item: 第一项",
        "item: 第一项, standards: 1",
        "standards: 1",
        "did you mean standard",
    ),
    "standard of nowhere": (
        "LAW_2020, item: 第一项",
        "LAW_2002, item: 第一项",
        "standard: LAW_2002",
        "did you mean LAW_2020",
    ),
    "unknown fact": ("and not sound", "and not sund", "sund", "there is no fact sund; did you mean sound"),
    "type error": ("share > 1.5", 'keeper > "1.5"', "keeper > ", "text has no order"),
    "unknown member": ("(producer)", "(producr)", "producr", "there is no choice producr; did you mean producer"),
    "unknown fact in JSON": ("{fact: sound}", "{fact: sund}", "fact: sund", "did you mean sound"),
    "JSON that is none": ("{not: {fact: sound}}", "{nor: {fact: sound}}", "major: {nor", "no form of a condition"),
    "circle": ("of: stored / limit", "of: share / 2", "of: ratio * 2", "share → ratio → share"),
    "derived like a field": ("  ratio:", "  limit:", "limit:\n", "is a field and a derived fact"),
    "rule code twice": (
        "TANKS-2020-02",
        "TANKS-2020-01",
        "code: TANKS-2020-01\n    clause: {standard: LAW_2020, item: 第二项}",
        "is used twice",
    ),
    "item about nothing": ("observes: {sound:", "observes: {sond:", "sond:", "did you mean sound"),
    "item of a wrong value": ("fail: false}}", "fail: no way}}", "fail: no way", "takes boolean"),
    "asks for nothing": ("asks: [stored]", "asks: [store]", "store]", "did you mean stored"),
    "ledger key": ("key: [number]", "key: [numbr]", "numbr", "did you mean number"),
    "unknown result": ("fail: false}}", "failed: false}}", "failed: false", "'fail'"),
    "list of nowhere": ("  - more\n", "  - less.yaml\n", "less.yaml", "there is no file less.yaml"),
    "no list": ("rules:\n", "rules: none\nrulez:\n", "rules: none", "write a list"),
    "no YAML": ("title: {zh: 储罐, en: Tanks}", "title: {zh: 储罐, en: Tanks", ":\n  LAW_2020", "this is no YAML"),
    "not a number": ("{ge: 0}", "{ge: 1:30.5}", "1:30.5", "1:30.5"),
}


@pytest.mark.parametrize(("right", "wrong", "at", "said"), WRONG.values(), ids=WRONG)
def test_a_mistake_has_its_line(tmp_path: Path, right: str, wrong: str, at: str, said: str) -> None:
    """File, line and column, what is wrong and what to write, in both languages."""
    assert right in SOURCE
    text = SOURCE.replace(right, wrong, 1)
    before = text[: text.index(at)]
    with pytest.raises(SectorUnreadable) as refused:
        load(tmp_path, text, asks="trade")
    place = (before.count("\n") + 1, len(before) - before.rfind("\n"))
    assert place in [(problem.line, problem.column) for problem in refused.value.problems], refused.value
    assert said in str(refused.value)
    assert all(problem.file in problem.message(Language.ZH) for problem in refused.value.problems)


def test_a_wrong_field_is_told_once(tmp_path: Path) -> None:
    """What mentions it is not wrong as well."""
    for wrong in ("required: true", "limits: {ge: 1}"):
        with pytest.raises(SectorUnreadable, match="has 1 mistakes"):
            load(tmp_path, SOURCE.replace("manual: true", wrong))


def test_functions_stay_in_python(tmp_path: Path) -> None:
    """A field of the file may be given by a derivation that is handed over."""

    @derivation(Clause(LAW, "第二条"), gives=["limit"], needs=["tanks"])
    def limit(known: Known) -> dict[str, object]:
        """Ten for each tank."""
        return {}

    text = SOURCE.replace("limit: {kind: decimal,", "limit: {kind: decimal, derived: true,")
    sector = load(tmp_path, text, derivations=[limit])
    assert sector.derivations == (limit,)
    assert profile_fields(sector.profile)["limit"].derived


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    """Fields, rules, inline checklists and those in other files: one look shows them all, in the order of the lines."""
    text = SOURCE.replace("ratio >= 1", "ratios >= 1").replace("(producer)", "(producers)").replace("[stored]", "[x]")
    with pytest.raises(SectorUnreadable) as refused:
        load(tmp_path, text, asks="tank")
    told = [(problem.file, problem.line) for problem in refused.value.problems]
    assert told == [("a.yaml", 11), ("tanks.yaml", 50), ("tanks.yaml", 52), ("tanks.yaml", 71)]


def test_editors_get_the_form() -> None:
    """Every key of a sector is in the JSON Schema, with nothing that a file may not say."""
    shown = CliRunner().invoke(build(["plugins"]), ["plugins", "schema"])
    schema = json.loads(shown.stdout)
    assert schema["additionalProperties"] is False
    known = set(keys_of(schema))
    said = set(words_used(yaml.safe_load(SOURCE))) - {"producer", "retailer", "pass", "fail"}
    assert said <= known
    assert {"major", "applies", "limits", "max_length", "unit", "asks"} <= said
    assert "source" not in known
    checklist = json.loads(CliRunner().invoke(build(["plugins"]), ["plugins", "schema", "checklist"]).stdout)
    assert set(checklist["properties"]) == {"code", "version", "title", "basis", "items"}


def keys_of(node: Any) -> list[str]:
    parts = node.values() if isinstance(node, dict) else node if isinstance(node, list) else []
    own = list(node.get("properties", {})) if isinstance(node, dict) else []
    return own + [key for part in parts for key in keys_of(part)]


NAMES = {"standards", "choices", "fields", "derived", "ledgers", "observes"}  # below these stand names of one's own


def words_used(node: Any) -> list[str]:
    if isinstance(node, list):
        return [word for part in node for word in words_used(part)]
    if not isinstance(node, dict):
        return []
    named = [part for key in NAMES & node.keys() if isinstance(node[key], dict) for part in node[key].values()]
    plain = [part for key, part in node.items() if key not in NAMES and key != "major"]
    return [*node, *words_used(plain), *words_used(named)]


def test_its_limits_are_limits_of_forms(tmp_path: Path) -> None:
    """Exact numbers of a file reach a portal as numbers of JSON."""
    told = forms(load(tmp_path).profile, Language.ZH)
    assert json.dumps(told["tanks"], ensure_ascii=False)
    assert (told["tanks"]["minimum"], told["tanks"]["maximum"]) == (0, 100)


UPGRADED = """
version: 3
choices:
  Shop: {retailer: {zh: 零售, en: retailer}, maker: {zh: 生产, en: maker}}
upgrades:
  - {to: 2, renamed: {stock: stored_kg}, scaled: {stored_kg: 1000}, dropped: [remarks]}
  - to: 3
    replaced: {trade: {shop: retailer}, trades: {shop: retailer}}
    scaled: {people: 2}
    examples: [{was: {stored_kg: 1.50}, becomes: {stored_kg: 1.50}}]
fields:
  stored_kg: {kind: decimal, title: {zh: 存量, en: Stored}}
  people: {kind: integer, title: {zh: 人数, en: People}}
  trade: {kind: choice, title: {zh: 业态, en: Trade}, choices: Shop}
  trades: {kind: choices, title: {zh: 业态, en: Trades}, choices: Shop}
"""


def test_stored_facts_are_carried_over_by_the_file(tmp_path: Path) -> None:
    """Names, units and choices that changed, step by step; decimals keep every digit and whole numbers stay whole."""
    (tmp_path / "sector.yaml").write_text(UPGRADED, encoding="utf-8")
    profile = Sector.load(tmp_path / "sector.yaml").profile
    path = path_from(profile, 1)
    assert path is not None
    stored = {"stock": "1.500", "remarks": "旧", "people": 4, "trade": "shop", "trades": ["shop", "maker"]}
    carried = {"stored_kg": "1500.000", "people": 8, "trade": "retailer", "trades": ["retailer", "maker"]}
    assert path.facts(stored) == carried
    assert path.facts({"trade": "maker"}) == {"trade": "maker"}
    assert profile.upgrades[1].examples == [({"stored_kg": "1.50"}, {"stored_kg": "1.50"})]
