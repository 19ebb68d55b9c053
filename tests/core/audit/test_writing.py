"""Every command leaves a line of the audit: with the change, or with the refusal."""

from __future__ import annotations

from anjian.audit.model import AuditEntry, AuditKind
from anjian.audit.origin import Acting, Origin
from anjian.audit.writing import Touched, saw
from anjian.commands.runner import run
from tests.core.commands.house import NOW, House, order

DESK = Origin("10.1.2.3", "portal/1", "日常监管")


async def lines(house: House, **equal: object) -> list[AuditEntry]:
    conditions = (getattr(AuditEntry, name) == value for name, value in equal.items())
    return list(await house.find(AuditEntry, *conditions))


async def test_a_change_says_who_where_and_why(house: House) -> None:
    """In the transaction of the change: the records it touched, and from where and why they were touched."""
    entity, inspector = await house.entity(), await house.inspector()
    key = await house.hazard(entity)

    async def read(*_: object) -> None: ...

    await run(
        house.sessions, order(key), viewer=inspector, now=NOW, plugins=house.plugins, read=read, origin=DESK,
        trace_id="t1",
    )  # fmt: skip
    (line,) = await lines(house, person_id=inspector.person_id)
    assert (line.kind, line.name, line.entity_id) == (AuditKind.CHANGED, "orderRectification", entity.id)
    assert line.keys[:2] == [f"entity:{entity.id}", f"hazard:{entity.id}:{key.id}"]
    assert (line.address, line.agent, line.purpose, line.trace_id) == ("10.1.2.3", "portal/1", "日常监管", "t1")
    assert line.region_code == entity.region_code


async def test_a_refusal_is_kept_though_nothing_was_done(house: House) -> None:
    """Which record, and why not; one line, whatever the number of reasons."""
    entity = await house.entity()
    key, staff = await house.hazard(entity), await house.enterprise(entity.id)
    assert await house.refused(order(key), staff) == {"NOT_ALLOWED": ()}
    (line,) = await lines(house, person_id=staff.person_id)
    assert (line.kind, line.keys) == (AuditKind.REFUSED, [f"hazard:{entity.id}:{key.id}"])
    assert line.details == {"codes": ["NOT_ALLOWED"]}


async def test_a_repeat_is_no_second_change(house: House) -> None:
    """The first answer is given again, and nothing more is told of it."""
    key, inspector = await house.hazard(await house.entity()), await house.inspector()
    for _ in range(2):
        await house.do(order(key, idempotency_key="once"), inspector)
    assert len(await lines(house, person_id=inspector.person_id)) == 1


async def test_whatever_a_caller_sends_can_be_kept(house: House) -> None:
    """Headers are anybody's text: too long, with NUL, with half a character."""
    inspector = await house.inspector()
    acting = Acting(inspector, NOW, Origin("::1", "x" * 10_000, "查\0阅\ud800"))
    await saw(house.sessions, acting, "Q", Touched(["person:1"], details={"fields": ["Person.name"]}))
    (line,) = await lines(house, person_id=inspector.person_id)
    assert (line.kind, len(line.agent or ""), line.purpose) == (AuditKind.SAW_PERSONAL, 300, "查\ufffd阅?")
