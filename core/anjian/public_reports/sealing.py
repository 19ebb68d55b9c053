"""Identities of informants: encrypted before they reach the database, in a schema that a portal's role cannot read.

The key is in the settings and never in the database, so a dump tells nothing; each identity is bound to its report, so
none can be moved to another.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import secrets
from collections.abc import Mapping
from pathlib import Path

import sqlalchemy as sa

from anjian.database.ids import UUID
from anjian.errors import AnjianError
from anjian.settings import Settings
from anjian.words import Title

SCHEMA = "sealed"
NONCE = 12  # bytes, as the mode wants
BLOCK = 256  # bytes to which an identity is filled up: its length tells nothing

# Of no metadata that others read: not joined by accident, and not made by whoever makes the other tables.
INFORMANT = sa.Table(
    "informant",
    sa.MetaData(schema=SCHEMA),
    sa.Column("report_id", sa.Uuid(), primary_key=True),
    sa.Column("key", sa.Text(), nullable=False),
    sa.Column("identity", sa.LargeBinary(), nullable=False),
)


class SealKeyMissing(AnjianError):
    code = "SEAL_KEY_MISSING"
    words = Title(
        "本系统尚未设置密封举报人身份的密钥，暂不能实名举报；可匿名提交，或请管理员设置 ANJIAN_SEAL_KEYS",
        "no key to seal identities with is set here, so names cannot be taken: report without one, or have the "
        "operator set ANJIAN_SEAL_KEYS",
    )


class SealBroken(AnjianError):
    code = "SEAL_BROKEN"
    words = Title(
        "举报 {id} 的身份信息无法解封：没有相应的密钥，或数据已被改动",
        "the identity of report {id} cannot be opened: its key is not among ANJIAN_SEAL_KEYS, or somebody changed it",
    )


class Seal:
    """The first key seals; every key opens what it sealed, so a new one can be put before the old."""

    def __init__(self, keys: Mapping[str, bytes]) -> None:
        self._keys = keys

    @classmethod
    def of(cls, settings: Settings) -> Seal:
        keys = [base64.b64decode(key.get_secret_value()) for key in settings.seal_keys]
        if not keys and settings.database_url is None:
            keys = [own_key(settings.home / "seal.key")]
        return cls({hashlib.sha256(key).hexdigest()[:16]: key for key in keys})

    def close(self, report_id: UUID, identity: Mapping[str, str]) -> dict[str, object]:
        """The row that holds it."""
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        if not self._keys:
            raise SealKeyMissing
        name, key = next(iter(self._keys.items()))
        plain, nonce = json.dumps(dict(identity), ensure_ascii=False).encode(), secrets.token_bytes(NONCE)
        filled = plain + b" " * (-len(plain) % BLOCK)
        return {
            "report_id": report_id,
            "key": name,
            "identity": nonce + AESGCM(key).encrypt(nonce, filled, report_id.bytes),
        }

    def open(self, report_id: UUID, key: str, identity: bytes) -> Mapping[str, str]:
        from cryptography.exceptions import InvalidTag
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        if key not in self._keys:
            raise SealBroken(id=report_id)
        try:
            plain = AESGCM(self._keys[key]).decrypt(identity[:NONCE], identity[NONCE:], report_id.bytes)
        except InvalidTag as error:
            raise SealBroken(id=report_id) from error
        opened: Mapping[str, str] = json.loads(plain)
        return opened


def own_key(file: Path) -> bytes:
    """That of an installation with its own database: made once, beside the database and never in it."""
    try:
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as made:
            made.write(base64.b64encode(secrets.token_bytes(32)))
    except FileExistsError:
        pass
    return base64.b64decode(file.read_bytes())
