"""Whatever people try, in whatever order: a major hazard is closed only on an acceptance by somebody else."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from anjian.commands.command import Command, RecordKey
from anjian.commands.runner import Done
from anjian.events.model import Event
from anjian.hazards.accept import RejectRectification
from anjian.hazards.close import CloseHazard
from anjian.hazards.model import Acceptance, AcceptanceOutcome, Hazard, HazardLevel, Stage

from .house import TODAY, WITNESSES, House, accept, order, rectify

PEOPLE = ("enterprise", "one", "two")


def reject(key: RecordKey) -> Command:
    return RejectRectification(hazard_id=key, opinion="未到位", signer_ids=WITNESSES, decided_on=TODAY)


def close(key: RecordKey) -> Command:
    return CloseHazard(hazard_id=key)


# Forward steps more often than back, so that a good share of the walks reaches its end.
STEPS = (order, rectify, rectify, accept, accept, reject, close, close)
WALKS = st.lists(st.tuples(st.sampled_from(STEPS), st.sampled_from(PEOPLE)), min_size=4, max_size=14)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], print_blob=True)
@given(walk=WALKS, level=st.sampled_from(HazardLevel))
async def test_no_walk_closes_a_major_hazard_unaccepted(
    house: House, walk: list[tuple[object, str]], level: HazardLevel
) -> None:
    """Every closed major hazard has an acceptance by another than its rectifier; every change has its event."""
    entity = await house.entity()
    key = await house.hazard(entity, level)
    people = {
        "enterprise": await house.enterprise(entity.id),
        "one": await house.inspector(),
        "two": await house.inspector(),
    }
    outcomes = [await house.run(step(key), people[who]) for step, who in walk]
    hazard = await house.get(Hazard, key.entity_id, key.id)
    events = await house.find(Event, Event.subject_id == key.id)
    assert hazard.version - 1 == len(events) == sum(isinstance(outcome, Done) for outcome in outcomes)
    if hazard.level is HazardLevel.MAJOR and hazard.stage is Stage.CLOSED:
        acceptance = await house.get(Acceptance, key.entity_id, hazard.acceptance_id)
        assert acceptance.outcome is AcceptanceOutcome.ACCEPTED
        assert acceptance.accepted_by != hazard.rectified_by
        assert len(set(acceptance.signers)) >= 2
