"""The language of rules: conditions and values over facts.

A :class:`Condition` is true, false or unknown; a :class:`Value` is a number, a word or a day that may be unknown.
Writing ``f.actual_persons > f.approved_persons`` builds a tree; nothing is evaluated here.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from anjian.judgement.facts import Fact, Kind, WrongFactValue
from anjian.judgement.operators import KIND_OF, Arithmetic, Operator, Plain, WrongExpression
from anjian.judgement.standards import Clause
from anjian.words import Title


class Condition:
    """Something that holds, does not hold, or cannot be told from the facts at hand."""

    def __and__(self, other: Condition) -> Condition:
        return AllOf((*parts(self, AllOf), *parts(other, AllOf)))

    def __or__(self, other: Condition) -> Condition:
        return AnyOf((*parts(self, AnyOf), *parts(other, AnyOf)))

    def __invert__(self) -> Condition:
        return Not(self)

    def __bool__(self) -> bool:
        raise WrongExpression("请用 & | ~，不要用 and or not", "write & | ~ instead of and, or, not")


class Value:
    """A number, word or day; every operator refuses what its kind cannot do."""

    @property
    def kind(self) -> Kind:
        return Kind.DECIMAL

    @property
    def enum(self) -> type[StrEnum] | None:
        return None

    def __eq__(self, other: object) -> Condition:  # type: ignore[override]  # builds a condition, as the others do
        return Comparison(Operator.EQ, self, lift(other))

    def __ne__(self, other: object) -> Condition:  # type: ignore[override]  # as above
        return Comparison(Operator.NE, self, lift(other))

    __hash__ = object.__hash__

    def __lt__(self, other: Value | Plain) -> Condition:
        return Comparison(Operator.LT, self, lift(other))

    def __le__(self, other: Value | Plain) -> Condition:
        return Comparison(Operator.LE, self, lift(other))

    def __gt__(self, other: Value | Plain) -> Condition:
        return Comparison(Operator.GT, self, lift(other))

    def __ge__(self, other: Value | Plain) -> Condition:
        return Comparison(Operator.GE, self, lift(other))

    def __add__(self, other: Value | Plain) -> Value:
        return Calculation(Arithmetic.ADD, self, lift(other))

    def __radd__(self, other: Plain) -> Value:
        return Calculation(Arithmetic.ADD, lift(other), self)

    def __sub__(self, other: Value | Plain) -> Value:
        return Calculation(Arithmetic.SUBTRACT, self, lift(other))

    def __rsub__(self, other: Plain) -> Value:
        return Calculation(Arithmetic.SUBTRACT, lift(other), self)

    def __mul__(self, other: Value | Plain) -> Value:
        return Calculation(Arithmetic.MULTIPLY, self, lift(other))

    def __rmul__(self, other: Plain) -> Value:
        return Calculation(Arithmetic.MULTIPLY, lift(other), self)

    def __truediv__(self, other: Value | Plain) -> Value:
        return Calculation(Arithmetic.DIVIDE, self, lift(other))

    def __rtruediv__(self, other: Plain) -> Value:
        return Calculation(Arithmetic.DIVIDE, lift(other), self)

    def in_(self, *options: Plain) -> Condition:
        """The value is one of these."""
        return OneOf(self, tuple(Constant(option) for option in options))

    def has(self, option: StrEnum) -> Condition:
        """The list holds this member."""
        return Has(self, Constant(option))

    def any_(self, *options: StrEnum) -> Condition:
        """The list holds one of these members at least."""
        return AnyOf(tuple(self.has(option) for option in options))

    def all_(self, *options: StrEnum) -> Condition:
        """The list holds every one of these members."""
        return AllOf(tuple(self.has(option) for option in options))


@dataclass(frozen=True, slots=True, eq=False)
class Reading(Value, Condition):
    """The value of one fact. A yes-or-no fact is a condition by itself."""

    fact: Fact

    @property
    def kind(self) -> Kind:
        return self.fact.kind

    @property
    def enum(self) -> type[StrEnum] | None:
        return self.fact.enum


@dataclass(frozen=True, eq=False)
class Constant(Value):
    """A value the rule itself names, such as a limit of the standard."""

    value: Plain

    def __post_init__(self) -> None:
        if not sayable(self.value):
            shown = f"{self.value!r}"
            raise WrongExpression(
                f"{shown} 不能写进规则", f"{shown} is no value for a rule; numbers are int or Decimal"
            )

    @property
    def kind(self) -> Kind:
        return Kind.ENUM if isinstance(self.value, StrEnum) else KIND_OF[type(self.value)]

    @property
    def enum(self) -> type[StrEnum] | None:
        return type(self.value) if isinstance(self.value, StrEnum) else None


@dataclass(frozen=True, eq=False)
class Calculation(Value):
    """Two numbers added, subtracted, multiplied or divided; division by zero gives an unknown number."""

    operator: Arithmetic
    left: Value
    right: Value

    def __post_init__(self) -> None:
        for side in (self.left, self.right):
            if not side.kind.is_number:
                raise WrongExpression(f"{side.kind.words.zh}不能参与计算", f"{side.kind} cannot be calculated with")


@dataclass(frozen=True, eq=False)
class Derived(Value):
    """A derived fact: arithmetic that has a name in a standard, such as the R of GB 18218."""

    name: str
    title: Title
    of: Value
    unit: Title | None = None
    clause: Clause | None = None

    def __post_init__(self) -> None:
        if not self.of.kind.is_number:
            raise WrongExpression(f"派生事实 {self.name} 不是数值", f"the derived fact {self.name} is not a number")


@dataclass(frozen=True, slots=True, eq=False)
class Comparison(Condition):
    operator: Operator
    left: Value
    right: Value

    def __post_init__(self) -> None:
        alike(self.left, self.right)
        if self.operator.is_order and not self.left.kind.is_ordered:
            raise WrongExpression(f"{self.left.kind.words.zh}没有大小", f"{self.left.kind} has no order")
        if Kind.ENUMS in (self.left.kind, self.right.kind):
            raise WrongExpression("列表请用 has、any_、all_", "ask a list with has, any_ or all_")


@dataclass(frozen=True, slots=True, eq=False)
class OneOf(Condition):
    value: Value
    options: tuple[Constant, ...]

    def __post_init__(self) -> None:
        if not self.options or self.value.kind is Kind.ENUMS:
            raise WrongExpression("in_ 需要单个值和至少一个选项", "in_ takes a single value and at least one option")
        for option in self.options:
            alike(self.value, option)


@dataclass(frozen=True, slots=True, eq=False)
class Has(Condition):
    value: Value
    option: Constant

    def __post_init__(self) -> None:
        if self.value.kind is not Kind.ENUMS or self.value.enum is not self.option.enum:
            raise WrongExpression("has 只用于列表和它的选项", "has asks a list for one of its own members")


@dataclass(frozen=True, slots=True, eq=False)
class Not(Condition):
    of: Condition

    def __post_init__(self) -> None:
        checked(self.of)


@dataclass(frozen=True, eq=False)
class Several(Condition):
    """Holds when ``needed`` of its parts hold."""

    of: tuple[Condition, ...]
    name: ClassVar[str]

    def __post_init__(self) -> None:
        if not 1 <= self.needed <= len(self.of):
            raise WrongExpression("条件个数不对", "at least one condition is needed, and no more than are given")
        for part in self.of:
            checked(part)

    @property
    def needed(self) -> int:
        raise NotImplementedError


class AllOf(Several):
    name = "all"

    @property
    def needed(self) -> int:
        return max(len(self.of), 1)


class AnyOf(Several):
    name = "any"

    @property
    def needed(self) -> int:
        return 1


@dataclass(frozen=True, eq=False)
class AtLeast(Several):
    count: int = 1
    name = "at_least"

    @property
    def needed(self) -> int:
        return self.count


def lift(value: object) -> Value:
    return value if isinstance(value, Value) else Constant(value)  # type: ignore[arg-type]  # Constant checks it


def sayable(value: object) -> bool:
    """What a fact could be, a constant can be."""
    if isinstance(value, StrEnum):
        return True
    try:
        kind = KIND_OF[type(value)]
        return Fact("constant", kind, Title("常数", "constant")).read(value) == value
    except (KeyError, WrongFactValue):
        return False


def alike(left: Value, right: Value) -> None:
    same = left.kind is right.kind and left.enum is right.enum
    if not same and not (left.kind.is_number and right.kind.is_number):
        raise WrongExpression(
            f"{left.kind.words.zh}与{right.kind.words.zh}不能比较", f"{left.kind} cannot be compared with {right.kind}"
        )


def checked(condition: object) -> Condition:
    if not isinstance(condition, Condition):
        raise WrongExpression(f"{condition!r} 不是条件", f"{condition!r} is no condition")
    if isinstance(condition, Reading) and condition.kind is not Kind.BOOLEAN:
        name = condition.fact.name
        raise WrongExpression(f"{name} 不是“是/否”事实", f"{name} is no yes-or-no fact; compare it with something")
    return condition


def parts(condition: Condition, kind: type[Several]) -> tuple[Condition, ...]:
    """``a & b & c`` is one list of three, not a list in a list."""
    return condition.of if type(condition) is kind else (condition,)
