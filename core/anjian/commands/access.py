"""Who may do what: each command names the roles that may send it."""

from __future__ import annotations

from anjian.access.model import Role
from anjian.access.policy import ROLES
from anjian.access.viewer import Viewer
from anjian.errors import AnjianError
from anjian.words import Title


class NotAllowed(AnjianError):
    code = "NOT_ALLOWED"
    words = Title("{role_zh}不能办理此事；可办理的是：{able_zh}", "{role_en} cannot do this; who can: {able_en}")

    def __init__(self, role: Role, able: frozenset[Role], *, path: tuple[str, ...] = ()) -> None:
        names = [words for known, words in ROLES.items() if known in able]
        super().__init__(
            path=path,
            role_zh=ROLES[role].zh,
            role_en=ROLES[role].en,
            able_zh="、".join(words.zh for words in names),
            able_en=", ".join(words.en for words in names),
        )


def allow(viewer: Viewer, able: frozenset[Role], *path: str) -> None:
    if viewer.role not in able:
        raise NotAllowed(viewer.role, able, path=path)
