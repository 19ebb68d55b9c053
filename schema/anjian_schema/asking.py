"""What a request asks for, and whom it asks."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any, NamedTuple

from graphql import FieldNode, OperationDefinitionNode
from graphql.execution.values import VariableValues

from anjian.access.viewer import Viewer
from anjian.audit.origin import Acting, Origin
from anjian.audit.writing import Touched, saw
from anjian.plugin_host import PluginHost
from anjian.words import Language
from anjian_schema.compiler.arguments import Run
from anjian_schema.compiler.documents import Document, Documents
from anjian_schema.compiler.reader import Reader
from anjian_schema.compiler.selection import Collector
from anjian_schema.compose import Composed
from anjian_schema.database import Database
from anjian_schema.failures import trace_id
from anjian_schema.gathering import Gathering


class Operation(NamedTuple):
    """What a request asks for; ``explain``: and how it is answered; ``cost``: and how much that is."""

    query: str
    variables: Mapping[str, Any] = MappingProxyType({})
    operation_name: str | None = None
    explain: bool = False
    cost: bool = False


@dataclass(slots=True)
class Asking:
    """Somebody asks something of this schema over this database. ``failed``: what is said of a command's failure."""

    composed: Composed
    documents: Documents
    reader: Reader
    database: Database
    gathering: Gathering
    host: PluginHost
    viewer: Viewer
    origin: Origin
    plugins: Callable[[Language], str]
    failed: Callable[[Exception], dict[str, Any]]

    def run(self, variables: VariableValues, **extras: Any) -> Run:
        return Run(variables, self.viewer, datetime.now(UTC), {"plugins": self.plugins, "saw": self.saw, **extras})

    async def saw(self, name: str | None, fields: Sequence[str]) -> None:
        """Personal data are about to be shown in full."""
        await saw(self.database.sessions, self.acting, name, Touched(details={"fields": list(fields)}))

    @property
    def acting(self) -> Acting:
        return Acting(self.viewer, datetime.now(UTC), self.origin, trace_id())


class Checked(NamedTuple):
    """A valid operation with variables that fit."""

    document: Document
    operation: OperationDefinitionNode
    variables: VariableValues
    given: Mapping[str, Any]

    def fields(self, asking: Asking, root: str) -> Mapping[str, list[FieldNode]]:
        collector = Collector(asking.composed.graphql, self.document.fragments, self.variables.coerced)
        return collector.fields(root, [self.operation.selection_set])
