"""The stages of a hazard in words, and what all errors about a wrong one have in common."""

from __future__ import annotations

from anjian.errors import AnjianError
from anjian.hazards.life import next_steps
from anjian.hazards.model import Hazard
from anjian.words import Title

NOTHING = Title("无", "nothing")


class WrongStage(AnjianError):
    """The hazard is not where this step begins: where it is, and what may come next."""

    code = "HAZARD_WRONG_STAGE"
    words = Title(
        "{level_zh}的阶段为 {stage_zh}，不能办理此事；现在可办理：{next_zh}",
        "the {level_en} hazard is {stage_en}: this step does not begin there; what may come next: {next_en}",
    )

    def __init__(self, hazard: Hazard) -> None:
        words, level = hazard.stage.words, hazard.level.words
        titles = list({one.command: one.title for one in next_steps(hazard.level, hazard.stage)}.values()) or [NOTHING]
        super().__init__(
            path=("hazardId",),
            stage_zh=words.zh,
            stage_en=words.en,
            level_zh=level.zh,
            level_en=level.en,
            next_zh="、".join(title.zh for title in titles),
            next_en=", ".join(title.en[0].lower() + title.en[1:] for title in titles),
        )
