"""The living processes of one server, found by what they are and not by a number on paper."""

from __future__ import annotations

import signal
from contextlib import suppress

import psutil

from anjian.database.embedded.place import Place


def running(place: Place) -> list[psutil.Process]:
    """PostgreSQL processes of the server's user that work in the data directory or bear the cluster's name.

    Both are asked: a container's root may not see where another user's process works, and a server that somebody
    started by hand over our data bears no name of ours. A zombie has neither.
    """
    directory = str(place.data.resolve())
    return [
        process
        for process in psutil.process_iter(["name", "uids", "cwd", "cmdline"])
        if _is_postgres(process, place.account.uid)
        and (process.info["cwd"] == directory or place.cluster_name in " ".join(process.info["cmdline"] or ()))
    ]


def _is_postgres(process: psutil.Process, uid: int) -> bool:
    """Somebody's shell may stand in the directory, or a pager show our name."""
    uids = process.info["uids"]
    return str(process.info["name"]).startswith("postgres") and uids is not None and uids.effective == uid


def heads(processes: list[psutil.Process]) -> list[psutil.Process]:
    """The postmaster: the one whose parent is not of the server."""
    pids = {process.pid for process in processes}
    heads = []
    for process in processes:
        with suppress(psutil.NoSuchProcess):
            if process.ppid() not in pids:
                heads.append(process)
    return heads


def send(process: psutil.Process, number: signal.Signals) -> None:
    with suppress(psutil.NoSuchProcess):
        process.send_signal(number)


def quit_all(processes: list[psutil.Process]) -> None:
    for process in processes:
        send(process, signal.SIGQUIT)
