"""Supervision actions."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from anjian.actions.issue import IssueAction
from anjian.actions.model import Action, ActionKind
from anjian.database.ids import UUID, uuid7

from .house import TODAY, TOMORROW, YESTERDAY, House


def action(entity_id: UUID, kind: ActionKind, **more: Any) -> IssueAction:
    given = {"basis": "安全生产法第六十五条", "issued_on": TODAY, "sector": "kiln", **more}
    return IssueAction(entity_id=entity_id, kind=kind, **given)


async def test_a_fine_is_kept_in_fen(house: House) -> None:
    """65,600.55 yuan are 6,560,055 fen, with document, signer and issuer."""
    entity, inspector = await house.entity(), await house.inspector()
    fine = action(entity.id, ActionKind.FINE, amount=Decimal("65600.55"), document_no="罚〔2026〕1号")
    kept = await house.get(Action, *(await house.do(fine, inspector)).keys["action"])
    assert (kept.amount_fen, kept.document_no, kept.signed_by) == (6_560_055, "罚〔2026〕1号", inspector.person_id)
    assert kept.issuer_id is not None
    assert await house.events(entity.id) == ["action_issued"]


async def test_an_action_about_a_hazard_takes_its_sector(house: House) -> None:
    """An interview about a hazard needs no sector of its own."""
    entity = await house.entity()
    key = await house.hazard(entity)
    command = action(entity.id, ActionKind.INTERVIEW, sector=None, hazard_id=key)
    kept = await house.get(Action, *(await house.do(command, await house.inspector())).keys["action"])
    assert (kept.sector, kept.hazard_id) == ("kiln", key.id)


@pytest.mark.parametrize(
    ("kind", "more", "code", "path"),
    [
        (ActionKind.CLOSURE, {}, "CLOSURE_IS_FOR_THE_GOVERNMENT", "kind"),
        (ActionKind.SEALING, {}, "DOCUMENT_NO_MISSING", "documentNo"),
        (ActionKind.FINE, {"document_no": "1"}, "AMOUNT_MISSING", "amount"),
        (ActionKind.FINE, {"document_no": "1", "amount": Decimal(0)}, "AMOUNT_WRONG", "amount"),
        (ActionKind.FINE, {"document_no": "1", "amount": Decimal("0.001")}, "AMOUNT_WRONG", "amount"),
        (ActionKind.FINE, {"document_no": "1", "amount": Decimal("NaN")}, "AMOUNT_WRONG", "amount"),
        (ActionKind.FINE, {"document_no": "1", "amount": Decimal("1e900")}, "AMOUNT_WRONG", "amount"),
        (ActionKind.INTERVIEW, {"amount": Decimal(1)}, "AMOUNT_NOT_FOR_THIS", "amount"),
        (ActionKind.INTERVIEW, {"issued_on": TOMORROW}, "DATE_IN_THE_FUTURE", "issuedOn"),
        (ActionKind.INTERVIEW, {"due_on": YESTERDAY}, "DUE_DATE_IN_THE_PAST", "dueOn"),
        (ActionKind.INTERVIEW, {"sector": None}, "SECTOR_MISSING", "sector"),
        (ActionKind.INTERVIEW, {"sector": "mine"}, "UNKNOWN_SECTOR", "sector"),
        (ActionKind.INTERVIEW, {"campaign_id": uuid7()}, "NOT_FOUND", "campaignId"),
        (ActionKind.ORDER_TIMED, {}, "DUE_DATE_MISSING", "dueOn"),
    ],
)
async def test_actions_that_cannot_be(
    house: House, kind: ActionKind, more: dict[str, Any], code: str, path: str
) -> None:
    """Each refusal names the field to mend."""
    entity = await house.entity()
    assert await house.refused(action(entity.id, kind, **more), await house.inspector()) == {code: ("input", path)}


async def test_a_hazard_is_ordered_through_its_own_command(house: House) -> None:
    """A timed order on one hazard moves the hazard too, so it has its own command."""
    entity = await house.entity()
    command = action(entity.id, ActionKind.ORDER_TIMED, hazard_id=await house.hazard(entity), due_on=TOMORROW)
    assert "ORDER_THROUGH_HAZARD" in await house.refused(command, await house.inspector())


async def test_a_hazard_of_another_entity_is_none_of_this_one(house: House) -> None:
    """The hazard and the entity of an action belong together."""
    elsewhere = await house.hazard(await house.entity())
    command = action((await house.entity()).id, ActionKind.INTERVIEW, hazard_id=elsewhere)
    assert await house.refused(command, await house.inspector()) == {"NOT_FOUND": ("input", "hazardId")}
