"""Supervision actions as portals see them."""

from __future__ import annotations

from pathlib import Path

from anjian.actions.measures import MEASURES
from anjian.words import Language
from anjian_schema.handbook.measures import page
from tests.portal import Portal

PAGE = Path(__file__).parents[2] / "docs" / "actions.md"


def test_the_page_is_that_of_the_table() -> None:
    """`python -m anjian_schema.handbook.measures > docs/actions.md` after each change of the tables."""
    assert PAGE.read_text(encoding="utf-8") == page()


async def test_portals_ask_what_each_action_needs(portal: Portal) -> None:
    """Forms for actions are made from the very table the checks read."""
    answer = await portal.ask(
        "{ actionKinds { kind title by cutsRights longestDays noticeHours article { code cited confidence } } }"
    )
    kinds = {line["kind"]: line for line in answer["actionKinds"]}
    assert len(kinds) == len(MEASURES)
    sealing, cut = kinds["SEALING"], kinds["POWER_CUT"]
    assert (sealing["longestDays"], sealing["cutsRights"], sealing["by"]) == (30, True, ["DEPARTMENT"])
    assert (cut["noticeHours"], cut["article"]["code"], cut["article"]["confidence"]) == (24, "AQF-70", "VERIFIED")


async def test_the_demonstrations_documents_have_parts(portal: Portal) -> None:
    """Every number of the demonstration reads as word, year and sequence, and fines were signed by two officers."""
    answer = await portal.ask(
        """{ actions(first: 1) { totalCount }
             read: actions(filter: { documentYear: { isNull: false } }) { totalCount }
             fines: actions(first: 3, filter: { kind: { eq: FINE } }) { nodes { signers { nodes { kind } } } } }"""
    )
    assert answer["actions"] == answer["read"]
    assert [[person["kind"] for person in fine["signers"]["nodes"]] for fine in answer["fines"]["nodes"]] == [
        ["OFFICER", "OFFICER"]
    ] * 3


async def test_leniency_is_proposed_with_its_source(portal: Portal) -> None:
    """Of the hazards of Zhengzhou in 2019: who found it, and whether it was mended in its term."""
    query = """{ hazards(first: 100, filter: { region: { under: "4101" }, level: { eq: GENERAL } }) { nodes {
        foundBy stage foundOn dueOn rectifiedOn leniency { outcome rule says confidence } } } }"""
    shown = (await portal.of(portal.token, Language.EN).ask(query))["hazards"]["nodes"]
    for hazard in shown:
        lenient, late = hazard["leniency"], hazard["dueOn"] and (hazard["rectifiedOn"] or "9") > hazard["dueOn"]
        in_days = "2019-08-06" <= hazard["foundOn"] <= "2019-10-31"
        mended = hazard["stage"] == "CLOSED" and not late and hazard["rectifiedOn"] <= "2019-10-31"
        if in_days and late:
            assert lenient["outcome"] == "MUST_BE_PUNISHED"
        elif in_days and mended and hazard["foundBy"] in ("ENTERPRISE", "EXPERT"):
            assert (lenient["outcome"], lenient["confidence"]) == ("NOT_PUNISHED", "VERIFIED")
        else:
            assert lenient is None
    assert {bool(hazard["leniency"]) for hazard in shown} >= {False}


async def test_ranges_of_fines_prompt(portal: Portal) -> None:
    """Editions are told apart: the law of 2014 asked ten times as much of who refused."""
    ranges = (await portal.ask("{ fineRanges { article whom leastYuan mostYuan since until } }"))["fineRanges"]
    old = [one for one in ranges if one["until"]]
    assert [(one["leastYuan"], one["mostYuan"]) for one in old] == [("100000", "500000")]
