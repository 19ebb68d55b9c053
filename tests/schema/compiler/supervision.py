"""What the small world holds of supervision: proposals, boards, ladders, files, public reports, and who may act."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from anjian.access import model as access
from anjian.actions.model import Proposal
from anjian.audit.model import AuditEntry
from anjian.campaigns.model import TargetExcuse
from anjian.database.ids import UUID
from anjian.database.record import Record
from anjian.draws.model import DrawnEntity, InspectionDraw
from anjian.evidence.model import EvidenceFile, Upload
from anjian.ladders import model as ladders
from anjian.listings.model import Listing
from anjian.look_backs.model import LookBack
from anjian.minimums.model import VisitMinimum
from anjian.opinions.model import Opinion
from anjian.people.model import Conflict
from anjian.public_reports.model import PublicReport

Row = dict[str, Any]
Key = Callable[..., UUID]


class Supervision:
    """Rows by the keys of the world they stand in; ``each`` of one kind at one place."""

    def __init__(self, key: Key, each: int, places: Sequence[tuple[int, str]], day: date, moment: datetime) -> None:
        self.key, self.each, self.places, self.day, self.moment = key, each, places, day, moment
        self.officer, self.body = key(1, 0), key(4, 0)

    def tables(self) -> Iterator[tuple[type[Record], list[Row]]]:
        yield from self.of_access()
        yield from self.of_the_whole()
        for record, make in self.makers().items():
            yield record, [self.at(e, region, make(e, i)) for e, region in self.places for i in range(self.each)]

    def at(self, e: int, region: str, row: Row) -> Row:
        return {"entity_id": self.key(0, e), "region_code": region, **row}

    def makers(self) -> Mapping[type[Record], Callable[[int, int], Row]]:
        return {
            Proposal: self.proposal,
            Listing: self.listing,
            ladders.Escalation: self.escalation,
            EvidenceFile: self.file,
            LookBack: self.look_back,
            Conflict: self.conflict,
            Opinion: self.opinion,
            TargetExcuse: self.excuse,
        }

    def of_access(self) -> Iterator[tuple[type[Record], list[Row]]]:
        numbers = range(self.each)
        assigned = {"role": "department", "region_code": "41", "starts_on": self.day, "granted_at": self.moment}
        yield access.RoleAssignment, [{"id": self.key(31, i), "person_id": self.key(1, i), **assigned} for i in numbers]
        token = {"label": "试", "assignment_id": self.key(31, 0), "created_at": self.moment}
        yield access.AccessToken, [{"digest": bytes([i]), "id": self.key(32, i), **token} for i in numbers]
        account = {"issuer": "https://id.example.cn", "region_code": "41", "linked_at": self.moment}
        known = [{"subject": f"s{i}", "id": self.key(33, i), "person_id": self.key(1, i)} for i in numbers]
        yield access.Account, [account | each for each in known]
        seen = {"at": self.moment, "kind": "changed", "region_code": "41", "person_id": self.officer}
        yield AuditEntry, [{"id": self.key(34, i), **seen} for i in numbers]

    def of_the_whole(self) -> Iterator[tuple[type[Record], list[Row]]]:
        """What hangs on no entity."""
        numbers = range(self.each)
        ladder = {"code": "L", "title_zh": "阶梯", "title_en": "ladder", "source": "试", "document": {}}
        yield (
            ladders.Ladder,
            [{"id": self.key(35, i), "edition": i, "saved_at": self.moment, **ladder} for i in numbers],
        )
        upload = {"name": "照片.png", "media_type": "image/png", "size": 9, "sha256": "", "uploaded_by": self.officer}
        yield Upload, [{"id": self.key(36, i), "uploaded_at": self.moment, **upload} for i in numbers]
        told = {"region_code": "41", "place": "某厂", "content": "堵塞", "named": False, "channel": "direct"}
        received = {"stage": "received", "received_at": self.moment}
        yield PublicReport, [{"id": self.key(37, i), "receipt": bytes([i]), **told, **received} for i in numbers]
        drawn = {
            "region_code": "41",
            "sector": "fireworks",
            "seed": "1",
            "seed_source": "公报",
            "drawn_by": self.officer,
        }
        among = {"candidates": 6, "candidates_digest": "", "drawn_at": self.moment}
        yield InspectionDraw, [{"id": self.key(38, i), **drawn, **among} for i in numbers]
        asked = {"region_code": "41", "per_month": 3, "source": "方案", "set_on": self.day}
        yield (
            VisitMinimum,
            [{"id": self.key(39, i), "organization_id": self.body, "ended": i > 0, **asked} for i in numbers],
        )
        yield DrawnEntity, [{"draw_id": self.key(38, 0), "position": i, "entity_id": self.key(0, i)} for i in numbers]

    def of_hazard(self, e: int) -> Row:
        return {"hazard_id": self.key(9, e, 0), "sector": "fireworks"}

    def proposal(self, e: int, i: int) -> Row:
        said = {
            "kind": "interview",
            "reason": "逾期",
            "basis": "办法",
            "proposed_on": self.day + timedelta(days=i // 2),
        }
        return {"id": self.key(41, e, i), **self.of_hazard(e), **said}

    def listing(self, e: int, i: int) -> Row:
        said = {"grade": "four", "unit": "甲厂", "issuer_id": self.body, "responsible_id": self.body}
        days = {"listed_on": self.day, "due_on": self.day, "published_on": self.day, "medium": "报", "notice": "公告"}
        action = {"action_id": self.key(12, e, 0), "responsible_person": "王"}
        return {"id": self.key(42, e, i), **self.of_hazard(e), **said, **days, **action}

    def escalation(self, e: int, i: int) -> Row:
        step = {"ladder_id": self.key(35, 0), "ladder_code": "L", "step": f"s{i}", "title_zh": "步", "title_en": "step"}
        why = {"why_zh": "逾期", "why_en": "overdue", "facts": {}, "authority": "department"}
        days = {"climbed_on": self.day + timedelta(days=i // 2), "climbed_at": self.moment, "answer_by": self.day}
        return {"id": self.key(43, e, i), **self.of_hazard(e), **step, **why, **days}

    def file(self, e: int, i: int) -> Row:
        """Two thirds at a hazard, some of them with its rectification; the rest at an inspection."""
        kept = {"name": "照片.png", "media_type": "image/png", "size": 9, "sha256": ""}
        by = {"uploaded_by": self.officer, "uploaded_at": self.moment, "attached_by": self.officer}
        of: Row = dict.fromkeys(("inspection_id", "hazard_id", "rectification_id"))
        of |= {"inspection_id": self.key(7, e, 0)} if i % 3 == 0 else {"hazard_id": self.key(9, e, 0)}
        of |= {"rectification_id": self.key(10, e, 0)} if i % 3 == 1 else {}
        shown = {"sector": "fireworks", "shows": "before", "upload_id": self.key(36, i), "attached_at": self.moment}
        return {"id": self.key(44, e, i), **kept, **by, **of, **shown}

    def look_back(self, e: int, i: int) -> Row:
        planned = {"due_on": self.day + timedelta(days=i // 2), "planned_by": self.officer, "planned_at": self.moment}
        return {"id": self.key(45, e, i), "hazard_id": self.key(9, e, i), "sector": "fireworks", **planned}

    def excuse(self, e: int, i: int) -> Row:
        said = {"campaign_id": self.key(2, 0), "target": f"p{i}", "reason": "停产", "excused_on": self.day}
        return {"id": self.key(49, e, i), "excused_by": self.officer, **said}

    def opinion(self, e: int, i: int) -> Row:
        numbered = {"organization_id": self.body, "year": 2026, "sequence": 100 * e + i, "issued_on": self.day}
        signed = {"signed_leading": "王", "signed_inspecting": "李", "signed_inspected": "周", "content": "堵塞"}
        return {
            "id": self.key(47, e, i),
            "inspection_id": self.key(7, e, i),
            "sector": "fireworks",
            **numbered,
            **signed,
        }

    def conflict(self, e: int, i: int) -> Row:
        said = {"person_id": self.key(1, i), "reason": "曾任顾问", "declared_at": self.moment}
        return {"id": self.key(46, e, i), **said}
