"""What a page says of one sector."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from anjian.judgement import Standard, to_text
from anjian.plugin import Checklist, Ledger, Plugin, Rule, Sector
from anjian_schema.declare import camel
from anjian_schema.facts import prefixed
from anjian_schema.handbook.fields import choices_table, fields_table
from anjian_schema.handbook.markdown import both, cell, code, table

RULES = "编号 code | 条款 clause | 名称 title | 判定 judged | 条件 condition"
COMPUTED = "计算 computed"
ASKS = "由人判断 a person decides"
WAITS = "待核对原文，只提示 prompts until the official text is compared"


def sector_page(plugin: Plugin, sector: Sector) -> Iterator[str]:
    """Paragraphs."""
    yield f"## {both(sector.title)} `{sector.name}`"
    yield "### 字段 / Fields"
    yield fields_table(plugin, sector.profile)
    yield from derivations(sector)
    for ledger in sector.ledgers:
        yield from ledger_page(plugin, ledger)
    if choices := choices_table(plugin, sector.profile, *(ledger.entry for ledger in sector.ledgers)):
        yield "### 选项 / Choices"
        yield choices
    if sector.rules:
        yield "### 判定规则 / Rules"
        yield tally(sector.rules)
    for standard, rules in groupby(sector.rules, key=lambda rule: rule.clause.standard):
        yield edition(standard)
        yield table(RULES, (rule_row(rule) for rule in rules))
    yield from checklists_page(sector.checklists)


def derivations(sector: Sector) -> Iterator[str]:
    if sector.derivations:
        yield "### 推导 / Derivations"
    rows = (
        [
            code(one.name),
            ", ".join(code(camel(fact)) for fact in one.gives),
            ", ".join(code(camel(name)) for name in (*one.needs, *one.ledgers)),
            cell(str(one.clause)),
        ]
        for one in sector.derivations
    )
    yield table("推导 derivation | 得出 gives | 依据 from | 条款 clause", rows)


def ledger_page(plugin: Plugin, ledger: Ledger) -> Iterator[str]:
    key = ", ".join(code(camel(name)) for name in ledger.key)
    yield f"### 台账 / Ledger `{camel(ledger.name)}`：{both(ledger.title)}"
    yield f"每行为 one line: `{prefixed(plugin, ledger.entry.__name__)}`" + (
        f"；同一对象内不重复 no two of one entity share: {key}" if key else ""
    )
    yield fields_table(plugin, ledger.entry)


def tally(rules: Iterable[Rule]) -> str:
    kinds = [judged(rule) for rule in rules]
    return "；".join(f"{kind}: {kinds.count(kind)}" for kind in (COMPUTED, ASKS, WAITS) if kind in kinds)


def judged(rule: Rule) -> str:
    if not rule.binds:
        return WAITS
    return ASKS if any(fact.manual for fact in rule.facts.values()) else COMPUTED


def edition(standard: Standard) -> str:
    until = f" – {standard.effective_until}" if standard.effective_until else " –"
    return f"**{both(standard.title)}**，{cell(standard.number)}（{standard.effective_from}{until}）"


def rule_row(rule: Rule) -> Iterator[str]:
    extends = f"；从严于 stricter than `{rule.extends}`" if rule.extends else ""
    yield code(rule.code)
    yield cell(rule.clause.item)
    yield both(rule.title) + extends
    yield judged(rule)
    yield code(to_text(rule.condition))


def checklists_page(checklists: Iterable[Checklist]) -> Iterator[str]:
    for checklist in checklists:
        yield f"### 检查表 / Checklist `{checklist.code}` {checklist.version}：{both(checklist.title)}"
        facts = (", ".join(code(camel(fact)) for fact in item.facts) for item in checklist.items)
        rows = (
            [code(item.code), both(item.content), known] for item, known in zip(checklist.items, facts, strict=True)
        )
        yield table("检查项 item | 检查内容 content | 记录的事实 facts", rows)
