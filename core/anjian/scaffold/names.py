"""What a new plugin is called, in each of the places that name it. Nobody else may be called so."""

from __future__ import annotations

import keyword
import re
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec

from anjian.errors import AnjianError
from anjian.plugin import Plugin
from anjian.plugin_host.checks import NAME, PREFIX, reserved
from anjian.regions.codes import canonical
from anjian.words import Title


class BadPluginName(AnjianError):
    code = "PLUGIN_NAME_WRONG"
    words = Title(
        "“{name}”不能作插件名：请用小写字母、数字与连字符，以字母开头，至多 40 个字符，如 hubei-mines",
        '"{name}" will not do as a name: use lower-case letters, digits and hyphens, a letter first, 40 at most, '
        "such as hubei-mines",
    )


class BadPluginPrefix(AnjianError):
    code = "PLUGIN_PREFIX_WRONG"
    words = Title(
        "“{prefix}”不能作前缀：请用 --prefix 给出 2 至 12 个英文字母，首字母大写，且不是核心的名称，如 HbMines",
        '"{prefix}" will not do as a prefix: give one with --prefix, of 2 to 12 letters, the first a capital, and no '
        "word of the core, such as HbMines",
    )


class PluginNameTaken(AnjianError):
    code = "PLUGIN_NAME_TAKEN"
    words = Title("“{name}”已由 {owner} 使用；请换一个", '"{name}" is used by {owner}; choose another')


@dataclass(frozen=True, slots=True)
class Names:
    """``hubei-mines`` is the distribution, ``hubei_mines`` the package, the plugin and its sector."""

    distribution: str
    prefix: str
    region: str | None = None

    @classmethod
    def of(cls, name: str, prefix: str | None = None, region: str | None = None) -> Names:
        distribution = name.replace("_", "-")
        made = cls(distribution, prefix or capitals(distribution), region and canonical(region))
        if not NAME.fullmatch(made.package) or keyword.iskeyword(made.package):
            raise BadPluginName(name=name[:80])
        if not PREFIX.fullmatch(made.prefix) or made.prefix in reserved():
            raise BadPluginPrefix(prefix=made.prefix[:80])
        return made

    @property
    def package(self) -> str:
        return self.distribution.replace("-", "_")

    @property
    def code(self) -> str:
        """What the codes of its rules and checklists begin with."""
        return self.distribution.upper()

    def require_free(self, plugins: Sequence[Plugin]) -> None:
        """``plugins``: those that are installed."""
        for plugin in plugins:
            names = {plugin.name, *(sector.name for sector in plugin.sectors)}
            for taken in {self.package} & names | {self.prefix} & {plugin.prefix}:
                raise PluginNameTaken(name=taken, owner=plugin.name)
        if find_spec(self.package) is not None:
            raise PluginNameTaken(name=self.package, owner="Python")


def capitals(distribution: str) -> str:
    """``hubei-mines`` is ``HubeiMines``."""
    return "".join(word.capitalize() for word in re.split("-+", distribution))
