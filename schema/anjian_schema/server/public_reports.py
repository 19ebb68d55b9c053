"""``/reports``: anybody may tell what is dangerous, without a token; a receipt code shows what became of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import orjson
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Scope

from anjian.access.policy import OFFICIALS
from anjian.access.viewer import Viewer
from anjian.commands.access import allow
from anjian.commands.review import Rejected, Review
from anjian.commands.texts import check_text
from anjian.public_reports.progress import progress
from anjian.public_reports.sealing import Seal
from anjian.public_reports.submit import Told, submit
from anjian.settings import Settings
from anjian.words import Language, Title
from anjian_schema.engine import Engine
from anjian_schema.server.bearer import bearer
from anjian_schema.server.bodies import parsed, read, require_json
from anjian_schema.server.gate import Gate
from anjian_schema.server.negotiation import headers_of
from anjian_schema.server.problems import BodyNotObject, ParameterWrong
from anjian_schema.server.responses import Reader, written

LOOKUPS = 20  # to one report: people come back to see what became of theirs
MEMBERS: Mapping[str, tuple[int, Title]] = {
    "regionCode": (12, Title("所在区划代码（必填）", "the code of the region (needed)")),
    "place": (500, Title("地点或单位（必填）", "where it is, or at whom (needed)")),
    "content": (10_000, Title("举报内容（必填）", "what is told (needed)")),
    "secret": (200, Title("至少 22 个字符的随机文本", "a random text of 22 characters at least")),
}
NEEDED = ("regionCode", "place", "content")
SHORTEST_SECRET = 22  # characters of base64 that hold 128 bits
OF_THEMSELVES = ("name", "contact", "note")
INFORMANT = Title(
    "对象，含 name、contact，可含 note；匿名则不填",
    "an object with name, contact and perhaps note; leave it out to stay unnamed",
)


class PublicReports:
    def __init__(self, engine: Engine, settings: Settings) -> None:
        self.engine, self.settings = engine, settings
        self.telling = Gate(settings.reports_per_hour)
        self.asking = Gate(settings.reports_per_hour * LOOKUPS)

    async def submit(self, request: Request) -> Response:
        """With a token it is written down on somebody's behalf."""
        reader, headers = Reader.of(request.scope, self.settings.language), headers_of(request.scope)
        viewer = await self._official(request.scope, reader.language)
        if viewer is None:
            self.telling.enter(request)
        require_json(headers.get(b"content-type", b""))
        told = told_in(parsed(await read(request.receive, headers, self.settings.max_body_bytes)))
        sessions, now = self.engine.database.sessions, datetime.now(UTC)
        code = await submit(sessions, Seal.of(self.settings), told, now, viewer)
        return written(orjson.dumps({"receipt": code}), 201, reader, {})

    async def progress(self, request: Request) -> Response:
        self.asking.enter(request)
        reader = Reader.of(request.scope, self.settings.language)
        async with self.engine.database.sessions() as session:
            told = await progress(session, request.path_params["receipt"])
        return written(orjson.dumps(told), 200, reader, {})

    async def _official(self, scope: Scope, language: Language) -> Viewer | None:
        if b"authorization" not in headers_of(scope):
            return None
        viewer = await bearer(self.engine, scope, language)
        allow(viewer, OFFICIALS)
        return viewer


def told_in(given: Any) -> Told:
    """The first thing that is wrong is said; every text can be stored and has an end."""
    if not isinstance(given, dict):
        raise BodyNotObject
    try:
        with Review() as review:
            texts = {name: text(review, name, given.get(name)) for name in MEMBERS}
            who = informant(review, given.get("informant"))
    except Rejected as rejected:
        raise rejected.problems[0] from rejected
    return Told(texts["place"], texts["content"], texts["regionCode"], who, texts["secret"] or None)


def text(review: Review, name: str, value: Any) -> str:
    limit, words = MEMBERS[name]
    if value is None and name not in NEEDED:
        return ""
    if not isinstance(value, str) or (name == "secret" and len(value) < SHORTEST_SECRET):
        review.problems.append(ParameterWrong(name, words))
        return ""
    with review.of(name):
        check_text(value, limit)
    return value


def informant(review: Review, value: Any) -> Mapping[str, str] | None:
    """Whoever names themselves can be reached: a name and a way to them."""
    if value is None:
        return None
    given = value if isinstance(value, dict) else {}
    said = {name: given[name] for name in OF_THEMSELVES if isinstance(given.get(name), str)}
    if not {"name", "contact"} <= said.keys():
        review.problems.append(ParameterWrong("informant", INFORMANT))
        return None
    for name, one in said.items():
        with review.of("informant", name):
            check_text(one, 1000)
    return said
