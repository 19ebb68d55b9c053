"""``anjian token`` and ``anjian account``: who signs in by what, from the terminal of an operator."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Annotated, Any, TypeVar
from uuid import UUID

import typer

from anjian.access.model import Role
from anjian.cli.db import migrated
from anjian.cli.terminal import say, show, tell
from anjian.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from sqlalchemy.ext.asyncio import AsyncSession

T = TypeVar("T")
DAYS = 90

Who = Annotated[
    str, typer.Argument(metavar=say("人员编号或姓名", "PERSON"), help=say("UUID 或姓名", "a UUID or a name"))
]
As = Annotated[Role, typer.Option("--role", help=say("身份", "as what they act"))]
Region = Annotated[str | None, typer.Option(help=say("区划；缺省为全国", "a region; the nation if absent"))]
Entity = Annotated[UUID | None, typer.Option(help=say("企业人员所在企业的 UUID", "of enterprise staff: their entity"))]
Days = Annotated[int, typer.Option(min=1, max=3660, help=say("有效天数", "for how many days"))]
Label = Annotated[str | None, typer.Option(help=say("用途", "what it is for"))]
Id = Annotated[UUID, typer.Argument(metavar="ID", help=say("list 所示的编号", "as `list` shows it"))]
Iss = Annotated[str, typer.Argument(metavar="ISSUER", help=say("身份提供方（iss）", "the identity provider (iss)"))]
Sub = Annotated[str, typer.Argument(metavar="SUBJECT", help=say("在其处的账号（sub）", "its name for them (sub)"))]


def register(app: typer.Typer) -> None:
    tokens = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
    tokens.command(help=say("授权并发放令牌，只显示一次", "authorise somebody and issue a token, shown once"))(issue)
    tokens.command("list", help=say("全部令牌", "every token"))(tokens_list)
    tokens.command(help=say("收回令牌", "take a token back"))(revoke)
    app.add_typer(tokens, name="token", help=say("访问令牌", "access tokens"))
    accounts = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
    accounts.command(help=say("将统一认证账号关联到人员", "link an account at a provider to a person"))(link)
    accounts.command("list", help=say("全部账号", "every account"))(accounts_list)
    accounts.command(help=say("停用账号", "close an account"))(close)
    app.add_typer(accounts, name="account", help=say("统一身份认证账号", "accounts at identity providers"))


def issue(
    who: Who, role: As, region: Region = None, entity: Entity = None, days: Days = DAYS, label: Label = None
) -> None:
    from anjian.access import operating

    until = datetime.now(UTC) + timedelta(days=days)
    wanted = operating.Wanted(who, role, region, entity, until, label or role.value)
    token = done(lambda session: operating.issue(session, wanted))
    tell(say("令牌只显示这一次，请妥善保存：", "the token is shown this once; keep it safe:"))
    typer.echo(token)


def revoke(token: Id) -> None:
    from anjian.access import operating

    done(lambda session: operating.revoke(session, token))
    tell(say("已收回；各服务五秒内不再接受", "revoked; every server refuses it within five seconds"))


def tokens_list() -> None:
    from anjian.access import operating

    found = done(operating.tokens)
    headings = (
        "ID",
        say("用途", "label"),
        say("何人", "who"),
        say("身份", "role"),
        say("最近使用", "used"),
        say("状态", "state"),
    )
    show(headings, [token_row(row) for row in found])


def token_row(row: Any) -> Iterator[str]:
    yield str(row.id)
    yield row.label
    yield row.person
    yield row.role.value
    yield str(row.last_used_on or "-")
    yield state_of(row)


def state_of(row: Any) -> str:
    if row.revoked_at is not None:
        return say("已收回", "revoked")
    if row.expires_at is not None and row.expires_at <= datetime.now(UTC):
        return say("已失效", "expired")
    return say("有效", "valid")


def link(issuer: Iss, subject: Sub, who: Who) -> None:
    from anjian.access import operating

    done(lambda session: operating.link(session, issuer, subject, who))
    tell(say("已关联；此人须有授权方可办事", "linked; they can act as soon as they are authorised"))


def close(account: Id) -> None:
    from anjian.access import operating

    done(lambda session: operating.close(session, account))
    tell(say("已停用", "closed"))


def accounts_list() -> None:
    from anjian.access import operating

    found = done(operating.accounts)
    headings = ("ID", "iss", "sub", say("何人", "who"), say("最近使用", "used"), say("状态", "state"))
    show(headings, [account_row(row) for row in found])


def account_row(row: Any) -> Iterator[str]:
    yield str(row.id)
    yield row.issuer
    yield row.subject
    yield row.person
    yield str(row.last_used_on or "-")
    yield say("已停用", "closed") if row.closed_at else say("有效", "open")


def done(work: Callable[[AsyncSession], Awaitable[T]]) -> T:
    """In one transaction of the database in use."""
    from sqlalchemy import NullPool
    from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine

    from anjian.database.apart import apart

    async def run() -> T:
        async with AsyncSession(create_async_engine(url, poolclass=NullPool)) as session, session.begin():
            return await work(session)

    with migrated(Settings.load()) as url:
        return apart(run)
