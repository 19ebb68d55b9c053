"""Whatever GraphQL lets a caller say, both executors answer alike."""

from __future__ import annotations

import asyncio
import os
from random import Random
from typing import Any

import pytest
import pytest_asyncio
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from anjian.words import Language
from anjian_schema.failures import VALIDATION_FAILED
from tests.schema.compiler.world import World, key
from tests.schema.exact.both import Both
from tests.schema.exact.documents import document
from tests.schema.exact.features import EVERY, features
from tests.schema.exact.naive import Naive
from tests.schema.exact.supply import Supply

CHOSEN = os.environ.get("EXACT_EXAMPLES")
REACHES: tuple[dict[str, Any], ...] = (
    {},
    {},
    {"language": Language.EN},
    {"region_code": "4101"},
    {"region_code": "410104001"},
    {"entity_id": key(0, 0)},
    {"sectors": frozenset({"kiln"})},
    {"region_code": "41", "sectors": frozenset({"fireworks"})},
)


@pytest_asyncio.fixture(scope="session")
async def supply(difficult: World) -> Supply:
    naive = Naive(difficult.engine, difficult.viewer, asyncio.get_running_loop())
    return await asyncio.to_thread(Supply.of, naive)


said: set[str] = set()


@settings(
    max_examples=int(CHOSEN or 60),
    derandomize=CHOSEN is None,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(reach=st.sampled_from(REACHES), random=st.randoms(use_true_random=True))
async def test_both_executors_agree(
    both: Both, difficult: World, supply: Supply, reach: dict[str, Any], random: Random
) -> None:
    """Values, their order, nulls, errors and the places of errors. Hypothesis gives each document its seed."""
    viewer = difficult.of(**reach).viewer
    operation = document(both.plain, supply, random)
    said.update(features(operation))
    answer = await both.agree(operation, viewer)
    assert VALIDATION_FAILED not in {code for code, _ in answer.errors}


@pytest.mark.skipif(CHOSEN is None, reason="a few documents cannot say everything; set EXACT_EXAMPLES")
def test_everything_was_said() -> None:
    """Whatever GraphQL lets a caller say was among the documents that were asked."""
    assert said >= EVERY
