"""What a sector knows of an entity: a class of fields, from which everything else follows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from types import MappingProxyType, UnionType
from typing import Any, ClassVar, Self, Union, get_args, get_origin

from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic.fields import FieldInfo

from anjian.errors import AnjianError
from anjian.judgement import Fact, Kind, Reading
from anjian.plugin.upgrades import Upgrade
from anjian.words import Title

KINDS: Mapping[object, Kind] = {
    bool: Kind.BOOLEAN,
    int: Kind.INTEGER,
    Decimal: Kind.DECIMAL,
    str: Kind.TEXT,
    date: Kind.DATE,
}


class UnsupportedField(AnjianError):
    code = "PROFILE_FIELD_UNSUPPORTED"
    words = Title(
        "{profile}.{field} 须写成“类型 | None = field(Title(…))”，现为 {found}；"
        "类型可为 bool、int、Decimal、str、date、StrEnum、list[StrEnum]",
        "{profile}.{field} must read 'type | None = field(Title(...))', not {found}; "
        "the type is bool, int, Decimal, str, date, a StrEnum or list[StrEnum]",
    )


class UnsayableOption(AnjianError):
    code = "FIELD_OPTION_WRONG"
    words = Title(
        "{profile}.{field} 不能写 {option}=True：档案字段不可必填，台账字段不可推导或留待人员判定",
        "{profile}.{field} takes no {option}=True: in a profile nothing is required, in a ledger nothing is derived "
        "or left to an answer",
    )


@dataclass(frozen=True, slots=True)
class FieldMeta:
    """What :func:`field` says beyond the type. Called by pydantic, it writes its words into the form description."""

    title: Title
    unit: Title | None = None
    meaning: Title | None = None
    filter: bool = False
    sort: bool = False
    manual: bool = False
    derived: bool = False
    required: bool = False

    def __call__(self, schema: dict[str, Any]) -> None:
        schema["title"] = self.title.zh
        for name, words in (("title", self.title), ("unit", self.unit), ("meaning", self.meaning)):
            if words is not None:
                schema[f"x-{name}"] = {"zh": words.zh, "en": words.en}
        if self.manual or self.derived:
            schema["readOnly"] = True


def field(
    title: Title,
    *,
    unit: Title | None = None,
    meaning: Title | None = None,
    filter: bool = False,  # noqa: A002 - the word of the API
    sort: bool = False,
    manual: bool = False,
    derived: bool = False,
    required: bool = False,
    **constraints: Any,
) -> Any:
    """A field of a profile or of a ledger's line, empty until somebody records it.

    ``filter`` and ``sort`` give it an index; ``manual`` leaves it to a person's answer, ``derived`` to a derivation;
    a line of a ledger is refused without what is ``required``. The constraints are those of ``pydantic.Field``
    (``ge``, ``le``, ``max_length``, ``pattern``…).
    """
    meta = FieldMeta(title, unit, meaning, filter, sort, manual, derived, required)
    return Field(default=None, json_schema_extra=meta, **constraints)


@cache
def profile_fields(profile: type[Fields]) -> Mapping[str, Fact]:
    """The fields of a profile or of a ledger's line by name, in the order the class names them."""
    return MappingProxyType({name: fact_of(profile, name, info) for name, info in profile.model_fields.items()})


def fact_of(profile: type[Fields], name: str, info: FieldInfo) -> Fact:
    meta, found = info.json_schema_extra, optional(info.annotation)
    kind, enum = kind_of(found)
    if not isinstance(meta, FieldMeta) or kind is None:
        raise UnsupportedField(profile=profile.__name__, field=name, found=info.annotation)
    if wrong := [option for option in sorted(profile.unsayable) if getattr(meta, option)]:
        raise UnsayableOption(profile=profile.__name__, field=name, option=wrong[0])
    uses = (meta.filter, meta.sort, meta.manual, enum, meta.derived, meta.required)
    return Fact(name, kind, meta.title, meta.unit, meta.meaning, *uses)


def optional(annotation: object) -> object:
    """``X`` of ``X | None``; anything that cannot be empty is no field of a profile."""
    if get_origin(annotation) not in (Union, UnionType):
        return None
    some = [argument for argument in get_args(annotation) if argument is not type(None)]
    return some[0] if len(some) == 1 else None


def kind_of(found: object) -> tuple[Kind | None, type[StrEnum] | None]:
    if isinstance(found, type) and issubclass(found, StrEnum):
        return Kind.ENUM, found
    if get_origin(found) is list:
        kind, enum = kind_of(get_args(found)[0])
        return (Kind.ENUMS, enum) if kind is Kind.ENUM else (None, None)
    return (KINDS.get(found), None) if isinstance(found, type) else (None, None)


class Fields(BaseModel):
    """A class of facts; ``None`` means that nobody recorded it, never "no"."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    unsayable: ClassVar[frozenset[str]] = frozenset()  # options of ``field`` that make no sense here

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: Any) -> None:
        super().__pydantic_init_subclass__(**kwargs)
        profile_fields(cls)

    @model_validator(mode="after")
    def readable(self) -> Self:
        """What is accepted here is what every reader, Python or SQL, can read again."""
        for name, fact in profile_fields(type(self)).items():
            fact.read(getattr(self, name))
        return self


class Profile(Fields):
    """The facts of one entity under one sector."""

    unsayable: ClassVar[frozenset[str]] = frozenset({"required"})  # facts become known one by one
    schema_version: ClassVar[int] = 1  # of what is stored, lines of ledgers included
    upgrades: ClassVar[Sequence[Upgrade]] = ()  # one for each version after the first that may still be stored


class UnknownFact(AnjianError):
    code = "FACT_UNKNOWN"
    words = Title("{profile} 没有字段 {field}", "{profile} has no field {field}")


class facts:
    """The fields of a profile, or of a ledger's line, as expressions.

    ``f = facts(Fireworks)``: ``f.actual_persons > f.approved_persons``.
    """

    def __init__(self, profile: type[Fields]) -> None:
        self._profile = profile

    def __getattr__(self, name: str) -> Reading:
        fact = profile_fields(self._profile).get(name)
        if fact is None:
            raise UnknownFact(profile=self._profile.__name__, field=name)
        return Reading(fact)
