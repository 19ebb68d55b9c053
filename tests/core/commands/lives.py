"""What random lives of hazards are held to, said a second time and by hand (enforcement.md, sections 3 and 5)."""

from __future__ import annotations

from datetime import date
from typing import Any

import sqlalchemy as sa

from anjian.commands.command import RecordKey

from .house import House

GENERAL = {
    "registered": {"assessed", "rectifying", "awaiting_acceptance", "closed"},
    "assessed": {"rectifying", "awaiting_acceptance", "closed"},
    "rectifying": {"awaiting_acceptance"},
    "awaiting_acceptance": {"accepted", "rectifying", "closed"},
    "accepted": {"closed"},
    "closed": {"rectifying"},
}
MAJOR = {
    "registered": {"reported", "rectifying"},
    "assessed": {"reported", "rectifying"},
    "reported": {"planned", "rectifying"},
    "planned": {"plan_approved", "reported"},
    "plan_approved": {"rectifying"},
    "rectifying": {"awaiting_acceptance"},
    "awaiting_acceptance": {"accepted", "rectifying"},
    "accepted": {"closed"},
    "closed": {"rectifying"},
}
EDGES = {"general": GENERAL, "major": MAJOR}
REGRADED = dict.fromkeys(("registered", "assessed", "reported", "plan_approved"), "assessed")
REGRADED["rectifying"] = "rectifying"

STATE = sa.text("""
SELECT to_jsonb(h) || jsonb_build_object(
  'events', (SELECT count(*) FROM event WHERE entity_id = h.entity_id AND subject_id = h.id),
  'accepted', (SELECT to_jsonb(a) FROM acceptance a WHERE (a.entity_id, a.id) = (h.entity_id, h.acceptance_id)),
  'acceptors', (SELECT coalesce(jsonb_agg(DISTINCT p), '[]') FROM acceptance a, unnest(a.signer_ids || a.accepted_by) p
                WHERE a.entity_id = h.entity_id AND a.hazard_id = h.id AND a.outcome = 'accepted'),
  'staff', (SELECT jsonb_agg(id) FROM person WHERE entity_id = h.entity_id),
  'requests', (SELECT coalesce(jsonb_agg(r), '[]') FROM (
     SELECT 'level' AS kind, ruling, submitted_by, ruled_by, level, level_before FROM assessment
       WHERE entity_id = h.entity_id AND hazard_id = h.id
     UNION ALL SELECT 'plan', ruling, submitted_by, ruled_by, NULL, NULL FROM rectification_plan
       WHERE entity_id = h.entity_id AND hazard_id = h.id
     UNION ALL SELECT 'term', ruling, submitted_by, ruled_by, NULL, NULL FROM extension
       WHERE entity_id = h.entity_id AND hazard_id = h.id) r)
) FROM hazard h WHERE (h.entity_id, h.id) = (:entity_id, :id)
""")

State = dict[str, Any]


async def state_of(house: House, key: RecordKey) -> State:
    """The hazard as the database has it, with all that hangs on it."""
    async with house.sessions() as session:
        found: State = (await session.execute(STATE, {"entity_id": key.entity_id, "id": key.id})).scalar_one()
    return found


def may_follow(before: State, after: State) -> bool:
    """Whether one step leads from one to the other."""
    if before["level"] != after["level"]:
        return REGRADED.get(before["stage"]) == after["stage"]
    return after["stage"] == before["stage"] or after["stage"] in EDGES[before["level"]][before["stage"]]


def holds(state: State) -> None:
    """What must be true of every hazard at every moment."""
    assert (state["stage"] == "closed") == (state["closed_on"] is not None)
    assert state["level"] == "major" or state["stage"] not in ("reported", "planned", "plan_approved")
    assert state["stage"] != "closed" or state["proposed_level"] is None
    assert (state["stage"] == "awaiting_acceptance") == (state["acceptance_due_on"] is not None)
    requests = state["requests"]
    for kind in ("level", "plan", "term"):
        assert sum(one["kind"] == kind and one["ruling"] == "pending" for one in requests) <= 1
    assert all(one["ruled_by"] is None or one["ruled_by"] != one["submitted_by"] for one in requests)
    approvers = {one["ruled_by"] for one in requests if one["ruling"] == "granted"}
    assert state["finder_id"] not in approvers & set(state["acceptors"])
    if state["level"] == "major" and state["stage"] in ("accepted", "closed"):
        accepted_by_others(state)


def accepted_by_others(state: State) -> None:
    acceptance = state["accepted"]
    signers = set(acceptance["signer_ids"])
    assert acceptance["outcome"] == "accepted"
    assert acceptance["rectification_id"] == state["rectification_id"]
    assert len(signers) >= 2
    assert not signers & set(state["staff"])
    assert state["rectified_by"] not in signers | {acceptance["accepted_by"]}
    assert acceptance["decided_on"] >= state["rectified_on"]
    assert acceptance["evidence"]


def level_changed_by_two(state: State, before: State) -> None:
    """A new level has its two people, and the old one stays on record."""
    change = (before["level"], state["level"])
    found = [one for one in state["requests"] if (one["level_before"], one["level"]) == change]
    assert any(one["ruling"] == "granted" and one["ruled_by"] for one in found)


def term_ran_out_and_stays(before: State, after: State, today: date) -> None:
    """Only a hazard that was closed and is opened again gets a new term after the old one ended."""
    ran_out = before["due_on"] is not None and date.fromisoformat(before["due_on"]) < today
    if ran_out and before["due_on"] != after["due_on"]:
        assert after["reopened"] > before["reopened"]
