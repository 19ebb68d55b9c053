"""The public API for the tests of a plugin. It needs pytest, and asks the whole product: no part of the domain uses it.

pytest finds the fixtures by themselves: ``gql`` and ``make_entity``.
"""

from anjian_schema.testing.contract import contract
from anjian_schema.testing.gql import Gql, MakeEntity

__all__ = ["Gql", "MakeEntity", "contract"]
