"""Ways through the schema: documents that lead to each type at each depth, and ask everything of it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graphql import (
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLSchema,
    get_named_type,
    is_leaf_type,
    is_required_argument,
    is_required_input_field,
)

from tests.schema.compiler.world import key

HERE = key(0, 0)
ROWS: Mapping[str, Sequence[object]] = {  # one of each in the small world
    "Entity": (HERE,),
    "Hazard": (HERE, key(9, 0, 0)),
    "Inspection": (HERE, key(7, 0, 0)),
    "Judgement": (HERE, key(8, 0, 1)),
    "Action": (HERE, key(12, 0, 0)),
    "Proposal": (HERE, key(41, 0, 0)),
    "Listing": (HERE, key(42, 0, 0)),
    "Escalation": (HERE, key(43, 0, 0)),
    "EvidenceFile": (HERE, key(44, 0, 0)),
    "LookBack": (HERE, key(45, 0, 0)),
    "Opinion": (HERE, key(47, 0, 0)),
    "VisitMinimum": (key(39, 0),),
    "Ranking": (key(48, 0),),
    "TargetExcuse": (HERE, key(49, 0, 0)),
    "Ladder": (key(35, 0),),
    "PublicReport": (key(37, 0),),
    "InspectionDraw": (key(38, 0),),
    "Assessment": (HERE, key(21, 0, 0)),
    "MajorReport": (HERE, key(22, 0, 0)),
    "RectificationPlan": (HERE, key(23, 0, 0)),
    "Protection": (HERE, key(24, 0, 0)),
    "Extension": (HERE, key(25, 0, 0)),
    "Campaign": (key(2, 0),),
    "Report": (key(3, 0),),
    "Organization": (key(4, 0),),
    "Team": (key(5, 0),),
    "Person": (key(1, 0),),
    "Region": ("41",),
    "Rule": ("R0",),
}
RULE = "FIREWORKS-2017-04"
TEXTS = {"RegionCode": "41", "String": "c0"}


@dataclass(frozen=True)
class Way:
    """How a type is reached: its name, and what stands around a selection of it."""

    type: GraphQLObjectType
    around: str = "{ %s }"

    def asking(self, selection: str) -> str:
        return self.around.replace("%s", selection)


def ways(schema: GraphQLSchema, deepest: int) -> Iterator[Way]:
    """To each type at each depth at which it can be; depth counts objects below the root."""
    layer = {schema.query_type.name: Way(schema.query_type)} if schema.query_type else {}
    for _ in range(deepest):
        yield from layer.values()
        further: dict[str, Way] = {}
        for way in layer.values():
            for step in steps(schema, way):
                further.setdefault(step.type.name, step)
        layer = further


def steps(schema: GraphQLSchema, way: Way) -> Iterator[Way]:
    """One object further; a page and its rows are one step, and so is each member of a union; gateways last."""
    for name, field in sorted(way.type.fields.items(), key=lambda each: each[0].startswith("_")):
        target = get_named_type(field.type)
        if is_leaf_type(target):
            continue
        shown, inner = listed(target)
        head = f"{name}{written(field, name, target.name)} {shown}"
        if isinstance(inner, GraphQLObjectType):
            yield Way(inner, way.asking(head))
        elif not isinstance(inner, GraphQLInterfaceType):
            for member in schema.get_possible_types(inner):
                yield Way(member, way.asking(head.replace("%s", f"... on {member.name} {{ %s }}")))


def listed(target: Any) -> tuple[str, Any]:
    if target.name.endswith("Connection"):
        return "{ nodes { %s } }", get_named_type(target.fields["nodes"].type)
    return "{ %s }", target


def everything(type_: GraphQLObjectType) -> str:
    """All fields; of what lies below, that it is there."""
    return " ".join(said(name, field) for name, field in type_.fields.items())


def said(name: str, field: GraphQLField, given: Mapping[str, str] | None = None) -> str:
    target = get_named_type(field.type)
    head = f"{name}{written(field, name, target.name, given)}"
    if is_leaf_type(target):
        return head
    if target.name.endswith("Connection"):
        page = "pageInfo { hasNextPage hasPreviousPage startCursor endCursor }"
        return f"{head} {{ totalCount nodes {{ __typename }} edges {{ cursor node {{ __typename }} }} {page} }}"
    return f"{head} {{ __typename }}"


def written(field: GraphQLField, name: str, target: str, given: Mapping[str, str] | None = None) -> str:
    """Arguments: those given, those that must be, and pages of one."""
    texts = dict(given or {})
    for argument, definition in field.args.items():
        if is_required_argument(definition):
            texts.setdefault(argument, least(definition.type, argument, target))
    if {"rule", "draft"} <= set(field.args) and not {"rule", "draft"} & set(texts):
        texts["rule"] = json.dumps(RULE)
    if "first" in field.args and "last" not in texts:
        texts.setdefault("first", "1")
    return f"({', '.join(f'{name}: {text}' for name, text in texts.items())})" if texts else ""


def least(type_: Any, name: str, target: str = "") -> str:
    """The least that may be given."""
    match type_:
        case GraphQLNonNull():
            return least(type_.of_type, name, target)
        case GraphQLList():
            return f"[{least(type_.of_type, name, target)}]"
        case GraphQLEnumType():
            return next(iter(type_.values))
        case GraphQLInputObjectType():
            required = {n: f for n, f in type_.fields.items() if is_required_input_field(f)}
            return f"{{ {', '.join(f'{n}: {least(f.type, n, target)}' for n, f in required.items())} }}"
    if type_.name == "Int":
        return "1"
    if type_.name == "_Any":
        return f'{{ __typename: "Entity", id: "{global_id("Entity")}" }}'
    return json.dumps(TEXTS.get(type_.name) or global_id(target if target in ROWS else "Entity"))


def global_id(name: str) -> str:
    return ":".join((name, *map(str, ROWS[name])))
