"""The counts of hazards at a terminal."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from rich.cells import cell_len

from anjian.counts.model import HazardCount
from anjian.database.apart import apart, transacted
from anjian.database.connect import open_database
from anjian.settings import Settings


def test_an_operator_has_the_counts_verified_and_mended(anjian: Callable[..., Any], home: Path) -> None:
    """A line that no hazard stands behind is shown with both numbers; counted anew, they agree."""
    anjian("db", "upgrade")
    assert anjian("counts", "verify").code == 0
    line = {
        "region_code": "41",
        "sector": "fire",
        "level": "major",
        "stage": "registered",
        "found_on": date(2026, 11, 1),
    }
    flags = {"rectified": False, "fixed_on_the_spot": False, "repeated": False, "number": 1234}
    with open_database(Settings(home=home)) as url:
        apart(
            lambda: transacted(url, lambda connection: connection.execute(sa.insert(HazardCount).values(line | flags)))
        )
    wrong = anjian("counts", "verify")
    assert (wrong.code, "1,234" in wrong.out, "anjian counts rebuild" in wrong.said) == (1, True, True)
    assert all(cell_len(row) <= 80 for row in wrong.out.splitlines())
    assert anjian("counts", "rebuild").code == 0
    assert anjian("counts", "verify").code == 0
