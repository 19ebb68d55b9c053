"""证据文件."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy import ColumnElement, FromClause

from anjian.evidence.model import EvidenceFile
from anjian.words import Title
from anjian_schema.compiler.asked import Asked
from anjian_schema.compiler.catalog import ToMany, Type
from anjian_schema.compiler.globalid import global_id
from anjian_schema.compiler.leaves import STRING
from anjian_schema.declare import (
    belongs_to,
    column,
    expression,
    has_many,
    identity,
    of_entity_scope,
    sibling,
    siblings,
    table,
)

NAME = "EvidenceFile"
SHELL = Type(NAME, Title("", ""), (), table(EvidenceFile), ("entity_id", "id"))


def _url(row: FromClause, _: Asked) -> ColumnElement[str]:
    return sa.literal_column("'/files/'", sa.Text()) + global_id(SHELL, row)


def files_of(column_: str) -> ToMany:
    """The files attached to a record; a hazard's are those of its rectifications and acceptances too."""
    return has_many("files", NAME, "证据文件。", "Its files of evidence.", siblings("id", column_))


TYPES = [
    Type(
        NAME,
        Title("一个证据文件：照片、视频或文书。", "A file of evidence: a picture, a film or a document."),
        [
            identity(EvidenceFile, NAME, "entity_id", "id"),
            column(EvidenceFile.name, "文件名。", "Its name."),
            column(EvidenceFile.media_type, "内容的类型。", "What its content is.", filter=True),
            column(EvidenceFile.size, "字节数。", "Bytes."),
            column(EvidenceFile.sha256, "内容的 SHA-256。", "SHA-256 of the content."),
            column(EvidenceFile.shows, "所示：整改前、整改后或文书。", "What it shows.", filter=True),
            column(EvidenceFile.uploaded_at, "上传时间。", "Uploaded at."),
            column(EvidenceFile.attached_at, "附于记录的时间。", "Attached at.", sort=True),
            expression("url", STRING, "以同一令牌 GET 此地址取得内容。", "GET it with the same token.", _url),
            belongs_to("uploadedBy", "Person", "上传人。", "Who uploaded it.", "uploaded_by"),
            sibling("inspection", "Inspection", "所附的检查。", "The inspection it is attached to.", "inspection_id"),
            sibling("hazard", "Hazard", "所附的隐患。", "The hazard it is attached to.", "hazard_id"),
            sibling("action", "Action", "所附的监管措施。", "The action it is attached to.", "action_id"),
        ],
        table(EvidenceFile),
        ("entity_id", "id"),
        of_entity_scope(),
        order=[("attachedAt", True)],
    )
]
