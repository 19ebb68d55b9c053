"""``GET /files/…``: the content of a file, for whoever may read the record it is attached to."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from urllib.parse import quote

import orjson
import sqlalchemy as sa
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from anjian.access.viewer import Viewer
from anjian.audit.model import AuditKind
from anjian.audit.origin import Acting
from anjian.audit.writing import Touched, entry, key_text, write
from anjian.database.ids import UUID
from anjian.errors import AnjianError
from anjian.evidence.formats import BY_MEDIA_TYPE
from anjian.evidence.model import EvidenceFile, Kept, Upload
from anjian.evidence.store import Files
from anjian.settings import Settings
from anjian.words import Title
from anjian_schema.asking import Operation
from anjian_schema.compiler.globalid import key_parts, type_name_of
from anjian_schema.engine import Engine
from anjian_schema.failures import trace_id
from anjian_schema.mutations import UPLOAD
from anjian_schema.nouns.evidence import SHELL
from anjian_schema.server.bearer import bearer
from anjian_schema.server.negotiation import headers_of
from anjian_schema.server.origins import origin_of
from anjian_schema.server.responses import Reader

SEEN = "query Seen($id: ID!) { node(id: $id) { id } }"
# Whatever a browser makes of it, it runs nothing, is no part of another site, and its type is the one found here.
INERT = {
    "Content-Security-Policy": "sandbox; default-src 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "private, no-cache",  # kept, but asked for anew each time: rights may have ended
    "Vary": "Authorization",
}


class FileNotFound(AnjianError):
    """Also what somebody hears whose scope does not reach the record it is attached to."""

    code = "FILE_NOT_FOUND"
    words = Title("没有找到该文件；请核对编号", "there is no such file: check its id")


class Downloads:
    """Whether somebody may see a file is asked of the engine, in the very words any reader would use."""

    def __init__(self, engine: Engine, settings: Settings, files: Files) -> None:
        self.engine, self.settings, self.files = engine, settings, files

    async def respond(self, request: Request) -> Response:
        reader = Reader.of(request.scope, self.settings.language)
        viewer = await bearer(self.engine, request.scope, reader.language)
        found, content = await self._found(request.path_params["id"], viewer)
        headers = described(found)
        if request.headers.get("if-none-match") == headers["ETag"]:
            return Response(status_code=304, headers=headers)
        await self._note(request, found, viewer)
        return StreamingResponse(await self.files.get(content), 200, headers, found.media_type)

    async def _found(self, id_: str, viewer: Viewer) -> tuple[Kept, UUID]:
        if type_name_of(id_) == UPLOAD.name:
            upload = await self._own(id_, viewer)
            return upload, upload.id
        file = await self._evidence(id_, viewer)
        return file, file.upload_id

    async def _note(self, request: Request, file: Kept, viewer: Viewer) -> None:
        """Who saw a file of a case is audited before it leaves; one's own upload is no case yet."""
        if isinstance(file, EvidenceFile):
            acting = Acting(viewer, datetime.now(UTC), origin_of(request.scope, headers_of(request.scope)), trace_id())
            touched = Touched([key_text("evidenceFile", (file.entity_id, file.id))], file.entity_id, file.region_code)
            await write(self.engine.database.sessions, entry(acting, AuditKind.DOWNLOADED, None, touched))

    async def _own(self, id_: str, viewer: Viewer) -> Upload:
        """Only its uploader sees it, and only until it is attached: from then on the record decides."""
        attached = sa.exists().where(EvidenceFile.upload_id == Upload.id)
        mine = sa.select(Upload).where(Upload.uploaded_by == viewer.person_id, ~attached)
        async with self.engine.database.sessions() as session:
            found = await session.scalar(mine.where(Upload.id == key_parts(id_, UPLOAD)[0]))
        if found is None:
            raise FileNotFound
        return found

    async def _evidence(self, id_: str, viewer: Viewer) -> EvidenceFile:
        key = key_parts(id_, SHELL)
        reply = await self.engine.answer(Operation(SEEN, {"id": id_}), viewer)
        if (orjson.loads(reply.body).get("data") or {}).get("node") is None:
            raise FileNotFound
        async with self.engine.database.sessions() as session:
            return await session.get_one(EvidenceFile, key)


def described(file: Kept) -> Mapping[str, str]:
    """Pictures and films may be shown in place; anything else is saved, never opened in the page."""
    kind = "inline" if BY_MEDIA_TYPE[file.media_type].inline else "attachment"
    return {
        **INERT,
        "Content-Length": str(file.size),
        "Content-Disposition": f"{kind}; filename*=UTF-8''{quote(file.name, safe='')}",
        "ETag": f'"{file.sha256}"',
    }
