"""Evidence as a portal sends and shows it: uploaded over HTTP, attached and read through GraphQL."""

from __future__ import annotations

import hashlib
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx2
import pytest
import pytest_asyncio
import sqlalchemy as sa

from anjian.evidence.model import EvidenceFile, Upload
from anjian.evidence.store import Files
from anjian.evidence.sweep import sweep
from anjian.plugin_host import PluginHost
from anjian.settings import Settings
from anjian_schema.server import create_app
from tests.conftest import FreshDatabase
from tests.core.evidence.samples import PAGE, PDF, PNG
from tests.portal import Portal
from tests.schema.scratch import (
    DECIDED,
    MENDED,
    ORDER,
    TODAY,
    Scratch,
    done,
    entity,
    major,
    refused,
    scratch,
    visit,
)

LIMIT = 64 * 1024
FILES = "files { nodes { id name mediaType size sha256 shows url uploadedBy { name } } }"
STORY = f"""query Story($id: ID!) {{ hazard(id: $id) {{
  {FILES} rectifications {{ nodes {{ {FILES} }} }} acceptances {{ nodes {{ {FILES} }} }} }} }}"""


@dataclass(frozen=True)
class Desk:
    """The application over a scratch database, and where it keeps its files."""

    office: Scratch
    client: httpx2.AsyncClient
    settings: Settings

    async def upload(self, who: Portal, content: bytes = PNG, name: str = "照片.png", said: str = "image/png") -> Any:
        return await self.send(who, files={"file": (name, content, said)})

    async def send(self, who: Portal, **body: Any) -> httpx2.Response:
        return await self.client.post("/files", headers=bearing(who), **body)

    async def id_of(self, who: Portal, **more: Any) -> str:
        response = await self.upload(who, **more)
        assert response.status_code == 201, response.text
        return str(response.json()["id"])

    async def get(self, who: Portal, address: str, **headers: str) -> httpx2.Response:
        return await self.client.get(address, headers=bearing(who) | headers)

    async def kept(self) -> tuple[int, int]:
        """Records of uploads, and contents on the disk."""
        async with self.office.engine.database.sessions() as session:
            rows = await session.scalar(sa.select(sa.func.count()).select_from(Upload))
        return rows or 0, len(self.contents())

    def contents(self) -> set[str]:
        return {path.name for path in (self.settings.home / "files").rglob("*") if path.is_file()}


def bearing(who: Portal) -> dict[str, str]:
    return {"authorization": f"Bearer {who.token}", "accept-language": "en"}


def codes(response: httpx2.Response) -> list[str]:
    return [error["extensions"]["code"] for error in response.json()["errors"]]


@pytest_asyncio.fixture(scope="module")
async def desk(
    fresh_database: FreshDatabase, host: PluginHost, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Desk]:
    url = fresh_database()
    settings = Settings(home=tmp_path_factory.mktemp("home"), max_file_bytes=LIMIT)
    async with scratch(url, host) as office:
        transport = httpx2.ASGITransport(create_app(office.engine, settings, url), raise_app_exceptions=False)
        async with httpx2.AsyncClient(transport=transport, base_url="http://anjian.test") as client:
            yield Desk(office, client, settings)


@pytest_asyncio.fixture(scope="module")
async def inspector(desk: Desk) -> Portal:
    return await desk.office.official("王五")


async def test_files_come_along_with_a_step(desk: Desk, inspector: Portal) -> None:
    """Uploaded first, then named by the step: each is shown with its step, and all of them with the hazard."""
    plant = await entity(inspector, "fireworks")
    staff, other = await desk.office.enterprise("周厂长", plant), await desk.office.official("钱七")
    hazard = await major(inspector, plant)
    await done(inspector, "orderRectification", "hazard { id }", hazard_id=hazard, **ORDER)
    after = await desk.id_of(staff)
    await done(staff, "submitRectification", "hazard { id }", hazard_id=hazard, evidence_ids=[after], **MENDED)
    record = await desk.id_of(other, content=PDF, name="验收意见.pdf", said="application/pdf")
    decision = DECIDED | {"evidence": [], "evidence_ids": [record]}
    await done(other, "acceptRectification", "hazard { id }", hazard_id=hazard, **decision)
    told = (await inspector.ask(STORY, id=hazard))["hazard"]
    (mended,) = told["rectifications"]["nodes"][0]["files"]["nodes"]
    (accepted,) = told["acceptances"]["nodes"][0]["files"]["nodes"]
    assert (mended["name"], mended["uploadedBy"]["name"]) == ("照片.png", "周**")
    assert mended["sha256"] == hashlib.sha256(PNG).hexdigest()
    assert (accepted["mediaType"], accepted["size"], accepted["shows"]) == ("application/pdf", len(PDF), "AFTER")
    assert {each["id"] for each in told["files"]["nodes"]} == {mended["id"], accepted["id"]}
    await is_served_by_scope(desk, staff, mended["url"], accepted["url"])


async def is_served_by_scope(desk: Desk, staff: Portal, picture: str, document: str) -> None:
    """Who may read the hazard may read its files, nobody else; a picture may be shown, a document is saved."""
    shown, saved = await desk.get(staff, picture), await desk.get(staff, document)
    assert (shown.status_code, shown.content, saved.content) == (200, PNG, PDF)
    assert shown.headers["content-disposition"].startswith("inline; filename*=UTF-8''%E7%85%A7")
    assert saved.headers["content-disposition"].startswith("attachment;")
    for response in (shown, saved):
        assert response.headers["content-security-policy"].startswith("sandbox;")
        assert response.headers["x-content-type-options"] == "nosniff"
    again = await desk.get(staff, picture, **{"if-none-match": shown.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    neighbour = await desk.office.official("李一", region_code="410105")
    refused_ = await desk.get(neighbour, picture, **{"if-none-match": shown.headers["etag"]})
    assert (refused_.status_code, codes(refused_)) == (404, ["FILE_NOT_FOUND"])
    assert (await desk.client.get(picture)).status_code == 401


async def test_a_file_is_attached_after_the_record_was_saved(desk: Desk, inspector: Portal) -> None:
    """Before that only its uploader sees it; afterwards whoever sees the record, and under the record's name only."""
    plant = await entity(inspector, "fireworks")
    other = await desk.office.official("赵六")
    saved = await done(inspector, "submitInspection", "inspection { id }", **visit(plant))
    upload = await desk.id_of(inspector)
    address = f"/files/{upload}"
    assert (await desk.get(inspector, address)).content == PNG
    assert codes(await desk.get(other, address)) == ["FILE_NOT_FOUND"]
    given = {"inspection_id": saved["inspection"]["id"], "evidence_ids": [upload], "shows": "BEFORE"}
    assert await refused(other, "attachEvidence", **given) == {"NOT_FOUND": ["input", "evidenceIds", "0"]}
    for _ in range(2):
        answer = await done(inspector, "attachEvidence", f"inspection {{ {FILES} }} hazard {{ id }}", **given)
        (file,) = answer["inspection"]["files"]["nodes"]
    assert answer["hazard"] is None
    assert (await desk.get(other, file["url"])).content == PNG
    assert codes(await desk.get(inspector, address)) == ["FILE_NOT_FOUND"]


async def test_what_attaching_needs(desk: Desk, inspector: Portal) -> None:
    """One record that is there, and a file."""
    plant = await entity(inspector, "fireworks")
    hazard, upload = await major(inspector, plant), await desk.id_of(inspector)
    shows = {"shows": "DOCUMENT"}
    assert await refused(inspector, "attachEvidence", evidence_ids=[], hazard_id=hazard, **shows) == {
        "NO_FILE_GIVEN": ["input", "evidenceIds"]
    }
    assert await refused(inspector, "attachEvidence", evidence_ids=[upload], **shows) == {"ONE_RECORD_NEEDED": []}
    assert await refused(inspector, "attachEvidence", evidence_ids=[hazard], hazard_id=hazard, **shows) == {
        "BAD_ID": ["input", "evidenceIds", "0"]
    }
    neighbour = await desk.office.official("李一", region_code="410105")
    theirs = await desk.id_of(neighbour)
    assert await refused(neighbour, "attachEvidence", evidence_ids=[theirs], hazard_id=hazard, **shows) == {
        "NOT_FOUND": ["input", "hazardId"]
    }


async def test_what_is_refused_leaves_nothing(desk: Desk, inspector: Portal) -> None:
    """Of the wrong kind, empty, nameless, too large, malformed or cut off: said with a code, and nothing is kept."""
    before = await desk.kept()
    form = {"content-type": "multipart/form-data; boundary=x"} | bearing(inspector)
    begun = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\n\r\n' + PNG
    tries = {
        "FILE_TYPE_NOT_ACCEPTED": await desk.upload(inspector, PAGE),
        "FILE_TYPE_FALSE": await desk.upload(inspector, PDF),
        "FILE_EMPTY": await desk.upload(inspector, b""),
        "TEXT_BLANK": await desk.upload(inspector, PNG, name=" "),
        "TEXT_TOO_LONG": await desk.upload(inspector, PNG, name="长" * 300 + ".png"),
        "FILE_TOO_LARGE": await desk.upload(inspector, PNG + b"0" * LIMIT),
    }
    for code, response in tries.items():
        assert codes(response) == [code], response.text
    for body in (begun, b"--y\r\n", b"", b"--x\r\n\r\n" + begun):
        response = await desk.client.post("/files", headers=form, content=body)
        assert codes(response) == ["UPLOAD_UNREADABLE"], body
    assert codes(await desk.send(inspector, data={"file": "text"}, files={"no": PNG})) == ["UPLOAD_UNREADABLE"]
    assert codes(await desk.send(inspector, json={})) == ["UPLOAD_UNREADABLE"]
    assert (await desk.client.post("/files", content=PNG)).status_code == 401
    assert await desk.kept() == before


async def test_an_upload_whose_sender_went_away(desk: Desk, inspector: Portal) -> None:
    """The line breaks amid the file: nobody is answered, and nothing of it is kept."""
    before, pieces = (
        await desk.kept(),
        [b"--x\r\nContent-Disposition: form-data; name=file; filename=a.png\r\n\r\n", PNG],
    )

    async def receive() -> dict[str, Any]:
        if pieces:
            return {"type": "http.request", "body": pieces.pop(0), "more_body": True}
        return {"type": "http.disconnect"}

    async def send(_: Any) -> None:
        """Nobody listens."""

    headers = {"content-type": "multipart/form-data; boundary=x"} | bearing(inspector)
    scope = {
        "type": "http",
        "method": "POST",
        "path": "/files",
        "query_string": b"",
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
    }
    app = create_app(desk.office.engine, desk.settings, "")
    await app(scope, receive, send)
    assert await desk.kept() == before


async def test_what_nobody_attached_is_cleared_away_in_time(desk: Desk, inspector: Portal) -> None:
    """After its days an upload goes, with its content; what a record refers to stays whatever its age."""
    plant, sessions = await entity(inspector, "fireworks"), desk.office.engine.database.sessions
    files, days = Files.of(desk.settings), timedelta(days=7)
    saved = await done(inspector, "submitInspection", "inspection { id }", **visit(plant))
    kept = await desk.id_of(inspector)
    given = {"inspection_id": saved["inspection"]["id"], "evidence_ids": [kept], "shows": "AFTER"}
    answer = await done(inspector, "attachEvidence", f"inspection {{ {FILES} }}", **given)
    left = await desk.id_of(inspector)
    assert (await sweep(sessions, files, datetime.now(UTC), days)).expired == 0
    assert (await sweep(sessions, files, datetime.now(UTC) + timedelta(days=8), days)).expired > 0
    assert codes(await desk.get(inspector, f"/files/{left}")) == ["FILE_NOT_FOUND"]
    (file,) = answer["inspection"]["files"]["nodes"]
    assert (await desk.get(inspector, file["url"])).content == PNG
    async with sessions() as session:
        attached = set(await session.scalars(sa.select(EvidenceFile.upload_id)))
    assert desk.contents() == {str(id_) for id_ in attached}


async def test_a_content_that_was_lost(desk: Desk, inspector: Portal) -> None:
    """The record stays, and says whom to ask."""
    upload = await desk.id_of(inspector)
    await Files.of(desk.settings).remove((await ids_of(desk))[-1])
    response = await desk.get(inspector, f"/files/{upload}")
    assert (response.status_code, codes(response)) == (500, ["FILE_LOST"])
    for wrong in ("Upload:1", "EvidenceFile:1:2", "Hazard:1:2", "..%2F..%2Fetc%2Fpasswd", "%00"):
        assert (await desk.get(inspector, f"/files/{wrong}")).status_code in (400, 404), wrong


async def ids_of(desk: Desk) -> list[Any]:
    async with desk.office.engine.database.sessions() as session:
        return list(await session.scalars(sa.select(Upload.id).order_by(Upload.uploaded_at)))


def request(operations: Any, places: Any, **files: bytes) -> dict[str, Any]:
    """A GraphQL multipart request, as the upload link of a client writes it."""
    named = {key: ("照片.png", content, "image/png") for key, content in files.items()}
    return {"data": {"operations": json.dumps(operations), "map": json.dumps(places)}, "files": named}


SUBMIT = """mutation M($input: SubmitInspectionInput!) { submitInspection(input: $input) {
  inspection { files { nodes { name size } } } userErrors { code } } }"""


async def test_a_command_comes_with_its_files(desk: Desk) -> None:
    """Two pictures and the inspection that they show, in one request; each null is where one belongs."""
    inspector = await desk.office.official("王五")
    plant = await entity(inspector, "fireworks")
    given = {"entityId": plant, "kind": "GUIDANCE", "sector": "fireworks", "inspectedOn": TODAY.isoformat()}
    asked = {"query": SUBMIT, "variables": {"input": {**given, "evidenceIds": [None, None]}}}
    places = {"0": ["variables.input.evidenceIds.0"], "1": ["variables.input.evidenceIds.1"]}
    sent = request(asked, places, **{"0": PNG, "1": PNG + b"\0"})
    answer = (await desk.client.post("/graphql", headers=bearing(inspector), **sent)).json()
    told = answer["data"]["submitInspection"]
    assert told["userErrors"] == []
    assert sorted(file["size"] for file in told["inspection"]["files"]["nodes"]) == [len(PNG), len(PNG) + 1]


@pytest.mark.parametrize(
    ("operations", "places"),
    [
        ({"query": "{ a }", "variables": {"f": None}}, {"0": ["variables.g"]}),
        ({"query": "{ a }", "variables": {"f": 1}}, {"0": ["variables.f"]}),
        ({"query": "{ a }", "variables": {"f": None}}, {"1": ["variables.f"]}),
        ({"query": "{ a }", "variables": {"f": None}}, {"0": "variables.f"}),
        ({"query": "{ a }", "variables": {"f": [None]}}, {"0": ["variables.f.7"]}),
    ],
)
async def test_a_file_without_a_place_is_not_kept(desk: Desk, operations: Any, places: Any) -> None:
    """What is wrong with the request is said before anything is kept."""
    inspector = await desk.office.official("王五")
    async with desk.office.engine.database.sessions() as session:
        before = await session.scalar(sa.select(sa.func.count()).select_from(Upload))
        sent = request(operations, places, **{"0": PNG})
        answer = await desk.client.post("/graphql", headers=bearing(inspector), **sent)
        assert answer.status_code == 400
        assert answer.json()["errors"][0]["extensions"]["code"] == "MULTIPART_WRONG"
        assert await session.scalar(sa.select(sa.func.count()).select_from(Upload)) == before
