"""Worlds drawn by a seed: a few entities with every record the policy decides about, and viewers of every kind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from anjian.access.model import Role
from anjian.access.narrowing import Narrowing
from anjian.access.viewer import Viewer
from anjian.actions.model import Action, Proposal
from anjian.audit.model import AuditEntry
from anjian.campaigns.model import Campaign
from anjian.database.ids import UUID
from anjian.database.record import Record
from anjian.entities.model import Entity, Observation, Profile
from anjian.events.model import Event
from anjian.evidence.model import EvidenceFile, Upload
from anjian.hazards.model import Acceptance, Hazard, Rectification
from anjian.hazards.papers import Assessment, Extension, MajorReport, Protection, RectificationPlan
from anjian.inspections.model import Answer, Inspection, Judgement, Rule
from anjian.ladders.model import Escalation, Ladder
from anjian.ledgers.model import LedgerObservation
from anjian.listings.model import Listing
from anjian.look_backs.model import LookBack
from anjian.opinions.model import Opinion
from anjian.people.model import Organization, Person, Team, TeamMember
from anjian.plugin import facts
from anjian.public_reports.model import PublicReport, ReportStep
from anjian.regions.codes import parent
from anjian.regions.model import Region
from anjian.reporting.model import Report, ReportMove
from anjian.standing.model import StandingVerdict
from anjian_fireworks.profile import Fireworks

Row = Mapping[str, Any]
DAY, MOMENT = date(2026, 3, 1), datetime(2026, 3, 1, 8, tzinfo=UTC)
LEVELS = {2: "province", 4: "city", 6: "county", 9: "street"}
REGIONS = ("41", "4101", "410104", "410105", "410104001", "14", "1401")
PLACES = ("410104", "410104001", "410105", "4101", "1401", "14")
SECTORS = ("fireworks", "kiln")
RULES = ("R0", "R1")
KINDS = ("covert", "covert", "enforcement", "expert", "self_inspection", "guidance")
NARROW = (*[Role.ENTERPRISE] * 5, *[Role.EXPERT] * 3)  # those who see least are asked most
ACTIONS = ("fine", "interview", "order_timed", "criminal_transfer", "discipline_transfer", "listed_supervision")
TEAMS = ("covert", "expert", "supervision", "task_force")
PAPERS: Mapping[str, Row] = {
    "assessment": {"level_before": "general", "level": "general", "grounds": "看", "assessed_on": DAY},
    "major_report": {"state_and_cause": "堵", "danger_and_difficulty": "火", "proposal": "清", "reported_on": DAY},
    "rectification_plan": {
        "goal": "清",
        "responsible": "甲",
        "measures": "清",
        "emergency_plan": "守",
        "funds_fen": 1,
        "due_on": DAY,
    },
    "protection": {"measures": "守", "evacuated": True, "stopped": False, "taken_on": DAY},
    "extension": {"reason": "雨", "due_before": DAY, "due_on": DAY + timedelta(days=1)},
}
LADDER = UUID(int=9 << 76)
CLIMBED = {
    "ladder_id": LADDER,
    "ladder_code": "l",
    "title_zh": "提醒",
    "title_en": "reminder",
    "authority": "department",
    "climbed_on": DAY,
    "why_zh": "逾期",
    "why_en": "overdue",
    "facts": {},
    "answer_by": DAY,
}
HUNG = {"grade": "four", "unit": "厂", "responsible_person": "甲", "listed_on": DAY, "due_on": DAY}
OPINION = {"content": "堵", "signed_leading": "甲", "signed_inspecting": "乙", "signed_inspected": "丙丁"}
FILE = {
    "upload_id": UUID(int=8 << 76),
    "shows": "before",
    "attached_at": MOMENT,
    "uploaded_at": MOMENT,
    "name": "a.jpg",
    "media_type": "image/jpeg",
    "size": 1,
    "sha256": "0",
}
CAMPAIGN = UUID(int=10 << 76)
TOLD = {"place": "厂", "content": "堵", "named": False, "channel": "direct", "received_at": MOMENT, "stage": "received"}
# In the order their keys need; each name is the table's.
TABLES: Mapping[str, type[Record]] = {
    record.__tablename__: record
    for record in (
        *(
            Organization,
            Entity,
            Person,
            Upload,
            Team,
            TeamMember,
            Profile,
            Inspection,
            Answer,
            Judgement,
            Observation,
            Hazard,
        ),
        *(Rectification, Acceptance, Action, Event, StandingVerdict, LedgerObservation),
        *(Proposal, Listing, Escalation, LookBack, EvidenceFile, Opinion),
        *(Assessment, MajorReport, RectificationPlan, Protection, Extension),
        *(PublicReport, ReportStep, Report, ReportMove),
    )
}


@dataclass(repr=False)
class World:
    """Its rows by table, as they are written."""

    random: Random
    rows: dict[str, list[dict[str, Any]]] = field(default_factory=lambda: {name: [] for name in TABLES})
    ids: int = 0

    @classmethod
    def drawn(cls, random: Random) -> World:
        world = cls(random)
        world.officials()
        for _ in range(random.randint(2, 5)):
            world.entity()
        for _ in range(random.randint(0, 4)):
            world.public_report()
            world.report()
        return world

    def __getitem__(self, table: str) -> Sequence[Row]:
        return self.rows[table]

    def add(self, table: str, **values: Any) -> dict[str, Any]:
        self.rows[table].append(values)
        return values

    def id(self) -> UUID:
        self.ids += 1
        return UUID(int=7 << 76 | self.ids)

    def some(self, rows: Sequence[Row]) -> Any:
        """The id of one of them, or nothing."""
        return self.random.choice(rows)["id"] if rows and self.random.random() < 0.7 else None

    def officials(self) -> None:
        pick = self.random.choice
        for _ in range(3):
            self.add("organization", id=self.id(), name="局", kind="department", region_code=pick(REGIONS))
        for n in range(6):
            kind, body = ("expert", "officer")[n % 2], pick(self["organization"])["id"]
            more = {"organization_id": body, "entity_id": None, "region_code": pick(REGIONS)}
            self.add("person", id=self.id(), name=f"官{n}", kind=kind, **more)
        people = self["person"]
        kept = {"name": "a.jpg", "media_type": "image/jpeg", "size": 1, "sha256": "0", "uploaded_at": MOMENT}
        self.add("upload", id=FILE["upload_id"], uploaded_by=people[0]["id"], **kept)
        for kind in (*TEAMS, "covert"):
            body = self.some(self["organization"])
            team = self.add(
                "team", id=self.id(), name="组", kind=kind, region_code="41", formed_on=DAY, organization_id=body
            )
            for person in self.random.sample(people, self.random.randint(0, 3)):
                self.add("team_member", team_id=team["id"], person_id=person["id"])

    def entity(self) -> None:
        """With all that happened there."""
        at, random = self.id(), self.random
        where = {"entity_id": at, "region_code": random.choice(PLACES)}
        self.add("entity", id=at, name=f"厂{self.ids}", kind="enterprise", region_code=where["region_code"])
        self.add("person", id=self.id(), name="员工", kind="enterprise_staff", organization_id=None, **where)
        for sector in random.sample(SECTORS, random.randint(0, 2)):
            known = random.choice(({}, {"actual_persons": 3}, {"actual_persons": 6}))
            self.add("profile", **where, sector=sector, data=known)
        for n in range(random.randint(0, 3)):
            self.inspection(where, n)
        for table in ("judgement", "observation", "hazard"):
            for n in range(random.randint(0, 2)):
                self.finding(table, where, None, 100 + n)
        for _ in range(random.randint(0, 3)):
            self.action(where)
        for hazard in self.here("hazard", where):
            self.supervised(where, hazard)
        self.shown(where)
        self.follow(where)
        for rule in random.sample(RULES, random.randint(0, 2)):
            judged = {"verdict": "major", "since": DAY, "judged_at": MOMENT, "profile_version": 1}
            self.add("standing_verdict", **where, rule_code=rule, sector=random.choice(SECTORS), **judged)
        if random.random() < 0.5:
            line = {"ledger": "rooms", "line_id": None, "data": None, "true_on": DAY}
            self.add("ledger_observation", **where, id=self.id(), sector=random.choice(SECTORS), **line)

    def inspection(self, where: Row, n: int) -> None:
        random, kind = self.random, self.random.choice(KINDS)
        visit = self.add(
            "inspection",
            **where,
            id=self.id(),
            kind=kind,
            sector=random.choice(SECTORS),
            inspected_on=DAY + timedelta(days=n % 2),
            team_id=self.some(self["team"]),
            inspector_id=self.some(self.officers),
            opened_on=DAY if kind == "covert" and random.random() < 0.4 else None,
        )
        for item in range(random.randint(0, 2)):
            self.add("answer", **where, inspection_id=visit["id"], item_code=f"i{self.ids}-{item}", result="fail")
        if random.random() < 0.4:
            numbered = {"organization_id": random.choice(self["organization"])["id"], "year": 2026, "issued_on": DAY}
            said = {"inspection_id": visit["id"], "sector": visit["sector"], "sequence": self.ids, **OPINION}
            self.add("opinion", **where, id=self.id(), **numbered, **said)
        for table in ("judgement", "observation", "hazard"):
            for number in range(random.randint(0, 2)):
                self.finding(table, where, visit, number)

    @property
    def officers(self) -> Sequence[Row]:
        return [person for person in self["person"] if person["entity_id"] is None]

    def finding(self, table: str, where: Row, visit: Row | None, n: int) -> None:
        sector = visit["sector"] if visit else self.random.choice(SECTORS)
        common = {**where, "id": self.id(), "sector": sector, "inspection_id": visit and visit["id"]}
        day, level = DAY + timedelta(days=n % 3), self.random.choice(("general", "major"))
        match table:
            case "judgement":
                said = {"standard": "121", "edition": "2017", "clause": "一", "facts": {}, "explanation": {}}
                self.add(table, **common, rule_code=self.random.choice(RULES), verdict="major", judged_on=day, **said)
            case "observation":
                self.add(table, **common, fact="actual_persons", value=n, true_on=day)
            case "hazard":
                earlier = [hazard for hazard in self["hazard"] if hazard["entity_id"] == where["entity_id"]]
                found = {"level": level, "title": "隐患", "found_on": day, "found_by": "department"}
                found["finder_id"] = self.some(self["person"])
                back = self.some(earlier)
                again = {
                    "repeat_of": back,
                    "repeat_entity_id": back and where["entity_id"],
                    "repeat_no": 2 if back else 1,
                }
                hazard = self.add(table, **common, stage="registered", **found, **again)
                self.mended(where, hazard)

    def mended(self, where: Row, hazard: Row) -> None:
        staff = next(person["id"] for person in self["person"] if person["entity_id"] == where["entity_id"])
        of_hazard = {**where, "hazard_id": hazard["id"]}
        for _ in range(self.random.randint(0, 1)):
            done = self.add(
                "rectification", **of_hazard, id=self.id(), measures="改", rectified_on=DAY, submitted_by=staff
            )
            decided = {"outcome": "rejected", "opinion": "否", "signers": ["甲", "乙"], "decided_on": DAY}
            by = {"rectification_id": done["id"], "accepted_by": self.officers[0]["id"]}
            self.add("acceptance", **of_hazard, id=self.id(), **decided, **by)

    def here(self, table: str, where: Row) -> Sequence[Row]:
        return [row for row in self[table] if row["entity_id"] == where["entity_id"]]

    def action(self, where: Row) -> None:
        kind = self.random.choice(ACTIONS)
        self.add(
            "action",
            **where,
            id=self.id(),
            kind=kind,
            sector=self.random.choice(SECTORS),
            inspection_id=self.some(self.here("inspection", where)),
            hazard_id=self.some(self.here("hazard", where)),
            issued_on=DAY + timedelta(days=self.ids % 2),
            basis="法",
            issuer_id=self.some(self["organization"]),
            amount_fen=100 * self.random.randint(1, 9) if kind == "fine" else None,
        )

    def supervised(self, where: Row, hazard: Row) -> None:
        """What was asked, written and hung up about a hazard: each of its kind, or not."""
        official, of_hazard = self.random.choice(self.officers)["id"], {**where, "hazard_id": hazard["id"]}
        for table, said in PAPERS.items():
            if self.random.random() < 0.3:
                self.add(table, **of_hazard, id=self.id(), submitted_by=official, **said)
        of_hazard["sector"] = hazard["sector"]
        if self.random.random() < 0.3:
            planned = {"due_on": DAY, "planned_by": official, "planned_at": MOMENT}
            self.add("look_back", **of_hazard, id=self.id(), **planned, inspection_id=None, outcome=None)
        asked = self.proposal(where, hazard)
        if self.random.random() < 0.4:
            climbed = {"id": self.id(), "step": f"s{self.ids}", "proposal_id": asked and asked["id"]}
            self.add("escalation", **of_hazard, **climbed, **CLIMBED)
        actions = self.here("action", where)
        if actions and self.random.random() < 0.5:
            body = self.random.choice(self["organization"])["id"]
            hung = {"action_id": self.random.choice(actions)["id"], "issuer_id": body, "responsible_id": body}
            self.add("listing", **of_hazard, id=self.id(), **hung, **HUNG)

    def proposal(self, where: Row, hazard: Row) -> Row | None:
        if self.random.random() < 0.4:
            return None
        leads = {
            "hazard_id": self.random.choice((hazard["id"], None)),
            "action_id": self.some(self.here("action", where)),
        }
        said = {"kind": "interview", "reason": "逾期", "basis": "办法", "proposed_on": DAY, "sector": hazard["sector"]}
        return self.add("proposal", **where, id=self.id(), **leads, **said)

    def shown(self, where: Row) -> None:
        """Files, each of one record."""
        for table in ("inspection", "hazard", "action"):
            for record in self.here(table, where):
                if self.random.random() < 0.3:
                    leads = dict.fromkeys(("inspection_id", "hazard_id", "action_id")) | {f"{table}_id": record["id"]}
                    by = {"attached_by": self.officers[0]["id"], "uploaded_by": self.officers[0]["id"]}
                    self.add("evidence_file", **where, id=self.id(), sector=record["sector"], **leads, **by, **FILE)

    def follow(self, where: Row) -> None:
        """Events of what is there."""
        subjects = [("entity", where["entity_id"])]
        subjects += [
            (table, row["id"]) for table in ("inspection", "hazard", "action") for row in self.here(table, where)
        ]
        for kind, subject in self.random.sample(subjects, min(len(subjects), self.random.randint(1, 7))):
            told = {"kind": "facts_recorded", "subject_kind": kind, "subject_id": subject}
            of = self.some(self.here("inspection", where)) if self.random.random() < 0.5 else None
            at = MOMENT + timedelta(seconds=self.ids // 3)
            self.add("event", **where, id=self.id(), at=at, **told, inspection_id=of, data={"n": self.ids})

    def public_report(self) -> None:
        """Of a place; the entity and the sector are known later, or never."""
        random, id_ = self.random, self.id()
        of = {"region_code": random.choice(PLACES), "sector": random.choice((None, *SECTORS))}
        self.add("public_report", id=id_, receipt=id_.bytes, entity_id=self.some(self["entity"]), **of, **TOLD)
        for n in range(random.randint(0, 2)):
            self.add("public_report_step", report_id=id_, at=MOMENT, id=self.id(), kind="received", data={"n": n})

    def report(self) -> None:
        """What a place published, a list, or a report that is due or locked."""
        kind = self.random.choice(("published", "list", "duty", "duty"))
        state = self.random.choice(("open", "submitted", "returned", "locked")) if kind == "duty" else "locked"
        of = {"campaign_id": CAMPAIGN, "region_code": self.random.choice(REGIONS), "code": f"r{self.ids}"}
        report = self.add(
            "report", id=self.id(), kind=kind, state=state, window_from=DAY, window_until=DAY, made_at=MOMENT, **of
        )
        for n in range(self.random.randint(0, 2)):
            at = MOMENT + timedelta(seconds=n)
            self.add("report_move", report_id=report["id"], at=at, kind="opened", reason=f"m{self.ids}-{n}")

    def viewer(self) -> Viewer:
        """Somebody of any role, as near or far as it may be; plugins may hide entities from them."""
        random = self.random
        role = random.choice((*Role, *NARROW))
        if role is Role.ENTERPRISE:
            entity = random.choice(self["entity"])["id"]
            return Viewer(self.staff(entity), role, entity_id=entity, narrowed=self.narrowing())
        return Viewer(
            random.choice(self.officers)["id"],
            role,
            region_code=random.choice((None, None, "41", "4101", "410104", "410104001", "14")),
            sectors=random.choice((None, None, frozenset(), frozenset({"kiln"}), frozenset(SECTORS))),
            organization_id=random.choice((None, None, self["organization"][0]["id"])),
            narrowed=self.narrowing(),
        )

    def staff(self, entity: UUID) -> UUID:
        return next(person["id"] for person in self["person"] if person["entity_id"] == entity)

    def narrowing(self) -> tuple[Narrowing, ...]:
        if self.random.random() < 0.7:
            return ()
        condition = self.random.choice((None, facts(Fireworks).actual_persons > 4))
        noun, region = self.random.choice(("entity", "hazard", "inspection")), self.random.choice((None, "41"))
        return (Narrowing(noun, "fireworks", region, condition),)


async def ground(connection: AsyncConnection) -> None:
    """What every world stands on."""
    regions = [{"code": c, "name": c, "level": LEVELS[len(c)], "parent_code": parent(c)} for c in REGIONS]
    await connection.execute(sa.insert(Region), regions)
    words = {"title_zh": "名", "title_en": "name", "standard_title_zh": "标准", "standard_title_en": "criteria"}
    said = {**words, "standard": "121", "edition": "2017", "item": "一", "effective_from": DAY, "expression": {}}
    rules = [{"code": code, "sector": "kiln", "confidence": "verified", **said} for code in RULES]
    await connection.execute(sa.insert(Rule), rules)
    ladder = {
        "id": LADDER,
        "code": "l",
        "title_zh": "阶梯",
        "title_en": "ladder",
        "document": {},
        "edition": 1,
        "status": "active",
        "source": "",
    }
    await connection.execute(sa.insert(Ladder), [ladder])
    campaign = {"id": CAMPAIGN, "code": "c", "title_zh": "行动", "title_en": "campaign", "region_code": "41"}
    await connection.execute(sa.insert(Campaign), [{**campaign, "began_on": DAY}])


async def settle(connection: AsyncConnection, world: World) -> None:
    """This world in place of the one before."""
    for table in (AuditEntry, *reversed(TABLES.values())):  # refusals of the world before name its people
        await connection.execute(sa.delete(table))
    for name, table in TABLES.items():
        if world.rows[name]:
            await connection.execute(sa.insert(table), world.rows[name])
