"""A small world of records for tests of reading: two provinces, equal and empty values, words of every kind."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from anjian.access.model import Role
from anjian.access.viewer import Viewer
from anjian.actions import model as actions
from anjian.campaigns import model as campaigns
from anjian.database.ids import UUID
from anjian.database.record import Record
from anjian.entities import model as entities
from anjian.events.model import Event
from anjian.hazards import model as hazards
from anjian.hazards import papers
from anjian.inspections import model as inspections
from anjian.ledgers import model as ledgers
from anjian.people import model as people
from anjian.rankings import model as rankings
from anjian.regions.codes import parent
from anjian.regions.model import Region
from anjian.reporting import model as reporting
from anjian.standing import model as standing
from anjian_schema.engine import Engine, Operation
from tests.schema.compiler.form import well_formed
from tests.schema.compiler.supervision import Supervision

DAY, MOMENT = date(2019, 9, 1), datetime(2019, 9, 1, 8, tzinfo=UTC)
REGIONS = {
    "41": "province",
    "4101": "city",
    "410104": "county",
    "410105": "county",
    "14": "province",
    "1401": "city",
    "410104001": "street",
}
PLACES = ("410104", "410105", "410104001", "1401", "4101", "14")
NAMES = ("甲厂", "甲厂", "乙厂", 'O\'Neil "烟花" 😀', "丙\u2028厂%_\\", "$1; DROP TABLE entity; --")
PROFILES: Sequence[dict[str, Any] | None] = (
    {"business_kind": "producer", "actual_persons": 6, "approved_persons": 4, "actual_powder_kg": "12.50"},
    {"business_kind": "retailer", "actual_persons": 6},
    {"business_kind": "wholesaler", "actual_persons": 0, "actual_powder_kg": "3"},
    {},
    {"actual_persons": None, "approved_persons": 4},
    None,
)
WAS = ("was", "was_since", "was_judged_at")
OTHER_SECTORS = ("chemicals", "construction", "fire", "transport")
LEDGERS = {
    "substances": "chemicals",
    "sub_works": "construction",
    "rooms": "fireworks",
    "vehicles": "transport",
    "vessels": "transport",
}
EACH = 5  # records of one kind at one entity


def key(kind: int, place: int, number: int = 0) -> UUID:
    return UUID(int=kind << 64 | place << 32 | number)


def sometimes(values: Sequence[Any], number: int) -> Any:
    """One of the values or nothing, in turn."""
    return [*values, None][number % (len(values) + 1)]


class Brief:
    """Hypothesis shows what it called, and of this the name: it would open a dataclass to its last field."""

    def _repr_pretty_(self, printer: Any, _cycle: bool) -> None:
        printer.text(type(self).__name__)


@dataclass(frozen=True)
class World(Brief):
    """One engine over one small database; everything is asked as somebody."""

    engine: Engine
    viewer: Viewer = field(default_factory=lambda: Viewer(key(1, 0), Role.DEPARTMENT))

    def of(self, **reach: Any) -> World:
        return replace(self, viewer=replace(self.viewer, **reach))

    async def response(self, query: str, **variables: Any) -> Mapping[str, Any]:
        reply = await self.engine.answer(Operation(query, variables), self.viewer)
        answer: Mapping[str, Any] = json.loads(reply.body)
        well_formed(answer)
        return answer

    async def ask(self, query: str, **variables: Any) -> Any:
        answer = await self.response(query, **variables)
        assert "errors" not in answer, answer["errors"]
        return answer["data"]


async def furnish(connection: AsyncConnection) -> None:
    """Write every record of the world."""
    for record, rows in tables():
        await connection.execute(sa.insert(record), rows)


def tables() -> Iterator[tuple[type[Record], list[dict[str, Any]]]]:
    yield (
        Region,
        [{"code": c, "name": c, "level": level, "parent_code": parent(c)} for c, level in REGIONS.items()],
    )
    yield from of_campaigns()
    yield from of_people()
    yield from of_rankings()
    yield from of_checklists()
    yield from of_entities()
    yield from of_ledgers()
    yield from Supervision(key, EACH, list(enumerate(PLACES)), DAY, MOMENT).tables()


def of_campaigns() -> Iterator[tuple[type[Record], list[dict[str, Any]]]]:
    ids = [key(2, i) for i in range(EACH)]
    said = {"title_zh": "名", "title_en": "name"}
    yield (
        campaigns.Campaign,
        [
            {
                **said,
                "id": id_,
                "code": f"c{i}",
                "region_code": "41",
                "began_on": DAY,
                "ended_on": sometimes([DAY], i),
                "parent_id": ids[0] if i else None,
            }
            for i, id_ in enumerate(ids)
        ],
    )
    parts: dict[type[Record], dict[str, Any]] = {
        campaigns.CampaignPhase: said,
        campaigns.CampaignSector: {**said, "sector": "fireworks"},
        campaigns.CampaignTask: {**said, "level": "department"},
        campaigns.CampaignBody: {**said, "count": 2},
        campaigns.CampaignDuty: {**said, "kind": "report", "cadence": "week", "region_code": "41"},
        campaigns.CampaignTarget: {**said, "coverage": ["guidance"], "value": 1},
        campaigns.CampaignPair: {"supervisor": "局", "supervised": "镇"},
        campaigns.CampaignChase: {"duty_code": "p0", "step": 1, "days": 1, "does": "reminder"},
        campaigns.CampaignLadder: {"ladder_code": "L"},
        campaigns.CampaignIndicator: {**said, "weight": 10, "figure": "visits", "best": 1, "worst": 0},
        campaigns.CampaignList: {**said, "figures": ["visits"]},
        campaigns.CampaignMechanism: {"name": "通报", "meaning": "circular", "feature": "report"},
    }
    for record, more in parts.items():
        coded = "code" in record.__table__.c
        yield (
            record,
            [
                {"campaign_id": id_, "position": i, **({"code": f"p{i}"} if coded else {}), **more}
                for id_ in ids[:2]
                for i in range(EACH)
            ],
        )
    window = {"cadence": "day", "window_from": DAY, "window_until": DAY, "region_code": "41"}
    yield reporting.Report, [{"id": key(3, i), "campaign_id": ids[0], **window} for i in range(EACH)]
    number = {"figure": "VISITS", "title_zh": "数", "unit": "家次", "value": 1}
    yield reporting.ReportFigure, [{"report_id": key(3, 0), "position": i, **number} for i in range(EACH)]
    steps = [{"report_id": key(3, 0), "at": MOMENT + timedelta(hours=i), "kind": "submitted"} for i in range(EACH)]
    yield reporting.ReportMove, steps


def of_rankings() -> Iterator[tuple[type[Record], list[dict[str, Any]]]]:
    days = {"window_from": DAY, "window_until": DAY, "published_on": DAY, "withdrawn_on": DAY, "withdrawal": "错"}
    ranked = {"campaign_id": key(2, 0), "region_code": "41", "level": "city", "cadence": "month"}
    by = {"published_by": key(1, 0)}
    yield rankings.Ranking, [{"id": key(48, i), **ranked, **days, **by} for i in range(EACH)]
    places = list(REGIONS)[:EACH]
    yield rankings.RankingRow, [{"ranking_id": key(48, 0), "region_code": c, "rank": 1, "score": 5} for c in places]
    told = {"campaign_id": key(2, 0), "code": "p0", "state": "under_way", "percent": 5, "note": "进展"}
    at = [{"at": MOMENT + timedelta(hours=i), "told_by": key(1, 0)} for i in range(EACH)]
    yield campaigns.TaskProgress, [told | each for each in at]
    part = {"indicator": "i", "title_zh": "名", "title_en": "name", "weight": 10, "best": 1, "worst": 0}
    points = {"counted": 1, "value": 1, "points": 5}
    yield (
        rankings.RankingPart,
        [{"ranking_id": key(48, 0), "region_code": places[0], "position": i, **part, **points} for i in range(EACH)],
    )


def of_people() -> Iterator[tuple[type[Record], list[dict[str, Any]]]]:
    office = {"name": "局", "kind": "department", "region_code": "41"}
    yield people.Organization, [{"id": key(4, i), **office} for i in range(EACH)]
    officer = {"name": "王", "kind": "officer", "region_code": "41", "organization_id": key(4, 0)}
    yield people.Person, [{"id": key(1, i), **officer} for i in range(EACH)]
    team = {"name": "组", "kind": "covert", "region_code": "41", "formed_on": DAY, "campaign_id": key(2, 0)}
    yield people.Team, [{"id": key(5, i), **team} for i in range(EACH)]
    yield people.TeamMember, [{"team_id": key(5, 0), "person_id": key(1, i)} for i in range(EACH)]


def of_checklists() -> Iterator[tuple[type[Record], list[dict[str, Any]]]]:
    said = {"sector": "fireworks", "title_zh": "名", "title_en": "name"}
    listed = [{"code": f"l{i // 2}", "version": f"{i}", "digest": "", **said} for i in range(EACH)]
    others = [{**said, "code": f"m-{name}", "version": "1", "digest": "", "sector": name} for name in OTHER_SECTORS]
    yield inspections.Checklist, [*listed, *others]
    words = {f"{w}_{x}": w for w in ("content", "method", "problem", "rectification") for x in ("zh", "en")}
    item = {"checklist_code": "l0", "checklist_version": "1", **words}
    yield inspections.ChecklistItem, [{**item, "code": f"i{i}", "position": i // 2} for i in range(EACH)]
    standard = {"standard": "121", "standard_title_zh": "标准", "standard_title_en": "criteria", "edition": "2017"}
    rule = {**said, **standard, "item": "一", "effective_from": DAY, "confidence": "verified", "expression": {}}
    yield inspections.Rule, [{"code": f"R{i}", **rule} for i in range(EACH)]
    stricter = {"extends": "R0", "region_code": "41"}
    yield inspections.Rule, [{**rule, "code": f"R-{name}", "sector": name, **stricter} for name in OTHER_SECTORS]


def of_entities() -> Iterator[tuple[type[Record], list[dict[str, Any]]]]:
    places = list(enumerate(PLACES))
    yield entities.Entity, [entity(e, region) for e, region in places]
    yield people.Person, [staff(e, region) for e, region in places]
    yield (
        entities.Profile,
        [profile(e, r, data) for (e, r), data in zip(places, PROFILES, strict=True) if data is not None],
    )
    yield entities.Profile, [{**profile(e, r, {}), "sector": "kiln"} for e, r in places[1:]]
    yield entities.Profile, [{**profile(e, r, {}), "sector": name} for name in OTHER_SECTORS for e, r in places[:3]]
    makers = {
        inspections.Inspection: inspection,
        inspections.Answer: answer,
        inspections.Judgement: judgement,
        hazards.Hazard: hazard,
        hazards.Rectification: rectification,
        hazards.Acceptance: acceptance,
        papers.Assessment: assessment,
        papers.MajorReport: major_report,
        papers.RectificationPlan: plan,
        papers.Protection: protection,
        papers.Extension: extension,
        actions.Action: action,
        entities.Observation: observation,
        Event: event,
        standing.StandingVerdict: standing_verdict,
        standing.PastVerdict: past_verdict,
    }
    for record, make in makers.items():
        yield record, [{"entity_id": key(0, e), "region_code": r, **make(e, i)} for e, r in places for i in range(EACH)]


def of_ledgers() -> Iterator[tuple[type[Record], list[dict[str, Any]]]]:
    """Every ledger of ours at some places, each line as it stands and as it was seen."""
    lines = [
        {"entity_id": key(0, e), "id": key(15, e, 10 * n + i), "region_code": r, "sector": sector, "ledger": name}
        for n, (name, sector) in enumerate(LEDGERS.items())
        for e, r in list(enumerate(PLACES))[:3]
        for i in range(EACH)
    ]
    yield ledgers.LedgerEntry, [{**line, "data": {}, "true_on": DAY} for line in lines]
    yield ledgers.LedgerObservation, [{**line, "line_id": line["id"], "data": {}, "true_on": DAY} for line in lines]


def entity(e: int, region: str) -> dict[str, Any]:
    return {
        "id": key(0, e),
        "name": NAMES[e],
        "kind": ("enterprise", "site")[e % 2],
        "region_code": region,
        "address": sometimes(["某路 1 号", ""], e),
        "predecessor_id": key(0, 0) if 0 < e < 4 else None,
        "registered_at": MOMENT + timedelta(microseconds=e // 2),
    }


def staff(e: int, region: str) -> dict[str, Any]:
    return {"id": key(6, e), "name": "李", "kind": "enterprise_staff", "region_code": region, "entity_id": key(0, e)}


def profile(e: int, region: str, data: dict[str, Any]) -> dict[str, Any]:
    return {"entity_id": key(0, e), "sector": "fireworks", "region_code": region, "data": data, "updated_at": MOMENT}


def sector(i: int) -> str:
    return ("fireworks", "kiln")[i % 2]


def inspection(e: int, i: int) -> dict[str, Any]:
    return {
        "id": key(7, e, i),
        "kind": "covert",
        "sector": sector(i),
        "inspected_on": DAY + timedelta(days=i // 2),
        "document_no": sometimes([f"文{i}"], i),
        "campaign_id": sometimes([key(2, 0), key(2, 1)], i),
        "team_id": key(5, 0),
        "inspector_id": key(1, i),
        "submitted_at": MOMENT,
        "checklist_code": "l0",
        "checklist_version": "0",
    }


def answer(e: int, i: int) -> dict[str, Any]:
    return {"inspection_id": key(7, e, 0), "item_code": f"i{i}", "result": "fail"}


def judgement(e: int, i: int) -> dict[str, Any]:
    said = {"text": "实有人数 6 > 核定人数 4", "facts": [{"name": "actual_persons", "label": "实有人数", "value": "6"}]}
    return {
        "id": key(8, e, i),
        "rule_code": f"R{i}",
        "sector": sector(i),
        "standard": "121",
        "edition": "2017",
        "clause": "一",
        "verdict": "major",
        "judged_on": DAY,
        "judged_at": MOMENT,
        "facts": {"actual_persons": 6},
        "explanation": {"zh": said, "en": said},
        "inspection_id": key(7, e, i),
    }


def hazard(e: int, i: int) -> dict[str, Any]:
    return {
        "id": key(9, e, i),
        "sector": sector(i),
        "level": ("general", "major")[i % 2],
        "stage": "registered",
        "title": ("超员", "O'Neil 😀", "50%_\\")[i % 3],
        "found_on": DAY + timedelta(days=i // 2),
        "found_by": "department",
        "fixed_on_the_spot": i == 0,
        "due_on": sometimes([DAY, DAY + timedelta(days=9)], i),
        "campaign_id": key(2, 0),
        "inspection_id": sometimes([key(7, e, 0)], i),
        "judgement_id": sometimes([key(8, e, 1)], i + e),
        "item_code": sometimes(["i1"], i),
        **dict(zip(("repeat_entity_id", "repeat_of", "repeat_no"), repeat(i), strict=True)),
    }


def repeat(i: int) -> tuple[UUID | None, UUID | None, int]:
    """The third hazard of each entity is the first one of the first entity come back."""
    return (key(0, 0), key(9, 0, 0), 2) if i == 2 else (None, None, 1)


def rectification(e: int, i: int) -> dict[str, Any]:
    said = {"measures": "撤出多余人员", "rectified_on": DAY, "submitted_by": key(6, e), "submitted_at": MOMENT}
    return {"id": key(10, e, i), "hazard_id": key(9, e, 0), **said}


def acceptance(e: int, i: int) -> dict[str, Any]:
    said = {
        "outcome": "rejected",
        "opinion": "不合格",
        "signers": ["赵", "钱"],
        "decided_on": DAY,
        "accepted_by": key(1, 0),
    }
    return {"id": key(11, e, i), "hazard_id": key(9, e, 0), "rectification_id": key(10, e, 0), **said}


def paper(kind: int, e: int, i: int) -> dict[str, Any]:
    said = {"submitted_by": key(6, e), "submitted_at": MOMENT + timedelta(microseconds=i // 2)}
    return {"id": key(kind, e, i), "hazard_id": key(9, e, 0), **said}


def request(kind: int, e: int, i: int) -> dict[str, Any]:
    """Ruled on by somebody, or by nobody who is known any more."""
    by = {"ruled_by": sometimes([key(1, 0)], i + 1), "opinion": sometimes(["同意"], i + 1)}
    return {**paper(kind, e, i), "ruling": ("granted", "refused")[i % 2], "ruled_at": MOMENT, **by}


def assessment(e: int, i: int) -> dict[str, Any]:
    said = {"level_before": "general", "level": ("general", "major")[i % 2], "grounds": "超员", "assessed_on": DAY}
    return {**request(21, e, i), **said, "rule_codes": [["R0", "R1"], []][i % 2], "participants": [key(1, 0)]}


def major_report(e: int, i: int) -> dict[str, Any]:
    said = {"state_and_cause": "超员", "danger_and_difficulty": "大", "proposal": "撤人", "reported_on": DAY}
    return {**paper(22, e, i), **said}


def plan(e: int, i: int) -> dict[str, Any]:
    said = {"goal": "消除", "responsible": "厂长", "measures": "撤人", "funds_fen": 50 * i, "emergency_plan": "有"}
    return {**request(23, e, i), **said, "due_on": DAY + timedelta(days=i // 2)}


def protection(e: int, i: int) -> dict[str, Any]:
    said = {"measures": "警戒", "evacuated": i % 2 == 0, "stopped": i % 2 == 1, "taken_on": DAY, "evidence": ["照片"]}
    return {**paper(24, e, i), **said}


def extension(e: int, i: int) -> dict[str, Any]:
    return {**request(25, e, i), "reason": "雨天", "due_before": DAY, "due_on": DAY + timedelta(days=1 + i // 2)}


def action(e: int, i: int) -> dict[str, Any]:
    return {
        "id": key(12, e, i),
        "kind": "fine" if i % 2 else "order_timed",
        "sector": sector(i),
        "issued_on": DAY,
        "due_on": sometimes([DAY], i),
        "basis": "安全生产法",
        "amount_fen": 100 * i + e if i % 2 else None,
        "hazard_id": key(9, e, i % 2),
        "campaign_id": key(2, 0),
    }


def observation(e: int, i: int) -> dict[str, Any]:
    return {
        "id": key(13, e, i),
        "sector": "fireworks",
        "fact": "actual_persons",
        "value": i,
        "true_on": DAY,
        "learned_at": MOMENT + timedelta(seconds=i // 2),
    }


def standing_verdict(e: int, i: int) -> dict[str, Any]:
    said = {"verdict": ("major", "undecided")[i % 2], "since": DAY + timedelta(days=i // 2), "judged_at": MOMENT}
    before = {"was": "not_major", "was_since": DAY, "was_judged_at": MOMENT} if i % 2 else dict.fromkeys(WAS)
    return {
        "rule_code": f"R{i}",
        "sector": "fireworks",
        "profile_version": 1,
        "missing": ["open_flame"][: i % 2],
        **said,
        **before,
    }


def past_verdict(e: int, i: int) -> dict[str, Any]:
    said = {"verdict": "not_major", "since": DAY, "until": DAY + timedelta(days=i // 2), "followed_by": "major"}
    return {"rule_code": f"R{i}", "sector": "fireworks", "judged_at": MOMENT + timedelta(days=i), **said}


def event(e: int, i: int) -> dict[str, Any]:
    subjects = [
        ("hazard", key(9, e, 0)),
        ("inspection", key(7, e, 0)),
        ("action", key(12, e, 0)),
        ("entity", key(0, e)),
    ]
    kind, subject = subjects[i % 4]
    return {
        "id": key(14, e, i),
        "at": MOMENT + timedelta(microseconds=i // 2),
        "kind": "hazard_found",
        "subject_kind": kind,
        "subject_id": subject,
        "actor_id": sometimes([key(1, 0)], i),
    }
