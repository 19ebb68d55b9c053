"""What stands in the server's way, told without starting or making anything."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

from anjian.database.embedded import location
from anjian.database.embedded.cluster import check_data, choose_binaries, data_major
from anjian.database.embedded.locks import require_posix
from anjian.database.embedded.place import Place, check_writable
from anjian.errors import AnjianError


def diagnose(home: Path) -> list[AnjianError]:
    """Every problem that would keep an :class:`EmbeddedServer` in ``home`` from starting, in the order they matter."""
    try:
        require_posix()
        place = location.find(home.resolve())
    except AnjianError as problem:
        return [problem]
    return list(_problems(_checks(place)))


def _checks(place: Place) -> Iterator[Callable[[], object]]:
    yield lambda: check_writable(place.root)
    yield lambda: check_data(place)
    if data_major(place) is None:
        yield place.account.check_named
    if not os.path.exists(place.data) or place.data.stat().st_uid == place.account.uid:
        yield lambda: choose_binaries(place)
        yield place.check_socket_directory


def _problems(checks: Iterator[Callable[[], object]]) -> Iterator[AnjianError]:
    for check in checks:
        try:
            check()
        except AnjianError as problem:
            yield problem
