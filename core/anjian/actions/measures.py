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


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One kind of action. ``rank``: the lighter first; those beside the row have none.

    ``consent``: it ends only when the body that ordered it, or one above, consents (解除、同意恢复).
    """

    kind: ActionKind
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
    def title(self) -> Title:
        return self.kind.words

    @property
    def basis(self) -> Article:
        return ARTICLES[self.article]

    @property
    def confidence(self) -> Confidence:
        return self.basis.confidence


def rights(kind: ActionKind, rank: int | None, article: str, **more: object) -> Measure:
    """What cuts rights: departments only."""
    return Measure(kind=kind, rank=rank, article=article, **{"by": DEPARTMENT, "cuts_rights": True, **more})  # type: ignore[arg-type]  # the fields of a measure


K = ActionKind
ROWS = (
    Measure(kind=K.ORDER_IMMEDIATE, rank=1, by=DEPARTMENT, article="AQF-65-3"),
    Measure(kind=K.ORDER_TIMED, rank=2, by=DEPARTMENT, article="AQF-65-2", term=True),
    Measure(kind=K.SUPERVISION_ORDER, rank=3, by=PUBLIC_BODIES, article="LOCAL"),
    Measure(kind=K.WARNING_LETTER, rank=3, by=PUBLIC_BODIES, article="LOCAL"),
    Measure(kind=K.INTERVIEW, rank=4, by=PUBLIC_BODIES, article="LOCAL"),
    Measure(kind=K.CIRCULAR, rank=5, by=PUBLIC_BODIES, article="LOCAL"),
    Measure(kind=K.EXPOSURE, rank=5, by=PUBLIC_BODIES, article="LOCAL"),
    rights(K.EVACUATION, 6, "AQF-65-3", consent=True),
    rights(K.TEMPORARY_SUSPENSION, 7, "AQF-65-3", consent=True),
    rights(K.SEALING, 8, "AQF-65-4", longest_days=30, extension_days=30, term=True, consent=True),
    rights(K.DETENTION, 8, "AQF-65-4", longest_days=30, extension_days=30, term=True, consent=True),
    rights(
        K.POWER_CUT,
        9,
        "AQF-70",
        head=True,
        notice_hours=24,
        consent=True,
    ),
    rights(K.FINE, 10, "AQF-102", fine=True),
    rights(K.DAILY_FINE, 11, "AQF-112", fine=True),
    rights(K.SUSPENSION, 12, "AQF-102", consent=True),
    rights(K.LICENSE_SUSPENSION, 13, "AQF-113", term=True, consent=True),
    rights(K.LICENSE_REVOCATION, 13, "AQF-113"),
    rights(K.CLOSURE, 14, "AQF-113", by=GOVERNMENT, proposed=True),
    Measure(kind=K.CRIMINAL_TRANSFER, rank=15, by=DEPARTMENT, article="XF-134-1"),
    Measure(kind=K.DISCIPLINE_TRANSFER, rank=16, by=PUBLIC_BODIES, article="AQF-90"),
    Measure(kind=K.LISTED_SUPERVISION, rank=None, by=ABOVE, article="O16-21", term=True),
    rights(K.JOINT_PUNISHMENT, None, "MEM-11"),
)
MEASURES: Mapping[ActionKind, Measure] = {one.kind: one for one in ROWS}
CUTS_RIGHTS = frozenset(kind for kind, measure in MEASURES.items() if measure.cuts_rights)
FINES = frozenset(kind for kind, measure in MEASURES.items() if measure.fine)


def bodies(kinds: frozenset[OrganizationKind]) -> Title:
    """Who they are, in words."""
    named = [kind.words for kind in OrganizationKind if kind in kinds]
    return Title("、".join(words.zh for words in named), ", ".join(words.en for words in named))
