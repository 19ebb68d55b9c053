"""Every command there is, who may send it, and the step that does it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from anjian.access.accounts import CloseAccount, LinkAccount, close_account, link_account
from anjian.access.assign import AssignRole, assign_role
from anjian.access.delegate import Delegate, delegate
from anjian.access.issue import TOKEN, IssueToken, RevokeToken, issue_token, revoke_token
from anjian.access.model import Role
from anjian.access.policy import (
    ADMINISTRATORS,
    ANSWERERS,
    APPROVERS,
    AT_THE_SITE,
    CLOSERS,
    DECIDERS,
    ENFORCERS,
    ENTERPRISES,
    EXPERTS,
    HOLDERS,
    OFFICIALS,
    RECTIFIERS,
    VISITORS,
    WITNESSES,
)
from anjian.access.revoke import RevokeAssignment, revoke_assignment
from anjian.actions.comply import ConfirmCompliance, confirm_compliance
from anjian.actions.extend import ExtendAction, extend_action
from anjian.actions.issue import IssueAction, issue_action
from anjian.actions.lift import ConsentToResume, consent_to_resume
from anjian.actions.proposing import DeclineProposal, ProposeAction, decline_proposal, propose_action
from anjian.actions.revoke import RevokeAction, revoke_action
from anjian.actions.serve import ServeAction, serve_action
from anjian.audit.model import AuditKind
from anjian.campaigns.command import SaveCampaign, save_campaign
from anjian.campaigns.excuse import ExcuseEntity, excuse_entity
from anjian.campaigns.tasks import ReportTaskProgress, report_task_progress
from anjian.commands.command import Command
from anjian.commands.desk import Desk
from anjian.database.record import Record
from anjian.draws.draw import DrawInspections, draw_inspections
from anjian.entities.change import ChangeEntity, change_entity
from anjian.entities.facts import RecordFacts, record_facts
from anjian.entities.register import RegisterEntity, register_entity
from anjian.evidence.add import AttachEvidence, attach_evidence
from anjian.hazards.accept import AcceptRectification, RejectRectification, accept_rectification, reject_rectification
from anjian.hazards.close import CloseHazard, close_hazard
from anjian.hazards.extend import (
    ApproveExtension,
    RefuseExtension,
    RequestExtension,
    approve_extension,
    refuse_extension,
    request_extension,
)
from anjian.hazards.levels import (
    AssessHazard,
    ConfirmLevel,
    ProposeLevel,
    RefuseLevel,
    assess_hazard,
    confirm_level,
    propose_level,
    refuse_level,
)
from anjian.hazards.life import TITLES
from anjian.hazards.major_report import ReportMajorHazard, report_major_hazard
from anjian.hazards.order import OrderRectification, order_rectification
from anjian.hazards.plan import ApprovePlan, ReturnPlan, SubmitPlan, approve_plan, return_plan, submit_plan
from anjian.hazards.protect import RecordProtection, record_protection
from anjian.hazards.rectify import SubmitRectification, submit_rectification
from anjian.hazards.reopen import ReopenHazard, reopen_hazard
from anjian.hazards.report import ReportHazard, report_hazard
from anjian.hazards.spot import RectifyOnTheSpot, rectify_on_the_spot
from anjian.inspections.open import OpenInspection, open_inspection
from anjian.inspections.posting import PostSelfInspection, post_self_inspection
from anjian.inspections.submit import SubmitInspection, submit_inspection
from anjian.ladders.answer import (
    AnswerEscalation,
    ResumeEscalation,
    StopEscalation,
    answer_escalation,
    resume_escalation,
    stop_escalation,
)
from anjian.ladders.save import ActivateLadder, RetireLadder, SaveLadder, activate_ladder, retire_ladder, save_ladder
from anjian.ledgers.update import UpdateLedger, update_ledger
from anjian.listings.hang import ListHazard, list_hazard
from anjian.listings.publish import PublishListing, publish_listing
from anjian.listings.remove import RemoveListing, remove_listing
from anjian.look_backs.plan import PlanLookBack, plan_look_back
from anjian.minimums.set import SetVisitMinimum, set_visit_minimum
from anjian.opinions.issue import IssueOpinion, issue_opinion
from anjian.people.conflict import DeclareConflict, declare_conflict
from anjian.public_reports.handle import (
    AcceptReport,
    ConcludeReport,
    RefuseReport,
    TransferReport,
    accept_report,
    conclude_report,
    refuse_report,
    transfer_report,
)
from anjian.public_reports.link import LinkReport, link_report
from anjian.public_reports.reward import DecideReward, decide_reward
from anjian.rankings.publish import PublishRanking, WithdrawRanking, publish_ranking, withdraw_ranking
from anjian.reporting.lists import IssueList, issue_list
from anjian.reporting.steps import (
    CorrectReport,
    LockReport,
    ReturnReport,
    SubmitReport,
    correct_report,
    lock_report,
    return_report,
    submit_report,
)
from anjian.teams.form import FormTeam, form_team
from anjian.words import Title

Work: TypeAlias = Callable[[Desk, Any], Awaitable[Record | Sequence[Record]]]


@dataclass(frozen=True, slots=True)
class Step:
    """What a command does; the records it returns are the nouns of its payload."""

    roles: frozenset[Role]
    work: Work
    nouns: tuple[str, ...]
    title: Title
    audited: AuditKind = AuditKind.CHANGED
    tells: Mapping[str, Title] = field(default_factory=dict)  # said once with the answer, and kept nowhere


CATALOGUE: Mapping[type[Command], Step] = {
    RegisterEntity: Step(ENFORCERS, register_entity, ("entity",), Title("登记监管对象", "Register an entity")),
    ChangeEntity: Step(
        ENFORCERS, change_entity, ("entity",), Title("变更监管对象的登记", "Change how an entity is registered")
    ),
    RecordFacts: Step(AT_THE_SITE, record_facts, ("entity",), Title("记录事实", "Record facts of an entity")),
    UpdateLedger: Step(
        AT_THE_SITE, update_ledger, ("entity",), Title("更新台账", "Put and remove lines of an entity's ledger")
    ),
    DeclareConflict: Step(
        EXPERTS, declare_conflict, ("conflict",), Title("声明利害关系", "Declare what binds an expert")
    ),
    SubmitInspection: Step(AT_THE_SITE, submit_inspection, ("inspection",), TITLES["submitInspection"]),
    OrderRectification: Step(ENFORCERS, order_rectification, ("hazard", "action"), TITLES["orderRectification"]),
    SubmitRectification: Step(RECTIFIERS, submit_rectification, ("hazard",), TITLES["submitRectification"]),
    AcceptRectification: Step(ENFORCERS, accept_rectification, ("hazard",), TITLES["acceptRectification"]),
    RejectRectification: Step(ENFORCERS, reject_rectification, ("hazard",), TITLES["rejectRectification"]),
    CloseHazard: Step(CLOSERS, close_hazard, ("hazard",), TITLES["closeHazard"]),
    ReportHazard: Step(AT_THE_SITE, report_hazard, ("hazard",), TITLES["reportHazard"]),
    AssessHazard: Step(VISITORS, assess_hazard, ("hazard",), TITLES["assessHazard"]),
    ProposeLevel: Step(VISITORS, propose_level, ("hazard",), TITLES["proposeLevel"]),
    ConfirmLevel: Step(ENFORCERS, confirm_level, ("hazard",), TITLES["confirmLevel"]),
    RefuseLevel: Step(ENFORCERS, refuse_level, ("hazard",), TITLES["refuseLevel"]),
    RectifyOnTheSpot: Step(ENFORCERS, rectify_on_the_spot, ("hazard",), TITLES["rectifyOnTheSpot"]),
    ReportMajorHazard: Step(RECTIFIERS, report_major_hazard, ("hazard",), TITLES["reportMajorHazard"]),
    SubmitPlan: Step(ENTERPRISES, submit_plan, ("hazard",), TITLES["submitPlan"]),
    ApprovePlan: Step(APPROVERS, approve_plan, ("hazard",), TITLES["approvePlan"]),
    ReturnPlan: Step(APPROVERS, return_plan, ("hazard",), TITLES["returnPlan"]),
    RecordProtection: Step(RECTIFIERS, record_protection, ("hazard",), TITLES["recordProtection"]),
    RequestExtension: Step(ENTERPRISES, request_extension, ("hazard",), TITLES["requestExtension"]),
    ApproveExtension: Step(APPROVERS, approve_extension, ("hazard",), TITLES["approveExtension"]),
    RefuseExtension: Step(APPROVERS, refuse_extension, ("hazard",), TITLES["refuseExtension"]),
    ReopenHazard: Step(APPROVERS, reopen_hazard, ("hazard",), TITLES["reopenHazard"]),
    OpenInspection: Step(
        ENFORCERS, open_inspection, ("inspection",), Title("公开暗查暗访", "Open a covert inspection to its entity")
    ),
    PostSelfInspection: Step(
        ENTERPRISES,
        post_self_inspection,
        ("inspection",),
        Title("公布自查情况", "Post a self-inspection inside the unit, signed by its principal"),
    ),
    IssueOpinion: Step(
        ENFORCERS, issue_opinion, ("opinion",), Title("出具现场检查意见书", "Issue the opinion on an inspection")
    ),
    SetVisitMinimum: Step(
        DECIDERS,
        set_visit_minimum,
        ("visitMinimum",),
        Title("规定带队检查最低次数", "Set how often leaders go and look, each month"),
    ),
    FormTeam: Step(OFFICIALS, form_team, ("team",), Title("组建检查组", "Form a team, experts by lot where wished")),
    DrawInspections: Step(
        OFFICIALS, draw_inspections, ("inspectionDraw",), Title("随机抽取检查对象", "Draw who is inspected by lot")
    ),
    PlanLookBack: Step(
        OFFICIALS, plan_look_back, ("lookBack", "hazard"), Title("安排回头看", "Plan to look at a closed hazard again")
    ),
    AttachEvidence: Step(
        WITNESSES, attach_evidence, ("hazard", "inspection", "action"), Title("补充证据", "Attach files to a record")
    ),
    AcceptReport: Step(OFFICIALS, accept_report, ("publicReport",), Title("受理举报", "Take a public report on")),
    RefuseReport: Step(OFFICIALS, refuse_report, ("publicReport",), Title("不予受理举报", "Refuse a public report")),
    TransferReport: Step(
        OFFICIALS, transfer_report, ("publicReport",), Title("移送举报", "Hand a public report to another region")
    ),
    LinkReport: Step(
        OFFICIALS, link_report, ("publicReport", "hazard"), Title("关联举报与隐患", "Link a report to its hazard")
    ),
    ConcludeReport: Step(OFFICIALS, conclude_report, ("publicReport",), Title("办结举报", "Conclude a public report")),
    DecideReward: Step(OFFICIALS, decide_reward, ("publicReport",), Title("决定举报奖励", "Decide on its reward")),
    IssueAction: Step(DECIDERS, issue_action, ("action",), Title("采取监管措施", "Issue a supervision action")),
    ServeAction: Step(OFFICIALS, serve_action, ("action",), Title("文书送达", "Tell how a document was served")),
    ConfirmCompliance: Step(
        ENFORCERS, confirm_compliance, ("action",), Title("确认已履行", "Confirm that an action was complied with")
    ),
    ExtendAction: Step(ENFORCERS, extend_action, ("action",), Title("延长措施期限", "Extend the term of an action")),
    ConsentToResume: Step(
        ENFORCERS,
        consent_to_resume,
        ("action",),
        Title("审查同意恢复，解除措施", "Consent to the end of a stop or seal"),
    ),
    SaveLadder: Step(DECIDERS, save_ladder, ("ladder",), Title("保存阶梯", "Save a ladder as a new edition")),
    ActivateLadder: Step(DECIDERS, activate_ladder, ("ladder",), Title("启用阶梯", "Bring a ladder into force")),
    RetireLadder: Step(DECIDERS, retire_ladder, ("ladder",), Title("停用阶梯", "Take a ladder out of force")),
    AnswerEscalation: Step(
        ANSWERERS, answer_escalation, ("escalation",), Title("答复递进措施", "Answer a step of a ladder")
    ),
    StopEscalation: Step(DECIDERS, stop_escalation, ("escalation",), Title("中止递进", "Stop a ladder over a hazard")),
    ResumeEscalation: Step(
        DECIDERS, resume_escalation, ("escalation",), Title("恢复递进", "Let a ladder go on over a hazard")
    ),
    ListHazard: Step(
        DECIDERS, list_hazard, ("hazard", "action", "listing"), Title("重大隐患挂牌督办", "List a major hazard")
    ),
    PublishListing: Step(DECIDERS, publish_listing, ("listing",), Title("公告挂牌督办", "Announce a listing")),
    RemoveListing: Step(DECIDERS, remove_listing, ("listing", "action"), Title("摘牌并公告", "Remove a listing")),
    RevokeAction: Step(DECIDERS, revoke_action, ("action",), Title("撤销监管措施", "Revoke an action")),
    ProposeAction: Step(OFFICIALS, propose_action, ("proposal",), Title("提请采取措施", "Propose an action")),
    DeclineProposal: Step(DECIDERS, decline_proposal, ("proposal",), Title("不采纳提请", "Decline a proposal")),
    SaveCampaign: Step(DECIDERS, save_campaign, ("campaign",), Title("保存专项行动方案", "Save a campaign's plan")),
    ReportTaskProgress: Step(
        DECIDERS, report_task_progress, ("campaign",), Title("报告任务进度", "Tell how a task stands")
    ),
    ExcuseEntity: Step(
        OFFICIALS,
        excuse_entity,
        ("targetExcuse",),
        Title("注明不具备检查条件的对象", "Excuse an entity from a coverage target"),
    ),
    SubmitReport: Step(OFFICIALS, submit_report, ("report",), Title("报送报告", "Submit a report")),
    ReturnReport: Step(OFFICIALS, return_report, ("report",), Title("退回报告", "Return a report")),
    CorrectReport: Step(
        OFFICIALS, correct_report, ("report",), Title("更正报告，形成新版次", "Correct a report by a new edition")
    ),
    LockReport: Step(OFFICIALS, lock_report, ("report",), Title("锁定报告", "Lock a report")),
    IssueList: Step(OFFICIALS, issue_list, ("report",), Title("出具清单", "Issue a numbered list")),
    PublishRanking: Step(OFFICIALS, publish_ranking, ("ranking",), Title("公布排名", "Publish a ranking")),
    WithdrawRanking: Step(OFFICIALS, withdraw_ranking, ("ranking",), Title("撤回排名", "Withdraw a ranking")),
    AssignRole: Step(
        ADMINISTRATORS, assign_role, ("roleAssignment",), Title("授予身份", "Authorise somebody"), AuditKind.GRANTED
    ),
    Delegate: Step(
        HOLDERS, delegate, ("roleAssignment",), Title("委托", "Delegate what one is authorised to"), AuditKind.GRANTED
    ),
    RevokeAssignment: Step(
        HOLDERS,
        revoke_assignment,
        ("roleAssignment",),
        Title("收回授权或委托", "Take an authorisation or a delegation back"),
        AuditKind.REVOKED,
    ),
    IssueToken: Step(
        ADMINISTRATORS,
        issue_token,
        ("accessToken", "roleAssignment"),
        Title("发放访问令牌", "Issue a token"),
        AuditKind.GRANTED,
        {TOKEN: Title("令牌；只此一次，重复提交时为空。", "The token, told this once; empty in a repeat.")},
    ),
    RevokeToken: Step(
        ADMINISTRATORS,
        revoke_token,
        ("accessToken", "roleAssignment"),
        Title("收回访问令牌", "Take a token back"),
        AuditKind.REVOKED,
    ),
    LinkAccount: Step(
        ADMINISTRATORS, link_account, ("account",), Title("关联账号", "Link an account to a person"), AuditKind.GRANTED
    ),
    CloseAccount: Step(
        ADMINISTRATORS, close_account, ("account",), Title("停用账号", "Close an account"), AuditKind.REVOKED
    ),
}
