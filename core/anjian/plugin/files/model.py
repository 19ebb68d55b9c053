"""The form of a sector's YAML. Editors get it as JSON Schema: ``anjian plugin schema``."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, TypeAlias

from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag

from anjian.judgement import Confidence
from anjian.plugin.checklists import Checklist
from anjian.words import Title

Text: TypeAlias = Annotated[str, Field(min_length=1)]


def form(given: object) -> str:
    return "written" if isinstance(given, str) else "parts"


# A text, or the whole of it in its parts; which of the two is meant shows at once, so mistakes are told of that one.
Expression: TypeAlias = Annotated[
    Annotated[Text, Tag("written")] | Annotated[dict[str, Any], Tag("parts")], Discriminator(form)
]
Choices: TypeAlias = dict[str, Title]
NamedChoices: TypeAlias = Annotated[
    Annotated[Text, Tag("written")] | Annotated[Choices, Tag("parts")], Discriminator(form)
]
ChecklistOrFile: TypeAlias = Annotated[
    Annotated[Text, Tag("written")] | Annotated[Checklist, Tag("parts")], Discriminator(form)
]


class FieldKind(StrEnum):
    """是否、整数、小数、文字、日期、单选、多选."""

    BOOLEAN = "boolean"
    INTEGER = "integer"
    DECIMAL = "decimal"
    TEXT = "text"
    DATE = "date"
    CHOICE = "choice"
    CHOICES = "choices"


class Form(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class StandardForm(Form):
    """标准的一个版本 / One edition of a standard."""

    number: Text = Field(description="标准号或文号 / its number")
    title: Title
    edition: str = Field(default="", description="版本 / edition")
    effective_from: date = Field(description="施行日期 / the first day it judges")
    effective_until: date | None = Field(
        default=None, description="最后一日，仍有效时不写 / the last day; none while in force"
    )


class ClauseForm(Form):
    """依据的条款 / Where a rule comes from."""

    standard: Text = Field(description="standards 中的名称 / a name of standards")
    item: Text = Field(description="条款号，照标准的写法 / the clause, spelled as the standard spells it")


class Limits(Form):
    """取值范围 / What values may be."""

    ge: Decimal | None = Field(default=None, description="至少 / at least")
    gt: Decimal | None = Field(default=None, description="大于 / more than")
    le: Decimal | None = Field(default=None, description="至多 / at most")
    lt: Decimal | None = Field(default=None, description="小于 / less than")
    min_length: int | None = Field(default=None, description="文字最短 / shortest text", ge=0)
    max_length: int | None = Field(default=None, description="文字最长；可筛选的文字须写 / longest text", ge=1)
    pattern: str | None = Field(default=None, description="正则表达式 / regular expression")


class FieldForm(Form):
    """一个事实 / One fact."""

    kind: FieldKind = Field(description="类型 / what its values look like")
    title: Title = Field(description="名称 / label")
    unit: Title | None = Field(default=None, description="单位 / unit")
    meaning: Title | None = Field(default=None, description="法律含义 / what the law means by it")
    filter: bool = Field(default=False, description="可筛选 / may be filtered by")
    sort: bool = Field(default=False, description="可排序 / may be sorted by")
    manual: bool = Field(default=False, description="只由检查人员判断 / only a person's answer sets it")
    derived: bool = Field(default=False, description="由推导得出 / a derivation gives it")
    required: bool = Field(default=False, description="台账行必填 / a line of a ledger cannot be without it")
    limits: Limits = Field(default=Limits(), description="取值范围 / limits")
    choices: NamedChoices | None = Field(
        default=None, description="选项，或 choices 中的名称 / the choices, or a name of choices"
    )


class DerivedForm(Form):
    """标准中有名称的算式 / Arithmetic that has a name in a standard."""

    title: Title
    of: Text = Field(description="算式，如 stored / limit / how it is computed")
    unit: Title | None = None
    clause: ClauseForm | None = None


class RuleForm(Form):
    """一条判定规则 / One rule."""

    code: Text
    clause: ClauseForm
    title: Title
    major: Expression = Field(description="构成重大隐患的条件 / what makes a major hazard")
    applies: Expression | None = Field(
        default=None, description="适用于谁 / to whom; everybody of the sector if not said"
    )
    rectification: Title | None = Field(default=None, description="典型整改 / what usually mends it")
    extends: Text | None = Field(
        default=None, description="所补充的上级规则编号 / the code of the wider rule that this stricter one adds to"
    )
    confidence: Confidence = Field(
        default=Confidence.VERIFIED, description="recalled：未核对原文，只提示人工判断 / recalled only prompts a person"
    )


class LedgerForm(Form):
    """一本台账 / A ledger: many lines of one kind."""

    title: Title
    line: Text = Field(description="一行的类型名，如 Tank / the name of one line")
    key: tuple[str, ...] = Field(default=(), description="不得重复的字段 / no two lines share these")
    fields: Mapping[str, FieldForm]


class ExampleForm(Form):
    """升级前后的一例 / What was, and what it becomes."""

    was: Mapping[str, Any]
    becomes: Mapping[str, Any]


class CarryForm(Form):
    """旧值如何变为新值 / How values go over: renamed first, then scaled and replaced, then what is dropped is gone."""

    renamed: Mapping[str, Text] = Field(default={}, description="旧名: 新名 / old name: new name")
    scaled: Mapping[str, Decimal] = Field(default={}, description="新名: 乘数，如 1000 / new name: factor")
    replaced: Mapping[str, Mapping[str, Text]] = Field(
        default={}, description="新名: {旧选项: 新选项} / new name: {old choice: new choice}"
    )
    dropped: tuple[Text, ...] = Field(default=(), description="不再保留的旧名 / old names that are not kept")
    examples: tuple[ExampleForm, ...] = Field(default=(), description="示例 / examples, which the contract runs")


class UpgradeForm(CarryForm):
    """从前一版到这一版 / From the version before to this one."""

    to: int = Field(ge=2)
    ledgers: Mapping[str, CarryForm] = Field(default={}, description="各台账的行 / lines of ledgers")


class SectorForm(Form):
    """一个行业 / A sector."""

    name: str = Field(default="", description="行业名，缺省为插件名 / the plugin's name unless given")
    title: Title | None = Field(default=None, description="行业名称，缺省为插件的 / the plugin's title unless given")
    standards: Mapping[str, StandardForm] = Field(
        default={}, description="判定标准 / standards, each edition by a name"
    )
    choices: Mapping[str, Choices] = Field(
        default={}, description="几个字段共用的选项 / choices that several fields share"
    )
    version: int = Field(
        default=1, ge=1, description="字段的版本，改动字段时加一 / of the fields, one more at each change"
    )
    upgrades: tuple[UpgradeForm, ...] = Field(
        default=(), description="由旧版升级 / what becomes of facts that were stored before"
    )
    fields: Mapping[str, FieldForm] = Field(default={}, description="字段 / fields")
    derived: Mapping[str, DerivedForm] = Field(default={}, description="派生事实 / derived facts")
    rules: tuple[RuleForm, ...] = Field(default=(), description="判定规则 / rules")
    checklists: tuple[ChecklistOrFile, ...] = Field(
        default=(), description="检查表，或其文件、文件夹 / checklists, or files or folders"
    )
    ledgers: Mapping[str, LedgerForm] = Field(default={}, description="台账 / ledgers")
