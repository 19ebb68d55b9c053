"""Rows that follow from others: rectifications, acceptances and every event, derived inside the database.

Hazard, rectification and acceptance refer to each other, so the three are written by one statement: foreign keys are
checked when it ends. The staged table lives as long as the transaction.
"""

from __future__ import annotations

from anjian.demo.rows import HazardRow
from anjian.hazards.model import Hazard
from anjian.hazards.terms import ACCEPTANCE_WITHIN

STAGED = "staged_hazard"
CREATE_STAGED = """
CREATE TEMPORARY TABLE staged_hazard ON COMMIT DROP AS
SELECT h.*, NULL::uuid AS officer_id, NULL::text[] AS signers, NULL::timestamptz AS found_at,
       NULL::timestamptz AS ordered_at, NULL::timestamptz AS submitted_at, NULL::timestamptz AS accepted_at,
       NULL::timestamptz AS closed_at
FROM hazard h WITH NO DATA
"""
HAZARD_COLUMNS = ", ".join(name for name in HazardRow._fields if name in Hazard.__table__.columns)

HAZARDS = f"""
WITH mended AS (
  INSERT INTO rectification
    (entity_id, id, region_code, hazard_id, measures, rectified_on, submitted_by, submitted_at, evidence)
  SELECT entity_id, rectification_id, region_code, id, '已按要求整改：' || title, rectified_on, rectified_by,
         submitted_at, ARRAY['整改后照片']
  FROM staged_hazard WHERE rectification_id IS NOT NULL ORDER BY id
), accepted AS (
  INSERT INTO acceptance
    (entity_id, id, region_code, hazard_id, rectification_id, outcome, opinion, signers, decided_on, accepted_by,
     evidence, decided_at)
  SELECT entity_id, acceptance_id, region_code, id, rectification_id, 'accepted', '现场复查，隐患已消除，同意销号',
         signers, (accepted_at AT TIME ZONE 'Asia/Shanghai')::date, accepted_by, ARRAY['复查意见书'], accepted_at
  FROM staged_hazard WHERE acceptance_id IS NOT NULL ORDER BY id
)
INSERT INTO hazard ({HAZARD_COLUMNS}, finder_id, acceptance_due_on)
SELECT {HAZARD_COLUMNS}, officer_id, CASE WHEN stage = 'awaiting_acceptance'
       THEN (submitted_at AT TIME ZONE 'Asia/Shanghai')::date + {ACCEPTANCE_WITHIN.days} END
FROM staged_hazard ORDER BY id
"""  # noqa: S608 - columns of our own model


# A UUIDv7 of the event's moment whose other bits follow from what it tells: the same on every machine.
EVENT_ID = (
    "(lpad(to_hex(floor(extract(epoch FROM at) * 1000)::bigint), 12, '0') || '7' || left(digest, 3) || '8'"
    " || substr(digest, 4, 15))::uuid"
)


def events(source: str, subject_kind: str) -> str:
    """SQL that writes the events of ``source``: rows of entity, region, subject, kind, moment, actor and data."""
    return f"""
INSERT INTO event (entity_id, at, id, region_code, kind, subject_kind, subject_id, actor_id, data)
SELECT entity_id, at, {EVENT_ID}, region_code, kind, '{subject_kind}', subject_id,
       actor_id, data
FROM ({source}) AS happened (entity_id, region_code, subject_id, kind, at, actor_id, data),
     LATERAL encode(sha256(uuid_send(subject_id) || convert_to(kind, 'UTF8')), 'hex') AS digest
WHERE at IS NOT NULL ORDER BY at
"""  # noqa: S608 - put together from the constants below


ENTITY_EVENTS = events(
    "SELECT id, region_code, id, 'entity_registered', registered_at, NULL::uuid, jsonb_build_object('name', name)"
    " FROM entity WHERE id = ANY($1)",
    "entity",
)
VISIT_EVENTS = events(
    "SELECT entity_id, region_code, id, 'inspection_submitted', submitted_at, inspector_id,"
    " jsonb_build_object('inspection_kind', kind, 'on', inspected_on) FROM inspection WHERE campaign_id = ANY($1)",
    "inspection",
)
ACTION_EVENTS = events(
    "SELECT entity_id, region_code, id, 'action_issued', issued_at, signed_by,"
    " jsonb_build_object('action_kind', kind, 'hazard_id', hazard_id) FROM action WHERE campaign_id = ANY($1)",
    "action",
)
FACT_EVENTS = events(
    "SELECT entity_id, region_code, entity_id, 'facts_recorded', learned_at, observed_by, jsonb_build_object("
    " 'sector', sector, 'true_on', true_on, 'facts', jsonb_object_agg(fact, value)) FROM observation"
    " WHERE entity_id = ANY($1) GROUP BY entity_id, region_code, learned_at, observed_by, sector, true_on",
    "entity",
)
HAZARD_EVENTS = events(
    """
SELECT entity_id, region_code, id, step.* FROM staged_hazard CROSS JOIN LATERAL (VALUES
  ('hazard_found', found_at, officer_id, jsonb_build_object('level', level, 'inspection_id', inspection_id)),
  ('rectification_ordered', ordered_at, officer_id, jsonb_build_object('due_on', due_on)),
  ('rectification_submitted', submitted_at, rectified_by, jsonb_build_object('rectification_id', rectification_id)),
  ('rectification_accepted', accepted_at, accepted_by, jsonb_build_object('acceptance_id', acceptance_id)),
  ('hazard_closed', closed_at, coalesce(accepted_by, officer_id), jsonb_build_object('level', level))
) AS step (kind, at, actor_id, data)
""",
    "hazard",
)
NUMBERS = """
INSERT INTO document_number (issuer_id, number, entity_id, kind, issued_on)
SELECT issuer_id, normalize(document_word, NFKC) || '〔' || document_year || '〕' || document_sequence || '号',
       entity_id, kind, issued_on
FROM action WHERE campaign_id = ANY($1) ORDER BY issued_at, id
"""
LOADED = (
    "entity", "entity_identifier", "person", "team", "team_member", "inspection", "hazard", "rectification",
    "acceptance", "action", "document_number", "event", "profile", "observation", "judgement",
    "answer",
)  # fmt: skip
