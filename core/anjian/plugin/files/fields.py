"""Fields of a file as a class of fields, with their choices and limits."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, TypeVar

from pydantic import Field, TypeAdapter, create_model
from pydantic_core import SchemaError

from anjian.judgement.facts import NAME
from anjian.judgement.text.problems import suggestion
from anjian.plugin.files.model import Choices, FieldForm, FieldKind
from anjian.plugin.files.notes import Notes, Unusable
from anjian.plugin.profile import Fields, UnsayableOption, field
from anjian.words import Choice, Title

F = TypeVar("F", bound=Fields)

TYPES: Mapping[FieldKind, type] = {
    FieldKind.BOOLEAN: bool,
    FieldKind.INTEGER: int,
    FieldKind.DECIMAL: Decimal,
    FieldKind.TEXT: str,
    FieldKind.DATE: date,
}
BOUNDS, LENGTHS = frozenset({"ge", "gt", "le", "lt"}), frozenset({"min_length", "max_length", "pattern"})
LIMITED: Mapping[FieldKind, frozenset[str]] = {
    FieldKind.INTEGER: BOUNDS,
    FieldKind.DECIMAL: BOUNDS,
    FieldKind.TEXT: LENGTHS,
}
OPTIONS = ("filter", "sort", "manual", "derived", "required")
VALUE = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")

NAME_WRONG = (
    Title("{name} 不能作字段名", "{name} cannot name a field"),
    Title("请用小写字母、数字、下划线，以字母开头，至多 63 个字符", "use a-z, 0-9 and _, a letter first, 63 at most"),
)
NAME_TAKEN = (
    Title("{name} 已有别的含义", "{name} has a meaning already"),
    Title("请给字段另取名称", "give the field another name"),
)
VALUE_WRONG = (
    Title("选项 {name} 不合规", "the choice {name} will not do"),
    Title(
        "请用小写字母、数字、下划线，如 high_risk", "use lower-case letters, digits and underscores, as in high_risk"
    ),
)
NO_CHOICES = (
    Title("选择类字段没有选项", "a field of choices has none"),
    Title("请写 choices", "give its choices"),
)
CHOICES_UNUSED = (
    Title("类型为 {kind} 的字段没有选项", "a field of kind {kind} has no choices"),
    Title("请去掉 choices，或把 kind 改为 choice、choices", "take them out, or make its kind choice or choices"),
)
CHOICES_UNKNOWN = Title("没有名为 {name} 的选项", "there are no choices named {name}")
LIMIT_UNFIT = (
    Title("类型为 {kind} 的字段没有 {limit}", "a field of kind {kind} has no {limit}"),
    Title(
        "数用 ge gt le lt，文字用 min_length max_length pattern",
        "numbers take ge, gt, le, lt; texts min_length, max_length, pattern",
    ),
)
PATTERN_WRONG = (
    Title("不是正则表达式（{why}）", "this is no regular expression ({why})"),
    Title("请改正，或去掉 pattern", "mend it, or take it out"),
)


def camel(name: str) -> str:
    return "".join(part.capitalize() for part in name.split("_"))


class FieldMaker:
    """Makes classes of fields; choices that several fields share are one enum."""

    def __init__(self, notes: Notes, shared: Mapping[str, Choices]) -> None:
        self.notes, self.declared = notes, shared.keys()
        self.shared: dict[str, type[StrEnum]] = {}
        for name, choices in shared.items():
            with notes.of("choices", name):
                self.shared[name] = self.enum(name, choices, ("choices", name))

    def made(self, base: type[F], name: str, forms: Mapping[str, FieldForm], path: tuple[Any, ...]) -> type[F]:
        """The class, of those fields that are right."""
        fields: dict[str, Any] = {}
        for field_name, form in forms.items():
            with self.notes.of(*path, field_name):
                self.check(base, field_name, form, (*path, field_name))
                fields[field_name] = self.field(field_name, form, (*path, field_name))
        return create_model(name, __base__=base, **fields)

    def check(self, base: type[Fields], name: str, form: FieldForm, path: tuple[Any, ...]) -> None:
        if not NAME.fullmatch(name):
            self.refuse(path, NAME_WRONG, name=name)
        if hasattr(base, name):
            self.refuse(path, NAME_TAKEN, name=name)
        for option in base.unsayable:
            if getattr(form, option):
                raise UnsayableOption(profile=base.__name__, field=name, option=option)
        for limit in form.limits.model_fields_set:
            if limit not in LIMITED.get(form.kind, ()):
                self.refuse((*path, "limits", limit), LIMIT_UNFIT, kind=form.kind, limit=limit)
        if form.limits.pattern is not None:
            self.check_pattern(form.limits.pattern, (*path, "limits", "pattern"))

    def check_pattern(self, pattern: str, path: tuple[Any, ...]) -> None:
        try:
            TypeAdapter(Annotated[str, Field(pattern=pattern)])
        except SchemaError as wrong:
            self.refuse(path, PATTERN_WRONG, why=" ".join(str(wrong).split())[:200])

    def field(self, name: str, form: FieldForm, path: tuple[Any, ...]) -> Any:
        kind = self.type_of(name, form, path)
        limits = form.limits.model_dump(exclude_none=True)
        options = {option: True for option in OPTIONS if getattr(form, option)}
        return kind | None, field(form.title, unit=form.unit, meaning=form.meaning, **options, **limits)

    def type_of(self, name: str, form: FieldForm, path: tuple[Any, ...]) -> Any:
        if form.kind in TYPES:
            if form.choices is not None:
                self.refuse((*path, "choices"), CHOICES_UNUSED, kind=form.kind)
            return TYPES[form.kind]
        enum = self.choices(name, form.choices, (*path, "choices"))
        return list[enum] if form.kind is FieldKind.CHOICES else enum  # type: ignore[valid-type]  # made at run time

    def choices(self, name: str, given: str | Choices | None, path: tuple[Any, ...]) -> type[StrEnum]:
        if given is None:
            self.refuse(path, NO_CHOICES)
        if not isinstance(given, str):
            return self.enum(camel(name), given or {}, path)
        if given not in self.declared:
            self.notes.add(path, CHOICES_UNKNOWN.format(name=given), suggestion(given, self.declared))
        if given not in self.shared:
            raise Unusable
        return self.shared[given]

    def enum(self, name: str, choices: Choices, path: tuple[Any, ...]) -> type[StrEnum]:
        if not choices:
            self.refuse(path, NO_CHOICES)
        for value in choices:
            if not VALUE.fullmatch(value):
                self.refuse((*path, value), VALUE_WRONG, name=value)
        members = [(value.upper(), (value, words.zh, words.en)) for value, words in choices.items()]
        made: type[StrEnum] = Choice(name, members)  # type: ignore[arg-type,assignment]  # the functional form of Enum
        return made

    def refuse(self, path: tuple[Any, ...], said: tuple[Title, Title], **facts: object) -> None:
        reason, cure = said
        self.notes.add(path, reason.format(**facts), cure)
        raise Unusable
