"""What comes in with an inspection."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Any, ClassVar

from anjian.commands.command import Command, Limit, Of
from anjian.database.ids import UUID
from anjian.inspections.model import AnswerResult, InspectionKind
from anjian.words import Title


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistUsed:
    """The edition of the checklist that was in hand."""

    words: ClassVar[Title] = Title("所用检查表的版本", "The edition of the checklist that was in hand")

    code: Annotated[str, Title("检查表编号", "code of the checklist"), Limit(200)]
    version: Annotated[str, Title("版本", "its version"), Limit(200)]


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenAnswer:
    """What was found for one item."""

    words: ClassVar[Title] = Title("一个检查项的结果", "What was found for one item")

    item: Annotated[str, Title("检查项编号", "code of the item"), Limit(200)]
    result: Annotated[AnswerResult, Title("结果；未检查不视为合格", "what was not checked never counts as passed")]
    values: Annotated[Mapping[str, Any], Title("随答案填写的事实", "facts the item asks for, by name")] = field(
        default_factory=dict
    )
    note: Annotated[str | None, Title("说明；不适用时必填", "needed where the item does not apply")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmitInspection(Command):
    """提交检查结果."""

    entity_id: Annotated[UUID, Title("监管对象", "the entity")]
    kind: Annotated[InspectionKind, Title("检查方式", "which kind of inspection")]
    sector: Annotated[str, Title("行业领域", "the sector that was looked at"), Limit(200)]
    inspected_on: Annotated[date, Title("检查日期", "the day of the visit")]
    checklist: Annotated[ChecklistUsed | None, Title("所用检查表", "the checklist in hand")] = None
    answers: Annotated[tuple[GivenAnswer, ...], Title("各检查项的结果", "what was found, item by item")] = ()
    signers: Annotated[tuple[str, ...], Title("签名人；执法检查和督查至少两名", "who signed"), Limit(200)] = ()
    document_no: Annotated[str | None, Title("文书号", "number of the record"), Limit(200)] = None
    campaign_id: Annotated[UUID | None, Title("所属专项行动", "the campaign it belongs to")] = None
    team_id: Annotated[UUID | None, Title("检查组", "the team that went")] = None
    evidence_ids: Annotated[
        tuple[UUID, ...],
        Title("证据文件：POST /files 所得的编号", "files, by the ids that POST /files gave"),
        Of("Upload"),
    ] = ()
    conclusion: Annotated[str | None, Title("检查结论", "what follows from it")] = None
