"""One user's hold on the embedded server: join or start it, use it, leave it."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType

from sqlalchemy import URL

from anjian.database.apart import apart
from anjian.database.embedded import location, postmaster
from anjian.database.embedded.binaries import Binaries
from anjian.database.embedded.cluster import check_data, choose_binaries, data_major, initialise, within_reach
from anjian.database.embedded.contact import make_database
from anjian.database.embedded.locks import UserLock, exclusive, require_posix
from anjian.database.embedded.place import PORT, TEMPORARY, Place, writing
from anjian.words import Title


class EmbeddedServer:
    """``with EmbeddedServer(home) as server``: the first user starts the server, the last one stops it.

    ``durable=False`` is for tests: what is acknowledged may be lost when the machine (not the server) dies, and a state
    that cannot be in ``home`` is in the temporary folder.
    """

    def __init__(self, home: Path, binaries: Binaries | None = None, *, durable: bool = True) -> None:
        self.home = home.resolve()
        self._given, self._durable = binaries, durable
        self._place: Place | None = None
        self._binaries: Binaries | None = None
        self._share: UserLock | None = None

    def __enter__(self) -> EmbeddedServer:
        require_posix()
        check_data(location.find(self.home))
        place = location.settle(self.home, location.ELSEWHERE if self._durable else TEMPORARY)
        with writing(place.root), exclusive(place.start_lock):
            self._place, self._share = place, UserLock(place.users_lock)
            try:
                self._bring_up(place)
            except BaseException as error:
                self._leave(place, stop=not isinstance(error, postmaster.DatabaseStillStarting))
                raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        place = self.place
        with exclusive(place.start_lock):
            self._leave(place)

    def ensure_running(self) -> None:
        """Start the server again if it died while we were using it; every acknowledged change is still there."""
        with writing(self.place.root), exclusive(self.place.start_lock):
            self._bring_up(self.place)

    @property
    def place(self) -> Place:
        if self._place is None:
            raise RuntimeError("the server is known only inside its with block")
        return self._place

    @property
    def version(self) -> str:
        """Such as 18.6."""
        if self._binaries is None:
            raise RuntimeError("the server is known only inside its with block")
        return self._binaries.version

    @property
    def notice(self) -> Title | None:
        """What the operator should be told: the data is kept elsewhere than in ``home``."""
        return location.notice(self.home, self.place)

    def url(self, database: str) -> str:
        """For SQLAlchemy. The port is spelt out, or the reader's PGPORT would replace it."""
        where = {"host": str(self.place.socket_directory), "port": str(PORT)}
        url = URL.create("postgresql+asyncpg", username="postgres", database=database, query=where)
        return url.render_as_string(hide_password=False)

    def ensure_database(self, database: str, template: str | None = None) -> None:
        """Make ``database``, as a copy of ``template`` if one is named; one that exists is left as it is."""
        apart(lambda: make_database(self.place, database, template))

    def _bring_up(self, place: Place) -> None:
        self._binaries = within_reach(place, choose_binaries(place, self._given))
        if data_major(place) is None:
            initialise(place, self._binaries, durable=self._durable)
        postmaster.bring_up(place, self._binaries, durable=self._durable)

    def _leave(self, place: Place, *, stop: bool = True) -> None:
        share, self._share, self._place = self._share, None, None
        if share is None:
            return
        share.release()
        if stop and share.nobody_left():
            postmaster.stop(place)
