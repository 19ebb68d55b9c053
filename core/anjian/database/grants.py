"""The rights of the role a server runs under: all it needs, no rewriting of the audit, and no look under a seal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine

from anjian.audit.model import AuditEntry, AuditSeal
from anjian.database.models import metadata
from anjian.errors import AnjianError
from anjian.public_reports.model import ReportStep
from anjian.public_reports.sealing import INFORMANT, SCHEMA
from anjian.words import Title

QUEUE = "queue"  # where scheduled work waits
APPEND_ONLY = (AuditEntry.__tablename__, AuditSeal.__tablename__, ReportStep.__tablename__)


class NoSuchDatabaseRole(AnjianError):
    code = "NO_SUCH_DATABASE_ROLE"
    words = Title(
        "数据库中没有角色“{role}”；请先由数据库管理员建立：CREATE ROLE {role} LOGIN PASSWORD '…'",
        'the database has no role "{role}"; have its administrator create it first: CREATE ROLE {role} LOGIN '
        "PASSWORD '…'",
    )


class RoleOwnsTables(AnjianError):
    code = "ROLE_OWNS_TABLES"
    words = Title(
        "角色“{role}”是表的所有者或超级用户，权限对它不起作用；请另建一个只供服务使用的角色",
        'the role "{role}" owns the tables or is a superuser, and rights do not bind it; make another one for the '
        "server alone",
    )


IS_OWNER = sa.text(
    "SELECT rolsuper OR pg_has_role(oid, current_user::regrole, 'USAGE') FROM pg_roles WHERE rolname = :role"
)
OF_PLUGINS = sa.text("SELECT nspname FROM pg_namespace WHERE starts_with(nspname, 'plugin_') ORDER BY nspname")


async def grant(url: str, role: str) -> None:
    """Repeated after an upgrade, it covers the new tables too."""
    engine = create_async_engine(url, poolclass=sa.NullPool)
    async with engine.begin() as connection:
        await check(connection, role)
        quote = connection.dialect.identifier_preparer.quote
        plugins = [quote(schema) for schema in await connection.scalars(OF_PLUGINS)]
        for statement in statements(quote(role), plugins):
            await connection.execute(sa.text(statement))


async def check(connection: AsyncConnection, role: str) -> None:
    is_owner = await connection.scalar(IS_OWNER, {"role": role})
    if is_owner is None:
        raise NoSuchDatabaseRole(role=role)
    if is_owner:
        raise RoleOwnsTables(role=role)


def statements(role: str, plugins: Sequence[str]) -> Iterator[str]:
    """Identifiers come quoted; the names of our own tables are ours."""
    yield f"GRANT USAGE ON SCHEMA public TO {role}"
    yield f"GRANT SELECT ON ALL TABLES IN SCHEMA public TO {role}"
    yield f"GRANT INSERT, UPDATE, DELETE ON {', '.join(sorted(metadata.tables))} TO {role}"
    yield f"REVOKE UPDATE, DELETE, TRUNCATE ON {', '.join(APPEND_ONLY)} FROM {role}"
    yield f"GRANT USAGE ON SCHEMA {SCHEMA} TO {role}"
    yield f"GRANT INSERT ON {INFORMANT.fullname} TO {role}"  # it puts identities under seal and never sees one
    for schema in (QUEUE, *plugins):
        yield f"GRANT USAGE ON SCHEMA {schema} TO {role}"
        yield f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {schema} TO {role}"
        yield f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA {schema} TO {role}"
