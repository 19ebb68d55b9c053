"""Lists in pages: each row once, from either end, in every order, while others write."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from itertools import product
from typing import Any, NamedTuple

import pytest
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import create_async_engine

from anjian.access.model import Role
from anjian.access.policy import READERS
from anjian.database.ids import uuid7
from anjian.hazards.model import Hazard
from anjian.plugin_host import load_plugins
from anjian.settings import Settings
from anjian_schema.compiler.catalog import Catalog, Namespace, ToMany, Type
from anjian_schema.compiler.orders import order_name
from anjian_schema.containment import compose_serving
from tests.schema.compiler.conftest import NewWorld
from tests.schema.compiler.world import EACH, World, hazard, key

PAGE = "nodes { __typename } edges { cursor } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }"
Order = list[dict[str, str]]
CATALOG: Catalog = compose_serving(load_plugins(Settings())).catalog


class Place(NamedTuple):
    """Where a list is asked for: what stands before it and behind it, and the keys that lead to it."""

    type: Type
    field: ToMany
    around: str
    keys: tuple[str | int, ...]

    def __str__(self) -> str:
        return ".".join(map(str, (*self.keys, self.field.name)))


def places() -> Iterator[Place]:
    """Every list of the schema, below a root or below one record of the world."""
    for field in CATALOG.types["Query"].fields:
        if isinstance(field, ToMany):
            yield Place(CATALOG.types[field.target], field, "%s", ())
        if isinstance(field, Namespace):
            for inner in CATALOG.types[field.target].fields:
                if isinstance(inner, ToMany):
                    yield Place(CATALOG.types[inner.target], inner, f"{field.name} {{ %s }}", (field.name,))
    for name, id_ in PARENTS.items():
        for field in CATALOG.types[name].fields:
            if isinstance(field, ToMany):
                around = f'node(id: "{id_}") {{ ... on {name} {{ %s }} }}'
                yield Place(CATALOG.types[field.target], field, around, ("node",))
    for parent, list_, below in LISTED:
        field = CATALOG.fields(parent)[below]
        assert isinstance(field, ToMany)
        around = f"{list_}(first: 1) {{ nodes {{ %s }} }}"
        yield Place(CATALOG.types[field.target], field, around, (list_, "nodes", 0))


def gid(name: str, *parts: object) -> str:
    return ":".join((name, *map(str, parts)))


PARENTS = {
    "Entity": gid("Entity", key(0, 0)),
    "Hazard": gid("Hazard", key(0, 0), key(9, 0, 0)),
    "Inspection": gid("Inspection", key(0, 0), key(7, 0, 0)),
    "Campaign": gid("Campaign", key(2, 0)),
    "Report": gid("Report", key(3, 0)),
    "Team": gid("Team", key(5, 0)),
    "Organization": gid("Organization", key(4, 0)),
    "Region": "Region:4101",
    "Rule": "Rule:R0",
}
LISTED = [("Checklist", "checklists", "items")]
LISTS = list(places())
OF_PLUGINS = {"sectors", "node.facts"}  # written when a server starts, which none did here


def orders(place: Place) -> Iterator[Order]:
    """No order, each order both ways, and pairs of orders, both ways; below a record one pair stands for them."""
    yield []
    single = [{"field": order_name(s), "direction": d} for s, d in product(place.type.sorts, ("ASC", "DESC"))]
    pairs = [[a, b] for a, b in zip(single, reversed(single), strict=True)]
    yield from pairs[:1] if place.keys else [*([one] for one in single), *pairs]


async def page(world: World, place: Place, order: Order, turn: str, cursor: str | None, size: int) -> Any:
    declared, ordered = (f"$order: [{place.type.name}Order!]", "orderBy: $order") if place.type.sorts else ("", "")
    beyond = {"first": "after", "last": "before"}[turn]
    asked = f"{place.field.name}({turn}: {size}, {beyond}: $at, {ordered}) {{ {PAGE} }}"
    query = f"query ($at: Cursor, {declared}) {{ {place.around % asked} }}"
    found = await world.ask(query, at=cursor, **({"order": order} if place.type.sorts else {}))
    for step in (*place.keys, place.field.name):
        found = found[step]
    return found


def reader(world: World, place: Place) -> World:
    """The department, or an auditor for what only those read who answer for everybody's access."""
    name = place.type.table.name if place.type.table is not None else ""
    open_ = Role.DEPARTMENT in READERS.get(name, frozenset(Role)) and name != "role_assignment"
    return world if open_ else world.of(role=Role.AUDITOR)


async def walk(world: World, place: Place, order: Order, turn: str, size: int) -> list[str]:
    """The cursors of a whole list, in its order, whichever end the walk began at."""
    pages: list[list[str]] = []
    at: str | None = None
    more, was, end = {
        "first": ("hasNextPage", "hasPreviousPage", "endCursor"),
        "last": ("hasPreviousPage", "hasNextPage", "startCursor"),
    }[turn]
    while True:
        found = await page(world, place, order, turn, at, size)
        cursors = [edge["cursor"] for edge in found["edges"]]
        info = found["pageInfo"]
        assert len(cursors) == len(found["nodes"])
        assert (info["startCursor"], info["endCursor"]) == ((cursors[0], cursors[-1]) if cursors else (None, None))
        assert info[was] is (at is not None)
        pages.append(cursors)
        if not info[more]:
            break
        assert len(cursors) == size
        at = info[end]
    return [c for cursors in (pages if turn == "first" else reversed(pages)) for c in cursors]


@pytest.mark.parametrize("place", LISTS, ids=str)
async def test_each_row_once_in_every_order_from_both_ends(world: World, place: Place) -> None:
    """Equal keys, empty keys, two keys, a plugin's keys: forwards and backwards are the same list, without repeats."""
    world, whole = reader(world, place), set()
    for order in orders(place):
        forwards = await walk(world, place, order, "first", 4)
        assert len(set(forwards)) == len(forwards)
        assert forwards == await walk(world, place, order, "last", 3), order
        whole.add(len(forwards))
    assert len(whole) == 1
    assert whole.pop() >= (str(place) not in OF_PLUGINS)


async def test_empty_values_stand_last_upwards_and_first_downwards(world: World) -> None:
    """As the description of the direction says."""
    query = """query ($d: OrderDirection) {
        hazards(first: 100, orderBy: [{ field: DUE_ON, direction: $d }]) { nodes { dueOn } } }"""
    up = [node["dueOn"] for node in (await world.ask(query, d="ASC"))["hazards"]["nodes"]]
    known = [day for day in up if day]
    assert up == [*sorted(known), *[None] * (len(up) - len(known))]
    down = [node["dueOn"] for node in (await world.ask(query, d="DESC"))["hazards"]["nodes"]]
    assert down == up[::-1]


async def test_an_empty_list_has_no_ends(world: World) -> None:
    """Nothing before, nothing after, no cursors; the same inside a record."""
    none = f'hazards(filter: {{ title: {{ eq: "没有" }} }}) {{ totalCount {PAGE} }}'
    query = f"{{ {none} entities(first: 1) {{ nodes {{ {none} }} }} }}"
    found = await world.ask(query)
    nothing = {"hasNextPage": False, "hasPreviousPage": False, "startCursor": None, "endCursor": None}
    empty = {"totalCount": 0, "nodes": [], "edges": [], "pageInfo": nothing}
    assert found == {"hazards": empty, "entities": {"nodes": [{"hazards": empty}]}}


async def test_both_cursors_cut_a_piece_out(world: World) -> None:
    """``after`` and ``before`` together: what lies between them."""
    everything = await walk(world, LISTS[0], [], "first", 100)
    query = "query ($a: Cursor, $b: Cursor) { entities(after: $a, before: $b) { edges { cursor } } }"
    found = await world.ask(query, a=everything[0], b=everything[-1])
    assert [edge["cursor"] for edge in found["entities"]["edges"]] == everything[1:-1]


async def test_a_walk_is_right_while_others_write(new_world: NewWorld) -> None:
    """Rows that stay are seen once each, from either end, while other connections insert, move and delete."""
    world, url = await new_world()
    writing = create_async_engine(url)
    row = {"entity_id": key(0, 0), "region_code": "410104", **hazard(0, 1), "title": "来去"}

    async def disturb(number: int) -> None:
        async with writing.begin() as connection:
            due = [hazard(0, i)["due_on"] for i in range(3)]
            new = [
                {**row, "id": uuid7() if i % 2 else key(9, 0, 100 + 3 * number + i), "due_on": due[i]} for i in range(3)
            ]
            await connection.execute(sa.insert(Hazard), new)
            moved = sa.update(Hazard).where(Hazard.title == "来去").values(due_on=due[number % 3])
            await connection.execute(moved)
            if number % 2:
                await connection.execute(sa.delete(Hazard).where(Hazard.title == "来去"))

    for turn, direction in product(("first", "last"), ("ASC", "DESC")):
        seen: list[str] = []
        at, more, number = None, True, 0
        beyond, go_on, end = (
            ("after", "hasNextPage", "endCursor") if turn == "first" else ("before", "hasPreviousPage", "startCursor")
        )
        query = f"""query ($at: Cursor) {{
            hazards({turn}: 3, {beyond}: $at, orderBy: [{{ field: DUE_ON, direction: {direction} }}]) {{
                nodes {{ id title }} pageInfo {{ {go_on} {end} }} }} }}"""
        while more and number < 60:
            found = (await world.ask(query, at=at))["hazards"]
            seen += [node["id"] for node in found["nodes"] if node["title"] != "来去"]
            at, more = found["pageInfo"][end], found["pageInfo"][go_on]
            await asyncio.gather(disturb(number), disturb(number + 1000))
            number += 1
        assert len(seen) == len(set(seen)) == 6 * EACH
    await writing.dispose()
