"""What each supervision action asks for: who may take it, what it needs, how long it lasts, how it ends.

One table. The checks of every command on actions, the page ``docs/actions.md`` and ``actionKinds`` in GraphQL read it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from anjian.actions.articles import ARTICLES, Article, Confidence
from anjian.actions.model import ActionKind
from anjian.people.model import OrganizationKind
from anjian.words import Title

DEPARTMENT = frozenset({OrganizationKind.DEPARTMENT})
GOVERNMENT = frozenset({OrganizationKind.GOVERNMENT})
ABOVE = frozenset({OrganizationKind.GOVERNMENT, OrganizationKind.COMMITTEE_OFFICE})
PUBLIC_BODIES = DEPARTMENT | ABOVE

BODIES: Mapping[OrganizationKind, Title] = {
    OrganizationKind.GOVERNMENT: Title("县级以上人民政府", "a people's government"),
    OrganizationKind.DEPARTMENT: Title("监管部门", "a supervising department"),
    OrganizationKind.COMMITTEE_OFFICE: Title("安委会办公室", "the office of the work-safety committee"),
    OrganizationKind.WORK_TEAM: Title("专班", "a work team"),
    OrganizationKind.AGENCY: Title("专业机构", "an agency"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One kind of action. ``rank``: the lighter first; those beside the row have none.

    ``consent``: it ends only when the body that ordered it, or one above, consents (解除、同意恢复).
    """

    title: Title
    rank: int | None
    by: frozenset[OrganizationKind]
    article: str
    cuts_rights: bool = False  # a document number and two certified officers
    term: bool = False  # the last day of its term has to be said
    fine: bool = False  # an amount of money
    head: bool = False  # the head of the body approves
    notice_hours: int = 0  # told so long ahead, except in an emergency
    longest_days: int | None = None
    extension_days: int | None = None  # once, by so much at the most
    consent: bool = False
    proposed: bool = False  # taken only on somebody's proposal

    @property
    def basis(self) -> Article:
        return ARTICLES[self.article]

    @property
    def confidence(self) -> Confidence:
        return self.basis.confidence


def rights(title: Title, rank: int | None, article: str, **more: object) -> Measure:
    """What cuts rights: departments only."""
    return Measure(title=title, rank=rank, article=article, **{"by": DEPARTMENT, "cuts_rights": True, **more})  # type: ignore[arg-type]  # the fields of a measure


K = ActionKind
MEASURES: Mapping[ActionKind, Measure] = {
    K.ORDER_IMMEDIATE: Measure(
        title=Title("责令立即排除", "order to remove at once"), rank=1, by=DEPARTMENT, article="AQF-65-3"
    ),
    K.ORDER_TIMED: Measure(
        title=Title("责令限期改正", "order to mend by a day"), rank=2, by=DEPARTMENT, article="AQF-65-2", term=True
    ),
    K.SUPERVISION_ORDER: Measure(title=Title("督办", "supervision order"), rank=3, by=PUBLIC_BODIES, article="LOCAL"),
    K.WARNING_LETTER: Measure(
        title=Title("警示函、提示函", "warning letter"), rank=3, by=PUBLIC_BODIES, article="LOCAL"
    ),
    K.INTERVIEW: Measure(title=Title("约谈", "interview"), rank=4, by=PUBLIC_BODIES, article="LOCAL"),
    K.CIRCULAR: Measure(title=Title("通报", "circular"), rank=5, by=PUBLIC_BODIES, article="LOCAL"),
    K.EXPOSURE: Measure(title=Title("曝光", "exposure"), rank=5, by=PUBLIC_BODIES, article="LOCAL"),
    K.EVACUATION: rights(Title("责令撤出作业人员", "order people to leave"), 6, "AQF-65-3", consent=True),
    K.TEMPORARY_SUSPENSION: rights(Title("责令暂时停产停业、停止使用", "temporary stop"), 7, "AQF-65-3", consent=True),
    K.SEALING: rights(
        Title("查封", "sealing"), 8, "AQF-65-4", longest_days=30, extension_days=30, term=True, consent=True
    ),
    K.DETENTION: rights(
        Title("扣押", "seizure"), 8, "AQF-65-4", longest_days=30, extension_days=30, term=True, consent=True
    ),
    K.POWER_CUT: rights(
        Title("通知停止供电、供应民爆物品", "power or explosives cut off"),
        9,
        "AQF-70",
        head=True,
        notice_hours=24,
        consent=True,
    ),
    K.FINE: rights(Title("罚款", "fine"), 10, "AQF-102", fine=True),
    K.DAILY_FINE: rights(Title("按日连续处罚", "daily fine"), 11, "AQF-112", fine=True),
    K.SUSPENSION: rights(Title("责令停产停业整顿", "stop for rectification"), 12, "AQF-102", consent=True),
    K.LICENSE_SUSPENSION: rights(Title("暂扣许可证照", "licence suspended"), 13, "AQF-113", term=True, consent=True),
    K.LICENSE_REVOCATION: rights(Title("吊销许可证照", "licence revoked"), 13, "AQF-113"),
    K.CLOSURE: rights(Title("予以关闭", "closure"), 14, "AQF-113", by=GOVERNMENT, proposed=True),
    K.CRIMINAL_TRANSFER: Measure(
        title=Title("移送司法机关", "transfer to the police"), rank=15, by=DEPARTMENT, article="XF-134-1"
    ),
    K.DISCIPLINE_TRANSFER: Measure(
        title=Title("移交纪检监察", "transfer to discipline bodies"), rank=16, by=PUBLIC_BODIES, article="AQF-90"
    ),
    K.LISTED_SUPERVISION: Measure(
        title=Title("挂牌督办", "listed supervision"), rank=None, by=ABOVE, article="O16-21", term=True
    ),
    K.JOINT_PUNISHMENT: rights(Title("联合惩戒", "joint punishment"), None, "MEM-11"),
}
CUTS_RIGHTS = frozenset(kind for kind, measure in MEASURES.items() if measure.cuts_rights)
FINES = frozenset(kind for kind, measure in MEASURES.items() if measure.fine)


def bodies(kinds: frozenset[OrganizationKind]) -> Title:
    """Who they are, in words."""
    named = [words for kind, words in BODIES.items() if kind in kinds]
    return Title("、".join(words.zh for words in named), ", ".join(words.en for words in named))
