"""The stages of a hazard in words, and what all errors about a wrong one have in common."""

from __future__ import annotations

from collections.abc import Mapping

from anjian.errors import AnjianError
from anjian.hazards.model import Stage
from anjian.words import Title

STAGES: Mapping[Stage, Title] = {
    Stage.REGISTERED: Title("已登记", "registered"),
    Stage.RECTIFYING: Title("整改中", "being rectified"),
    Stage.AWAITING_ACCEPTANCE: Title("待验收", "awaiting acceptance"),
    Stage.ACCEPTED: Title("待销号", "accepted"),
    Stage.CLOSED: Title("已销号", "closed"),
}


class WrongStage(AnjianError):
    """The hazard is not where this step begins; each subclass says which step comes first."""

    def __init__(self, stage: Stage) -> None:
        words = STAGES[stage]
        super().__init__(path=("hazardId",), stage_zh=words.zh, stage_en=words.en)
