"""Orders, listings, suspensions and the other steps of the authorities, each with basis, number and signer."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from anjian.actions.measures import CUTS_RIGHTS
from anjian.actions.model import ActionKind
from anjian.demo.chance import record_id
from anjian.demo.rows import ActionRow, HazardRow, OrganizationRow, PersonRow
from anjian.demo.visits import Visit

DOCUMENTS = {
    ActionKind.ORDER_TIMED: ("责改", "责令限期整改"),
    ActionKind.LISTED_SUPERVISION: ("督办", "挂牌督办重大隐患"),
    ActionKind.SUSPENSION: ("停产", "责令停产停业整顿"),
    ActionKind.INTERVIEW: ("约谈", "约谈主要负责人"),
    ActionKind.FINE: ("罚", "罚款"),
    ActionKind.JOINT_PUNISHMENT: ("联惩", "纳入联合惩戒"),
}
# Editions differ by year: the law of 2014 was in force in 2019, that of 2021 in 2023.
LAW_2014 = {
    ActionKind.ORDER_TIMED: "《安全生产法》（2014年修正）第六十二条",
    ActionKind.SUSPENSION: "《安全生产法》（2014年修正）第九十九条",
    ActionKind.FINE: "《安全生产法》（2014年修正）第九十九条",
}
LAW_2021 = {ActionKind.ORDER_TIMED: "《安全生产法》（2021年修正）第六十五条"}
STANDING = {
    ActionKind.LISTED_SUPERVISION: "《安全生产事故隐患排查治理暂行规定》第十八条",
    ActionKind.INTERVIEW: "安全生产约谈制度",
    ActionKind.JOINT_PUNISHMENT: "安全生产失信联合惩戒制度",
}


@dataclass(slots=True)
class Desk:
    """Where documents are numbered and signed. ``lister`` hangs major hazards on its board."""

    mark: str
    lister: OrganizationRow
    signer: PersonRow
    numbers: Counter[str] = field(default_factory=Counter)

    def order(self, rng: Random, visit: Visit, hazard: HazardRow) -> ActionRow:
        assert hazard.ordered_at is not None  # noqa: S101 - only ordered hazards come here
        return self._step(rng, visit, ActionKind.ORDER_TIMED, hazard.ordered_at, hazard)

    def major(self, rng: Random, visit: Visit, hazard: HazardRow, *, suspends: bool) -> list[ActionRow]:
        """The order and the listing of a major hazard; production stops where the campaign says so."""
        kinds = [ActionKind.LISTED_SUPERVISION, *[ActionKind.SUSPENSION] * suspends]
        after = visit.at + timedelta(hours=2)
        return [
            self.order(rng, visit, hazard),
            *[self._step(rng, visit, kind, after, hazard) for kind in kinds],
        ]

    def towards_entity(self, rng: Random, visit: Visit, kind: ActionKind, amount_fen: int | None) -> ActionRow:
        return self._step(rng, visit, kind, visit.at + timedelta(hours=3), None, amount_fen)

    def _step(
        self,
        rng: Random,
        visit: Visit,
        kind: ActionKind,
        at: datetime,
        hazard: HazardRow | None,
        amount_fen: int | None = None,
    ) -> ActionRow:
        listing = kind is ActionKind.LISTED_SUPERVISION
        word = f"（{self.mark}）安监{DOCUMENTS[kind][0]}"
        sequence = self._number(word)
        return ActionRow(
            entity_id=visit.unit.id,
            id=record_id(rng, at),
            region_code=visit.unit.region_code,
            kind=kind,
            sector=visit.unit.trade.code,
            campaign_id=visit.campaign_id,
            hazard_id=hazard.id if hazard else None,
            inspection_id=visit.id,
            issued_on=at.date(),
            due_on=hazard.due_on if hazard and kind is not ActionKind.SUSPENSION else None,
            document_no=f"{word}〔{at.year}〕{sequence}号",
            document_word=word,
            document_year=at.year,
            document_sequence=sequence,
            basis=basis(kind, at.year),
            content=f"{DOCUMENTS[kind][1]}：{hazard.title}" if hazard else DOCUMENTS[kind][1],
            issuer_id=self.lister.id if listing else visit.county.bureau.id,
            signed_by=self.signer.id if listing else visit.county.leaders[0].id,
            signer_ids=[officer.id for officer in visit.county.officers[:2]] if kind in CUTS_RIGHTS else [],
            amount_fen=amount_fen,
            served_on=at.date(),
            issued_at=at,
        )

    def _number(self, word: str) -> int:
        self.numbers[word] += 1
        return self.numbers[word]


def basis(kind: ActionKind, year: int) -> str:
    law = LAW_2014 if year < 2021 else LAW_2021
    return law.get(kind) or STANDING[kind]
