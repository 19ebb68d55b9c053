"""What a plugin's package consists of, as one digest: another file, another digest."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable
from importlib.util import find_spec
from pathlib import Path

from anjian.plugin_host.loaded import Loaded

READ = (".py", ".yaml", ".yml", ".json", ".csv", ".toml")  # what it may compute with


def contents(loaded: Loaded) -> str:
    """Version and files. Where they cannot be told (an own module of no package), the version alone."""
    found = sha256(loaded.version.encode())
    for name, content in sorted(package(loaded)):
        found.update(name.encode() + b"\0" + content + b"\0")
    return found.hexdigest()


def package(loaded: Loaded) -> Iterator[tuple[str, bytes]]:
    spec = find_spec(loaded.entry.module.partition(".")[0]) if loaded.entry else None
    if spec is not None and spec.submodule_search_locations:
        yield from within(files(spec.name))
    elif spec is not None and spec.origin:
        yield spec.name, Path(spec.origin).read_bytes()


def within(folder: Traversable, above: str = "") -> Iterator[tuple[str, bytes]]:
    for each in folder.iterdir():
        name = f"{above}/{each.name}"
        if each.is_dir():
            yield from within(each, name)
        elif each.name.endswith(READ):
            yield name, each.read_bytes()
