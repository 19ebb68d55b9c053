"""Who sees what, said once more: over rows in memory, without a look at the policy's own data."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from anjian.access.model import Role
from anjian.access.viewer import Viewer
from anjian.database.ids import UUID
from tests.schema.policy.world import Row, World

PUBLIC = {"team", "team_member", "organization"}
HANDLERS = {Role.INSPECTOR, Role.DEPARTMENT, Role.COMMITTEE_OFFICE, Role.LEADER, Role.AUDITOR}
PAPERS = {"rectification", "acceptance", "assessment", "major_report", "rectification_plan", "protection", "extension"}
OF_ITS_ENTITY = {"entity", "answer", "event", *PAPERS}  # they name no sector themselves


@dataclass(frozen=True)
class Eyes:
    """One viewer in one world."""

    world: World
    viewer: Viewer

    def all(self, table: str) -> list[Row]:
        return [row for row in self.world[table] if self.see(table, row)]

    def see(self, table: str, row: Row, *, led_here: bool = False) -> bool:
        """``led_here``: from a record that is seen, to the entity it cannot be without."""
        if table == "person" and row["entity_id"] is None:
            return True
        if self.is_hidden(table, row):
            return False
        if table == "report_move":
            return self.see("report", self.by_id("report", row["report_id"]) or {})
        if table == "public_report_step":
            return self.viewer.role in HANDLERS
        if table == "report":
            return self.is_told(row)
        if table in PUBLIC:
            return self.of_my_body(table, row)
        if table == "public_report" and self.viewer.role not in HANDLERS:
            return False
        if self.viewer.role is Role.ADMINISTRATOR and table != "person":
            return False
        return self.in_place(table, row) and (led_here or self.in_sectors(table, row)) and self.is_mine(table, row)

    def is_told(self, report: Row) -> bool:
        """What was published is for everybody, what is not locked for its region and those above."""
        if self.viewer.role in (Role.ENTERPRISE, Role.EXPERT):
            return bool(report["kind"] == "published")
        in_the_making = report["kind"] == "duty" and report["state"] != "locked"
        return not in_the_making or report["region_code"].startswith(self.viewer.region_code or "")

    def name(self, person: Row) -> str:
        """Of people of an enterprise the surname alone, but to their own side."""
        name: str = person["name"]
        return name if person["entity_id"] is None or self.viewer.role is Role.ENTERPRISE else f"{name[0]}**"

    # Where it lies, whose it is, what it is about.

    def in_place(self, table: str, row: Row) -> bool:
        entity = self.entity_of(table, row)
        if any(self.is_narrowed(noun, table, entity) for noun in (table, "entity")):
            return False
        if self.viewer.role is Role.ENTERPRISE:
            return entity == self.viewer.entity_id
        return bool(row["region_code"].startswith(self.viewer.region_code or ""))

    def entity_of(self, table: str, row: Row) -> UUID:
        found: UUID = row["id"] if table == "entity" else row["entity_id"]
        return found

    def in_sectors(self, table: str, row: Row) -> bool:
        mine = self.viewer.sectors
        if mine is None or table == "person":
            return True
        if table in OF_ITS_ENTITY:
            entity = self.entity_of(table, row)
            return any(each["entity_id"] == entity and each["sector"] in mine for each in self.world["profile"])
        return row["sector"] in mine

    def is_narrowed(self, noun: str, table: str, entity: UUID) -> bool:
        """A plugin hides it: the entity is of its sector and region, and its condition is false or unknown."""
        for each in self.viewer.narrowed:
            if each.noun != noun or noun not in (table, "entity"):
                continue
            for profile in self.world["profile"]:
                concerned = profile["entity_id"] == entity and profile["sector"] == each.sector
                if concerned and profile["region_code"].startswith(each.region_code or ""):
                    persons = profile["data"].get("actual_persons")
                    return each.condition is None or persons is None or persons <= 4
        return False

    # What is one's own, where one sees no more than that.

    def is_mine(self, table: str, row: Row) -> bool:
        if self.viewer.role is Role.EXPERT:
            return self.is_own(table, row, self.my_visit, lambda _: False)
        if self.viewer.organization_id is not None and self.viewer.role is not Role.ADMINISTRATOR:
            return self.is_own(table, row, self.my_bodys_visit, self.my_bodys_action)
        return True

    def is_own(self, table: str, row: Row, visit: Callable[[Row], bool], action: Callable[[Row], bool]) -> bool:
        if table == "inspection":
            return visit(row)
        if table == "action" and action(row):
            return True
        if table == "hazard" and self.my_find(row):
            return True
        above = self.above(table, row)
        if above is not None:
            return any(self.is_own(*each, visit, action) for each in above)
        entity = self.entity_of(table, row)
        there = {name: [r for r in self.world[name] if r["entity_id"] == entity] for name in ("inspection", "action")}
        found = any(self.my_find(hazard) for hazard in self.world["hazard"] if hazard["entity_id"] == entity)
        return found or any(map(visit, there["inspection"])) or any(map(action, there["action"]))

    def my_find(self, hazard: Row) -> bool:
        return self.viewer.role is Role.EXPERT and bool(hazard["finder_id"] == self.viewer.person_id)

    def my_visit(self, visit: Row) -> bool:
        teams = {each["team_id"] for each in self.world["team_member"] if each["person_id"] == self.viewer.person_id}
        return visit["team_id"] in teams or visit["inspector_id"] == self.viewer.person_id

    def my_bodys_visit(self, visit: Row) -> bool:
        body = self.viewer.organization_id
        teams = {team["id"] for team in self.world["team"] if team["organization_id"] == body}
        people = {person["id"] for person in self.world["person"] if person["organization_id"] == body}
        return visit["team_id"] in teams or visit["inspector_id"] in people

    def my_bodys_action(self, action: Row) -> bool:
        return bool(action["issuer_id"] == self.viewer.organization_id)

    def of_my_body(self, table: str, row: Row) -> bool:
        confined = self.viewer.organization_id is not None
        if table == "organization" or not confined or self.viewer.role in (Role.EXPERT, Role.ADMINISTRATOR):
            return True
        team = row if table == "team" else self.by_id("team", row["team_id"])
        return team is not None and team["organization_id"] == self.viewer.organization_id

    # What is kept from the inspected side.

    def is_hidden(self, table: str, row: Row) -> bool:
        if self.viewer.role is not Role.ENTERPRISE:
            return False
        match table:
            case "inspection":
                return row["kind"] == "covert" and row["opened_on"] is None
            case "team":
                return bool(row["kind"] == "covert")
            case "action" if row["kind"] in ("criminal_transfer", "discipline_transfer"):
                return True
            case "team_member":
                return self.is_hidden("team", self.by_id("team", row["team_id"]) or {})
        return any(self.is_hidden(*each) for each in self.above(table, row) or ())

    # What hangs on what.

    def above(self, table: str, row: Row) -> Sequence[tuple[str, Row]] | None:
        """The rows it hangs on; nothing for what hangs on none by its nature."""
        match table:
            case "answer" | "judgement" | "observation" | "hazard" | "opinion":
                links = [("inspection", row["inspection_id"])]
            case _ if table in PAPERS:
                links = [("hazard", row["hazard_id"])]
            case "look_back":
                links = [("inspection", row["inspection_id"]), ("hazard", row["hazard_id"])]
            case "proposal" | "listing":
                links = [("hazard", row["hazard_id"]), ("action", row["action_id"])]
            case "escalation":
                links = [("hazard", row["hazard_id"]), ("proposal", row["proposal_id"])]
            case "evidence_file":
                links = [(name, row[f"{name}_id"]) for name in ("inspection", "hazard", "action")]
            case "action":
                links = [("inspection", row["inspection_id"]), ("hazard", row["hazard_id"])]
            case "event":
                links = [("inspection", row["inspection_id"]), (row["subject_kind"], row["subject_id"])]
            case _:
                return None
        found = [(table, self.by_id(table, id_)) for table, id_ in links]
        return [(table, row) for table, row in found if row is not None]

    def by_id(self, table: str, id_: Any) -> Row | None:
        return next((row for row in self.world[table] if row["id"] == id_), None)
