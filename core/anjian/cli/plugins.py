"""``anjian plugins``: what is installed, and whether it is accepted."""

from __future__ import annotations

import json
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from anjian.cli.terminal import console, reader, say
from anjian.errors import AnjianError
from anjian.settings import Settings
from anjian.words import Language, Title

if TYPE_CHECKING:
    from anjian.plugin_host import PluginProblem, Report


class PluginsNotAccepted(AnjianError):
    """Something is said against an installed plugin; each sentence names the cure."""

    code = "PLUGINS_NOT_ACCEPTED"
    words = Title("插件有 {count} 处问题：", "problems with plugins, {count} in all:")

    def __init__(self, problems: tuple[PluginProblem, ...]) -> None:
        self.problems = problems
        super().__init__(count=len(problems))

    def message(self, language: Language) -> str:
        return "\n".join([super().message(language), *(problem.message(language) for problem in self.problems)])


def register(app: typer.Typer) -> None:
    group = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
    group.command("list", help=say("列出已安装的插件及其状态", "list what is installed, and its state"))(list_)
    group.command(help=say("检查插件；有问题时以 1 退出", "check every plugin; exits with 1 on a problem"))(check)
    described = say("写出 YAML 文件的 JSON Schema，供编辑器使用", "write the JSON Schema of YAML files, for editors")
    group.command(help=described)(schema)
    app.add_typer(group, name="plugins", help=say("行业插件", "sector plugins"))


def list_() -> None:
    console().print(reported(Settings.load()).table(reader()))


def check() -> None:
    report = reported(Settings.load())
    console().print(report.table(reader()))
    if report.problems:
        raise typer.Exit(1)


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
