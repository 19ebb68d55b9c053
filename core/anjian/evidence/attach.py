"""Attaches uploaded files to the records they speak of."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert

from anjian.actions.model import Action
from anjian.commands import lookup
from anjian.commands.desk import Desk
from anjian.database.ids import UUID, uuid7
from anjian.evidence.model import EvidenceFile, Shows, Upload
from anjian.hazards.model import Hazard
from anjian.inspections.model import Inspection

Subject = Inspection | Hazard | Action
OF_A_FILE = ("name", "media_type", "size", "sha256", "uploaded_by", "uploaded_at")


async def attach(
    desk: Desk, ids: Sequence[UUID], to: Subject, shows: Shows, *, step: dict[str, UUID] | None = None
) -> None:
    """``step``: the rectification or acceptance of a hazard that the files came with."""
    uploads = await own_uploads(desk, ids)
    placed = {f"{to.__tablename__}_id": to.id, **(step or {})}
    rows = [evidence(desk, upload, to, shows) | placed for upload in uploads]
    if rows:
        await desk.session.flush()
        await desk.session.execute(insert(EvidenceFile).on_conflict_do_nothing(), rows)


async def own_uploads(desk: Desk, ids: Sequence[UUID]) -> Sequence[Upload]:
    """What the viewer uploaded, held until they are attached; what others did is not there."""
    mine = sa.select(Upload).where(Upload.id.in_(ids), Upload.uploaded_by == desk.viewer.person_id)
    found = {
        upload.id: upload for upload in await desk.session.scalars(mine.with_for_update(key_share=True, read=True))
    }
    for place, id_ in enumerate(ids):
        if id_ not in found:
            raise lookup.NotFound(noun_zh="您上传的该文件", noun_en="file uploaded by you", path=("evidenceIds", place))
    return list(found.values())


def evidence(desk: Desk, upload: Upload, to: Subject, shows: Shows) -> dict[str, object]:
    return {
        "entity_id": to.entity_id,
        "id": uuid7(),
        "region_code": to.region_code,
        "sector": to.sector,
        "upload_id": upload.id,
        "shows": shows,
        "attached_by": desk.viewer.person_id,
        "attached_at": desk.now,
        **{name: getattr(upload, name) for name in OF_A_FILE},
    }
