"""The same on a disk and in S3."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from anjian.database.ids import UUID, uuid7
from anjian.evidence.store import FileLost, Files, FilesUnavailable
from anjian.settings import Settings

from .buckets import bucket

CONTENT = b"x" * 1_000_000


def in_s3(endpoint: str) -> Settings:
    options = {"endpoint": endpoint, "access_key_id": "k", "secret_access_key": "s", "region": "cn-north-1"}
    return Settings.model_validate({"files_url": "s3://b/case", "files_options": options})


@pytest.fixture(params=["disk", "s3"])
def files(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Files]:
    if request.param == "disk":
        yield Files.of(Settings(home=tmp_path))
    else:
        with bucket() as endpoint:
            yield Files.of(in_s3(endpoint))


async def content_of(files: Files, id_: UUID) -> bytes:
    return b"".join([piece async for piece in await files.get(id_)])


async def test_a_content_is_kept_until_it_is_removed(files: Files) -> None:
    """What went in comes out; what is not there is said to be lost, and removing it again is no mistake."""
    id_ = uuid7()
    await files.put(id_, io.BytesIO(CONTENT))
    assert await content_of(files, id_) == CONTENT
    assert [found async for found in files.kept_before(datetime.now(UTC) + timedelta(days=1))] == [id_]
    for _ in range(2):
        await files.remove(id_)
    with pytest.raises(FileLost):
        await files.get(id_)


async def test_what_is_not_ours_is_let_be(tmp_path: Path) -> None:
    """An operator's own file in the directory is no content that could be cleared away."""
    files = Files.of(Settings(home=tmp_path))
    await files.put(uuid7(), io.BytesIO(CONTENT))
    (tmp_path / "files" / "README").write_text("mine", "utf-8")
    found = [id_ async for id_ in files.kept_before(datetime.now(UTC) + timedelta(days=1))]
    assert len(found) == 1


async def test_a_storage_that_is_not_there(tmp_path: Path) -> None:
    """A directory that cannot be made is the operator's to mend, and said so."""
    (tmp_path / "files").write_text("a file where the directory should be", "utf-8")
    with pytest.raises(FilesUnavailable):
        await Files.of(Settings(home=tmp_path)).put(uuid7(), io.BytesIO(CONTENT))
