"""The plans that come with anjian, nineteen places as their texts tell of them, and those that plugins bring."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

from anjian.campaigns.document import Written, read
from anjian.errors import AnjianError
from anjian.plugin_host.loaded import Loaded
from anjian.plugin_host.scripts import beside
from anjian.words import Title

SUFFIX = ".yaml"


class NoSuchPlan(AnjianError):
    code = "CAMPAIGN_NOT_SHIPPED"
    words = Title(
        "没有随附的方案“{code}”，也没有这个文件；随附的有：{known}",
        'no plan "{code}" comes with anjian or a plugin, and there is no such file; there are: {known}',
    )


def names() -> list[str]:
    """Of our own."""
    return sorted(own())


def shipped_folder() -> Traversable:
    return resources.files(__package__).joinpath("shipped")


def own() -> Mapping[str, Traversable]:
    return in_folder(shipped_folder())


def in_folder(folder: Traversable) -> Mapping[str, Traversable]:
    files = sorted((file for file in folder.iterdir() if file.name.endswith(SUFFIX)), key=lambda file: file.name)
    return {file.name.removesuffix(SUFFIX): file for file in files}


def of_plugins(plugins: Iterable[Loaded]) -> Mapping[str, Traversable]:
    """``common/national``: the plugin, and the plan in its folder."""
    return {
        f"{loaded.name}/{name}": file
        for loaded in plugins
        if loaded.plugin is not None and loaded.serving and loaded.plugin.campaigns
        for name, file in in_folder(beside(loaded) / loaded.plugin.campaigns).items()
    }


def plan_of(plans: Mapping[str, Traversable], code: str) -> Traversable:
    if code not in plans:
        raise NoSuchPlan(code=code[:60], known="、".join(plans))
    return plans[code]


@cache
def shipped(code: str) -> Written:
    return read(plan_of(own(), code))
