"""Strawberry types from the catalog: object types, connections, filters and orders follow from the declarations."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from enum import Enum
from typing import Any, cast

import strawberry
from strawberry.annotation import StrawberryAnnotation
from strawberry.types.arguments import StrawberryArgument
from strawberry.types.field import StrawberryField
from strawberry.types.union import StrawberryUnion

from anjian.words import Title
from anjian_schema import scalars
from anjian_schema.compiler.catalog import (
    Catalog,
    Choice,
    Command,
    Embedded,
    Field,
    Input,
    Lookup,
    Namespace,
    NodeLookup,
    Record,
    RecordEdge,
    References,
    Scalar,
    Stream,
    ToMany,
    ToOne,
    Type,
)
from anjian_schema.compiler.leaves import Leaf
from anjian_schema.compiler.orders import order_name
from anjian_schema.inputs import COMPARISON_INPUTS, Direction, as_enum, described, enum_filter

SCALARS: dict[str, Any] = {
    "String": str,
    "Int": int,
    "Boolean": bool,
    "ID": strawberry.ID,
    "Date": scalars.Date,
    "DateTime": scalars.DateTime,
    "Decimal": scalars.Decimal,
    "RegionCode": scalars.RegionCode,
    "JSON": scalars.Json,
}

PAGE_ARGUMENTS = {
    "first": Input(
        int | None, Title("从头数的条数，1 到 100，缺省 20。", "How many from the start, 1 to 100; 20 if not said.")
    ),
    "after": Input(scalars.Cursor | None, Title("在这个游标之后。", "Beyond this cursor.")),
    "last": Input(int | None, Title("从尾数的条数，1 到 100。", "How many from the end, 1 to 100.")),
    "before": Input(scalars.Cursor | None, Title("在这个游标之前。", "Before this cursor.")),
}


class CompiledField(StrawberryField):
    """A field that SQL answers. It never runs in Python; a resolver here would be a second way to read."""

    @property
    def is_basic_field(self) -> bool:
        return True


class Classes:
    """Every class of one composed schema, made once each; they refer to one another before they are finished."""

    def __init__(self, catalog: Catalog, node: type, mutations: Mapping[str, StrawberryField] | None = None) -> None:
        self.catalog, self.node, self.mutations = catalog, node, mutations or {}
        self.made: dict[str, Any] = {}
        self.types = {name: type(name, (node,) if t.is_node else (), {}) for name, t in catalog.types.items()}

    def finish(self) -> None:
        for name, declared in self.catalog.types.items():
            self._object(self.types[name], declared.name, declared.words, self._fields(declared))

    def _object(self, cls: type, name: str, words: Title, fields: Mapping[str, StrawberryField]) -> type:
        cls.__annotations__ = {
            python: f.type_annotation.annotation for python, f in fields.items() if f.type_annotation
        }
        for python, made in fields.items():
            setattr(cls, python, made)
        return strawberry.type(cls, name=name, description=described(words))

    def _fields(self, declared: Type) -> dict[str, StrawberryField]:
        own = {f"f_{f.name}": self._field(f) for f in declared.fields}
        return {**own, **self.mutations} if declared.name == "Mutation" else own

    def _field(self, field: Field) -> StrawberryField:
        return compiled(field.name, self._annotation(field), field.words, self._arguments(field))

    def _annotation(self, field: Field) -> Any:
        match field:
            case Scalar():
                return _wrapped(self.leaf(field.leaf), many=field.many, nullable=field.nullable)
            case ToOne() | Embedded():
                return _wrapped(self.types[field.target], many=getattr(field, "many", False), nullable=field.nullable)
            case ToMany():
                return self.connection(field.target)
            case Stream() | RecordEdge():
                return _wrapped(self.edge(field.target), many=False, nullable=isinstance(field, RecordEdge))
            case Choice():
                return self.union(field.union) | None
            case Namespace():
                return self.types[field.target]
            case NodeLookup():
                return list[self.node | None] if field.many else self.node | None  # type: ignore[name-defined]  # a class made here
            case References():
                return list[self.union(field.union) | None]  # type: ignore[misc]  # a union made here
            case Lookup() | Record() | Command():
                return self.types[field.target] | None

    def _arguments(self, field: Field) -> Mapping[str, Input]:
        match field:
            case ToMany():
                return self._list_arguments(self.catalog.types[field.target])
            case Stream():
                listed = self._list_arguments(self.catalog.types[field.target])
                return {name: listed[name] for name in ("after", "filter") if name in listed}
            case Lookup():
                return {field.argument: Input(self.leaf(field.leaf), field.words)}
            case NodeLookup(many=True):
                return {"ids": Input(list[strawberry.ID], Title("全局 id，最多 100 个。", "Global ids, at most 100."))}
            case NodeLookup():
                return {"id": Input(strawberry.ID, Title("全局 id。", "A global id."))}
            case References():
                said = Title("各条记录的 __typename 和键，最多 1000 条。", "What each is and its key, at most 1,000.")
                return {"representations": Input(list[scalars.Any_], said)}
            case Embedded():
                return field.arguments
            case Command():
                return {"input": field.input}
        return {}

    def _list_arguments(self, target: Type) -> Mapping[str, Input]:
        found = dict(PAGE_ARGUMENTS)
        if (filter_ := self.filter(target)) is not None:
            found["filter"] = Input(filter_ | None, Title("只要符合条件的。", "Only those that match."))
        if (order := self.order(target)) is not None:
            words = Title("排序；缺省见各列表说明。", "The order; each list has one of its own.")
            found["orderBy"] = Input(list[order] | None, words)  # type: ignore[valid-type]  # a class made here
        return found

    def leaf(self, leaf: Leaf) -> Any:
        return SCALARS[leaf.graphql] if leaf.enum is None else self.enum(leaf.enum)

    def enum(self, enum: type[Enum]) -> Any:
        return as_enum(enum)

    def union(self, name: str) -> Any:
        """Not spelled as an annotation: ``typing`` would remember it, and with it every class of this schema."""
        declared = self.catalog.unions[name]
        members = tuple(StrawberryAnnotation(self.types[member]) for member in declared.members)
        return self._once(name, lambda: StrawberryUnion(name, members, described(declared.words)))

    def connection(self, target: str) -> type:
        def make() -> type:
            words = self.catalog.types[target].words
            edge = self.made[f"{target}Edge"] = self._object(
                type(f"{target}Edge", (), {}),
                f"{target}Edge",
                Title(f"列表中的一项：{words.zh}", "One item of a list."),
                {
                    "f_cursor": compiled("cursor", scalars.Cursor, Title("这一项的位置。", "Where this item stands.")),
                    "f_node": compiled("node", self.types[target], words),
                },
            )
            return self._object(
                type(f"{target}Connection", (), {}),
                f"{target}Connection",
                Title(f"分页列表：{words.zh}", "A list in pages."),
                {
                    "f_edges": compiled("edges", list[edge], Title("各项及其位置。", "The items with their places.")),  # type: ignore[valid-type]  # a class made here
                    "f_nodes": compiled("nodes", list[self.types[target]], Title("各项。", "The items.")),  # type: ignore[name-defined]  # as above
                    "f_pageInfo": compiled("pageInfo", PageInfo, Title("前后还有没有。", "Whether there is more.")),
                    "f_totalCount": compiled("totalCount", int, Title("符合条件的总数。", "How many match in all.")),
                },
            )

        return cast("type", self._once(f"{target}Connection", make))

    def edge(self, target: str) -> Any:
        self.connection(target)
        return self.made[f"{target}Edge"]

    def filter(self, target: Type) -> type | None:
        """``<Type>Filter``: the fields marked as filters, the filters of their own kind, and AND, OR, NOT."""
        name = f"{target.name}Filter"
        if name in self.made:
            return cast("type", self.made[name])
        if not target.filters and not any(getattr(f, "filter", isinstance(f, Namespace)) for f in target.fields):
            return None
        cls = self.made[name] = type(name, (), {})
        fields = dict(self._filter_fields(target))
        combined = Title("各条件同时成立 / 至少一个成立 / 不成立。", "All hold / at least one holds / does not hold.")
        fields |= {"AND": (list[cls], combined), "OR": (list[cls], combined), "NOT": (cls, combined)}  # type: ignore[valid-type]  # a class made here
        return input_class(cls, Title(f"筛选：{target.words.zh}", f"Conditions on {target.name}."), fields)

    def _filter_fields(self, target: Type) -> Iterable[tuple[str, tuple[Any, Title]]]:
        for field in target.fields:
            match field:
                case Scalar(filter=True):
                    yield field.name, (self.comparison(field.leaf, many=field.many), field.words)
                case ToOne(filter=True) if (other := self.filter(self.catalog.types[field.target])) is not None:
                    yield field.name, (other, field.words)
                case Namespace() if (other := self.filter(self.catalog.types[field.target])) is not None:
                    yield field.name, (other, field.words)
                case ToMany(filter=True) if (other := self.filter(self.catalog.types[field.target])) is not None:
                    yield field.name, (self._some_or_none(field.target, other), field.words)
        for extra in target.filters:
            yield extra.name, (extra.annotation, extra.words)

    def _some_or_none(self, target: str, filter_: type) -> type:
        def make() -> type:
            fields = {
                "some": (filter_, Title("至少有一条符合。", "At least one matches.")),
                "none": (filter_, Title("没有一条符合。", "None matches.")),
            }
            return input_class(
                type(f"{target}ListFilter", (), {}), Title("对所属列表的条件。", "Conditions on a list."), fields
            )

        return cast("type", self._once(f"{target}ListFilter", make))

    def comparison(self, leaf: Leaf, *, many: bool = False) -> type:
        return COMPARISON_INPUTS[leaf.graphql] if leaf.enum is None else enum_filter(leaf.enum, many=many)

    def order(self, target: Type) -> type | None:
        if not target.sorts:
            return None

        def make() -> type:
            told = {order_name(field): field.words for field in target.sorts}
            field = Enum(f"{target.name}OrderField", {name: name for name in told})  # type: ignore[misc]  # an enum made here
            words = Title(f"排序依据：{target.words.zh}", f"What {target.name} sorts by.")
            fields: dict[str, tuple[Any, Title]] = {
                "field": (as_enum(field, words, each={field[name]: said for name, said in told.items()}), words),
                "direction": (Direction, Title("升序或降序，缺省升序。", "Upwards unless said otherwise.")),
            }
            return input_class(type(f"{target.name}Order", (), {}), words, fields, required={"field"})

        return cast("type", self._once(f"{target.name}Order", make))

    def _once(self, name: str, make: Callable[[], Any]) -> Any:
        if name not in self.made:
            self.made[name] = make()
        return self.made[name]


def compiled(name: str, annotation: Any, words: Title, arguments: Mapping[str, Input] | None = None) -> CompiledField:
    field = CompiledField(
        python_name=f"f_{name}",
        graphql_name=name,
        type_annotation=StrawberryAnnotation(annotation),
        description=described(words),
    )
    field.arguments = [
        StrawberryArgument(
            python_name=argument,
            graphql_name=argument,
            type_annotation=StrawberryAnnotation(given.annotation),
            description=described(given.words),
            default=strawberry.UNSET if given.default is ... else given.default,
        )
        for argument, given in (arguments or {}).items()
    ]
    return field


def input_class(
    cls: type,
    words: Title,
    fields: Mapping[str, tuple[Any, Title]],
    *,
    required: Iterable[str] = (),
) -> type:
    """An input type whose fields may all be left out, except those required."""
    cls.__annotations__ = {}
    for name, (annotation, said) in fields.items():
        extra: dict[str, Any] = {} if name in required else {"default": strawberry.UNSET}
        optional = annotation if name in required else annotation | None
        cls.__annotations__[f"f_{name}"] = optional
        setattr(cls, f"f_{name}", strawberry.field(name=name, description=described(said), **extra))
    return strawberry.input(cls, name=cls.__name__, description=described(words))


def _wrapped(annotation: Any, *, many: bool, nullable: bool) -> Any:
    made = list[annotation] if many else annotation
    return made | None if nullable else made


@strawberry.type(description="前后还有没有。\n\nWhether there is more, and where to go on.")
class PageInfo:
    has_next_page: bool = strawberry.field(description="之后还有。\n\nThere is more after this page.")
    has_previous_page: bool = strawberry.field(description="之前还有。\n\nThere is more before this page.")
    start_cursor: scalars.Cursor | None = strawberry.field(
        description="首项位置；空页时为空。\n\nEmpty on an empty page."
    )
    end_cursor: scalars.Cursor | None = strawberry.field(
        description="末项位置；空页时为空。\n\nEmpty on an empty page."
    )
