"""Documents known by their hash: remembered when a client first sends one (APQ), or listed by the operator (trusted).

https://www.apollographql.com/docs/apollo-server/performance/apq
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

import orjson
from cachetools import LRUCache

from anjian.errors import AnjianError
from anjian.words import Title

REMEMBERED = 4_000_000  # characters of documents that clients had remembered
SCHEME = "sha256:"


class DocumentUnknown(AnjianError):
    """The client sends hash and text again, and from then on the hash is enough."""

    code = "PERSISTED_QUERY_NOT_FOUND"
    words = Title(
        "PersistedQueryNotFound：本服务器没有这个哈希的文档；请连同文档再次发送",
        "PersistedQueryNotFound: this server has no document of that hash; send it along with its text",
    )


class HashWrong(AnjianError):
    code = "PERSISTED_QUERY_HASH_WRONG"
    words = Title("哈希与文档不符；应为文档的 SHA-256", "the hash is not that of the document: it is its SHA-256")


class NotTrusted(AnjianError):
    code = "DOCUMENT_NOT_TRUSTED"
    words = Title(
        "本服务器只接受清单中的文档；请把它加入清单，或用清单中的哈希",
        "this server takes listed documents only: add it to the manifest, or send the hash of one",
    )


class ManifestUnreadable(AnjianError):
    code = "MANIFEST_UNREADABLE"
    words = Title(
        "无法读取可信文档清单 {file}（{reason}）；应为 Apollo 清单，或 {{哈希: 文档}}",
        "the manifest of trusted documents {file} cannot be read ({reason}): it is Apollo's, or {{hash: document}}",
    )


class Persisted:
    """What hashes stand for. With a manifest nothing else is run."""

    def __init__(self, manifest: Path | None = None) -> None:
        self.trusted = {**dict(listed(manifest)), **dict(own())} if manifest else None
        self.remembered: LRUCache[str, str] = LRUCache(REMEMBERED, getsizeof=len)

    def text(self, given: Mapping[str, Any]) -> Any:
        """The document that is to be run: as it was sent, or as its hash says."""
        query, hash_ = given.get("query"), hash_in(given)
        if self.trusted is not None:
            return self._listed(query, hash_)
        if hash_ is None:
            return query
        if query is None:
            if hash_ not in self.remembered:
                raise DocumentUnknown
            return self.remembered[hash_]
        return self._remember(query, hash_)

    def _listed(self, query: Any, hash_: str | None) -> str:
        found = self.trusted or {}
        if hash_ is None and isinstance(query, str):
            hash_ = sha256(query)
        if hash_ is None or hash_ not in found or (isinstance(query, str) and query != found[hash_]):
            raise NotTrusted
        return found[hash_]

    def _remember(self, query: Any, hash_: str) -> Any:
        if not isinstance(query, str) or sha256(query) != hash_:
            raise HashWrong
        if len(query) <= REMEMBERED:
            self.remembered[hash_] = query
        return query


def hash_in(given: Mapping[str, Any]) -> str | None:
    """``documentId`` of GraphQL over HTTP, or Apollo's extension."""
    extensions = given.get("extensions")
    persisted = extensions.get("persistedQuery") if isinstance(extensions, dict) else None
    told = persisted.get("sha256Hash") if isinstance(persisted, dict) else given.get("documentId")
    return told.removeprefix(SCHEME).lower() if isinstance(told, str) else None


def own() -> Iterator[tuple[str, str]]:
    """What our own pages ask is trusted: the wall chart and the examples."""
    for folder in ("page/static", "examples"):
        for file in files("anjian_schema.server").joinpath(folder).iterdir():
            if file.name.endswith(".graphql"):
                text = file.read_text("utf-8")
                yield sha256(text), text


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def listed(manifest: Path) -> Iterator[tuple[str, str]]:
    """Each under its own SHA-256, and under the id that the manifest gives it."""
    try:
        told = orjson.loads(manifest.read_bytes())
        operations = told["operations"] if "operations" in told else [{"id": i, "body": b} for i, b in told.items()]
        pairs = [(str(one["id"]), str(one["body"])) for one in operations]
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ManifestUnreadable(file=manifest, reason=f"{type(error).__name__}: {error}") from error
    for id_, body in pairs:
        yield id_.removeprefix(SCHEME).lower(), body
        yield sha256(body), body
