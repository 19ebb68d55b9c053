"""YAML as plain data, with the place of every key and value. Decimals keep their digits, and no key is said twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, TypeAlias

import yaml

from anjian.plugin.files.loader import Loader, scalar
from anjian.plugin.files.problems import FileProblem
from anjian.words import Title

Steps: TypeAlias = tuple[Any, ...]

MOST_NODES = 200_000  # aliases of aliases may say very much in few lines
NOT_READ = Title("无法读取（{said}）", "it cannot be read ({said})")
NO_YAML = Title("不是 YAML（{said}）", "this is no YAML ({said})")
TWICE = Title("{key} 写了两次", "{key} is said twice")
KEEP_ONE = Title("请只保留一个", "keep one of them")
SYNTAX = Title(
    "请检查缩进、引号与冒号；含冒号或以符号开头的文字须加引号",
    "see to indentation, quotes and colons; quote text that holds a colon or begins with a sign",
)
IN_PLACE = Title("请确认文件随插件一起安装，编码为 UTF-8", "see that it is installed with the plugin, in UTF-8")
ENDLESS = Title("引用了自身，或内容过多", "it refers to itself, or says too much")
UNROLLED = Title("请去掉引用（*名称），直接写出", "write it out instead of an alias (*name)")


class Broken(Exception):
    """The file cannot even be taken apart."""

    def __init__(self, problem: FileProblem) -> None:
        super().__init__(problem)
        self.problem = problem


@dataclass(slots=True)
class Document:
    """One file. A path of keys and positions leads to each thing in it."""

    file: str
    text: str
    data: Any = None
    values: dict[Steps, yaml.Node] = field(default_factory=dict)
    keys: dict[Steps, yaml.Node] = field(default_factory=dict)
    problems: list[FileProblem] = field(default_factory=list)
    open: set[int] = field(default_factory=set)

    @classmethod
    def read(cls, source: Traversable) -> Document:
        file = named(source)
        try:
            document = cls(file, source.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError) as wrong:
            said = str(wrong) if isinstance(wrong, UnicodeDecodeError) else (wrong.strerror or str(wrong))
            raise Broken(FileProblem(file, 1, 1, "", NOT_READ.format(said=said), IN_PLACE)) from wrong
        try:
            document.load()
        except yaml.MarkedYAMLError as wrong:
            mark = wrong.problem_mark or wrong.context_mark
            line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
            raise Broken(FileProblem(file, line, column, "", NO_YAML.format(said=wrong.problem), SYNTAX)) from wrong
        except (yaml.YAMLError, RecursionError, ValueError) as wrong:
            said = " ".join(str(wrong).split()) or type(wrong).__name__
            raise Broken(FileProblem(file, 1, 1, "", NO_YAML.format(said=said), SYNTAX)) from wrong
        return document

    def load(self) -> None:
        loader = Loader(self.text)
        try:
            node = loader.get_single_node()
            self.data = None if node is None else self.built(loader, node, ())
        finally:
            loader.dispose()

    def built(self, loader: Loader, node: yaml.Node, path: Steps) -> Any:
        if id(node) in self.open or len(self.values) > MOST_NODES:
            mark = node.start_mark
            raise Broken(FileProblem(self.file, mark.line + 1, mark.column + 1, "", ENDLESS, UNROLLED))
        self.values[path] = node
        if isinstance(node, yaml.ScalarNode):
            return scalar(loader, node)
        self.open.add(id(node))
        made = (
            self.mapping(loader, node, path) if isinstance(node, yaml.MappingNode) else self.listed(loader, node, path)
        )
        self.open.remove(id(node))
        return made

    def mapping(self, loader: Loader, node: yaml.MappingNode, path: Steps) -> dict[Any, Any]:
        made: dict[Any, Any] = {}
        for key_node, value_node in node.value:
            key = loader.construct_object(key_node, deep=True)
            step = key if isinstance(key, str | int) else str(key)
            again = step in made
            self.keys[*path, step] = key_node
            made[step] = self.built(loader, value_node, (*path, step))
            if again:
                self.problems.append(self.problem((*path, step), TWICE.format(key=step), KEEP_ONE))
        return made

    def listed(self, loader: Loader, node: yaml.Node, path: Steps) -> list[Any]:
        return [self.built(loader, part, (*path, place)) for place, part in enumerate(node.value)]

    def problem(self, path: Sequence[Any], reason: Title, cure: Title, offset: int | None = None) -> FileProblem:
        """At the key that leads there, or within the text of the value."""
        known = self.known(path)
        line, column = self.place(known) if offset is None else self.within(known, offset)
        return FileProblem(self.file, line, column, ".".join(map(str, known)), reason, cure)

    def known(self, path: Sequence[Any]) -> Steps:
        """The steps of a path that are in the file; pydantic names its own types among them."""
        found: Steps = ()
        for step in path:
            found = (*found, step) if (*found, step) in self.values else found
        return found

    def place(self, path: Sequence[Any]) -> tuple[int, int]:
        known = self.known(path)
        node = self.keys.get(known) or self.values.get(known)
        return (node.start_mark.line + 1, node.start_mark.column + 1) if node else (1, 1)

    def line(self, path: Sequence[Any]) -> str:
        """``sector.yaml:12``."""
        return f"{self.file}:{self.place(path)[0]}"

    def within(self, path: Steps, offset: int) -> tuple[int, int]:
        """A place in a scalar: folding moves blanks alone, so what is not blank is counted."""
        node = self.values[path]
        assert isinstance(node, yaml.ScalarNode)  # noqa: S101 - a text was read from it
        before = sum(not sign.isspace() for sign in node.value[:offset])
        at = self.start(node)
        while at < node.end_mark.index and (before or self.text[at].isspace()):
            before -= not self.text[at].isspace()
            at += 1
        return self.text.count("\n", 0, at) + 1, at - self.text.rfind("\n", 0, at)

    def start(self, node: yaml.ScalarNode) -> int:
        """Where the text begins: behind its quote, or on the line below ``|`` or ``>``."""
        at = int(node.start_mark.index)
        if node.style in ("|", ">"):
            return self.text.index("\n", at) + 1
        return at + (node.style in ("'", '"'))


def named(source: Traversable) -> str:
    """The file within its folder: ``checklists/tanks.yaml``."""
    path = Path(str(source))
    return path.name
