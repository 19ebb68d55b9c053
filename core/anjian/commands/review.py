"""One pass over an input that reports everything wrong with it, instead of the first thing only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from types import TracebackType
from typing import Self

from anjian.errors import AnjianError

PathStep = str | int


class Rejected(Exception):
    """The command was not done, nothing was written, and these are the reasons."""

    def __init__(self, problems: Sequence[AnjianError]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(str(problem) for problem in self.problems))


class Review:
    """Collects the problems of independent checks and rejects at its end; nothing after it sees a wrong input.

    ``with review.of("dueOn"): ...`` says which field a check is about; paths are those inside the input.
    """

    def __init__(self) -> None:
        self.problems: list[AnjianError] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        if kind is None and self.problems:
            raise Rejected(self.problems)

    @contextmanager
    def of(self, *path: PathStep) -> Iterator[None]:
        try:
            yield
        except Rejected as several:
            self.problems.extend(placed(problem, path) for problem in several.problems)
        except AnjianError as problem:
            self.problems.append(placed(problem, path))


def placed(problem: AnjianError, path: Sequence[PathStep]) -> AnjianError:
    """The problem, found inside this field: paths lead from the outside in."""
    problem.path = (*path, *problem.path)
    return problem
