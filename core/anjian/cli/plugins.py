"""``anjian plugins``: what is installed, and whether it is accepted."""

from __future__ import annotations

import typer

from anjian.cli.terminal import reader, say, show, tell
from anjian.errors import AnjianError
from anjian.settings import Settings
from anjian.words import Language, Title


class PluginsNotAccepted(AnjianError):
    """Some installed plugin is not in use; each of its problems names the cure."""

    code = "PLUGINS_NOT_ACCEPTED"
    words = Title("有 {count} 个插件问题：", "problems of plugins: {count}")

    def __init__(self, problems: list[tuple[str, Title]]) -> None:
        self.problems = tuple(problems)
        super().__init__(count=len(problems))

    def message(self, language: Language) -> str:
        lines = [f"  {plugin}: {words.in_language(language)}" for plugin, words in self.problems]
        return "\n".join([super().message(language), *lines])


def register(app: typer.Typer) -> None:
    group = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
    group.command("list", help=say("列出已安装的插件及其状态", "list what is installed, and its state"))(list_)
    group.command(help=say("检查插件；有问题时以 1 退出", "check every plugin; exits with 1 on a problem"))(check)
    app.add_typer(group, name="plugins", help=say("行业插件", "sector plugins"))


def list_() -> None:
    from anjian.plugin_host import load_plugins

    report = load_plugins(Settings.load())
    headings = (say("插件", "plugin"), say("名称", "title"), say("版本", "version"), "API", say("状态", "state"))
    language = reader()
    show(
        headings,
        [
            (
                entry.name,
                entry.title.in_language(language) if entry.title else "-",
                entry.version,
                entry.api,
                entry.state,
            )
            for entry in report.plugins
        ],
    )


def check() -> None:
    tell(checked(Settings.load()).in_language(reader()))


def checked(settings: Settings) -> Title:
    """The names of the plugins in use; anything said against any of them is raised."""
    from anjian.plugin_host import load_plugins

    report = load_plugins(settings)
    problems = [(entry.name, problem.message) for entry in report.plugins for problem in entry.problems]
    if problems:
        raise PluginsNotAccepted(problems)
    names = ", ".join(entry.name for entry in report.plugins) or "-"
    return Title(names, names)
