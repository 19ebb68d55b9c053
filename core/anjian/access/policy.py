"""Who may do what and who sees what, as data: the only place that says it."""

from __future__ import annotations

from collections.abc import Mapping

from anjian.access.model import Role
from anjian.words import Title

ROLES: Mapping[Role, Title] = {
    Role.ENTERPRISE: Title("企业", "the enterprise"),
    Role.INSPECTOR: Title("执法人员", "inspectors"),
    Role.EXPERT: Title("专家", "experts"),
    Role.DEPARTMENT: Title("监管部门", "the supervising department"),
    Role.COMMITTEE_OFFICE: Title("安委办", "the work-safety committee's office"),
    Role.LEADER: Title("政府领导", "leaders of the government"),
    Role.AUDITOR: Title("审计人员", "auditors"),
    Role.EXCHANGE: Title("交换系统", "the exchange system"),
    Role.ADMINISTRATOR: Title("管理员", "administrators"),
}

# Who sends which command: the catalogue names one of these sets for each.
ENTERPRISES = frozenset({Role.ENTERPRISE})
ENFORCERS = frozenset({Role.INSPECTOR, Role.DEPARTMENT})  # 执法: orders, acceptance, close-out
OFFICIALS = ENFORCERS | {Role.COMMITTEE_OFFICE}  # and who circulates, interviews, lists and supervises
DECIDERS = OFFICIALS | {Role.LEADER}  # and who decides for a government: closure, listing; each body what is its own
VISITORS = ENFORCERS | {Role.EXPERT}  # who goes and looks
AT_THE_SITE = VISITORS | ENTERPRISES  # who knows the facts
RECTIFIERS = ENFORCERS | ENTERPRISES  # who tells what was mended; an officer on the spot as well
WITNESSES = AT_THE_SITE | OFFICIALS  # who shows what was found and done, in pictures and documents
EXPERTS = frozenset({Role.EXPERT})
ADMINISTRATORS = frozenset({Role.ADMINISTRATOR})
