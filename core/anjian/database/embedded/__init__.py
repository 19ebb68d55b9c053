"""An embedded PostgreSQL: real server binaries, started, shared and stopped by those who use it.

**Where the state lives.** ``home`` holds ``pg/`` (data), ``run/`` (socket), ``server.log`` and two lock files.
PostgreSQL refuses to run as root, so root runs it as ``anjian``, else ``postgres``, else ``nobody``, and that user must
be able to walk to the state. The rule, which never changes the mode of a directory that was already there:

1. the server's user reaches ``home``: the state is in ``home``;
2. it does not (root working below a 0700 ``/root``) and ``home`` holds no data yet: the state is made in
   ``/var/lib/anjian/anjian-<name>-<random>`` and ``home/elsewhere`` is a symbolic link to it. The link is the
   authority: without it a new state is begun and the old one stays untouched; a copied ``home`` begins a state of its
   own, a moved one keeps what it had. Nothing removes such a state but the operator;
3. it does not, but ``home`` already holds data: refuse and say how to move it.

Binaries which that user cannot run where they are (a virtual environment below ``/root``) are copied into the state.

**Who stops it.** Every user holds a shared kernel lock on ``users.lock``; starting and stopping happen under an
exclusive lock on ``start.lock``; the last one to leave stops the server. Kernel locks end with their process, so a
killed user is never counted. A server is alive when its socket answers, and its processes are known by their data
directory and cluster name: a pid on paper is never believed.

**Order of words.** The locale is given explicitly, so that every machine sorts alike, whatever its environment says.
"""

from anjian.database.embedded.binaries import Binaries, find_binaries
from anjian.database.embedded.diagnosis import diagnose
from anjian.database.embedded.server import EmbeddedServer

__all__ = ["Binaries", "EmbeddedServer", "diagnose", "find_binaries"]
