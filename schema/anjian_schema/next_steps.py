"""What may be done next with a hazard: the table of its life beside who may send which command."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from anjian.access.model import Role
from anjian.access.viewer import Viewer
from anjian.commands.catalogue import CATALOGUE
from anjian.hazards.life import Transition, next_steps
from anjian.hazards.model import HazardLevel, Stage
from anjian.words import Language
from anjian_schema.mutations import COMMANDS


def able(transition: Transition) -> frozenset[Role]:
    """The roles that may take this step."""
    return CATALOGUE[COMMANDS[transition.command]].roles


def next_steps_for(viewer: Viewer) -> Mapping[str, list[dict[str, Any]]]:
    """``{"major/registered": [step, …]}``, in the viewer's language."""
    return _steps(viewer.role, viewer.language)


@cache
def _steps(role: Role, language: Language) -> Mapping[str, list[dict[str, Any]]]:
    return {
        f"{level.value}/{stage.value}": [_said(one, role, language) for one in next_steps(level, stage)]
        for level in HazardLevel
        for stage in Stage
    }


def _said(transition: Transition, role: Role, language: Language) -> dict[str, Any]:
    roles = able(transition)
    return {
        "command": transition.command,
        "title": transition.title.in_language(language),
        "to": transition.to and transition.to.value,
        "who": [known.words.in_language(language) for known in Role if known in roles],
        "mine": role in roles,
        "needs": [need.words.in_language(language) for need in transition.needs],
        "basis": transition.basis,
    }
