"""A schema that its operator keeps to themselves: documents that are about it are not valid."""

from __future__ import annotations

from typing import Any

from graphql import FieldNode, GraphQLError, ValidationRule

from anjian.words import Title

CODE = "INTROSPECTION_OFF"
WORDS = Title(
    "本服务器不公布 schema；请向管理员索取 schema.graphql。",
    "This server does not tell its schema: ask its operator for schema.graphql.",
)
ABOUT = frozenset({"__schema", "__type", "_service"})


class NoIntrospection(ValidationRule):
    """``__typename`` is not among them: clients need it, and it tells nothing that they did not ask for."""

    def enter_field(self, node: FieldNode, *_: Any) -> None:
        if node.name.value in ABOUT:
            self.report_error(GraphQLError(f"{WORDS.en} {WORDS.zh}", node, extensions={"code": CODE}))
