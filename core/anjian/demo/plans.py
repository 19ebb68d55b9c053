"""What the two campaigns did, in the numbers their governments published. Everything else is spread by chance.

Zhengzhou: the report of 20 November 2019 on the action before the seventieth National Day. Lianhu: the report of
25 June 2023. A window's numbers lie inside its parent's: here each window states only what is its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import Enum, auto

from anjian.actions.model import ActionKind
from anjian.inspections.model import InspectionKind
from anjian.words import Title


class Fate(Enum):
    """What became of a hazard by the day of the report. ON_ORDER: a written order set its term."""

    ON_THE_SPOT = auto()
    MENDED = auto()
    MENDED_ON_ORDER = auto()
    OPEN = auto()
    OPEN_ON_ORDER = auto()
    # Major hazards: each has its order and its listing.
    CLOSED = auto()
    ACCEPTED = auto()
    AWAITING = auto()
    RECTIFYING = auto()


@dataclass(frozen=True, slots=True)
class Window:
    """A campaign or a holiday inside it, with the work that belongs to it and to no window inside it."""

    code: str
    title: Title
    began_on: date
    ended_on: date
    cut_off: date
    visits: Mapping[InspectionKind, int]
    general: Mapping[Fate, int]
    major: Mapping[Fate, int] = field(default_factory=dict)
    major_trades: Mapping[str, int] = field(default_factory=dict)
    towards_entities: Mapping[ActionKind, int] = field(default_factory=dict)
    fines_yuan: tuple[int, ...] = ()
    suspends_majors: bool = False
    left_out: tuple[Window, ...] = ()

    @property
    def days(self) -> list[date]:
        """Its own days: those of the windows inside it are theirs."""
        length = (min(self.ended_on, self.cut_off) - self.began_on).days + 1
        every = [self.began_on + timedelta(days=day) for day in range(length)]
        return [day for day in every if not any(w.began_on <= day <= w.ended_on for w in self.left_out)]


ZHENGZHOU_CUT_OFF, LIANHU_CUT_OFF = date(2019, 10, 31), date(2023, 6, 25)

MID_AUTUMN = Window(
    code="zhengzhou-2019-mid-autumn",
    title=Title("中秋节期间督查", "Mid-Autumn supervision"),
    began_on=date(2019, 9, 13),
    ended_on=date(2019, 9, 15),
    cut_off=ZHENGZHOU_CUT_OFF,
    visits={InspectionKind.SUPERVISION: 861},
    general={Fate.ON_THE_SPOT: 705, Fate.MENDED_ON_ORDER: 5, Fate.OPEN_ON_ORDER: 1},
)
NATIONAL_DAY = Window(
    code="zhengzhou-2019-national-day",
    title=Title("国庆假期明察暗访", "National Day holiday inspections"),
    began_on=date(2019, 10, 1),
    ended_on=date(2019, 10, 7),
    cut_off=ZHENGZHOU_CUT_OFF,
    # 6,892 visits of the covert teams; leaders headed 29 of them.
    visits={InspectionKind.COVERT: 6_863, InspectionKind.LEADER_LED: 29},
    # 15,506 mended, 276 not; 93 orders here and 3 to the major hazards.
    general={
        Fate.ON_THE_SPOT: 11_600,
        Fate.MENDED: 3_826,
        Fate.MENDED_ON_ORDER: 80,
        Fate.OPEN: 263,
        Fate.OPEN_ON_ORDER: 13,
    },
    major={Fate.CLOSED: 3},
    major_trades={"fireworks": 1, "chemicals": 1, "fire": 1},
    towards_entities={ActionKind.INTERVIEW: 4},
    fines_yuan=(20_000, 15_000, 10_000, 8_000, 6_600, 6_000),
)
ZHENGZHOU = Window(
    code="zhengzhou-2019",
    title=Title("防风险除隐患保平安迎大庆集中行动", "Zhengzhou safety action before National Day 2019"),
    began_on=date(2019, 8, 1),
    ended_on=date(2019, 10, 31),
    cut_off=ZHENGZHOU_CUT_OFF,
    visits={
        InspectionKind.ENFORCEMENT: 78_549,
        InspectionKind.SUPERVISION: 9_000,
        InspectionKind.GUIDANCE: 12_000,
        InspectionKind.EXPERT: 7_000,
        InspectionKind.CROSS_REGION: 4_000,
        InspectionKind.LOOK_BACK: 4_000,
    },
    general={
        Fate.ON_THE_SPOT: 78_000,
        Fate.MENDED: 27_460,
        Fate.MENDED_ON_ORDER: 1_360,
        Fate.OPEN: 2_500,
        Fate.OPEN_ON_ORDER: 300,
    },
    major={Fate.CLOSED: 126, Fate.ACCEPTED: 6, Fate.AWAITING: 9, Fate.RECTIFYING: 16},
    major_trades={
        "fireworks": 44,
        "chemicals": 27,
        "construction": 23,
        "fire": 22,
        "transport": 12,
        "gas": 11,
        "trade": 10,
        "mining": 8,
    },
    towards_entities={ActionKind.SUSPENSION: 140},  # and the 157 with a major hazard: 297 together
    suspends_majors=True,
    left_out=(MID_AUTUMN, NATIONAL_DAY),
)
LIANHU = Window(
    code="lianhu-2023",
    title=Title("重大事故隐患专项排查整治2023行动", "Special action 2023 against major hazards, Lianhu"),
    began_on=date(2023, 5, 1),  # the day is not published
    ended_on=date(2023, 12, 31),
    cut_off=LIANHU_CUT_OFF,
    visits={
        InspectionKind.GUIDANCE: 47,
        InspectionKind.SELF_INSPECTION: 260,
        InspectionKind.ENFORCEMENT: 273,
        InspectionKind.EXPERT: 60,
    },
    general={
        Fate.ON_THE_SPOT: 900,
        Fate.MENDED: 402,
        Fate.MENDED_ON_ORDER: 80,
        Fate.OPEN: 44,
        Fate.OPEN_ON_ORDER: 20,
    },
    major={Fate.CLOSED: 1, Fate.RECTIFYING: 1},
    major_trades={"fire": 1, "gas": 1},
    towards_entities={ActionKind.INTERVIEW: 4, ActionKind.JOINT_PUNISHMENT: 3},
)
WINDOWS = (ZHENGZHOU, MID_AUTUMN, NATIONAL_DAY, LIANHU)
