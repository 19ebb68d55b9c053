"""``anjian plugin``: what is installed, and what comes and goes."""

from __future__ import annotations

import json
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from anjian.cli.db import migrated
from anjian.cli.plugin_new import new
from anjian.cli.terminal import console, reader, say, show, tell, warn
from anjian.database.apart import apart, transacted
from anjian.errors import AnjianError
from anjian.settings import Settings
from anjian.words import Language, Title

if TYPE_CHECKING:
    from anjian.installed.leftovers import Leftover
    from anjian.plugin_host import PluginHost, PluginProblem, Report


class PluginsNotAccepted(AnjianError):
    """Something is said against an installed plugin; each sentence names the cure."""

    code = "PLUGINS_NOT_ACCEPTED"
    words = Title("插件有 {count} 处问题：", "problems with plugins, {count} in all:")

    def __init__(self, problems: tuple[PluginProblem, ...]) -> None:
        self.problems = problems
        super().__init__(count=len(problems))

    def message(self, language: Language) -> str:
        return "\n".join([super().message(language), *(problem.message(language) for problem in self.problems)])


GROUP = "plugin"


def register(app: typer.Typer) -> None:
    """``anjian plugins`` is the same: it is easily said."""
    group = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
    group.command(help=say("生成一个新插件", "make a new plugin"))(new)
    group.command("list", help=say("列出已安装的插件及其状态", "list what is installed, and its state"))(list_)
    described = say("删除已不在的插件留下的数据", "delete what a plugin that is gone has left")
    group.command(help=described)(purge)
    described = say("写出 YAML 文件的 JSON Schema，供编辑器使用", "write the JSON Schema of YAML files, for editors")
    group.command(help=described)(schema)
    app.add_typer(group, name=GROUP, help=say("行业插件", "sector plugins"))
    app.add_typer(group, name="plugins", hidden=True)


def group_of(app: typer.Typer) -> typer.Typer:
    """To which others add."""
    return next(known.typer_instance for known in app.registered_groups if known.name == GROUP and known.typer_instance)


def list_() -> None:
    """With what the database says of them, where there is one to ask."""
    from anjian.plugin_host import load_plugins

    settings = Settings.load()
    host = load_plugins(settings)
    try:
        look(settings, host)
    except AnjianError as error:
        warn(f"{error.code} {error.message(reader())}")
    console().print(host.report.table(reader()))


def look(settings: Settings, host: PluginHost) -> None:
    """Whose tables are not what they need, and who is gone. A database that was never made is left unmade."""
    from anjian.installed.leftovers import tell_orphans
    from anjian.plugin_host.migrating import check_tables
    from anjian.upgrades.run import check_profiles

    if settings.database_url is None and not settings.home.exists():
        return
    with migrated(settings) as url:
        check_tables(url, host)
        apart(lambda: check_profiles(url, host))
        apart(lambda: transacted(url, lambda connection: tell_orphans(connection, host)))


def purge(
    name: Annotated[str, typer.Argument()],
    yes: Annotated[bool, typer.Option("--yes", help=say("不再询问", "do not ask"))] = False,
) -> None:
    """Counts before it asks, and asks before it deletes."""
    from anjian.installed import purging
    from anjian.plugin_host import load_plugins

    settings = Settings.load()
    host = load_plugins(settings)
    with migrated(settings) as url:
        left = apart(lambda: transacted(url, lambda connection: purging.purgeable(connection, host, name)))
        show((say("数据", "data"), say("行数", "rows")), counted(left))
        asked = say(f"永久删除插件 {name} 的这些数据？", f"delete all this of the plugin {name} for good?")
        if not yes:
            typer.confirm(asked, abort=True)
        apart(lambda: transacted(url, lambda connection: purging.purge(connection, left)))
    tell(say(f"插件 {name} 的数据已删除", f"the data of the plugin {name} were deleted"))


def counted(left: Leftover) -> list[tuple[str, str]]:
    sectors = "、".join(left.sectors) or "-"
    rows = [(say(f"表 {table}", f"table {table}"), str(rows)) for table, rows in left.tables.items()]
    return [
        *rows,
        (say(f"档案（{sectors}）", f"profiles ({sectors})"), str(left.profiles)),
        (say(f"台账（{sectors}）", f"lines of ledgers ({sectors})"), str(left.lines)),
    ]


class FileForm(StrEnum):
    """What is said in YAML."""

    SECTOR = "sector"
    CHECKLIST = "checklist"


def schema(form: Annotated[FileForm, typer.Argument()] = FileForm.SECTOR) -> None:
    from anjian.plugin.files.editors import json_schema

    typer.echo(json.dumps(json_schema(form.value), ensure_ascii=False, indent=2))


def accepted(settings: Settings) -> Title:
    """The names of the plugins in use; anything said against any of them is raised."""
    report = reported(settings)
    if report.problems:
        raise PluginsNotAccepted(report.problems)
    names = ", ".join(f"{plugin.name} {plugin.version}" for plugin in report.plugins) or "-"
    return Title(names, names)


def reported(settings: Settings) -> Report:
    from anjian.plugin_host import load_plugins

    return load_plugins(settings).report
