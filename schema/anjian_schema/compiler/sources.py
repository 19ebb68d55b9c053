"""Where the value of each parameter comes from: its getter is watched while it reads a run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from graphql.execution.values import VariableValues

from anjian_schema.compiler.arguments import Getter, Run
from anjian_schema.compiler.asked import Parameter


@dataclass(frozen=True, slots=True)
class Source:
    """One ``$n``. ``field`` and ``argument``: for which it was made, as paths; ``reads``: what it takes of a run, such
    as ``$region`` or ``viewer.region_code``. One that reads nothing is written in the document, or is ours.
    """

    field: str
    argument: str
    reads: Sequence[str]
    value: Any


def source(parameter: Parameter, run: Run) -> Source:
    reads, value = watched(parameter.get, run)
    return Source(".".join(parameter.path), ".".join(map(str, parameter.argument)), reads, value)


def watched(get: Getter, run: Run) -> tuple[Sequence[str], Any]:
    """What a getter reads of a run, and what it gives.

    A literal is read with every variable in it; of those only the ones that the value depends on are named.
    """
    reads: list[str] = []
    value = get(cast(Run, _Run(run, reads)))
    longest = [each for each in dict.fromkeys(reads) if not any(other.startswith(f"{each}.") for other in reads)]
    return [each for each in longest if not each.startswith("$") or _depends(get, run, each, value)], value


def _depends(get: Getter, run: Run, read: str, value: Any) -> bool:
    """Whether something else comes out, or nothing can, once the variable holds what no caller can give."""
    variables = VariableValues(run.variables.sources, run.variables.coerced | {read[1:].split(".")[0]: object()})
    try:
        return bool(get(run._replace(variables=variables)) != value)
    except Exception:  # of whatever kind: it was used
        return True


class _Run:
    """A run that notes what is read of it."""

    def __init__(self, run: Run, reads: list[str]) -> None:
        self._run, self._reads = run, reads
        coerced = _Values(run.variables.coerced, "$", reads)
        self.variables = VariableValues(run.variables.sources, coerced)
        self.extras = _Values(run.extras, "", reads)
        self.viewer = _Viewer(run.viewer, reads)

    @property
    def now(self) -> Any:
        self._reads.append("now")
        return self._run.now


class _Viewer:
    def __init__(self, viewer: Any, reads: list[str]) -> None:
        self._viewer, self._reads = viewer, reads

    def __getattr__(self, name: str) -> Any:
        self._reads.append(f"viewer.{name}")
        return getattr(self._viewer, name)


class _Values(dict[str, Any]):
    """Values by name, and those within them."""

    def __init__(self, values: Mapping[str, Any], prefix: str, reads: list[str]) -> None:
        super().__init__(values)
        self._prefix, self._reads = prefix, reads

    def __getitem__(self, name: str) -> Any:
        self._reads.append(f"{self._prefix}{name}")
        value = super().__getitem__(name)
        return _Values(value, f"{self._prefix}{name}.", self._reads) if isinstance(value, dict) else value

    def get(self, name: str, default: Any = None) -> Any:
        return self[name] if name in self else default  # noqa: SIM401  # that would be this very function
