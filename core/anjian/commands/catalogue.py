"""Every command there is, who may send it, and the step that does it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from anjian.access.model import Role
from anjian.access.policy import AT_THE_SITE, ENFORCERS, OFFICIALS, RECTIFIERS
from anjian.actions.issue import IssueAction, issue_action
from anjian.commands.command import Command
from anjian.commands.desk import Desk
from anjian.database.record import Record
from anjian.entities.facts import RecordFacts, record_facts
from anjian.entities.register import RegisterEntity, register_entity
from anjian.hazards.accept import AcceptRectification, RejectRectification, accept_rectification, reject_rectification
from anjian.hazards.close import CloseHazard, close_hazard
from anjian.hazards.order import OrderRectification, order_rectification
from anjian.hazards.rectify import SubmitRectification, submit_rectification
from anjian.inspections.submit import SubmitInspection, submit_inspection
from anjian.ledgers.update import UpdateLedger, update_ledger
from anjian.words import Title

Work: TypeAlias = Callable[[Desk, Any], Awaitable[Record | Sequence[Record]]]


@dataclass(frozen=True, slots=True)
class Step:
    """What a command does; the records it returns are the nouns of its payload."""

    roles: frozenset[Role]
    work: Work
    nouns: tuple[str, ...]
    title: Title


CATALOGUE: Mapping[type[Command], Step] = {
    RegisterEntity: Step(ENFORCERS, register_entity, ("entity",), Title("登记监管对象", "Register an entity")),
    RecordFacts: Step(AT_THE_SITE, record_facts, ("entity",), Title("记录事实", "Record facts of an entity")),
    UpdateLedger: Step(
        AT_THE_SITE, update_ledger, ("entity",), Title("更新台账", "Put and remove lines of an entity's ledger")
    ),
    SubmitInspection: Step(
        AT_THE_SITE, submit_inspection, ("inspection",), Title("提交检查结果", "Submit the result of an inspection")
    ),
    OrderRectification: Step(
        ENFORCERS, order_rectification, ("hazard", "action"), Title("责令限期整改", "Order a hazard mended by a day")
    ),
    SubmitRectification: Step(
        RECTIFIERS, submit_rectification, ("hazard",), Title("提交整改情况", "Tell how a hazard was mended")
    ),
    AcceptRectification: Step(
        ENFORCERS, accept_rectification, ("hazard",), Title("整改验收通过", "Accept a rectification")
    ),
    RejectRectification: Step(
        ENFORCERS, reject_rectification, ("hazard",), Title("整改验收不通过", "Reject a rectification")
    ),
    CloseHazard: Step(ENFORCERS, close_hazard, ("hazard",), Title("隐患销号", "Close out a hazard")),
    IssueAction: Step(OFFICIALS, issue_action, ("action",), Title("采取监管措施", "Issue a supervision action")),
}
