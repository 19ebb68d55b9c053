"""The audit at a terminal."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from rich.cells import cell_len

from anjian.audit.model import AuditEntry
from anjian.audit.sealing import seal_where
from anjian.database.apart import apart, transacted
from anjian.database.connect import open_database
from anjian.settings import Settings

Anjian = Callable[..., Any]


def written(home: Path, *statements: Any) -> None:
    async def work(connection: Any) -> None:
        for statement in statements:
            await connection.execute(statement)
        await seal_where(connection, sa.true())

    with open_database(Settings(home=home)) as url:
        apart(lambda: transacted(url, work))


def test_an_operator_verifies_the_audit(anjian: Anjian, home: Path) -> None:
    """Whole, it ends with a digest to note; tampered with, the place is named and a script hears 1."""
    anjian("db", "upgrade")
    line = {"at": datetime(2026, 11, 22, tzinfo=UTC), "kind": "changed", "name": "closeHazard", "address": "10.0.0.7"}
    written(home, sa.insert(AuditEntry).values(line))
    whole = anjian("audit", "verify")
    assert (whole.code, "the audit is intact: 1 links." in whole.out) == (0, True)
    noted = whole.said.split()[-1]
    assert anjian("audit", "verify", "--known", noted).code == 0
    assert "AUDIT_HEAD_WRONG" in anjian("audit", "verify", "--known", "1").err
    listed = anjian("audit", "list")
    assert ("closeHazard" in listed.out, "10.0.0.7" in listed.out) == (True, True)
    assert all(cell_len(row) <= 80 for row in listed.out.splitlines())
    written(home, sa.update(AuditEntry).values(name="acceptRectification"))
    broken = anjian("audit", "verify")
    assert (broken.code, "AUDIT_CHAIN_BROKEN" in broken.err, "position 1" in broken.said) == (1, True, True)


def test_rights_are_given_at_a_terminal(anjian: Anjian) -> None:
    """To a role that is there; the cure for one that is not is told."""
    anjian("db", "upgrade")
    refused = anjian("db", "grant", "nobody")
    assert (refused.code, "NO_SUCH_DATABASE_ROLE" in refused.err, "CREATE ROLE nobody" in refused.said) == (
        1,
        True,
        True,
    )
