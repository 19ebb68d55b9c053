"""A file is what its content is, whatever it calls itself."""

from __future__ import annotations

import io

import pytest

from anjian.errors import AnjianError
from anjian.evidence.formats import format_of

from .samples import DOCX, JAR, JPEG, MP4, OFD, PAGE, PDF, PNG, PROGRAM, SVG, WEBP

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.mark.parametrize(
    ("content", "name", "declared", "media_type"),
    [
        (PNG, "整改前.png", "image/png", "image/png"),
        (JPEG, "IMG_1.JPG", "image/jpg", "image/jpeg"),
        (WEBP, "a.webp", "image/webp", "image/webp"),
        (MP4, "暗访.mp4", "application/octet-stream", "video/mp4"),
        (PDF, "意见书.pdf", "", "application/pdf"),
        (OFD, "公文.ofd", "", "application/ofd"),
        (DOCX, "整改报告.docx", WORD, WORD),
    ],
)
def test_what_is_taken(content: bytes, name: str, declared: str, media_type: str) -> None:
    """Pictures, films and documents; a client may leave the type unsaid."""
    assert format_of(io.BytesIO(content), name, declared).media_type == media_type


@pytest.mark.parametrize(
    ("content", "name", "declared", "code"),
    [
        (PAGE, "photo.png", "image/png", "FILE_TYPE_NOT_ACCEPTED"),
        (SVG, "photo.svg", "image/svg+xml", "FILE_TYPE_NOT_ACCEPTED"),
        (PROGRAM, "report.pdf", "application/pdf", "FILE_TYPE_NOT_ACCEPTED"),
        (JAR, "report.docx", WORD, "FILE_TYPE_NOT_ACCEPTED"),
        (b"PK\x03\x04 and no archive", "report.docx", WORD, "FILE_TYPE_NOT_ACCEPTED"),
        (b"plain", "note.txt", "text/plain", "FILE_TYPE_NOT_ACCEPTED"),
        (PDF, "photo.png", "image/png", "FILE_TYPE_FALSE"),
        (PNG, "photo.png", "application/pdf", "FILE_TYPE_FALSE"),
        (PNG, "photo.jpg", "image/png", "FILE_TYPE_FALSE"),
        (PNG, "photo", "image/png", "FILE_TYPE_FALSE"),
        (OFD, "report.docx", "", "FILE_TYPE_FALSE"),
    ],
)
def test_a_file_that_lies_about_its_type(content: bytes, name: str, declared: str, code: str) -> None:
    """Its name and its type both have to be those of its content, and a page or a program is never taken."""
    with pytest.raises(AnjianError) as refused:
        format_of(io.BytesIO(content), name, declared)
    assert refused.value.code == code
