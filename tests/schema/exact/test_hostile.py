"""Nothing a client sends becomes text of a statement: every argument of every field is sent every hostile text."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

import pytest
from graphql import GraphQLField, get_named_type

from anjian.plugin_host import load_plugins
from anjian.settings import Settings
from anjian_schema.containment import compose_serving
from tests.schema.compiler.test_statements import HOSTILE
from tests.schema.compiler.world import NAMES, World
from tests.schema.exact.difficult import TEXTS
from tests.schema.exact.places import Place, Places, by_argument
from tests.schema.exact.walk import Way, said, ways

COMPOSED = compose_serving(load_plugins(Settings()))
ALL = "".join(HOSTILE)
ANYTHING = (*HOSTILE, *TEXTS, *NAMES)


def asked() -> Iterator[tuple[Way, str, GraphQLField, Sequence[Place]]]:
    """Each field that takes arguments, and the places in them; filters within filters where nothing shorter leads."""
    places, reached = (
        Places(COMPOSED.catalog),
        {way.type.name: way for way in reversed(list(ways(COMPOSED.graphql, 6)))},
    )
    for deepest in (2, 3, 4):
        for way in reached.values():
            for name, field in way.type.fields.items():
                if found := list(places.of(field, deepest)):
                    yield way, name, field, found


ASKED = list(asked())


async def statements(world: World, query: str, **variables: str) -> set[str]:
    """What is prepared for it."""
    await world.ask(query, **variables)
    return {plan.sql for plan in world.engine.documents.get(query).plans.values()}


def free() -> Iterator[tuple[Way, str, GraphQLField, Sequence[Place]]]:
    """The places of texts, as many at once as one operation may hold."""
    for way, name, field, places in ASKED:
        texts = [place for place in places if place.scalar == "String"]
        for some in batched(texts, 40 if combines(field) else 1):
            yield way, name, field, some


def combines(field: GraphQLField) -> bool:
    """Whether conditions of its filter may stand side by side."""
    return "filter" in field.args and "AND" in get_named_type(field.args["filter"].type).fields


def batched(places: Sequence[Place], size: int) -> Iterator[Sequence[Place]]:
    yield from (places[i : i + size] for i in range(0, len(places), size))


FREE = list(free())


@pytest.mark.parametrize(("way", "name", "field", "places"), FREE, ids=[f"{w.type.name}.{n}" for w, n, *_ in FREE])
async def test_one_statement_for_every_text(
    difficult: World, way: Way, name: str, field: GraphQLField, places: Sequence[Place]
) -> None:
    """In all of a field's places at once: by one variable, and written out in the document."""
    by_variable = f"query ($it: String!) {way.asking(said(name, field, by_argument(places, '$it')))}"
    for text in ANYTHING:
        await difficult.ask(by_variable, it=text)
    written = [way.asking(said(name, field, by_argument(places, json.dumps(text)))) for text in ("plain", ALL)]
    (plain,), (hostile,) = [await statements(difficult, query) for query in written]
    assert plain == hostile
    assert len(await statements(difficult, by_variable, it=ALL)) == 1


async def test_a_text_for_anything_else_is_refused(difficult: World) -> None:
    """A number, a day, a code, an id, a cursor, an enum: what is none of them is sent nowhere."""
    for way, name, field, places in ASKED:
        kinds = {(place.argument, place.scalar): place for place in places if place.scalar != "String"}
        for place in kinds.values():
            query = way.asking(said(name, field, by_argument([place], json.dumps(ALL))))
            answer = await difficult.response(query)
            assert ("errors" in answer, answer.get("data") in (None, {"_entities": [None]})) == (True, True), place
            assert all(ALL not in plan.sql for plan in difficult.engine.documents.get(query).plans.values())
