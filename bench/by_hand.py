"""The limit: SQL written by hand for each question, in a bare ASGI application on the same driver and server.

It does what any honest backend must: it knows who asks, keeps them to their region, and answers with the same JSON.
Nothing is parsed or checked beyond that, and each statement is the best we know for its question.
"""

from __future__ import annotations

import json
import os
from collections.abc import Awaitable, Callable, MutableMapping
from datetime import UTC, datetime
from typing import Any

import asyncpg
import orjson
from sqlalchemy.engine import make_url

from anjian.china import today
from anjian.database.ids import UUID, uuid7
from anjian_schema.database import READING, WRITING, as_bytes
from bench.world import OFFICER, REACHES, token

Message = MutableMapping[str, Any]
POOL = 10
REGIONS = {f"Bearer {token(reach)}".encode(): code for reach, code in REACHES.items()}
HEADERS = [(b"content-type", b"application/json")]

POINT = """
SELECT json_build_object('hazard', (SELECT row_to_json(r) FROM (
  SELECT 'Hazard:' || h.entity_id || ':' || h.id AS id, h.title, h.description,
    upper(h.level) AS level, upper(h.stage) AS stage, h.due_on AS "dueOn",
    coalesce(h.stage <> 'closed' AND h.due_on < $3, false) AS overdue,
    (SELECT row_to_json(e) FROM (
      SELECT 'Entity:' || e.id AS id, e.name,
        json_build_object('totalCount', (SELECT count(*) FROM hazard x WHERE x.entity_id = $1)) AS hazards,
        json_build_object('totalCount', (SELECT count(*) FROM action x WHERE x.entity_id = $1)) AS actions,
        (SELECT json_build_object('name', c.name, 'parent', json_build_object('name', p.name, 'parent',
                  CASE WHEN g.code IS NOT NULL THEN json_build_object('name', g.name) END))
         FROM region c JOIN region p ON p.code = c.parent_code LEFT JOIN region g ON g.code = p.parent_code
         WHERE c.code = e.region_code) AS region
    ) e) AS entity
  FROM hazard h JOIN entity e ON e.id = h.entity_id
  WHERE h.entity_id = $1 AND h.id = $2 {h}
) r))"""

LIST = """
SELECT json_build_object({count} 'nodes', (SELECT coalesce(json_agg(row_to_json(r)), '[]') FROM (
  SELECT 'Hazard:' || h.entity_id || ':' || h.id AS id, h.title,
    upper(h.level) AS level, upper(h.stage) AS stage, h.due_on AS "dueOn",
    (SELECT row_to_json(x) FROM (
      SELECT 'Entity:' || e.id AS id, e.name FROM entity e WHERE e.id = h.entity_id) x) AS entity,
    (SELECT row_to_json(x) FROM (SELECT g.code, g.name FROM region g WHERE g.code = h.region_code) x) AS region,
    (SELECT json_build_object('nodes', coalesce(json_agg(row_to_json(x)), '[]')) FROM (
      SELECT 'Action:' || a.entity_id || ':' || a.id AS id, upper(a.kind) AS kind, a.issued_on AS "issuedOn",
        a.document_no AS "documentNo"
      FROM action a WHERE a.entity_id = h.entity_id AND a.hazard_id = h.id
      ORDER BY a.issued_on DESC, a.id DESC LIMIT 3) x) AS actions
  FROM hazard h WHERE h.level = 'major' AND h.stage = 'rectifying' {h} ORDER BY h.due_on, h.id LIMIT 50
) r))"""

COUNT = "'totalCount', (SELECT count(*) FROM hazard h WHERE h.level = 'major' AND h.stage = 'rectifying' {h}),"

TREE = """
SELECT json_build_object('nodes', (SELECT coalesce(json_agg(row_to_json(r)), '[]') FROM (
  SELECT 'Entity:' || e.id AS id, e.name,
    (SELECT row_to_json(x) FROM (SELECT g.name FROM region g WHERE g.code = e.region_code) x) AS region,
    (SELECT json_build_object('nodes', coalesce(json_agg(row_to_json(h)), '[]')) FROM (
      SELECT 'Hazard:' || h.entity_id || ':' || h.id AS id, h.title, upper(h.level) AS level,
        upper(h.stage) AS stage, h.found_on AS "foundOn",
        (SELECT json_build_object('nodes', coalesce(json_agg(row_to_json(x)), '[]')) FROM (
          SELECT 'Action:' || a.entity_id || ':' || a.id AS id, upper(a.kind) AS kind, a.issued_on AS "issuedOn"
          FROM action a WHERE a.entity_id = h.entity_id AND a.hazard_id = h.id
          ORDER BY a.issued_on DESC, a.id DESC LIMIT 3) x) AS actions
      FROM hazard h WHERE h.entity_id = e.id ORDER BY h.found_on DESC, h.id DESC LIMIT 5) h) AS hazards
  FROM entity e WHERE true {e} ORDER BY e.name, e.id LIMIT 20
) r))"""

FIGURES = """
SELECT json_build_object('rows', coalesce(json_agg(json_build_object(
  'keys', json_build_array(json_build_object('name', 'PROVINCE', 'value', province),
    json_build_object('name', 'LEVEL', 'value', upper(level)),
    json_build_object('name', 'STAGE', 'value', upper(stage))),
  'values', json_build_array(json_build_object('name', 'HAZARDS_FOUND', 'value', number::text)))), '[]'))
FROM (
  SELECT left(h.region_code, 2) AS province, h.level, h.stage, count(*) AS number
  FROM hazard h WHERE true {h} GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
) r"""

PLUGIN = """
SELECT json_build_object('nodes', (SELECT coalesce(json_agg(row_to_json(r)), '[]') FROM (
  SELECT 'Entity:' || e.id AS id, e.name,
    (SELECT row_to_json(x) FROM (SELECT g.name FROM region g WHERE g.code = e.region_code) x) AS region,
    (SELECT row_to_json(x) FROM (
      SELECT (p.data ->> 'actual_persons')::bigint AS "actualPersons",
        (p.data ->> 'approved_persons')::bigint AS "approvedPersons"
      FROM profile p WHERE p.entity_id = e.id AND p.sector = 'fireworks') x) AS fireworks
  FROM entity e WHERE EXISTS (
    SELECT FROM profile p WHERE p.entity_id = e.id AND p.sector = 'fireworks'
      AND (p.data ->> 'actual_persons')::bigint > $1
  ) {e} ORDER BY e.name, e.id LIMIT 50
) r))"""

REGISTER = """
WITH e AS (
  INSERT INTO entity (id, name, kind, region_code, address, registered_at)
  VALUES ($1, $2, $3, $4, $5, $6) RETURNING id
), p AS (
  INSERT INTO profile (entity_id, sector, region_code, data, updated_at)
  SELECT $1, sector, $4, '{}', $6 FROM unnest($7::text[]) sector
)
INSERT INTO event (entity_id, at, id, region_code, kind, subject_kind, subject_id, actor_id, data)
VALUES ($1, $6, $8, $4, 'entity_registered', 'entity', $1, $9, $10)"""

REGISTERED = """
SELECT row_to_json(r) FROM (
  SELECT e.name, upper(e.kind) AS kind, e.address, e.version,
    (SELECT json_build_object('code', c.code, 'name', c.name, 'parent', json_build_object('name', p.name))
     FROM region c JOIN region p ON p.code = c.parent_code WHERE c.code = e.region_code) AS region,
    (SELECT json_build_object('actualPersons', (p.data ->> 'actual_persons')::bigint)
     FROM profile p WHERE p.entity_id = e.id AND p.sector = 'fireworks') AS fireworks
  FROM entity e WHERE e.id = $1
) r"""


async def nothing(_connection: Any) -> None:
    """Reads and whole transactions leave nothing behind that a reset would have to clear."""


def scoped(statement: str, parameters: int, region: str | None) -> tuple[str, list[str]]:
    """The statement kept to a region in the form that suits its breadth; children lie where their entity lies."""
    if region is None:
        return statement.format(h="", e="", count=""), []
    form = "starts_with({}.region_code, ${})" if len(region) == 2 else f"left({{}}.region_code, {len(region)}) = ${{}}"
    filled = {table: f"AND {form.format(table, parameters + 1)}" for table in "he"}
    return statement.format(**filled, count=""), [region]


class Application:
    """``POST /<question>`` with its values as JSON."""

    def __init__(self, url: str) -> None:
        self.url = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
        self.pools: list[asyncpg.Pool[asyncpg.Record]] = []
        self.statements: dict[tuple[str, str | None], tuple[str, list[str]]] = {}

    async def open(self) -> None:
        """Reads and writes as the product does: read-only connections under generic plans, and others."""
        for settings in (READING, WRITING):
            pool = await asyncpg.create_pool(
                self.url,
                min_size=1,
                max_size=POOL,
                init=as_bytes,
                reset=nothing,
                max_cacheable_statement_size=0,
                max_cached_statement_lifetime=0,
                server_settings=settings,
            )
            self.pools.append(pool)

    async def __call__(
        self, scope: Message, receive: Callable[[], Awaitable[Message]], send: Callable[[Message], Awaitable[None]]
    ) -> None:
        if not self.pools:
            await self.open()
        body = b""
        while (message := await receive()).get("more_body", False):
            body += message["body"]
        values = orjson.loads(body + message["body"])
        region = REGIONS[next(value for name, value in scope["headers"] if name == b"authorization")]
        found = await self.answer(scope["path"][1:], values, region)
        length = (b"content-length", str(len(found)).encode())
        await send({"type": "http.response.start", "status": 200, "headers": [*HEADERS, length]})
        await send({"type": "http.response.body", "body": found})

    async def answer(self, name: str, values: dict[str, Any], region: str | None) -> bytes:
        if name == "insert":
            return await self.register(values["input"], region)
        root, statement, parameters = READS[name](values)
        key = (name, region)
        if key not in self.statements:
            self.statements[key] = scoped(statement, len(parameters), region)
        text, more = self.statements[key]
        found: bytes = await self.pools[0].fetchval(text, *parameters, *more)
        return b'{"data":%b}' % (b'{"%b":%b}' % (root, found) if root else found)

    async def register(self, given: dict[str, Any], region: str | None) -> bytes:
        if not given["regionCode"].startswith(region or ""):
            raise PermissionError(region)
        id_, now = uuid7(), datetime.now(UTC)
        who = [given["name"], given["kind"].lower(), given["regionCode"], given["address"], now, given["sectors"]]
        said = json.dumps({"name": given["name"], "sectors": given["sectors"]})
        async with self.pools[1].acquire() as connection, connection.transaction():
            await connection.execute(REGISTER, id_, *who, uuid7(), OFFICER, said)
            found: bytes = await connection.fetchval(REGISTERED, id_)
        return b'{"data":{"registerEntity":{"entity":%b,"userErrors":[]}}}' % found


def _point(values: dict[str, Any]) -> tuple[bytes, str, list[Any]]:
    _, entity_id, id_ = values["id"].split(":")
    return b"", POINT, [UUID(entity_id), UUID(id_), today(datetime.now(UTC))]


READS: dict[str, Callable[[dict[str, Any]], tuple[bytes, str, list[Any]]]] = {
    "point": _point,
    "list": lambda _: (b"hazards", LIST, []),
    "counted": lambda _: (b"hazards", LIST.replace("{count}", COUNT), []),
    "tree": lambda _: (b"entities", TREE, []),
    "figures": lambda _: (b"figures", FIGURES, []),
    "plugin": lambda values: (b"entities", PLUGIN, [values["more"]]),
}

app = Application(os.environ["BENCH_DATABASE_URL"])
