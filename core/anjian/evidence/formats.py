"""Which files are taken, and how each is known by its content. The name of a file proves nothing."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from typing import BinaryIO, NamedTuple

from anjian.errors import AnjianError
from anjian.words import Title

HEAD = 4096  # bytes in which every signature lies
UNSAID = frozenset({"", "application/octet-stream"})  # what a client says that does not know


class Format(NamedTuple):
    """``part``: the member that makes a ZIP archive this format. ``inline``: a browser may show it, being inert."""

    media_type: str
    endings: Sequence[str]
    also: Sequence[str] = ()
    inline: bool = False
    part: str | None = None


OFFICE = "application/vnd.openxmlformats-officedocument"
FORMATS = (
    Format("image/jpeg", (".jpg", ".jpeg"), ("image/jpg", "image/pjpeg"), inline=True),
    Format("image/png", (".png",), inline=True),
    Format("image/webp", (".webp",), inline=True),
    Format("image/heic", (".heic", ".heif"), ("image/heif",)),
    Format("video/mp4", (".mp4", ".m4v"), ("video/x-m4v",), inline=True),
    Format("video/quicktime", (".mov",)),
    Format("application/pdf", (".pdf",)),
    Format("application/ofd", (".ofd",), part="OFD.xml"),  # GB/T 33190: 版式文档
    Format(f"{OFFICE}.wordprocessingml.document", (".docx",), part="word/document.xml"),
    Format(f"{OFFICE}.spreadsheetml.sheet", (".xlsx",), part="xl/workbook.xml"),
)
BY_MEDIA_TYPE = {name: each for each in FORMATS for name in (each.media_type, *each.also)}
ACCEPTED = "、".join(ending.removeprefix(".") for each in FORMATS for ending in each.endings)


class FileTypeNotAccepted(AnjianError):
    code = "FILE_TYPE_NOT_ACCEPTED"
    words = Title(
        "不接受这种文件；可上传：{accepted}。文件内容须与格式相符",
        "files of this kind are not taken; these are: {accepted}, and the content has to be of that format",
    )


class FileTypeFalse(AnjianError):
    code = "FILE_TYPE_FALSE"
    words = Title(
        "文件自称 {said}，内容却是 {found}；请上传真实格式的文件，或改正其名称和类型",
        "the file says it is {said}, and its content is {found}: send the true one, or mend its name and type",
    )


def format_of(file: BinaryIO, name: str, declared: str) -> Format:
    """The format of a file. Raises what is wrong where its content is not taken, or is not what it says."""
    found = recognised(file)
    if found is None:
        raise FileTypeNotAccepted(accepted=ACCEPTED)
    if not name.lower().endswith(tuple(found.endings)):
        raise FileTypeFalse(said=name[-40:], found=found.media_type)
    if declared not in {*UNSAID, found.media_type, *found.also}:
        raise FileTypeFalse(said=declared[:100], found=found.media_type)
    return found


def recognised(file: BinaryIO) -> Format | None:
    import puremagic  # its table of signatures takes a megabyte

    file.seek(0)
    head = file.read(HEAD)
    if head.startswith(b"PK\x03\x04"):
        return packed(file)
    try:
        kinds = [match.mime_type for match in puremagic.magic_string(head)]
    except (puremagic.PureError, ValueError):
        return None
    return next((BY_MEDIA_TYPE[kind] for kind in kinds if kind in BY_MEDIA_TYPE), None)


def packed(file: BinaryIO) -> Format | None:
    """Only the table of contents is read: nothing is unpacked."""
    try:
        with zipfile.ZipFile(file) as archive:
            members = frozenset(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return None
    return next((each for each in FORMATS if each.part in members), None)
