"""The campaigns that come with anjian: nineteen places as their plans and reports tell of them, each in one file."""

from __future__ import annotations

from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

from anjian.campaigns.document import Written, read
from anjian.errors import AnjianError
from anjian.words import Title

SUFFIX = ".yaml"


class NoSuchCampaign(AnjianError):
    code = "CAMPAIGN_NOT_SHIPPED"
    words = Title(
        "没有随附的专项行动“{code}”，也没有这个文件；随附的有：{known}",
        'no campaign "{code}" comes with anjian, and there is no such file; there are: {known}',
    )


def names() -> list[str]:
    folder = resources.files(__package__).joinpath("shipped")
    return sorted(file.name.removesuffix(SUFFIX) for file in folder.iterdir() if file.name.endswith(SUFFIX))


def file_of(code: str) -> Traversable:
    if code not in (known := names()):
        raise NoSuchCampaign(code=code[:60], known="、".join(known))
    return resources.files(__package__).joinpath("shipped", f"{code}{SUFFIX}")


@cache
def shipped(code: str) -> Written:
    return read(file_of(code))
