"""保存专项行动: a campaign saved through the API, as it is written in a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import ValidationError

from anjian.campaigns.document import FORM, Written, flaws, told
from anjian.campaigns.model import Campaign
from anjian.campaigns.save import saved
from anjian.commands.command import Command
from anjian.commands.desk import Desk
from anjian.commands.review import Review
from anjian.errors import AnjianError
from anjian.plugin.files.validation import keys_of, words_of
from anjian.regions.codes import canonical
from anjian.words import Title


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveCampaign(Command):
    """保存专项行动方案."""

    document: Annotated[Mapping[str, Any], Title("方案内容，同 YAML 文件", "the plan, as in its YAML file")]


class CampaignOutOfPlace(AnjianError):
    code = "CAMPAIGN_OUT_OF_PLACE"
    words = Title(
        "该行动在您的辖区以外；只能保存本地区的行动", "this campaign lies outside your region: save those of your own"
    )


class CampaignWrong(AnjianError):
    code = "CAMPAIGN_WRONG"
    words = Title("{reason_zh}；{cure_zh}", "{reason_en}; {cure_en}")

    @classmethod
    def at(cls, path: Sequence[str | int], reason: Title, cure: Title) -> CampaignWrong:
        said = {"reason_zh": reason.zh, "reason_en": reason.en, "cure_zh": cure.zh, "cure_en": cure.en}
        return cls(path=("document", *path), **said)


async def save_campaign(desk: Desk, command: SaveCampaign) -> Campaign:
    written = read(command.document)
    if written.form.region is not None and not canonical(written.form.region).startswith(desk.viewer.region_code or ""):
        raise CampaignOutOfPlace(path=("document", "region"))
    with Review() as review, review.of("document"):
        campaign, _ = await saved(desk.session, written)
    return campaign


def read(given: Mapping[str, Any]) -> Written:
    """The same form as a file's; each mistake is told at its key."""
    with Review() as review:
        try:
            form = FORM.validate_python(given)
        except ValidationError as wrong:
            keys = set(keys_of(FORM.json_schema()))
            review.problems += [CampaignWrong.at(error["loc"], *words_of(error, keys)) for error in wrong.errors()]
    with Review() as review:
        review.problems += [CampaignWrong.at(*flaw) for flaw in flaws(form)]
    return Written(form, told(form))
