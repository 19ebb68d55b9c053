"""Commands on the way of a major hazard, as tests send them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from anjian.commands.command import RecordKey
from anjian.database.ids import UUID
from anjian.hazards.extend import RequestExtension
from anjian.hazards.levels import ProposeLevel
from anjian.hazards.major_report import ReportMajorHazard
from anjian.hazards.model import HazardLevel
from anjian.hazards.plan import SubmitPlan
from anjian.hazards.protect import RecordProtection
from anjian.hazards.report import ReportHazard

from .house import TODAY, TOMORROW


def report(entity_id: UUID, **more: Any) -> ReportHazard:
    said = {"title": "出口堵塞", "description": "出口被砖坯堵塞", "place": "一号窑", "found_on": TODAY, **more}
    return ReportHazard(entity_id=entity_id, **{"sector": "kiln", **said})


def propose(key: RecordKey, level: HazardLevel = HazardLevel.MAJOR, **more: Any) -> ProposeLevel:
    return ProposeLevel(hazard_id=key, level=level, **{"grounds": "超员一倍", "assessed_on": TODAY, **more})


def tell(key: RecordKey, **more: Any) -> ReportMajorHazard:
    said = {"state_and_cause": "超员", "danger_and_difficulty": "大，易整改", "proposal": "撤人", **more}
    return ReportMajorHazard(hazard_id=key, **{"reported_on": TODAY, **said})


def plan(key: RecordKey, **more: Any) -> SubmitPlan:
    given = {"goal": "不超员", "responsible": "厂长", "measures": "加装门禁", "funds": Decimal("20000.5"), **more}
    return SubmitPlan(hazard_id=key, **{"due_on": TOMORROW, "emergency_plan": "停窑，专人值守", **given})


def protect(key: RecordKey, **more: Any) -> RecordProtection:
    return RecordProtection(hazard_id=key, **{"measures": "停窑", "taken_on": TODAY, "stopped": True, **more})


def extension(key: RecordKey, **more: Any) -> RequestExtension:
    return RequestExtension(hazard_id=key, **{"reason": "连日大雨", "due_on": TOMORROW.replace(day=30), **more})
