"""Any one item makes a major hazard; what is recalled only prompts."""

from __future__ import annotations

from anjian_transport.rules import road, road_topics, water, water_topics

VERIFIED = (*road.RULES, *water.RULES)
TOPICS = (*road_topics.RULES, *water_topics.RULES)
RULES = (*road.RULES, *road_topics.RULES, *water.RULES, *water_topics.RULES)
