"""The forms of YAML files as JSON Schema, so that an editor completes keys and marks mistakes while one writes."""

from __future__ import annotations

from typing import Any

from pydantic import TypeAdapter

from anjian.plugin.checklists import Checklist
from anjian.plugin.files.model import SectorForm

DIALECT = "https://json-schema.org/draft/2020-12/schema"
FORMS: dict[str, TypeAdapter[Any]] = {"sector": TypeAdapter(SectorForm), "checklist": TypeAdapter(Checklist)}


def json_schema(form: str) -> dict[str, Any]:
    return {"$schema": DIALECT, **FORMS[form].json_schema()}
