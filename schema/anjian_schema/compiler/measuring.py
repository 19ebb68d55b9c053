"""How much a document holds, before it is validated: each fragment is looked at once, however often it is spread."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionNode,
)

from anjian_schema.compiler.limits import MOST_OF_A_DOCUMENT, DocumentTooLarge


class Measure(NamedTuple):
    """``fields``: with fragments opened. ``depth``: objects within objects. ``comparisons``: pairs of fields of one
    key, which validation holds against each other. ``introspections``: fields that open the schema, and aliases within
    them: each may walk all of it.
    """

    fields: int
    depth: int
    aliases: int
    directives: int
    operations: int
    fragments: int
    comparisons: int
    introspections: int


@dataclass
class Part:
    """What one operation or fragment says itself, and which fragments it spreads at which depth."""

    fields: int = 0
    depth: int = 0
    aliases: int = 0
    directives: int = 0
    spreads: list[tuple[str, int]] = field(default_factory=list)
    keys: Counter[str] = field(default_factory=Counter)
    introspections: int = 0


def bounded(ast: DocumentNode) -> Measure:
    """Raises :class:`DocumentTooLarge` for the first thing there is too much of."""
    found = measured(ast)
    for name, most in MOST_OF_A_DOCUMENT.items():
        if (count := getattr(found, name)) > most:
            raise DocumentTooLarge(what=name, count=count, most=most)
    return found


def measured(ast: DocumentNode) -> Measure:
    definitions = [d for d in ast.definitions if isinstance(d, OperationDefinitionNode | FragmentDefinitionNode)]
    fragments = {d.name.value: d for d in definitions if isinstance(d, FragmentDefinitionNode)}
    operations = [d for d in definitions if isinstance(d, OperationDefinitionNode)]
    if len(fragments) > (most := MOST_OF_A_DOCUMENT["fragments"]):
        raise DocumentTooLarge(what="fragments", count=len(fragments), most=most)
    parts = {name: part_of(fragment) for name, fragment in fragments.items()}
    own = [part_of(operation) for operation in operations]
    opened = Opened(parts)
    sizes = [opened.size(part) for part in own]
    every = [*own, *parts.values()]
    keys = sum((part.keys for part in every), Counter[str]())
    return Measure(
        fields=sum(fields for fields, _ in sizes),
        depth=max((depth for _, depth in sizes), default=0),
        aliases=sum(part.aliases for part in every),
        directives=sum(part.directives for part in every),
        operations=len(operations),
        fragments=len(fragments),
        comparisons=sum(count * (count - 1) // 2 for count in keys.values()),
        introspections=sum(part.introspections for part in every),
    )


@dataclass
class Opened:
    """Sizes with fragments opened. One that spreads itself counts nothing there: validation refuses it."""

    parts: Mapping[str, Part]
    known: dict[str, tuple[int, int]] = field(default_factory=dict)

    def size(self, part: Part) -> tuple[int, int]:
        fields, depth = part.fields, part.depth
        for name, at in part.spreads:
            inner, deep = self._fragment(name)
            fields, depth = fields + inner, max(depth, at + deep)
        return fields, depth

    def _fragment(self, name: str) -> tuple[int, int]:
        if name not in self.known:
            self.known[name] = (0, 0)
            self.known[name] = self.size(self.parts[name]) if name in self.parts else (0, 0)
        return self.known[name]


def part_of(definition: OperationDefinitionNode | FragmentDefinitionNode) -> Part:
    part = Part(directives=len(definition.directives or ()))
    for node, depth, described in selections(definition):
        part.directives += len(node.directives or ())
        part.introspections += described and opens_or_aliases(node)
        if isinstance(node, FragmentSpreadNode):
            part.spreads.append((node.name.value, depth))
        elif isinstance(node, FieldNode):
            part.fields += 1
            part.aliases += node.alias is not None
            part.depth = max(part.depth, depth + (node.selection_set is not None))
            part.keys[(node.alias or node.name).value] += 1
    return part


def opens_or_aliases(node: SelectionNode) -> bool:
    return isinstance(node, FieldNode) and (node.alias is not None or is_introspection(node))


def is_introspection(node: SelectionNode) -> bool:
    return isinstance(node, FieldNode) and node.name.value in ("__schema", "__type")


def selections(
    of: OperationDefinitionNode | FragmentDefinitionNode,
) -> Iterator[tuple[SelectionNode, int, bool]]:
    """Every selection below, how many objects it lies in, and whether it is about the schema itself; without
    recursion, as deep as a parser takes.
    """
    described = isinstance(of, FragmentDefinitionNode) and of.type_condition.name.value.startswith("__")
    left: list[tuple[Sequence[SelectionNode], int, bool]] = [(of.selection_set.selections, 0, described)]
    while left:
        nodes, depth, within = left.pop()
        for node in nodes:
            about = within or is_introspection(node)
            yield node, depth, about
            if isinstance(node, FieldNode | InlineFragmentNode) and node.selection_set:
                left.append((node.selection_set.selections, depth + isinstance(node, FieldNode), about))
