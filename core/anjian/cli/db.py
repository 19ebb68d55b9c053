"""``anjian db``: the tables, brought up to date or looked at."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from anjian.cli.terminal import bars, console, reader, say, show, tell, warn
from anjian.database.apart import apart
from anjian.errors import AnjianError
from anjian.settings import Settings
from anjian.words import Title

if TYPE_CHECKING:
    from anjian.plugin_host import PluginHost

Reporting = Annotated[bool, typer.Option("--reporting", help=say("只读的报表角色", "for reports: it only reads"))]
Region = Annotated[str, typer.Option(help=say("报表角色可读的区划代码", "code of the region a role for reports reads"))]
Role = Annotated[str, typer.Argument(metavar=say("角色", "ROLE"), help=say("数据库角色", "a role of the database"))]


class DatabaseBehind(AnjianError):
    code = "DATABASE_BEHIND"
    words = Title(
        "数据库表结构为 {current}，需要 {head}；请先运行 anjian db upgrade",
        "the tables of the database are at {current}, and {head} is needed; run `anjian db upgrade` first",
    )


def register(app: typer.Typer) -> None:
    group = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
    group.command(help=say("将表结构和行政区划更新到最新", "bring tables and regions up to date"))(upgrade)
    group.command(help=say("查看数据库与表结构版本", "show the database and the state of its tables"))(status)
    words = say("给予服务所用的数据库角色应有的权限", "give a server's database role the rights it needs")
    group.command(help=words)(grant)
    app.add_typer(group, name="db", help=say("数据库", "the database"))


@contextmanager
def migrated(settings: Settings) -> Iterator[str]:
    """The address of the database, whose tables must be up to date."""
    from anjian.database import migrate
    from anjian.database.connect import open_database

    with open_database(settings) as url:
        state = migrate.status(url)
        if not state.up_to_date:
            raise DatabaseBehind(current=state.current or "-", head=state.head)
        yield url


def upgrade() -> None:
    """The core, then each plugin by itself; one that fails is named and keeps nobody back."""
    from rich.progress import Progress

    from anjian.database import migrate
    from anjian.database.connect import open_database
    from anjian.plugin_host import load_plugins
    from anjian.plugin_host.migrating import upgrade_tables
    from anjian.regions import loading
    from anjian.upgrades.rederiving import DERIVING, derive_anew
    from anjian.upgrades.run import UPGRADING, upgrade_profiles

    settings = Settings.load()
    host = load_plugins(settings)
    with open_database(settings) as url, Progress(console=console(stderr=True), transient=True) as progress:
        before = migrate.status(url)
        migrate.upgrade(url)
        loading.load(url)
        upgrade_tables(url, host)
        apart(lambda: upgrade_profiles(url, host, bars(progress, UPGRADING)))
        apart(lambda: derive_anew(url, host, bars(progress, DERIVING)))
    if before.up_to_date:
        tell(say(f"表结构已是最新（{before.head}）", f"the tables are up to date already ({before.head})"))
    else:
        tell(say(f"表结构已升级到 {before.head}", f"the tables were brought up to {before.head}"))
    exit_unmigrated(host)


def exit_unmigrated(host: PluginHost) -> None:
    """Names every plugin whose tables or profiles are not what it needs."""
    from anjian.plugin_host import State

    found = [loaded for loaded in host.plugins if loaded.state is State.UNMIGRATED]
    for problem in (problem for loaded in found for problem in loaded.problems):
        warn(problem.message(reader()))
    if found:
        raise typer.Exit(1)


def status() -> None:
    from anjian.database import migrate
    from anjian.database.connect import masked, open_database, server_version
    from anjian.plugin_host import load_plugins
    from anjian.plugin_host.migrating import check_tables
    from anjian.upgrades.run import check_profiles

    settings = Settings.load()
    host = load_plugins(settings)
    with open_database(settings) as url:
        version, state = server_version(url), migrate.status(url)
        plugins = check_tables(url, host)
        if state.up_to_date:
            apart(lambda: check_profiles(url, host))
    rows = [
        (say("数据库", "database"), masked(url) if settings.database_url else str(settings.home)),
        ("PostgreSQL", version),
        (say("当前版本", "tables at"), state.current or "-"),
        (say("最新版本", "newest"), state.head or "-"),
        *((say(f"插件 {one.plugin}", f"plugin {one.plugin}"), f"{one.current} / {one.head}") for one in plugins),
    ]
    show(("", ""), rows)
    if not state.up_to_date:
        tell(say("请运行 anjian db upgrade", "run `anjian db upgrade`"))
        raise typer.Exit(1)
    exit_unmigrated(host)


def grant(role: Role, reporting: Reporting = False, region: Region = "") -> None:
    """As the owner of the tables; the indexes that only an owner builds are built before."""
    if reporting:
        grant_reading(role, region)
    else:
        grant_serving(role)


def grant_reading(role: str, region: str) -> None:
    from anjian.database.apart import apart
    from anjian.database.reporting import grant_reporting

    with migrated(Settings.load()) as url:
        apart(lambda: grant_reporting(url, role, region or None))
    tell(
        say(
            f"角色 {role} 可以只读查询{region or '全国'}的案件数据，看不到人员、审计和举报",
            f"the role {role} may read the cases of {region or 'the nation'}, and no people, audit or public reports",
        )
    )


def grant_serving(role: str) -> None:
    from anjian.database import grants
    from anjian.database.apart import apart
    from anjian.plugin_host import load_plugins
    from anjian.plugin_host.migrating import check_tables
    from anjian.plugin_host.sync import bring_up

    settings = Settings.load()
    host = load_plugins(settings)
    with migrated(settings) as url:
        check_tables(url, host)
        apart(lambda: bring_up(url, host))
        apart(lambda: grants.grant(url, role))
    tell(
        say(
            f"角色 {role} 可供服务使用；审计记录它只能添加，不能改删",
            f"the role {role} serves a server now; to the audit it may add, and neither change nor delete",
        )
    )
