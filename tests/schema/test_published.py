"""The published numbers of both campaigns, asked through GraphQL, and the rows behind each."""

from __future__ import annotations

from typing import Any

import pytest

from tests.portal import Portal

FIGURES = """
query Figures($names: [FigureName!]!, $campaign: String!) {
  figures(names: $names, filter: { campaign: $campaign }) { rows { values { name value unit list } } }
}
"""

PUBLISHED: dict[str, dict[str, int]] = {
    "zhengzhou-2019": {
        "VISITS": 122302,
        "GENERAL_HAZARDS_FOUND": 126113,
        "MAJOR_HAZARDS_FOUND": 160,
        "SUSPENSIONS": 297,
        "ORDERS_ISSUED": 1919,
    },
    "zhengzhou-2019-national-day": {
        "COVERT_VISITS": 6892,
        "TEAMS": 428,
        "TEAM_PEOPLE": 2836,
        "GENERAL_HAZARDS_FOUND": 15782,
        "MAJOR_HAZARDS_FOUND": 3,
        "GENERAL_HAZARDS_RECTIFIED": 15506,
        "MAJOR_HAZARDS_RECTIFIED": 3,
        "INTERVIEWS": 4,
        "FINES_YUAN": 65600,
        "ORDERS_ISSUED": 96,
        "LEADER_SITE_CHECKS": 29,
    },
    "zhengzhou-2019-mid-autumn": {
        "TEAMS": 245,
        "TEAM_PEOPLE": 778,
        "TEAM_VISITS": 861,
        "HAZARDS_FOUND": 711,
        "HAZARDS_FIXED_ON_THE_SPOT": 705,
    },
    "lianhu-2023": {
        "GENERAL_HAZARDS_FOUND": 1446,
        "MAJOR_HAZARDS_FOUND": 2,
        "ENTERPRISES_GUIDED": 47,
        "INTERVIEWS": 4,
        "JOINT_PUNISHMENTS": 3,
        "EXPERTS": 35,
        "TASK_FORCE_STAFF": 6,
        "CAMPAIGN_SECTORS": 15,
        "CAMPAIGN_TASKS": 22,
        "CAMPAIGN_TASK_LEVELS": 3,
        "CAMPAIGN_PHASES": 4,
    },
}


async def values(portal: Portal, campaign: str) -> list[dict[str, Any]]:
    names = list(PUBLISHED[campaign])
    found = await portal.ask(FIGURES, names=names, campaign=campaign)
    (row,) = found["figures"]["rows"]
    values: list[dict[str, Any]] = row["values"]
    return values


@pytest.mark.parametrize("campaign", PUBLISHED)
async def test_figures_are_those_published(portal: Portal, campaign: str) -> None:
    """Visits, hazards, actions, teams and people: each as the newspaper printed it."""
    found = await values(portal, campaign)
    assert {value["name"]: int(value["value"]) for value in found} == PUBLISHED[campaign]


@pytest.mark.parametrize("campaign", PUBLISHED)
async def test_each_number_opens_into_exactly_that_many_rows(portal: Portal, campaign: str) -> None:
    """A number is a promise of rows. Money opens into the fines that add up to it, levels into their tasks."""
    for value in await values(portal, campaign):
        if value["name"] in ("FINES_YUAN", "CAMPAIGN_TASK_LEVELS"):
            continue
        query = (
            f"query Open($name: FigureName!, $campaign: String!) {{ {value['list']}"
            "(filter: { figure: { name: $name, filter: { campaign: $campaign } } }) { totalCount } }"
        )
        opened = await portal.ask(query, name=value["name"], campaign=campaign)
        assert opened[value["list"]]["totalCount"] == int(value["value"]), value["name"]


async def test_fines_open_into_the_decisions_that_add_up(portal: Portal) -> None:
    """65,600 yuan is the sum of the fines it opens into."""
    query = """{ actions(first: 100, filter: { figure: { name: FINES_YUAN,
        filter: { campaign: "zhengzhou-2019-national-day" } } }) { totalCount nodes { kind amountYuan } } }"""
    found = (await portal.ask(query))["actions"]
    assert found["totalCount"] == len(found["nodes"])
    assert sum(float(node["amountYuan"]) for node in found["nodes"]) == 65600


async def test_a_cell_of_a_table_opens_by_its_keys(portal: Portal) -> None:
    """The keys of a row, handed back as they are, open each of its numbers; together the rows are the whole."""
    table = """{ figures(names: [MAJOR_HAZARDS_FOUND], filter: { campaign: "zhengzhou-2019" },
        groupBy: [COUNTY, WEEK, STAGE]) { rows { keys { name value } values { value } } } }"""
    opening = """query ($keys: [FigureKeyInput!]!) { hazards(filter: { figure: { name: MAJOR_HAZARDS_FOUND,
        filter: { campaign: "zhengzhou-2019" }, keys: $keys } }) { totalCount } }"""
    rows = (await portal.ask(table))["figures"]["rows"]
    assert sum(int(row["values"][0]["value"]) for row in rows) == 160
    for row in rows[:20]:
        opened = await portal.ask(opening, keys=row["keys"])
        assert opened["hazards"]["totalCount"] == int(row["values"][0]["value"])


async def test_an_unreadable_number_is_null_with_a_reason(portal: Portal) -> None:
    """The newspaper's digit for expert categories is damaged: that is no zero."""
    query = """{ campaign(code: "lianhu-2023") { reports { nodes { figures(first: 100) {
        nodes { figure value nullReason } } } } } }"""
    reports = (await portal.ask(query))["campaign"]["reports"]["nodes"]
    figures = [figure for report in reports for figure in report["figures"]["nodes"]]
    (damaged,) = [figure for figure in figures if figure["value"] is None]
    assert damaged["nullReason"] == "unreadable"
    assert "expert" in damaged["figure"]
