"""Who may do what and who sees what, as data: the only place that says it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import sqlalchemy as sa
from sqlalchemy import FromClause

from anjian.access.model import Role, RoleAssignment
from anjian.access.sight import Bind, Condition, Extent, Hidden, Link, Own, Truth, table, word
from anjian.actions.model import Action, ActionKind, Proposal
from anjian.database.record import CODE, Record
from anjian.entities.model import Entity
from anjian.hazards.model import Hazard
from anjian.inspections.model import Inspection
from anjian.inspections.withheld import unopened
from anjian.ladders.model import Escalation
from anjian.listings.model import Listing
from anjian.people.model import Conflict, Person, Team, TeamKind, TeamMember
from anjian.reporting.model import Report, ReportKind, ReportState
from anjian.words import Title

# Who sends which command: the catalogue names one of these sets for each.
ENTERPRISES = frozenset({Role.ENTERPRISE})
ENFORCERS = frozenset({Role.INSPECTOR, Role.DEPARTMENT})  # 执法: orders, acceptance, close-out
OFFICIALS = ENFORCERS | {Role.COMMITTEE_OFFICE}  # and who circulates, interviews, lists and supervises
DECIDERS = OFFICIALS | {Role.LEADER}  # and who decides for a government: closure, listing; each body what is its own
ANSWERERS = DECIDERS | ENTERPRISES  # who answers what a ladder asked
CLOSERS = (
    DECIDERS | ENTERPRISES
)  # enforcers anything; the body that lists what it lists; the entity its own small finds
VISITORS = ENFORCERS | {Role.EXPERT}  # who goes and looks
AT_THE_SITE = VISITORS | ENTERPRISES  # who knows the facts
RECTIFIERS = ENFORCERS | ENTERPRISES  # who tells what was mended; an officer on the spot as well
WITNESSES = AT_THE_SITE | OFFICIALS  # who shows what was found and done, in pictures and documents
EXPERTS = frozenset({Role.EXPERT})
ACCESS_READERS = frozenset({Role.AUDITOR, Role.ADMINISTRATOR})  # who sees what others are authorised to
AUDIT_READERS = frozenset({Role.AUDITOR, Role.ADMINISTRATOR})
APPROVERS = frozenset({Role.DEPARTMENT})  # who approves plans and longer terms, and reopens what was closed
HOLDERS = frozenset(Role) - {Role.EXCHANGE}  # who may let somebody else act for them; a system has nobody
ADMINISTRATORS = frozenset({Role.ADMINISTRATOR})

# How far each role sees, within the region and the sectors of whoever holds it. An assignment that names a body
# (``organization_id``) turns REGION into OWN_BODY.
EXTENTS: Mapping[Role, Extent] = {
    Role.ENTERPRISE: Extent.OWN_ENTITY,
    Role.INSPECTOR: Extent.REGION,
    Role.EXPERT: Extent.OWN_TEAMS,
    Role.DEPARTMENT: Extent.REGION,
    Role.COMMITTEE_OFFICE: Extent.REGION,
    Role.LEADER: Extent.REGION,
    Role.AUDITOR: Extent.REGION,
    Role.EXCHANGE: Extent.REGION,
    Role.ADMINISTRATOR: Extent.NO_CASE,
}

# Who may ask for personal data (names of people of enterprises, numbers of certificates) in full, which is noted.
PERSONAL = frozenset({Role.ENTERPRISE, Role.INSPECTOR, Role.DEPARTMENT, Role.EXCHANGE, Role.ADMINISTRATOR})

# Tables that only some roles read, by name.
HANDLERS = OFFICIALS | {Role.LEADER, Role.AUDITOR}  # who reads what the public told; the party concerned never does
READERS: Mapping[str, frozenset[Role]] = {
    "audit_entry": AUDIT_READERS,
    "audit_seal": AUDIT_READERS,
    "public_report": HANDLERS,
    "public_report_step": HANDLERS,
    "access_token": ACCESS_READERS,
    "account": ACCESS_READERS,
    "inspection_draw": HANDLERS,
    "drawn_entity": HANDLERS,
    "visit_minimum": HANDLERS,
    "target_excuse": HANDLERS,
}

# Of the tables whose rows belong to an entity, those that are no case: an administrator sees them too.
NO_CASE = frozenset({"person", "audit_entry"})


def official(person: FromClause, _: Bind) -> Truth:
    """Officials act in their own name: whoever sees the act may see who acted."""
    return person.c.entity_id.is_(None)


# Rows that everybody signed in sees, wherever they lie.
OPEN: Mapping[str, Condition] = {"person": official}


def by_their_teams(inspection: FromClause, viewer: Bind) -> Truth:
    member = table(TeamMember).alias()
    teams = sa.select(member.c.team_id).where(member.c.person_id == viewer("person_id", sa.Uuid()))
    return sa.or_(inspection.c.team_id.in_(teams), inspection.c.inspector_id == viewer("person_id", sa.Uuid()))


def by_their_body(inspection: FromClause, viewer: Bind) -> Truth:
    team, person = table(Team).alias(), table(Person).alias()
    body = viewer("organization_id", sa.Uuid())
    teams = sa.select(team.c.id).where(team.c.organization_id == body)
    people = sa.select(person.c.id).where(person.c.organization_id == body)
    return sa.or_(inspection.c.team_id.in_(teams), inspection.c.inspector_id.in_(people))


def declared_by_them(conflict: FromClause, viewer: Bind) -> Truth:
    return conflict.c.person_id == viewer("person_id", sa.Uuid())


def found_by_them(hazard: FromClause, viewer: Bind) -> Truth:
    return hazard.c.finder_id == viewer("person_id", sa.Uuid())


def issued_by_their_body(action: FromClause, viewer: Bind) -> Truth:
    return action.c.issuer_id == viewer("organization_id", sa.Uuid())


def sent_by_their_body(team: FromClause, viewer: Bind) -> Truth:
    return team.c.organization_id == viewer("organization_id", sa.Uuid())


OWN: Mapping[Extent, Sequence[Own]] = {
    Extent.OWN_TEAMS: (
        Own(table(Inspection), by_their_teams),
        Own(table(Hazard), found_by_them),
        Own(table(Conflict), declared_by_them, opens=False),
    ),
    Extent.OWN_BODY: (
        Own(table(Inspection), by_their_body),
        Own(table(Action), issued_by_their_body),
        Own(table(Team), sent_by_their_body, opens=False),
    ),
}


def of_subject(record: type[Record]) -> Link:
    """What an event speaks of."""
    return Link(table(record), "subject_id", ("subject_kind", record.__tablename__))


# What hangs on what. A row is reached where any row it hangs on is, and hidden where any of them is.
OF_INSPECTION = Link(table(Inspection), "inspection_id")
OF_HAZARD = Link(table(Hazard), "hazard_id")
OF_ACTION = Link(table(Action), "action_id")
OF_REPORT = Link(table(Report), "report_id")
LINKS: Mapping[str, Sequence[Link]] = {
    "answer": (OF_INSPECTION,),
    "judgement": (OF_INSPECTION,),
    "observation": (OF_INSPECTION,),
    "hazard": (OF_INSPECTION,),
    "rectification": (OF_HAZARD,),
    "look_back": (OF_INSPECTION, OF_HAZARD),
    "opinion": (OF_INSPECTION,),
    "acceptance": (OF_HAZARD,),
    "assessment": (OF_HAZARD,),
    "major_report": (OF_HAZARD,),
    "rectification_plan": (OF_HAZARD,),
    "protection": (OF_HAZARD,),
    "extension": (OF_HAZARD,),
    "action": (OF_INSPECTION, OF_HAZARD),
    "proposal": (OF_HAZARD, OF_ACTION),
    "listing": (OF_HAZARD, OF_ACTION),
    "escalation": (OF_HAZARD, Link(table(Proposal), "proposal_id")),
    "evidence_file": (OF_INSPECTION, OF_HAZARD, OF_ACTION),
    "event": (OF_INSPECTION, *map(of_subject, (Entity, Inspection, Hazard, Action, Proposal, Listing, Escalation))),
    "team_member": (Link(table(Team), "team_id"),),
    "report_figure": (OF_REPORT,),
    "report_move": (OF_REPORT,),
}


def withheld(inspection: FromClause, _: Bind) -> Truth:
    return unopened(inspection)


def transfer(row: FromClause, _: Bind) -> Truth:
    return row.c.kind.in_([word(ActionKind.CRIMINAL_TRANSFER), word(ActionKind.DISCIPLINE_TRANSFER)])


def of_others(assignment: FromClause, viewer: Bind) -> Truth:
    """Neither their own nor given by them."""
    me = viewer("person_id", sa.Uuid())
    return sa.and_(assignment.c.person_id != me, assignment.c.granted_by.is_distinct_from(me))


def of_others_elsewhere(assignment: FromClause, viewer: Bind) -> Truth:
    """What reaches further than one's own region is not under it either."""
    here = sa.func.coalesce(viewer("region_code", CODE), sa.literal_column("''"))
    there = sa.func.coalesce(assignment.c.region_code, sa.literal_column("''"))
    return sa.and_(of_others(assignment, viewer), ~sa.func.starts_with(there, here))


def covert_team(team: FromClause, _: Bind) -> Truth:
    return team.c.kind == word(TeamKind.COVERT)


def not_published(report: FromClause, _: Bind) -> Truth:
    """Reports and lists within the administration count what its parties do not see."""
    return report.c.kind != word(ReportKind.PUBLISHED)


def in_the_making_elsewhere(report: FromClause, viewer: Bind) -> Truth:
    """A report that is not locked yet is for its own region and for those above it."""
    here = sa.func.coalesce(viewer("region_code", CODE), sa.literal_column("''"))
    elsewhere = ~sa.func.starts_with(report.c.region_code, here)
    return sa.and_(report.c.kind == word(ReportKind.DUTY), report.c.state != word(ReportState.LOCKED), elsewhere)


PARTIES = ENTERPRISES | EXPERTS
HIDDEN: Sequence[Hidden] = (
    Hidden(table(Report), not_published, PARTIES, Title("未对外公布的报告和清单", "reports and lists not published")),
    Hidden(
        table(Report),
        in_the_making_elsewhere,
        frozenset(Role) - PARTIES,
        Title("辖区以外尚未锁定的报告", "reports of elsewhere that are not locked"),
    ),
    Hidden(
        table(Inspection),
        withheld,
        ENTERPRISES,
        Title("尚未公开的暗查暗访", "covert inspections that were not opened yet"),
    ),
    Hidden(
        table(Action),
        transfer,
        ENTERPRISES,
        Title("移送司法机关、移交纪检监察的措施", "transfers to criminal or discipline bodies"),
    ),
    Hidden(
        table(Proposal),
        transfer,
        ENTERPRISES,
        Title("移送、移交的提请", "proposals of such transfers"),
    ),
    Hidden(table(Team), covert_team, ENTERPRISES, Title("明察暗访组", "covert teams")),
    Hidden(
        table(RoleAssignment),
        of_others,
        frozenset(Role) - ACCESS_READERS,
        Title("他人的授权", "what others are authorised to"),
    ),
    Hidden(
        table(RoleAssignment),
        of_others_elsewhere,
        ACCESS_READERS,
        Title("辖区以外他人的授权", "what others are authorised to elsewhere"),
    ),
)
