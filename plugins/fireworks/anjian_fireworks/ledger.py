"""The ledger of workshops and magazines (工库房台账): what each is approved for, and what is in it."""

from __future__ import annotations

from decimal import Decimal

from anjian.plugin import Choice, Entry, Ledger, Title, field
from anjian_fireworks.profile import KILOGRAM, PEOPLE


class RoomKind(Choice):
    """What a building with powder in it is for."""

    WORKSHOP = "workshop", "工房", "workshop"
    TRANSIT = "transit", "中转库", "transit magazine"
    MAGAZINE = "magazine", "总库", "main magazine"


class Room(Entry):
    """一间工房或库房. The fields of a profile tell of the worst of them, as an inspector saw it."""

    number: str | None = field(
        Title("编号", "Number"),
        meaning=Title("总平面图和门口标识牌上的编号", "As on the general plan and on the sign at the door"),
        required=True,
        min_length=1,
        max_length=40,
        filter=True,
        sort=True,
    )
    kind: RoomKind | None = field(
        Title("类别", "Kind"),
        meaning=Title("按批准的用途", "By its approved use"),
        required=True,
        filter=True,
    )
    approved_persons: int | None = field(
        Title("核定人数", "People approved"),
        unit=PEOPLE,
        meaning=Title("经批准同时在内的最多人数", "The most who may be in it at one time"),
        required=True,
        filter=True,
        ge=0,
    )
    actual_persons: int | None = field(
        Title("实有人数", "People present"),
        unit=PEOPLE,
        meaning=Title("现场点数的人数；没有点数时为空", "As counted on site; empty when nobody counted"),
        filter=True,
        sort=True,
        ge=0,
    )
    approved_powder_kg: Decimal | None = field(
        Title("核定药量", "Powder approved"),
        unit=KILOGRAM,
        meaning=Title("经批准的最大药量", "The most that may be in it"),
        required=True,
        filter=True,
        ge=0,
    )
    actual_powder_kg: Decimal | None = field(
        Title("实有药量", "Powder present"),
        unit=KILOGRAM,
        meaning=Title("现场称量或折算的药量；没有称量时为空", "As weighed or converted; empty when nobody weighed"),
        filter=True,
        sort=True,
        ge=0,
    )


ROOMS = Ledger("rooms", Room, title=Title("工库房", "Workshops and magazines"), key=("number",))
