"""A server, its database and what lies between them fail under load. Every request is answered, what was acknowledged
is there, and nobody has to help.
"""

from __future__ import annotations

import asyncio
import shutil
import subprocess
import tempfile
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread
from uuid import uuid4

import asyncpg
import httpx2
import pytest
import pytest_asyncio

from anjian.database import migrate
from anjian.database.embedded import EmbeddedServer
from tests.faults.proxy import Proxy
from tests.schema.server.conftest import TOKEN, driver_url, furnish, kill
from tests.schema.server.test_serve import Serving, free_port

REGISTER = """mutation R($input: RegisterEntityInput!) { registerEntity(input: $input) {
  entity { name } userErrors { code } } }"""
READ = '{ region(code: "4101") { name } }'
LOST = {"DATABASE_UNAVAILABLE", "SERVER_STOPPING", "TOO_SLOW"}  # what a caller is told to send again
UNANSWERED = "unanswered"
HEADERS = {"authorization": f"Bearer {TOKEN}", "accept": "application/graphql-response+json"}
OFTEN = {"ANJIAN_RATE_PER_CALLER": "off", "ANJIAN_RATE_PER_ADDRESS": "off"}


@pytest.fixture(scope="module")
def database() -> Iterator[EmbeddedServer]:
    """A PostgreSQL that may be killed."""
    folder = Path(tempfile.mkdtemp(prefix="anjian-test-", dir="/tmp"))
    folder.chmod(0o755)
    with EmbeddedServer(folder / "home") as server:  # whose commits are on the disk before they are told
        server.ensure_database("faults")
        yield server
    shutil.rmtree(folder)


@pytest_asyncio.fixture(scope="module")
async def url(database: EmbeddedServer) -> str:
    url = database.url("faults")
    await asyncio.to_thread(migrate.upgrade, url)
    await furnish(url)
    return url


@asynccontextmanager
async def serving(url: str, **settings: str) -> AsyncIterator[Serving]:
    """A server in a process of its own, which does not own its database."""
    home = Path(tempfile.mkdtemp(prefix="anjian-test-", dir="/tmp"))
    served = Serving(home, free_port(), ANJIAN_DATABASE_URL=driver_url(url), **OFTEN, **settings)
    log = Thread(target=served.process.communicate)  # or a full pipe would stop the server
    log.start()
    try:
        yield await asyncio.to_thread(served.ready)
    finally:
        served.process.terminate()
        await asyncio.to_thread(log.join)
        shutil.rmtree(home)


@dataclass
class Load:
    """Writers and readers who ask one thing after the other, and write down what they were told."""

    client: httpx2.AsyncClient
    acknowledged: set[str] = field(default_factory=set)
    open: dict[str, str] = field(default_factory=dict)  # the key of what was not confirmed, by name
    told: Counter[str] = field(default_factory=Counter)
    over: asyncio.Event = field(default_factory=asyncio.Event)

    async def write(self, name: str, key: str) -> None:
        given = {"name": name, "kind": "SITE", "regionCode": "4101", "idempotencyKey": key}
        self.open[name] = key
        with self.noticing():
            answer = await self.client.post("/graphql", json={"query": REGISTER, "variables": {"input": given}})
            self.note(answer)
            done = (answer.json().get("data") or {}).get("registerEntity")
            if done and done["entity"]:
                assert done["userErrors"] == []
                self.acknowledged.add(name)
                del self.open[name]

    def note(self, answer: httpx2.Response) -> None:
        codes = {error["extensions"]["code"] for error in answer.json().get("errors", [])}
        assert codes <= LOST, answer.text
        assert answer.status_code in (200, 503, 504)
        self.told.update(codes or {"answered"})

    async def read(self) -> None:
        with self.noticing():
            self.note(await self.client.post("/graphql", json={"query": READ}))

    @contextmanager
    def noticing(self) -> Iterator[None]:
        """Only a server that was killed may answer nobody."""
        try:
            yield
        except httpx2.TransportError:
            self.told[UNANSWERED] += 1

    async def writing(self) -> None:
        while not self.over.is_set():
            await self.write(f"试{uuid4()}", str(uuid4()))

    async def reading(self) -> None:
        while not self.over.is_set():
            await self.read()
            await asyncio.sleep(0.01)

    async def again(self) -> None:
        """Everything that was not confirmed, under its own key."""
        for name, key in list(self.open.items()):
            await self.write(name, key)


@asynccontextmanager
async def load(served: Serving) -> AsyncIterator[Load]:
    async with httpx2.AsyncClient(base_url=served.url, headers=HEADERS, timeout=30) as client:
        under = Load(client)
        async with asyncio.TaskGroup() as asking:  # whoever is told something wrong ends the test
            for work in (under.writing, under.reading) * 4:
                asking.create_task(work())
            yield under
            under.over.set()


async def held(url: str, under: Load) -> None:
    """Everybody was answered, each acknowledged entity is there, and nothing twice."""
    assert not under.told[UNANSWERED]
    connection = await asyncpg.connect(driver_url(url))
    rows = await connection.fetch("SELECT name FROM entity WHERE name = ANY($1)", list(under.acknowledged))
    await connection.close()
    names = Counter(row["name"] for row in rows)
    assert set(names) == under.acknowledged
    assert set(names.values()) <= {1}


async def answered(under: Load, more: int = 20) -> None:
    """Until so many more were answered."""
    goal = under.told["answered"] + more
    async with asyncio.timeout(30):
        while under.told["answered"] < goal:  # noqa: ASYNC110 - counted up by many
            await asyncio.sleep(0.05)


async def test_the_database_is_killed_and_comes_back(database: EmbeddedServer, url: str) -> None:
    async with serving(url) as served, load(served) as under:
        await answered(under)
        await asyncio.to_thread(kill, database)
        await asyncio.sleep(0.5)
        await asyncio.to_thread(database.ensure_running)
        await answered(under)
    assert under.told["DATABASE_UNAVAILABLE"] > 0
    await held(url, under)


async def test_the_network_to_the_database_is_cut(database: EmbeddedServer, url: str, tmp_path: Path) -> None:
    """Cut off, well again, then silent: a read and a command sent into the silence are answered all the same."""
    async with (
        Proxy(database.place.socket_directory) as proxy,
        serving(proxy.beyond(url), ANJIAN_STATEMENT_TIMEOUT="1") as served,
        load(served) as under,
    ):
        await answered(under)
        proxy.cut()
        await asyncio.sleep(0.5)
        proxy.mend()
        await answered(under)
        assert under.told["DATABASE_UNAVAILABLE"] > 0
        proxy.silence()
        await asyncio.gather(under.read(), under.write("寂静中登记", key := str(uuid4())))
        assert under.open["寂静中登记"] == key
        proxy.mend()
        await answered(under)
    await held(url, under)


async def test_the_server_is_killed_between_statement_and_answer(url: str) -> None:
    """The same request under the same key, sent to the next server, is done once."""
    async with serving(url) as served:
        async with load(served) as under:
            await answered(under, 50)
            served.process.kill()
            under.over.set()
        await asyncio.to_thread(served.process.wait)
    assert under.open
    assert under.told.pop(UNANSWERED)
    async with serving(url) as other, httpx2.AsyncClient(base_url=other.url, headers=HEADERS, timeout=30) as client:
        under.client = client
        await under.again()
    assert under.open == {}
    await held(url, under)


async def test_connections_run_out(url: str) -> None:
    """Everybody waits, is told when it takes too long, and is answered when it does not."""
    async with serving(url, ANJIAN_POOL_SIZE="2", ANJIAN_STATEMENT_TIMEOUT="1") as served, load(served) as under:
        await answered(under)
        connection = await asyncpg.connect(driver_url(url))
        async with connection.transaction():
            await connection.execute("LOCK TABLE region, entity IN ACCESS EXCLUSIVE MODE")
            await asyncio.sleep(2.5)
        await connection.close()
        await answered(under)
    assert under.told["TOO_SLOW"] > 0
    await held(url, under)


@pytest.fixture
def small_disk() -> Iterator[Path]:
    """A disk of its own, where root may have one."""
    folder = Path(tempfile.mkdtemp(prefix="anjian-test-", dir="/tmp"))
    folder.chmod(0o755)
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=200m,mode=755", "tmpfs", folder], check=False)
    if mounted.returncode != 0:
        folder.rmdir()
        pytest.skip("no disk can be mounted here")
    yield folder
    subprocess.run(["umount", "-l", folder], check=True)
    folder.rmdir()


async def test_the_disk_is_full(small_disk: Path) -> None:
    """Writes are refused and told so while reads go on; once there is room, everything is as before."""
    with EmbeddedServer(small_disk / "home") as server:
        server.ensure_database("faults")
        url = server.url("faults")
        await asyncio.to_thread(migrate.upgrade, url)
        await furnish(url)
        async with serving(url) as served, load(served) as under:
            await answered(under)
            filler = small_disk / "filler"
            with suppress(OSError), filler.open("wb") as file:
                while True:
                    file.write(bytes(2**20))
            async with asyncio.timeout(30):
                while not under.told["DATABASE_UNAVAILABLE"]:  # noqa: ASYNC110 - as above
                    await asyncio.sleep(0.1)
            filler.unlink()
            await asyncio.to_thread(server.ensure_running)
            await answered(under)
        await held(url, under)


async def test_a_server_that_is_told_to_stop_answers_whoever_waits(url: str) -> None:
    """Twenty requests are under way when SIGTERM comes; all of them are answered before it leaves."""
    connection = await asyncpg.connect(driver_url(url))
    async with serving(url) as served, httpx2.AsyncClient(base_url=served.url, headers=HEADERS, timeout=30) as client:
        async with connection.transaction():
            await connection.execute("LOCK TABLE region IN ACCESS EXCLUSIVE MODE")
            asked = [asyncio.create_task(client.post("/graphql", json={"query": READ})) for _ in range(20)]
            await asyncio.sleep(0.5)
            served.process.terminate()
            await asyncio.sleep(0.5)
        answers = await asyncio.gather(*asked)
        assert [answer.status_code for answer in answers] == [200] * 20
        with pytest.raises(httpx2.TransportError):
            await client.post("/graphql", json={"query": READ})
    await connection.close()
