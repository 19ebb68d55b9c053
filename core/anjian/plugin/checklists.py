"""A checklist: what an inspector asks, and which facts each answer makes known."""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from types import FrameType

from pydantic import ConfigDict, TypeAdapter
from pydantic.json_schema import SkipJsonSchema

from anjian.errors import AnjianError
from anjian.judgement.facts import Json
from anjian.plugin.files.document import Broken, Document
from anjian.plugin.files.problems import FileUnreadable
from anjian.plugin.files.validation import validated
from anjian.words import Title

NOTHING_UNKNOWN = ConfigDict(extra="forbid")  # a misspelt key of a checklist is an error, not a silence


class Result(StrEnum):
    """How an item was answered."""

    PASS = "pass"  # noqa: S105 - an answer, no password
    FAIL = "fail"
    NOT_APPLICABLE = "not_applicable"
    NOT_CHECKED = "not_checked"


class ChecklistUnreadable(FileUnreadable):
    code = "CHECKLIST_UNREADABLE"
    words = Title("检查表 {file} 有 {count} 处错误：", "the checklist {file} has {count} mistakes:")


class ValueNotAsked(AnjianError):
    code = "ANSWER_VALUE_NOT_ASKED"
    words = Title(
        "检查项 {item} 在结果为 {result} 时不接受 {facts}", "item {item} answered {result} takes no value for {facts}"
    )


@dataclass(frozen=True, slots=True)
class Item:
    """One question (检查项). What it observes or asks for is how checklists and rules meet."""

    __pydantic_config__ = NOTHING_UNKNOWN

    code: str
    content: Title  # 检查内容
    method: Title  # 检查方法
    problem: Title  # 问题描述, as it goes into a notice
    rectification: Title  # 整改要求
    observes: Mapping[str, Mapping[Result, Json]] = field(default_factory=dict, hash=False)
    asks: tuple[str, ...] = ()  # facts whose values the inspector enters with the answer

    @property
    def facts(self) -> tuple[str, ...]:
        """Every fact an answer to this item can make known."""
        return tuple(dict.fromkeys((*self.observes, *self.asks)))

    def observations(self, result: Result, values: Mapping[str, object] | None = None) -> dict[str, object]:
        """What this answer makes known; an item that nobody checked makes nothing known."""
        entered = {name: value for name, value in (values or {}).items() if value is not None}
        allowed = self.asks if result in (Result.PASS, Result.FAIL) else ()
        if refused := [name for name in entered if name not in allowed]:
            raise ValueNotAsked(
                item=self.code, result=result.value, facts=", ".join(refused), path=("values", refused[0])
            )
        observed = {name: by_result[result] for name, by_result in self.observes.items() if result in by_result}
        return observed | entered


@dataclass(frozen=True, slots=True)
class Checklist:
    """A list of items (检查表). A version that was used once never changes; a change is a new version."""

    __pydantic_config__ = NOTHING_UNKNOWN

    code: str
    version: str
    title: Title
    items: tuple[Item, ...]
    basis: Title | None = (
        None  # 依据: laws and standards behind it, and whether they were read; no part of what is asked
    )
    source: SkipJsonSchema[str] = field(
        default="", init=False, compare=False, repr=False
    )  # file and line, if it came from a file

    @property
    def digest(self) -> str:
        """Pins the content of a version: same code, same version, same digest, or somebody changed it afterwards."""
        return sha256(adapter().dump_json(self, exclude={"source", "basis"})).hexdigest()

    @staticmethod
    def load(path: str | Path, package: str | None = None) -> tuple[Checklist, ...]:
        """The checklists of a YAML file, or of every ``*.yaml`` of a folder, beside the module that calls."""
        root = files(package) if package else beside(inspect.currentframe())
        return tuple(read(source) for source in sources(root / str(path)))


@cache
def adapter() -> TypeAdapter[Checklist]:
    """How one is read and written; made once, as it takes longer than to use it."""
    return TypeAdapter(Checklist)


def beside(frame: FrameType | None) -> Traversable:
    """The folder of whoever called the function of this frame, which may lie in a zip."""
    assert frame is not None and frame.f_back is not None  # noqa: S101, PT018 - a call has a caller
    caller = frame.f_back.f_globals
    return files(caller["__package__"]) if caller.get("__package__") else Path(caller["__file__"]).parent


def sources(path: Traversable) -> Iterator[Traversable]:
    if path.is_dir():
        yield from sorted((file for file in path.iterdir() if file.name.endswith(".yaml")), key=lambda file: file.name)
    else:
        yield path


def read(source: Traversable) -> Checklist:
    return read_document(document_of(source))


def document_of(source: Traversable) -> Document:
    try:
        return Document.read(source)
    except Broken as broken:
        raise ChecklistUnreadable(broken.problem.file, [broken.problem]) from broken


def read_document(document: Document) -> Checklist:
    checklist = validated(adapter(), document)
    if checklist is None or document.problems:
        raise ChecklistUnreadable(document.file, document.problems)
    return written_at(checklist, document.line(("code",)))


def written_at(checklist: Checklist, source: str) -> Checklist:
    object.__setattr__(checklist, "source", source)
    return checklist
