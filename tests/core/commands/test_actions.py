"""Supervision actions: what each needs before it is taken."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from anjian.access.model import Role
from anjian.actions.issue import IssueAction
from anjian.actions.model import Action, ActionKind
from anjian.commands.runner import Done
from anjian.database.ids import UUID, uuid7
from anjian.people.model import OrganizationKind, PersonKind

from .house import GUANCHENG, NOW, SHANXI, TODAY, TOMORROW, YESTERDAY, House, order

NUMBER = "应急罚〔2026〕12号"


def action(entity_id: UUID, kind: ActionKind, **more: Any) -> IssueAction:
    given = {"basis": "安全生产法第六十五条", "issued_on": TODAY, "sector": "kiln", **more}
    return IssueAction(entity_id=entity_id, kind=kind, **given)


async def fine(house: House, entity_id: UUID, **more: Any) -> IssueAction:
    given = {"amount": Decimal("65600.55"), "document_no": NUMBER, "signer_ids": await house.officers(), **more}
    return action(entity_id, ActionKind.FINE, **given)


async def test_a_fine_is_kept_in_fen(house: House) -> None:
    """65,600.55 yuan are 6,560,055 fen, with document, signers and issuer."""
    entity, inspector = await house.entity(), await house.inspector()
    command = await fine(house, entity.id)
    kept = await house.get(Action, *(await house.do(command, inspector)).keys["action"])
    assert (kept.amount_fen, kept.document_no, kept.signed_by) == (6_560_055, NUMBER, inspector.person_id)
    assert (kept.document_word, kept.document_year, kept.document_sequence) == ("应急罚", 2026, 12)
    assert tuple(kept.signer_ids) == command.signer_ids
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
        (ActionKind.CLOSURE, {"document_no": NUMBER}, "CLOSURE_IS_FOR_THE_GOVERNMENT", "kind"),
        (ActionKind.SEALING, {"due_on": TOMORROW}, "DOCUMENT_NO_MISSING", "documentNo"),
        (ActionKind.SEALING, {"due_on": TOMORROW, "document_no": "1"}, "DOCUMENT_NO_UNREADABLE", "documentNo"),
        (ActionKind.SEALING, {"document_no": NUMBER}, "DUE_DATE_MISSING", "dueOn"),
        (
            ActionKind.SEALING,
            {"document_no": NUMBER, "due_on": TODAY + timedelta(days=31)},
            "TERM_TOO_LONG",
            "dueOn",
        ),
        (ActionKind.FINE, {"document_no": NUMBER}, "AMOUNT_MISSING", "amount"),
        (ActionKind.FINE, {"document_no": NUMBER, "amount": Decimal(0)}, "AMOUNT_WRONG", "amount"),
        (ActionKind.FINE, {"document_no": NUMBER, "amount": Decimal("0.001")}, "AMOUNT_WRONG", "amount"),
        (ActionKind.FINE, {"document_no": NUMBER, "amount": Decimal("NaN")}, "AMOUNT_WRONG", "amount"),
        (ActionKind.FINE, {"document_no": NUMBER, "amount": Decimal("1e900")}, "AMOUNT_WRONG", "amount"),
        (ActionKind.INTERVIEW, {"amount": Decimal(1)}, "AMOUNT_NOT_FOR_THIS", "amount"),
        (ActionKind.INTERVIEW, {"issued_on": TOMORROW}, "DATE_IN_THE_FUTURE", "issuedOn"),
        (ActionKind.INTERVIEW, {"due_on": YESTERDAY}, "DUE_DATE_IN_THE_PAST", "dueOn"),
        (ActionKind.INTERVIEW, {"sector": None}, "SECTOR_MISSING", "sector"),
        (ActionKind.INTERVIEW, {"sector": "mine"}, "UNKNOWN_SECTOR", "sector"),
        (ActionKind.INTERVIEW, {"campaign_id": uuid7()}, "NOT_FOUND", "campaignId"),
        (ActionKind.INTERVIEW, {"basis": None}, "BASIS_MISSING", "basis"),
        (ActionKind.INTERVIEW, {"article": "AQF-1"}, "UNKNOWN_ARTICLE", "article"),
        (ActionKind.ORDER_TIMED, {}, "DUE_DATE_MISSING", "dueOn"),
    ],
)
async def test_actions_that_cannot_be(
    house: House, kind: ActionKind, more: dict[str, Any], code: str, path: str
) -> None:
    """Each refusal names the field to mend."""
    entity = await house.entity()
    command = action(entity.id, kind, signer_ids=await house.officers(), **more)
    assert await house.refused(command, await house.inspector()) == {code: ("input", path)}


async def test_rights_are_cut_by_two_certified_officers_of_the_place_and_sector(house: House) -> None:
    """安全生产法第六十七条: one twice is one; without a certificate, from elsewhere, of another sector is none."""
    entity, inspector = await house.entity(), await house.inspector()
    one, two = await house.officers()
    (bare,) = await house.officers(1, certificate_no=None)
    (stranger,) = await house.officers(1, region_code=SHANXI)
    (miner,) = await house.officers(1, certified_sectors=["mine"])
    expert = (await house.person(PersonKind.EXPERT, certificate_no="1")).id
    for signers, code, place in (
        ((), "TWO_SIGNERS_NEEDED", ()),
        ((one, one), "TWO_SIGNERS_NEEDED", ()),
        ((one, bare), "NOT_CERTIFIED", (1,)),
        ((expert, one), "NOT_CERTIFIED", (0,)),
        ((one, two, stranger), "OFFICER_OUT_OF_PLACE", (2,)),
        ((one, miner), "OFFICER_OUT_OF_SECTOR", (1,)),
        ((one, uuid7()), "NOT_FOUND", (1,)),
    ):
        command = await fine(house, entity.id, signer_ids=signers)
        assert await house.refused(command, inspector) == {code: ("input", "signerIds", *place)}
    (kiln,) = await house.officers(1, certified_sectors=["kiln"], region_code=GUANCHENG)
    await house.do(await fine(house, entity.id, signer_ids=(one, kiln)), inspector)


async def test_a_document_number_belongs_to_one_document_of_its_body(house: House) -> None:
    """Other brackets and zeros make no other number; another body may use it, and so may the same document again."""
    inspector, other = await house.inspector(), await house.inspector()
    entity, elsewhere = await house.entity(), await house.entity()
    await house.do(await fine(house, entity.id), inspector)
    used = await fine(house, elsewhere.id, document_no=" 应急罚[2026]012号")
    assert await house.refused(used, inspector) == {"DOCUMENT_NO_USED": ("input", "documentNo")}
    await house.do(used, other)
    one, two = await house.hazard(entity), await house.hazard(entity)
    for hazard in (one, two):
        await house.do(order(hazard, document_no="应急责改〔2026〕7号"), inspector)
    third = order(await house.hazard(elsewhere), document_no="应急责改〔2026〕7号")
    assert await house.refused(third, inspector) == {"DOCUMENT_NO_USED": ("input", "documentNo")}


async def test_two_officials_taking_one_number_at_once(house: House) -> None:
    """One of them has it; the other hears whose it is."""
    one = await house.inspector()
    two = replace(one, person_id=(await house.person(organization_id=await house.body_of(one))).id)
    commands = [await fine(house, (await house.entity()).id) for _ in range(2)]
    outcomes = await asyncio.gather(*(house.run(c, viewer) for c, viewer in zip(commands, (one, two), strict=True)))
    assert sorted(isinstance(outcome, Done) for outcome in outcomes) == [False, True]


async def test_power_is_cut_with_a_days_notice_and_the_heads_approval(house: House) -> None:
    """安全生产法第七十条: 24 hours ahead, unless an emergency is told of; the head of the body itself approves."""
    entity, inspector = await house.entity(), await house.inspector()
    body = await house.body_of(inspector)
    head = (await house.person(PersonKind.LEADER, organization_id=body)).id
    stranger = (await house.person(PersonKind.LEADER)).id
    given = {
        "document_no": "应急停电〔2026〕1号",
        "signer_ids": await house.officers(),
        "told_at": NOW,
        "takes_effect_at": NOW + timedelta(hours=24),
        "approver_id": head,
        "article": "AQF-70",
        "basis": None,
    }

    async def refused(**more: Any) -> dict[str, tuple[str | int, ...]]:
        return await house.refused(action(entity.id, ActionKind.POWER_CUT, **given | more), inspector)

    assert await refused(approver_id=None) == {"APPROVAL_MISSING": ("input", "approverId")}
    assert await refused(approver_id=stranger) == {"APPROVER_IS_NO_HEAD": ("input", "approverId")}
    early = NOW + timedelta(hours=23, minutes=59)
    assert await refused(takes_effect_at=early) == {"NOTICE_TOO_SHORT": ("input", "takesEffectAt")}
    done = await house.do(action(entity.id, ActionKind.POWER_CUT, **given), inspector)
    kept = await house.get(Action, *done.keys["action"])
    assert kept.approved_by == head
    assert kept.article is not None
    assert kept.basis.startswith("《中华人民共和国安全生产法")
    urgent = {"told_at": None, "takes_effect_at": None, "emergency": "瓦斯超限", "document_no": "应急停电〔2026〕2号"}
    await house.do(action(entity.id, ActionKind.POWER_CUT, **given | urgent), inspector)


async def test_a_committees_office_interviews_and_fines_nobody(house: House) -> None:
    """安委办 circulates, talks and lists; a fine is for departments."""
    entity = await house.entity()
    office = await house.of_body(OrganizationKind.COMMITTEE_OFFICE, Role.COMMITTEE_OFFICE)
    await house.do(action(entity.id, ActionKind.INTERVIEW), office)
    assert await house.refused(await fine(house, entity.id), office) == {"NOT_WITHIN_AUTHORITY": ("input", "kind")}


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
