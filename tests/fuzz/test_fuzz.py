"""Whatever is sent to a listening server is answered: never by 5xx, never with inner words, always well formed.

    FUZZ_EXAMPLES=20000 make test ARGS='tests/fuzz --hypothesis-show-statistics'

A few hundred requests belong to every run of the tests; the statistics say how the answers were.
"""

from __future__ import annotations

import os
import re
from random import Random

import httpx2
from hypothesis import HealthCheck, Phase, event, given, settings
from hypothesis import strategies as st

from tests.fuzz.conftest import TOKENS, Target
from tests.fuzz.requests import Fuzzer, Request
from tests.schema.compiler.form import well_formed

CHOSEN = os.environ.get("FUZZ_EXAMPLES")
INTERNALS = re.compile(
    r"Traceback|File \\?\"/|site-packages|asyncpg|sqlalchemy|psycopg|graphql-core|strawberry|\bself\.|NoneType"
    r"|syntax error at or near|relation \\?\"|column \\?\"|duplicate key|violates",
    re.IGNORECASE,
)
LONGEST = 20_000  # bytes of a refusal: nobody's long text is said back to them


@settings(
    max_examples=int(CHOSEN or 300),
    derandomize=CHOSEN is None,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(random=st.randoms(use_true_random=True))
async def test_any_request_is_answered(target: Target, random: Random) -> None:
    """Hypothesis gives each request its seed."""
    request = Fuzzer(random, target.world.engine.composed.graphql, target.supply, tuple(TOKENS)).request()
    answer = await target.client.request(request.method, "/graphql", content=request.body, headers=request.headers)
    held(request, answer)


def held(request: Request, answer: httpx2.Response) -> None:
    event(f"{request.method} {answer.status_code}")
    assert answer.status_code < 500, (request, answer.text)
    if request.method == "HEAD" or answer.headers["content-type"].startswith("text/"):
        return
    said = answer.json()
    well_formed(said)
    errors = said.get("errors", [])
    for code in {error["extensions"]["code"] for error in errors}:
        event(code)
    assert "INTERNAL" not in {error["extensions"]["code"] for error in errors}, (request, errors)
    messages = "\n".join(error["message"] for error in errors)
    assert not INTERNALS.search(messages), (request, messages)
    assert "data" in said or len(answer.content) < LONGEST
