"""监管措施."""

from __future__ import annotations

import json
from typing import Any

import sqlalchemy as sa
from sqlalchemy import ColumnElement, FromClause
from sqlalchemy.dialects.postgresql import JSONB

from anjian.actions.articles import Confidence
from anjian.actions.fines import FINE_RANGES, FineOn, FineRange
from anjian.actions.measures import MEASURES, Measure
from anjian.actions.model import Action, ActionKind, Proposal
from anjian.people.model import OrganizationKind
from anjian.words import Language, Title
from anjian_schema.compiler.asked import Asked
from anjian_schema.compiler.catalog import Embedded, Field, Join, ToOne, Type
from anjian_schema.compiler.leaves import BOOLEAN, DATE, DECIMAL, INT, STRING, enum_leaf, enum_list_leaf
from anjian_schema.declare import (
    belongs_to,
    column,
    expression,
    has_many,
    identity,
    inside,
    key,
    keys,
    of_entity_scope,
    region_filter,
    sibling,
    table,
)
from anjian_schema.inputs import as_enum
from anjian_schema.nouns.evidence import files_of
from anjian_schema.nouns.figures import figure_filter
from anjian_schema.nouns.reports import reported_filter

CONFIDENCE = enum_leaf(as_enum(Confidence, name="ArticleConfidence"))


def _yuan(row: FromClause, _: Asked) -> ColumnElement[Any]:
    return sa.cast(row.c.amount_fen, sa.Numeric()) / sa.literal_column("100")


def _stands(row: FromClause, _: Asked) -> ColumnElement[Any]:
    return sa.and_(row.c.lifted_on.is_(None), row.c.revoked_on.is_(None))


def _people(ids: str) -> Join:
    return lambda action, person: person.c.id == sa.any_(action.c[ids])


def _proposal(action: FromClause, proposal: FromClause) -> ColumnElement[bool]:
    return sa.and_(proposal.c.entity_id == action.c.entity_id, proposal.c.action_id == action.c.id)


def _kinds(_row: Any, _arguments: Any, asked: Asked) -> ColumnElement[Any]:
    return asked.bind(lambda run: MEASURES_SAID[run.viewer.language], JSONB())


def said(kind: ActionKind, measure: Measure, language: Language) -> dict[str, Any]:
    """One line of the table of measures, as GraphQL and the documentation tell it."""
    return {
        "kind": kind.value,
        "title": measure.title.in_language(language),
        "rank": measure.rank,
        "by": sorted(body.value for body in measure.by),
        "article": measure.basis.to_json() | {"says": measure.basis.says.in_language(language)},
        "cutsRights": measure.cuts_rights,
        "longestDays": measure.longest_days,
        "extensionDays": measure.extension_days,
        "noticeHours": measure.notice_hours or None,
        "needsHead": measure.head,
        "endsByConsent": measure.consent,
        "onProposalOnly": measure.proposed,
    }


MEASURES_SAID = {
    language: json.dumps([said(kind, measure, language) for kind, measure in MEASURES.items()], ensure_ascii=False)
    for language in Language
}


def range_said(fine: FineRange, language: Language) -> dict[str, Any]:
    return {
        "article": f"《{fine.edition}》{fine.article}",
        "case": Title(fine.zh, fine.en).in_language(language),
        "whom": fine.whom.value,
        "leastYuan": yuan(fine.least_fen),
        "mostYuan": yuan(fine.most_fen),
        "since": fine.since.isoformat(),
        "until": fine.until and fine.until.isoformat(),
    }


def yuan(fen: int) -> str:
    return str(fen // 100)


FINES_SAID = {
    language: json.dumps([range_said(fine, language) for fine in FINE_RANGES], ensure_ascii=False)
    for language in Language
}

ACTION_FIELDS = [
    Embedded(
        "actionKinds",
        "ActionMeasure",
        Title(
            "各种监管措施：由谁采取、需要什么、期限多长。", "Every kind of action: by whom, what it needs, how long."
        ),
        _kinds,
        many=True,
    ),
    Embedded(
        "fineRanges",
        "FineRange",
        Title("罚款幅度：凭记忆整理，只作提示。", "Ranges of fines: recalled, prompts only."),
        lambda _row, _arguments, asked: asked.bind(lambda run: FINES_SAID[run.viewer.language], JSONB()),
        many=True,
    ),
]

# From notice to revocation; each is empty until it happens.
LIFE: list[Field] = [
    column(Action.told_at, "事先通知的时间。", "When the party was told beforehand."),
    column(Action.takes_effect_at, "开始实施的时间。", "When it takes effect."),
    column(Action.emergency, "未事先通知的紧急情形。", "Why it could not be told beforehand."),
    column(Action.served_on, "送达日期。", "Served on.", filter=True),
    column(Action.served_how, "送达方式。", "How it was served."),
    column(Action.received_by, "签收人。", "Who took it."),
    column(Action.refusal, "拒收情况和见证人。", "How it was refused, and who saw it."),
    column(Action.extended_from, "延长前的期限；未延长的为空。", "The term before it was extended."),
    column(Action.extension, "延长理由。", "Why it was extended."),
    column(Action.complied_on, "履行日期。", "Complied with on.", filter=True),
    column(Action.compliance, "核查情况。", "What the check of compliance found."),
    column(Action.lifted_on, "解除（同意恢复、摘牌）日期。", "Lifted on.", filter=True),
    column(Action.lifting, "审查意见。", "On what grounds it was lifted."),
    column(Action.revoked_on, "撤销日期。", "Revoked on.", filter=True),
    column(Action.revocation, "撤销理由。", "Why it was revoked."),
    expression("stands", BOOLEAN, "未解除、未撤销。", "Neither lifted nor revoked.", _stands, filter=True),
]

TYPES = [
    Type(
        "Action",
        Title(
            "监管措施：责令整改、约谈、通报、挂牌督办、罚款、停产整顿、联合惩戒等。",
            "A supervision action: an order, interview, circular, listing, fine, suspension, joint punishment …",
        ),
        [
            identity(Action, "Action", "entity_id", "id"),
            column(Action.kind, "种类。", "Kind.", filter=True),
            column(Action.sector, "行业。", "Sector.", filter=True, sort=True),
            column(Action.issued_on, "作出日期。", "Issued on.", filter=True, sort=True),
            column(Action.due_on, "所定期限；未定期限的为空。", "The term it sets, if any.", filter=True, sort=True),
            column(Action.document_no, "文书号。", "Document number.", filter=True),
            column(Action.document_word, "文书号中的机关代字。", "The word of the body in the number.", filter=True),
            column(Action.document_year, "文书号中的年份。", "The year in the number.", filter=True),
            column(Action.document_sequence, "文书号中的序号。", "The sequence in the number."),
            column(Action.basis, "依据。", "The article it rests on."),
            Embedded(
                "article",
                "Article",
                Title("作出时所依条文；未按编码填写的为空。", "That article as it stood on record then."),
                lambda row, _arguments, _asked: row.c.article,
                nullable=True,
            ),
            column(Action.content, "内容。", "Content."),
            *LIFE,
            expression(
                "amountYuan",
                DECIMAL,
                "罚款金额（元）；非罚款为空。",
                "Amount in yuan; empty unless a fine.",
                _yuan,
                nullable=True,
                filter=True,
            ),
            column(Action.version, "版本。", "Version."),
            belongs_to("entity", "Entity", "对象。", "Towards whom.", "entity_id", nullable=False, filter=True),
            belongs_to("region", "Region", "所在区划。", "Its region.", "region_code", "code", nullable=False),
            belongs_to("campaign", "Campaign", "所属专项行动。", "Its campaign.", "campaign_id", filter=True),
            belongs_to("issuer", "Organization", "作出机构。", "Who issued it.", "issuer_id"),
            belongs_to("signedBy", "Person", "签发人。", "Who signed it.", "signed_by"),
            has_many("signers", "Person", "签名的执法人员。", "The officers who signed it.", _people("signer_ids")),
            belongs_to("approvedBy", "Person", "批准的主要负责人。", "The head who approved it.", "approved_by"),
            has_many("checkedBy", "Person", "核查履行的人员。", "Who checked compliance.", _people("checked_by")),
            belongs_to("liftedBy", "Organization", "同意恢复的机构。", "Which body lifted it.", "lifted_by"),
            belongs_to("revokedBy", "Organization", "撤销的机构。", "Which body revoked it.", "revoked_by"),
            ToOne("proposal", "Proposal", Title("所答复的提请。", "The proposal it answers."), _proposal),
            sibling(
                "hazard",
                "Hazard",
                "针对的隐患；针对整个对象时为空。",
                "The hazard it is about.",
                "hazard_id",
                filter=True,
            ),
            files_of("action_id"),
            sibling("inspection", "Inspection", "起因的检查。", "The inspection behind it.", "inspection_id"),
        ],
        table(Action),
        ("entity_id", "id"),
        of_entity_scope(),
        order=[("issuedOn", True)],
        filters=[region_filter(), figure_filter(Action), reported_filter(Action)],
    ),
    Type(
        "Proposal",
        Title("提请采取的措施：由有权机构决定。", "An action asked of the body that may take it."),
        [
            identity(Proposal, "Proposal", "entity_id", "id"),
            column(Proposal.kind, "提请的措施。", "Which action.", filter=True),
            column(Proposal.sector, "行业。", "Sector.", filter=True),
            column(Proposal.reason, "事实和理由。", "The facts it rests on."),
            column(Proposal.basis, "依据。", "The article it rests on."),
            column(Proposal.proposed_on, "提请日期。", "Proposed on.", filter=True, sort=True),
            column(Proposal.answer_by, "期待答复的日期。", "When an answer is expected.", filter=True),
            column(Proposal.declined_on, "不采纳的日期。", "Declined on.", filter=True),
            column(Proposal.refusal, "不采纳的理由。", "Why it was declined."),
            column(Proposal.version, "版本。", "Version."),
            belongs_to("entity", "Entity", "对象。", "Towards whom.", "entity_id", nullable=False, filter=True),
            belongs_to("region", "Region", "所在区划。", "Its region.", "region_code", "code", nullable=False),
            belongs_to("proposer", "Organization", "提请机构；由阶梯提出的为空。", "Who proposed it.", "proposer_id"),
            belongs_to("proposedBy", "Person", "提请人。", "Who proposed it.", "proposed_by"),
            belongs_to("decidedBy", "Person", "答复人。", "Who answered.", "decided_by"),
            sibling("hazard", "Hazard", "针对的隐患。", "The hazard it is about.", "hazard_id", filter=True),
            sibling("action", "Action", "采纳后作出的措施。", "The action it led to.", "action_id"),
        ],
        table(Proposal),
        ("entity_id", "id"),
        of_entity_scope(),
        order=[("proposedOn", True)],
        filters=[region_filter()],
    ),
    Type(
        "Article",
        Title("一条法律依据，用我们自己的话概述。", "An article of law, in our own words."),
        [
            key("code", STRING, "编码。", "Code."),
            key("cited", STRING, "引用写法。", "As documents cite it."),
            key("confidence", CONFIDENCE, "是否已核对来源。", "Whether it was seen in a source."),
        ],
    ),
    Type(
        "FineRange",
        Title("一条罚款幅度；凭记忆整理，请核对原文。", "A range of fines; recalled: read the official text."),
        [
            key("article", STRING, "条文。", "The article."),
            key("case", STRING, "情形。", "In which case."),
            key("whom", enum_leaf(FineOn), "对单位或个人。", "On a unit or a person."),
            key("leastYuan", DECIMAL, "最低（元）。", "At least, in yuan."),
            key("mostYuan", DECIMAL, "最高（元）。", "At most, in yuan."),
            key("since", DATE, "施行日期。", "In force since."),
            key("until", DATE, "失效日期；现行的为空。", "In force until; empty: still.", nullable=True),
        ],
    ),
    Type(
        "ActionMeasure",
        Title("一种监管措施的规定。", "What one kind of action asks for."),
        [
            key("kind", enum_leaf(ActionKind), "种类。", "Kind."),
            key("title", STRING, "名称。", "Its name."),
            key(
                "rank",
                INT,
                "由轻到重的次序；不在其列的为空。",
                "The lighter first; empty beside the row.",
                nullable=True,
            ),
            keys("by", enum_list_leaf(OrganizationKind), "可由哪类机构采取。", "Which kinds of bodies may take it."),
            inside("article", "Article", "依据。", "The article it rests on."),
            key(
                "cutsRights", BOOLEAN, "限制权利，须有文书号和两名执法人员。", "Cuts rights: a number and two officers."
            ),
            key("longestDays", INT, "期限最多几日。", "Its longest term in days.", nullable=True),
            key(
                "extensionDays", INT, "可延长一次，最多几日。", "Extended once by so many days at most.", nullable=True
            ),
            key("noticeHours", INT, "提前几小时通知。", "Told so many hours ahead.", nullable=True),
            key("needsHead", BOOLEAN, "须经主要负责人批准。", "The head has to approve it."),
            key("endsByConsent", BOOLEAN, "经审查同意方可解除。", "Ends only by consent."),
            key("onProposalOnly", BOOLEAN, "须经提请。", "Taken on a proposal only."),
        ],
    ),
]
