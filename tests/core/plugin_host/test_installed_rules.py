"""The rules that are installed, as people would read them."""

from __future__ import annotations

import pytest

from anjian.judgement import Rule, derived_in, from_text, to_json, to_text
from anjian.plugin import Sector, profile_fields
from anjian.plugin_host import load_plugins
from anjian.settings import Settings

RULES = [(sector, rule) for sector in load_plugins(Settings()).sectors() for rule in sector.rules]


@pytest.mark.parametrize(("sector", "rule"), RULES, ids=[rule.code for _, rule in RULES])
def test_a_rule_can_be_written_out(sector: Sector, rule: Rule) -> None:
    """Its text is read again as the very same rule."""
    again = from_text(to_text(rule.condition), profile_fields(sector.profile), derived_in(rule.condition))
    assert to_json(again) == to_json(rule.condition)
