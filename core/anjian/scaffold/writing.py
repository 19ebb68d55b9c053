"""The files of a new plugin: all of them or none, and nothing that was there is touched."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path, PurePosixPath
from string import Template

from anjian.errors import AnjianError
from anjian.plugin import API_VERSION
from anjian.scaffold.names import Names
from anjian.words import Title

ENDING = ".tmpl"  # so that no tool takes a template for what it will become


class PluginFolderThere(AnjianError):
    code = "PLUGIN_FOLDER_THERE"
    words = Title(
        "{folder} 已存在，未作改动；请换一个名称或用 --into 另选目录",
        "{folder} exists and was left as it is; choose another name, or another place with --into",
    )


class PluginNotWritten(AnjianError):
    code = "PLUGIN_NOT_WRITTEN"
    words = Title("无法写入 {folder}（{reason}）", "{folder} cannot be written ({reason})")


def write(names: Names, into: Path, *, minimal: bool = False) -> Path:
    """The folder of the new plugin. ``minimal``: no Python beyond the declaration, the sector is YAML."""
    folder = into / names.distribution
    if folder.exists():
        raise PluginFolderThere(folder=folder)
    try:
        into.mkdir(parents=True, exist_ok=True)
        lay(dict(rendered(names, minimal=minimal)), into, folder)
    except OSError as error:
        raise PluginNotWritten(folder=folder, reason=error.strerror) from error
    return folder


def lay(texts: Mapping[str, str], into: Path, folder: Path) -> None:
    """Written beside the place, then put there in one step."""
    beside = Path(tempfile.mkdtemp(dir=into))
    try:
        beside.chmod(0o755)
        for path, text in texts.items():
            (beside / path).parent.mkdir(parents=True, exist_ok=True)
            (beside / path).write_text(text, encoding="utf-8")
        beside.rename(folder)
    except BaseException:
        shutil.rmtree(beside)
        raise


def rendered(names: Names, *, minimal: bool) -> Iterator[tuple[str, str]]:
    """Each path with its text."""
    words = words_of(names)
    for part in ("both", "minimal" if minimal else "full"):
        root = files(__package__) / "template" / part
        for path, text in texts_below(root, PurePosixPath()):
            yield str(path).replace("package", names.package, 1), Template(text).substitute(words)


def texts_below(place: Traversable, path: PurePosixPath) -> Iterator[tuple[PurePosixPath, str]]:
    for each in place.iterdir():
        if each.is_dir():
            yield from texts_below(each, path / each.name)
        elif each.name.endswith(ENDING):
            yield path / each.name.removesuffix(ENDING), each.read_text(encoding="utf-8")


def words_of(names: Names) -> Mapping[str, str]:
    region = f'        region="{names.region}",  # its rules judge there and nowhere else\n' if names.region else ""
    return {
        "distribution": names.distribution,
        "package": names.package,
        "prefix": names.prefix,
        "code": names.code,
        "api": API_VERSION,
        "region": region,
    }
