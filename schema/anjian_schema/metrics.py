"""What a server counts and times. Instruments cost next to nothing where nobody collects them.

No instrument bears a variable, an id or a name of a person; names of operations are bounded in number.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping

from opentelemetry import metrics
from opentelemetry.metrics import CallbackOptions, Histogram, Observation

meter = metrics.get_meter("anjian")

SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
MOST_NAMES = 200  # of operations; a portal has some dozens, and an attacker as many as they like
OTHERS, UNNAMED = "others", "unnamed"
TIMED = 8  # one in so many


def timer(name: str, words: str) -> Histogram:
    return meter.create_histogram(name, "s", words, explicit_bucket_boundaries_advisory=SECONDS)


operations = timer("anjian.operation.duration", "an operation, from its request to its bytes")
statements = timer("anjian.statement.duration", "a statement, its wait for a connection included")
lag = timer("anjian.stream.lag", "what a subscriber is sent, since it was found")
refused = meter.create_counter("anjian.requests.refused", description="requests that became no operation, by code")


class Told:
    """What was answered so far: operations by name, the first so many names, and bytes.

    All are counted, one in eight is timed: a histogram costs as much as a twentieth of a small answer.
    """

    def __init__(self) -> None:
        self.operations: Counter[str] = Counter()
        self.bytes = 0

    def add(self, name: str | None, seconds: float, size: int) -> None:
        known = self.called(name)
        self.operations[known] += 1
        self.bytes += size
        if self.operations[known] % TIMED == 1:
            operations.record(seconds, {"operation": known})

    def called(self, name: str | None) -> str:
        if name is None:
            return UNNAMED
        return name if name in self.operations or len(self.operations) < MOST_NAMES else OTHERS


def observed(
    read: Callable[[], Mapping[str, float]], label: str = "state"
) -> Callable[[CallbackOptions], Iterable[Observation]]:
    """What is read when it is collected, a value for each label."""
    return lambda _: [Observation(value, {label: key}) for key, value in read().items()]
