"""The rows that are written in bulk: fields named and ordered as the columns they fill."""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple

from anjian.database.ids import UUID


class EntityRow(NamedTuple):
    id: UUID
    name: str
    kind: str
    credit_code: str | None
    region_code: str
    address: str
    longitude: str
    latitude: str
    coordinate_system: str
    invented: bool
    registered_at: datetime


class IdentifierRow(NamedTuple):
    kind: str
    value: str
    entity_id: UUID


class OrganizationRow(NamedTuple):
    id: UUID
    name: str
    kind: str
    region_code: str
    parent_id: UUID | None = None


class PersonRow(NamedTuple):
    id: UUID
    name: str
    kind: str
    organization_id: UUID | None
    entity_id: UUID | None
    region_code: str
    position: str
    specialties: tuple[str, ...] = ()
    certificate_no: str | None = None


class TeamRow(NamedTuple):
    id: UUID
    name: str
    kind: str
    campaign_id: UUID
    organization_id: UUID
    region_code: str
    formed_on: date


class MemberRow(NamedTuple):
    team_id: UUID
    person_id: UUID


class VisitRow(NamedTuple):
    entity_id: UUID
    id: UUID
    region_code: str
    kind: str
    sector: str
    inspected_on: date
    campaign_id: UUID
    team_id: UUID | None
    inspector_id: UUID
    document_no: str
    signers: tuple[str, ...]
    conclusion: str
    submitted_at: datetime
    checklist_code: str | None = None
    checklist_version: str | None = None
    opened_on: date | None = None


class ActionRow(NamedTuple):
    entity_id: UUID
    id: UUID
    region_code: str
    kind: str
    sector: str
    campaign_id: UUID
    hazard_id: UUID | None
    inspection_id: UUID
    issued_on: date
    due_on: date | None
    document_no: str
    document_word: str
    document_year: int
    document_sequence: int
    basis: str
    content: str
    issuer_id: UUID
    signed_by: UUID
    signer_ids: list[UUID]
    amount_fen: int | None
    served_on: date
    issued_at: datetime


class HazardRow(NamedTuple):
    """A hazard with its whole course; rectification, acceptance and events are derived from it by the database."""

    entity_id: UUID
    id: UUID
    region_code: str
    sector: str
    level: str
    stage: str
    title: str
    description: str | None
    found_on: date
    found_by: str
    fixed_on_the_spot: bool
    campaign_id: UUID
    inspection_id: UUID
    judgement_id: UUID | None
    item_code: str | None
    due_on: date | None
    rectified_on: date | None
    rectification_id: UUID | None
    rectified_by: UUID | None
    acceptance_id: UUID | None
    accepted_by: UUID | None
    closed_on: date | None
    # From here on: what its events and its two documents say.
    officer_id: UUID
    signers: tuple[str, ...]
    found_at: datetime
    ordered_at: datetime | None
    submitted_at: datetime | None
    accepted_at: datetime | None
    closed_at: datetime | None
