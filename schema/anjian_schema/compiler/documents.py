"""Documents: parsed and validated once, then remembered."""

from __future__ import annotations

import re
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field

from cachetools import LRUCache
from graphql import (
    ASTValidationRule,
    DocumentNode,
    FragmentDefinitionNode,
    GraphQLError,
    GraphQLSchema,
    OperationDefinitionNode,
    parse,
    specified_rules,
    validate,
)

from anjian_schema.compiler.hiding import NoIntrospection
from anjian_schema.compiler.limits import MOST_ERRORS, DocumentTooLarge
from anjian_schema.compiler.measuring import Measure, bounded
from anjian_schema.compiler.operation import whole
from anjian_schema.compiler.plan import Plan
from anjian_schema.compiler.shapes import Shapes
from anjian_schema.compiler.variables import Types, Variables
from anjian_schema.tracing import span

LONGEST_TOKENS = 20_000
REMEMBERED = 4_000_000  # characters of documents; read, they take some fifty times as much
SMALLEST = 8_000  # what a document counts at least: five hundred of them at most
PLANS_EACH = 16
DESCRIBED = re.compile(r"\b__(schema|type)\b")


class Prepared:
    """What is made for an operation once: how its variables are read, and how they are shaped."""

    def __init__(self, types: Types, shapes: Shapes, operation: OperationDefinitionNode) -> None:
        definitions = operation.variable_definitions or ()
        self.variables, self.shape = Variables(types, definitions), shapes.of(definitions)
        self.whole = [whole(operation)]  # what is read when all of it is


@dataclass(frozen=True, slots=True)
class Document:
    """A valid document with the plans made for it, or the errors that say why it is not valid."""

    size: int
    ast: DocumentNode | None
    operations: Mapping[str, OperationDefinitionNode]
    fragments: Mapping[str, FragmentDefinitionNode]
    errors: Sequence[GraphQLError] = ()
    describes: bool = False  # it may ask about the schema itself
    name: str | None = None  # of its only operation
    measure: Measure | None = None
    too_large: DocumentTooLarge | None = None
    plans: LRUCache[Hashable, Plan] = field(default_factory=lambda: LRUCache(PLANS_EACH))
    prepared: dict[str, Prepared] = field(default_factory=dict)

    def operation(self, name: str | None) -> OperationDefinitionNode:
        """The operation to run. Raises ``GraphQLError`` when the name is missing or unknown."""
        if name:
            if name in self.operations:
                return self.operations[name]
            raise GraphQLError(f"The document has no operation “{name}”. 文档中没有这个操作。")
        if len(self.operations) != 1:
            raise GraphQLError("Say which operation to run: operationName. 文档含多个操作，请给出 operationName。")
        return next(iter(self.operations.values()))


class Documents:
    """The documents of one schema, a bounded number of them. ``hidden``: the schema is not told, nor hinted at."""

    def __init__(self, schema: GraphQLSchema, *, hidden: bool = False) -> None:
        self.schema, self.hidden = schema, hidden
        self._rules: tuple[type[ASTValidationRule], ...] = (*specified_rules, *([NoIntrospection] if hidden else []))
        self.known: LRUCache[str, Document] = LRUCache(REMEMBERED, getsizeof=lambda document: document.size)
        self._types, self._shapes = Types(schema), Shapes(schema)

    def get(self, text: str) -> Document:
        document = self.known.get(text)
        if document is None:
            with span("graphql.parse"):
                document = self._read(text)
            if document.size <= REMEMBERED:
                self.known[text] = document
        return document

    def name_of(self, text: str, chosen: str | None) -> str | None:
        """What an operation is called, where its document is known."""
        if chosen:
            return chosen
        document = self.known.get(text)
        return document.name if document else None

    def prepared(self, document: Document, operation: OperationDefinitionNode) -> Prepared:
        name = operation.name.value if operation.name else ""
        if name not in document.prepared:
            document.prepared[name] = Prepared(self._types, self._shapes, operation)
        return document.prepared[name]

    def _read(self, text: str) -> Document:
        size = max(len(text), SMALLEST)
        try:
            ast = parse(text, max_lexical_tokens=LONGEST_TOKENS)
        except GraphQLError as error:
            return Document(size, None, {}, {}, [error])
        try:
            measure = bounded(ast)
        except DocumentTooLarge as too_large:
            return Document(size, None, {}, {}, too_large=too_large)
        operations = {
            d.name.value if d.name else "": d for d in ast.definitions if isinstance(d, OperationDefinitionNode)
        }
        fragments = {d.name.value: d for d in ast.definitions if isinstance(d, FragmentDefinitionNode)}
        only = next(iter(operations)) or None if len(operations) == 1 else None
        errors = validate(self.schema, ast, self._rules, MOST_ERRORS, hide_suggestions=self.hidden)
        return Document(size, ast, operations, fragments, errors, DESCRIBED.search(text) is not None, only, measure)
