"""Mutations: every command of the domain as GraphQL. Inputs and payloads follow from the commands' declarations."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from types import UnionType
from typing import Any, Union, get_args, get_origin
from uuid import UUID

import sqlalchemy as sa
import strawberry
from sqlalchemy import ColumnElement
from sqlalchemy.dialects.postgresql import JSONB

from anjian.commands.catalogue import CATALOGUE, Step
from anjian.commands.command import Command, LineKey, RecordKey
from anjian.commands.form import Entry, form_of
from anjian.errors import AnjianError
from anjian.evidence.model import Upload
from anjian.ledgers.model import LedgerEntry
from anjian.words import Title
from anjian_schema import scalars
from anjian_schema.classes import input_class
from anjian_schema.compiler.asked import Asked
from anjian_schema.compiler.catalog import Catalog, Embedded, Field, Input, Record, RecordEdge, Scalar, Type
from anjian_schema.compiler.catalog import Command as CommandField
from anjian_schema.compiler.globalid import BadId, key_parts, type_name_of
from anjian_schema.compiler.leaves import STRING
from anjian_schema.declare import key, keys, table
from anjian_schema.inputs import as_enum, sentence

COMMANDS: Mapping[str, type[Command]] = {cls.__name__[0].lower() + cls.__name__[1:]: cls for cls in CATALOGUE}

UNSAYABLE = re.compile("[\0\ud800-\udfff]")
LONGEST_SENTENCE = 1_000

INPUTS: dict[Any, type] = {}
UPLOAD = Type("Upload", Title("上传的文件。", "An uploaded file."), (), table(Upload), ("id",))

PLAIN: Mapping[Any, Any] = {
    str: str,
    int: int,
    bool: bool,
    date: scalars.Date,
    datetime: scalars.DateTime,
    Decimal: scalars.Decimal,
}


class NotAnObject(AnjianError):
    code = "NOT_AN_OBJECT"
    words = Title("应为 JSON 对象：字段名与值", "this has to be a JSON object: names and their values")


def input_of(cls: Any) -> type:
    """The input type of a command, or of an object inside one; made once."""
    if cls not in INPUTS:
        INPUTS[cls] = _input(cls)
    return INPUTS[cls]


def _input(cls: Any) -> type:
    name = f"{cls.__name__}Input"
    fields = {entry.spelled: (_annotation(_given(entry)), sentence(entry.title)) for entry in form_of(cls)}
    required = {entry.spelled for entry in form_of(cls) if entry.required}
    step = CATALOGUE.get(cls)
    words = step.title if step else cls.words
    return input_class(type(name, (), {}), sentence(words), fields, required=required)


def _given(entry: Entry) -> Any:
    """The type of a value that is given; one that may be left out is simply left out."""
    kind = entry.kind
    if get_origin(kind) in (Union, UnionType):
        return next(part for part in get_args(kind) if part is not type(None))
    return kind


def _annotation(annotation: Any) -> Any:
    if annotation in PLAIN:
        return PLAIN[annotation]
    if _is_id(annotation):
        return strawberry.ID
    if get_origin(annotation) is tuple:
        return list[_annotation(get_args(annotation)[0])]  # type: ignore[misc]  # an annotation made here
    if _is_enum(annotation):
        return as_enum(annotation)
    if dataclasses.is_dataclass(annotation):
        return input_of(annotation)
    return scalars.Json


def _is_id(annotation: Any) -> bool:
    return annotation in (UUID, RecordKey, LineKey)


def _is_enum(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, Enum)


def to_command(catalog: Catalog, cls: Any, given: Mapping[str, Any], path: tuple[str | int, ...] = ()) -> Any:
    """The command a caller sent. Raises :class:`AnjianError` with the path of what is wrong."""
    values = {}
    for entry in form_of(cls):
        value = given.get(entry.spelled)
        if value is not None:
            values[entry.name] = _value(catalog, entry, _given(entry), value, (*path, entry.spelled))
    return cls(**values)


def _value(catalog: Catalog, entry: Entry, annotation: Any, value: Any, path: tuple[str | int, ...]) -> Any:
    if _is_id(annotation):
        type_ = _line_type(catalog, value, path) if annotation is LineKey else _type_of(catalog, entry.noun)
        parts = key_parts(value, type_, path)
        return parts[0] if annotation is UUID else annotation(*parts)
    if get_origin(annotation) is tuple:
        item = get_args(annotation)[0]
        return tuple(_value(catalog, entry, item, one, (*path, i)) for i, one in enumerate(value))
    if dataclasses.is_dataclass(annotation):
        return to_command(catalog, annotation, value, path)
    if _is_enum(annotation):
        return annotation(value)
    if get_origin(annotation) is Mapping and not isinstance(value, dict):
        raise NotAnObject(path=path)
    return value


def _type_of(catalog: Catalog, noun: str) -> Type:
    """An upload has an id before it is part of any record, and so before it can be read."""
    return UPLOAD if noun == UPLOAD.name else catalog.types[noun]


def _line_type(catalog: Catalog, text: str, path: tuple[str | int, ...]) -> Type:
    """Whichever plugin's line it is the id of."""
    found = catalog.types.get(type_name_of(text))
    if found is None or found.table is not table(LedgerEntry):
        raise BadId(path=path, id=text[:100], type="LedgerEntry")
    return found


def user_error(problem: AnjianError, language: Any) -> dict[str, Any]:
    return {
        "path": [_sayable(str(step)) for step in problem.path],
        "code": problem.code,
        "message": _sayable(problem.message(language)),
    }


def _sayable(text: str) -> str:
    """What a caller sent comes back in paths and sentences; the database, which says them, knows no NUL."""
    return UNSAYABLE.sub("\ufffd", text[:LONGEST_SENTENCE])


def _payload(name: str, step: Step, lists: Mapping[str, str]) -> Type:
    nouns: list[Field] = []
    for noun in step.nouns:
        target = noun[0].upper() + noun[1:]
        nouns.append(Record(noun, target, Title("结果；未办成时为空。", "The record; empty when nothing was done.")))
        if target in lists:
            nouns.append(_edge(noun, target, lists[target]))
    told = [_told(name, words) for name, words in step.tells.items()]
    errors = Embedded(
        "userErrors",
        "UserError",
        Title("请求方可改正之处；办成时为空列表。", "What the caller can mend; empty when it was done."),
        lambda _row, _arguments, asked: asked.bind(lambda run: run.extras["userErrors"], JSONB()),
        many=True,
    )
    return Type(f"{name[0].upper()}{name[1:]}Payload", step.title, [*nouns, *told, errors])


def _edge(noun: str, target: str, name: str) -> RecordEdge:
    words = Title(
        f"结果在 {name} 中的位置，供 Relay 加入列表。", f"The record as an edge of {name}, for Relay's lists."
    )
    return RecordEdge(f"{noun}Edge", target, words, noun, f"Query.{name}")


def _told(name: str, words: Title) -> Scalar:
    """What is said once, with the answer of the command itself."""

    def source(_row: Any, asked: Asked) -> ColumnElement[str]:
        return asked.bind(lambda run: run.extras.get(name), sa.Text())

    return Scalar(name, STRING, words, source, nullable=True)


USER_ERROR = Type(
    "UserError",
    Title("请求方可以改正的一个问题。", "One thing the caller can mend."),
    [
        keys("path", STRING, "所指的输入字段，由外到内。", "The input field, outermost first."),
        key("code", STRING, "编码，不会改变。", "A code that never changes."),
        key("message", STRING, "说明怎样改。", "A sentence that says what to mend."),
    ],
)


def mutation_types(lists: Mapping[str, str]) -> list[Type]:
    """``lists``: the root's list of each type, by the type's name."""
    payloads = {name: _payload(name, CATALOGUE[cls], lists) for name, cls in COMMANDS.items()}
    root = [
        CommandField(name, payload.name, payload.words, Input(input_of(COMMANDS[name]), payload.words))
        for name, payload in payloads.items()
    ]
    return [USER_ERROR, *payloads.values(), Type("Mutation", Title("办理。", "All commands."), root)]
