"""What is asked: the documents, and the values they are asked with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from bench.world import COUNTY

Values: TypeAlias = Mapping[str, Any]

POINT = """query Point($id: ID!) {
  hazard(id: $id) {
    id title description level stage dueOn overdue
    entity {
      id name
      hazards { totalCount }
      actions { totalCount }
      region { name parent { name parent { name } } }
    }
  }
}"""

LIST = """query List($under: RegionCodeFilter) {
  hazards(
    first: 50
    filter: { level: { eq: MAJOR }, stage: { eq: RECTIFYING }, region: $under }
    orderBy: [{ field: DUE_ON }]
  ) {%s
    nodes {
      id title level stage dueOn
      entity { id name }
      region { code name }
      actions(first: 3) { nodes { id kind issuedOn documentNo } }
    }
  }
}"""

TREE = """query Tree($under: RegionCodeFilter) {
  entities(first: 20, filter: { region: $under }) {
    nodes {
      id name
      region { name }
      hazards(first: 5) {
        nodes { id title level stage foundOn actions(first: 3) { nodes { id kind issuedOn } } }
      }
    }
  }
}"""

FIGURES = """query Figures($under: RegionCodeFilter) {
  figures(names: [HAZARDS_FOUND], groupBy: [PROVINCE, LEVEL, STAGE], filter: { region: $under }) {
    rows { keys { name value } values { name value } }
  }
}"""

PLUGIN = """query Plugin($more: Int!, $under: RegionCodeFilter) {
  entities(first: 50, filter: { fireworks: { actualPersons: { gt: $more } }, region: $under }) {
    nodes { id name region { name } fireworks { actualPersons approvedPersons } }
  }
}"""

INSERT = """mutation Insert($input: RegisterEntityInput!) {
  registerEntity(input: $input) {
    entity { name kind address version region { code name parent { name } } fireworks { actualPersons } }
    userErrors { code }
  }
}"""


@dataclass(frozen=True, slots=True)
class Question:
    """``values`` are asked in turn; ``narrows`` where the viewer's reach decides which rows are found."""

    name: str
    title: str
    document: str
    values: Sequence[Values] = ({},)
    narrows: bool = True
    writes: bool = False

    def within(self, region: str | None) -> Question:
        """The same rows, asked for by a filter instead of by who asks."""
        under = {"under": {"under": region}} if region and self.narrows else {}
        return replace(self, values=[{**values, **under} for values in self.values])


UNIT = {
    "name": "新登记单位",
    "kind": "ENTERPRISE",
    "regionCode": COUNTY,
    "address": "东风路1号",
    "sectors": ["fireworks"],
}


def questions(points: Sequence[str]) -> list[Question]:
    return [
        Question("point", "point, parents and counts", POINT, [{"id": id_} for id_ in points], narrows=False),
        Question("list", "list of 50", LIST % ""),
        Question("counted", "list of 50 with totalCount", LIST % "\n    totalCount"),
        Question("tree", "three-level tree", TREE),
        Question("figures", "figures by province, level, stage", FIGURES),
        Question("plugin", "50 by a plugin's field", PLUGIN, [{"more": more} for more in range(90, 95)]),
        Question("insert", "insert with payload", INSERT, [{"input": UNIT}], narrows=False, writes=True),
    ]
