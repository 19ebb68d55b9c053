"""Tokens and accounts at a terminal."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from rich.cells import cell_len

from anjian.access.tokens import PREFIX, digest
from anjian.audit.model import AuditEntry
from anjian.database.apart import apart, transacted
from anjian.database.connect import open_database
from anjian.people.model import Person, PersonKind
from anjian.settings import Settings

Anjian = Callable[..., Any]


def asked(home: Path, *statements: Any) -> list[Any]:
    async def work(connection: Any) -> list[Any]:
        results = [await connection.execute(statement) for statement in statements]
        return [row for result in results if result.returns_rows for row in result]

    with open_database(Settings(home=home)) as url:
        return apart(lambda: transacted(url, work))


def officer(home: Path, *names: str) -> None:
    rows = [{"name": name, "kind": PersonKind.OFFICER, "region_code": "41"} for name in names]
    asked(home, *(sa.insert(Person).values(row) for row in rows))


def test_an_operator_issues_a_token(anjian: Anjian, home: Path) -> None:
    """Shown once, kept as a digest, listed within eighty columns, taken back; the audit keeps each step."""
    anjian("db", "upgrade")
    officer(home, "令牌持有人")
    issued = anjian("token", "issue", "令牌持有人", "--role", "inspector", "--region", "4101", "--label", "ledger")
    token = issued.out.split()[-1]
    assert (issued.code, token.startswith(PREFIX)) == (0, True)
    ((token_id, stored),) = asked(home, sa.text("SELECT id, digest FROM access_token WHERE label = 'ledger'"))
    assert stored == digest(token)
    listed = anjian("token", "list")
    assert ("ledger" in listed.out, "valid" in listed.out, token in listed.out) == (True, True, False)
    assert all(cell_len(row) <= 80 for row in listed.out.splitlines())
    assert anjian("token", "revoke", str(token_id)).code == 0
    assert "revoked" in anjian("token", "list").out
    again = anjian("token", "revoke", str(token_id))
    assert (again.code, "NOT_FOUND" in again.err) == (1, True)
    names = sa.select(AuditEntry.name).where(AuditEntry.details.has_key("terminal")).order_by(AuditEntry.at)
    assert [row.name for row in asked(home, names)] == ["issueToken", "revokeToken"]


def test_an_operator_links_an_account(anjian: Anjian, home: Path) -> None:
    """To one person; the same account is nobody else's."""
    anjian("db", "upgrade")
    officer(home, "账号持有人", "同名", "同名")
    link = ("account", "link", "https://id.example.cn", "zhang")
    assert anjian(*link, "账号持有人").code == 0
    listed = anjian("account", "list")
    assert "zhang" in listed.out
    assert all(cell_len(row) <= 80 for row in listed.out.splitlines())
    refusals = {
        (*link, "账号持有人"): "ACCOUNT_TAKEN",
        (*link[:3], "li", "同名"): "PERSON_AMBIGUOUS",
        (*link, "无此人"): "NOT_FOUND",
    }
    for words, code in refusals.items():
        refused = anjian(*words)
        assert (refused.code, code in refused.err) == (1, True)


def test_what_a_token_cannot_be(anjian: Anjian, home: Path) -> None:
    """Of a place that is none, or of enterprise staff without their enterprise."""
    anjian("db", "upgrade")
    officer(home, "某人")
    for more, code in ((("inspector", "--region", "99"), "UNKNOWN_REGION"), (("enterprise",), "ENTITY_NEEDED")):
        refused = anjian("token", "issue", "某人", "--role", *more)
        assert (refused.code, code in refused.err) == (1, True)
