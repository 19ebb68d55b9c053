"""The checklist items that would decide the most rules."""

from __future__ import annotations

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

# want: [{"rule", "facts": […]}], the undecided rules with the facts they miss. items: [{"facts": […], "region"?, …}],
# in the order of their checklists. One item after the other: that with which most rules miss nothing more, then that
# which serves most. What an item above makes known is missed by none below.
NEXT_CHECKS = """
CREATE FUNCTION next_checks(want jsonb, items jsonb, place text, most integer) RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    known text[] := '{}';
    checks jsonb := '[]';
    best record;
BEGIN
    WHILE jsonb_array_length(checks) < most LOOP
        WITH missed AS (
            SELECT each.rule, each.fact, count(*) OVER (PARTITION BY each.rule) AS misses
            FROM (SELECT DISTINCT w ->> 'rule' AS rule, f.fact
                  FROM jsonb_array_elements(want) AS w, jsonb_array_elements_text(w -> 'facts') AS f(fact)) AS each
            WHERE each.fact <> ALL (known)
        ), served AS (
            SELECT i.number, i.item, m.rule, count(*) = m.misses AS decides
            FROM jsonb_array_elements(items) WITH ORDINALITY AS i(item, number),
                 jsonb_array_elements_text(i.item -> 'facts') AS f(fact)
            JOIN missed AS m ON m.fact = f.fact
            WHERE starts_with(place, coalesce(i.item ->> 'region', ''))
            GROUP BY i.number, i.item, m.rule, m.misses
        )
        SELECT s.item, count(*) FILTER (WHERE s.decides) AS decides, count(*) AS serves,
               jsonb_agg(jsonb_build_object('rule', s.rule, 'decided', s.decides)
                         ORDER BY s.decides DESC, s.rule) AS rules
        INTO best FROM served AS s GROUP BY s.number, s.item ORDER BY 2 DESC, 3 DESC, s.number LIMIT 1;
        EXIT WHEN NOT FOUND;
        checks := checks || (best.item || jsonb_build_object(
            'decides', best.decides, 'serves', best.serves - best.decides, 'rules', best.rules));
        known := known || ARRAY(SELECT jsonb_array_elements_text(best.item -> 'facts'));
    END LOOP;
    RETURN checks;
END $$
"""


def upgrade() -> None:
    op.execute(NEXT_CHECKS)


def downgrade() -> None:
    op.execute("DROP FUNCTION next_checks(jsonb, jsonb, text, integer)")
