"""The small world made difficult: texts and numbers that go wrong where somebody writes JSON or SQL by hand."""

from __future__ import annotations

import json
from typing import Any

import asyncpg

TEXTS = (
    'say "so"',
    "back\\slash \\u0041 \\\\",
    "tab\t line\n return\r \x01 \x7f",
    "\u2028 line \u2029 separators",
    "\u202eright to left\u202c مرحبا",
    "😀 👩‍👩‍👧 🇨🇳 \U0010ffff",
    "e\u0301 é ﬁ \u200b\ufeff",
    "",
    " ",
    "'; DROP TABLE hazard; --",
    "$1 %s %(p1)s :x {} ?",
    "null",
    '{"a": [1, "]"]}',
    'a,b}{"c\\',
    "</script>&amp;\ufffd",
)
NUMBERS = ("0", "0.000", "-0.5", "12.50", "100", "1e20", "123456789012345678901234567890.000000001", "-7")
JSON: tuple[dict[str, Any], ...] = (
    {"text": TEXTS[0], '\u2028 😀"': TEXTS[4], "n": None, "t": True, "l": [], "o": {}},
    {"limits": [2**63, -(2**63), 10**40, 1e-7, 1.5, 0.1], "nested": [[[{"deep": [None, False]}]]]},
    {},
    {"": "", " ": [TEXTS[2], TEXTS[6]]},
)
VALUES = ("null", "true", "0", "12.50", "1e400", "-0.0", '"text"', "[]", "{}", '[1, "a", null]', '{"b": 1, "a": 2}')

TEXTUAL = {
    "hazard": ("title", "description"),
    "action": ("basis", "content", "document_no"),
    "answer": ("note",),
    "entity": ("address",),
    "person": ("name", "position"),
    "organization": ("name",),
    "team": ("name",),
    "rectification": ("measures",),
    "acceptance": ("opinion",),
    "assessment": ("grounds", "opinion"),
    "rectification_plan": ("goal", "emergency_plan"),
    "inspection": ("document_no", "conclusion"),
    "campaign": ("title_zh", "title_en", "source"),
    "campaign_phase": ("title_zh",),
    "checklist_item": ("content_zh", "content_en"),
    "rule": ("title_zh", "rectification_en", "standard_title_zh"),
    "report_figure": ("title_zh", "unit"),
}
LISTS = {"acceptance": ("signers",), "rectification": ("evidence",), "person": ("specialties",)}
NUMERIC = {"report_figure": ("value",), "campaign_target": ("value",), "campaign_indicator": ("weight", "best")}
LIMITS = (
    "UPDATE report_figure SET value = NULL, null_reason = 'masked' WHERE position = 1",
    "UPDATE hazard SET version = 2147483647 WHERE level = 'major'",
    "UPDATE hazard SET due_on = '9999-12-31' WHERE due_on > found_on AND stage = 'registered'",
    "UPDATE action SET amount_fen = 9223372036854775807 WHERE amount_fen % 2 = 0",
    "UPDATE entity SET longitude = 113.6500000, latitude = 34.7600001, coordinate_system = 'wgs84' WHERE name = '甲厂'",
    "UPDATE campaign_body SET count = 2147483647 WHERE position = 0",
    """UPDATE profile SET data = data || '{"actual_persons": 2147483647, "actual_powder_kg": "0.0000001",
        "approved_powder_kg": "100.00"}' WHERE sector = 'fireworks' AND region_code = '410105'""",
    """UPDATE profile SET data = data ||
        '{"approved_persons": -2147483647, "approved_powder_kg": "99999999999999999999.9"}'
        WHERE sector = 'fireworks' AND region_code = '1401'""",
)


FLAWED = (  # what no command writes, and an older plugin or another hand may have left
    """UPDATE profile SET data = data || '{"actual_persons": 2147483648, "business_kind": "smuggler"}'
        WHERE sector = 'fireworks' AND region_code = '4101'""",
    "UPDATE judgement SET explanation = explanation - 'en' WHERE entity_id IN (SELECT id FROM entity LIMIT 2)",
    "UPDATE judgement SET explanation = explanation #- '{zh,text}' WHERE rule_code = 'R2'",
    """UPDATE judgement SET explanation = jsonb_set(explanation, '{zh,facts,0,label}', 'null')
        WHERE rule_code = 'R3'""",
)


async def salt(url: str) -> None:
    """Spread them over every table."""
    connection = await asyncpg.connect(url.replace("+asyncpg", ""))
    try:
        for name, columns in TEXTUAL.items():
            await spread(connection, name, columns, "text", list(TEXTS))
        for name, columns in LISTS.items():
            fewest = 2 if name == "acceptance" else 0  # it takes two to sign
            lists = [json.dumps(TEXTS[i : i + fewest + i % 4]) for i in range(9)]
            await spread(connection, name, columns, "jsonb", lists)
        for name, columns in NUMERIC.items():
            await spread(connection, name, columns, "numeric", list(NUMBERS))
        await spread(connection, "event", ("data",), "jsonb", [json.dumps(one) for one in JSON])
        await spread(connection, "answer", ("values",), "jsonb", [json.dumps(one) for one in JSON])
        await spread(connection, "observation", ("value",), "jsonb", list(VALUES))
        for statement in (*LIMITS, *FLAWED):
            await connection.execute(statement)
    finally:
        await connection.close()


async def spread(connection: asyncpg.Connection[Any], table: str, columns: Any, kind: str, values: list[str]) -> None:
    """Row by row another value, column by column another place to begin."""
    for offset, column in enumerate(columns):
        chosen = f"($1::text[])[1 + (numbered.n + {offset}) % array_length($1::text[], 1)]"
        value = f"{chosen}::{kind}"
        if table in LISTS and kind == "jsonb":
            value = f"ARRAY(SELECT jsonb_array_elements_text({value}))"
        await connection.execute(
            f"""UPDATE {table} SET "{column}" = {value}
            FROM (SELECT ctid AS place, row_number() OVER (ORDER BY ctid) AS n FROM {table}) AS numbered
            WHERE {table}.ctid = numbered.place""",  # noqa: S608 - names of our own
            values,
        )
