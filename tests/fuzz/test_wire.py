"""Requests as no client library would send them: every address, any header, bytes that are only nearly HTTP.

``FUZZ_EXAMPLES`` asks so many of them, as of ``test_fuzz.py``.
"""

from __future__ import annotations

import json
import os
from random import Random

from hypothesis import HealthCheck, Phase, event, given, settings
from hypothesis import strategies as st

from tests.fuzz.conftest import TOKENS, Target
from tests.fuzz.odd import raw, request
from tests.fuzz.requests import Fuzzer
from tests.fuzz.wire import A_MOMENT, SOON, judged, sent

CHOSEN = os.environ.get("FUZZ_EXAMPLES")


@settings(
    max_examples=int(CHOSEN or 150),
    derandomize=CHOSEN is None,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(is_raw=st.booleans(), random=st.randoms(use_true_random=True))
async def test_whatever_comes_over_the_wire_is_answered(target: Target, is_raw: bool, random: Random) -> None:
    """In JSON and below 500, or the connection ends; of half a request nobody expects an answer."""
    fuzzer = Fuzzer(random, target.world.engine.composed.graphql, target.supply, tuple(TOKENS))
    operation = json.loads(random.choice((fuzzer.read, fuzzer.command))().body)
    token = random.choice(fuzzer.tokens)
    whole = raw(random, operation, token) if is_raw else request(random, operation, token).bytes()
    answer = await sent(target.address, whole, A_MOMENT if is_raw else SOON)
    event(f"{'raw' if is_raw else 'whole'} {answer.status}")
    judged(answer)
    assert answer.status or is_raw, whole
