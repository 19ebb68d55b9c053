"""What happened, in words."""

from __future__ import annotations

from collections.abc import Mapping

from anjian.audit.model import AuditKind
from anjian.words import Title

KINDS: Mapping[AuditKind, Title] = {
    AuditKind.SIGNED_IN: Title("登录", "signed in"),
    AuditKind.SIGN_IN_REFUSED: Title("登录被拒", "not let in"),
    AuditKind.SAW_PERSONAL: Title("查看个人信息", "saw personal data"),
    AuditKind.CHANGED: Title("变更", "changed"),
    AuditKind.REFUSED: Title("办理被拒", "was refused"),
    AuditKind.GRANTED: Title("授权", "granted"),
    AuditKind.REVOKED: Title("收回授权", "revoked"),
    AuditKind.EXPORTED: Title("导出", "exported"),
    AuditKind.DOWNLOADED: Title("下载", "downloaded"),
}
