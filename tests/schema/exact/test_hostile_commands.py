"""Nothing a client sends with a command becomes text of a statement, nor breaks the server."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Mapping
from typing import Any

import asyncpg
import pytest
import pytest_asyncio
from graphql import GraphQLInputObjectType, GraphQLList, get_nullable_type

from anjian.access.model import Role
from anjian.commands.command import camel
from anjian.database.ids import UUID
from anjian.plugin_host import PluginHost
from anjian_schema.mutations import COMMANDS
from tests.conftest import FreshDatabase
from tests.portal import Portal
from tests.schema.compiler.test_statements import HOSTILE
from tests.schema.compiler.world import NAMES
from tests.schema.exact.difficult import TEXTS
from tests.schema.scratch import (
    ASSESSED,
    DECIDED,
    FINE,
    FOUND,
    MENDED,
    ORDER,
    PLANNED,
    PLANT,
    PROTECTED,
    REPORTED,
    RULED,
    SIGNERS,
    TODAY,
    Scratch,
    done,
    entity,
    major,
    scratch,
    spelled,
    visit,
)

MARK = "wörm"  # no statement has this word of its own
TEXTUAL = ("String", "ID", "JSON")
PLACE = {"longitude": "113.6", "latitude": "34.7", "system": "WGS84"}
LADDER = {
    "code": "HOSTILE",
    "title": {"zh": "试", "en": "test"},
    "source": "试验",
    "steps": [
        {
            "name": "circular",
            "title": {"zh": "通报", "en": "circular"},
            "when": {"kind": "overdue", "number": 3},
            "does": "circular",
            "authority": "committee_office",
            "termDays": 5,
        }
    ],
}
THREE = {"signed_leading": "王五", "signed_inspecting": "赵六", "signed_inspected": "周厂长"}
ANSWER = {"item": "FW-04", "result": "FAIL", "values": {"actualPersons": 6, "approvedPersons": 4}, "note": "人多"}


@pytest_asyncio.fixture(scope="module")
async def office(fresh_database: FreshDatabase, host: PluginHost) -> AsyncIterator[Scratch]:
    async with scratch(fresh_database(), host) as made:
        yield made


@pytest_asyncio.fixture(scope="module")
async def supervisor(office: Scratch) -> Portal:
    return await office.official("王五", Role.DEPARTMENT)


@pytest_asyncio.fixture(scope="module")
async def administrator(office: Scratch) -> Portal:
    return await office.official("郑六", Role.ADMINISTRATOR)


@pytest.fixture
def prepared(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every statement that goes to the server from here on, of reads and of commands."""
    statements: list[str] = []
    for name in ("_get_statement", "execute"):
        monkeypatch.setattr(asyncpg.Connection, name, noting(statements, getattr(asyncpg.Connection, name)))
    return statements


def noting(statements: list[str], sending: Any) -> Any:
    async def noted(connection: Any, query: str, *args: Any, **more: Any) -> Any:
        statements.append(query)
        return await sending(connection, query, *args, **more)

    return noted


async def life(portal: Portal) -> Mapping[str, Mapping[str, Any]]:
    """For each command what would do for it, in the order of one hazard's life."""
    plant = await entity(portal, "fireworks", "transport")
    of, hazard = {"entity_id": plant}, {"hazard_id": await major(portal, plant)}
    talk = await done(portal, "issueAction", "action { id }", **of, **FINE | {"kind": "INTERVIEW"})
    closing = of | {"kind": "CLOSURE", "reason": "屡次处罚", "basis": "第一百一十三条", "sector": "fireworks"}
    asked = await done(portal, "proposeAction", "proposal { id }", **closing)
    saved = await done(portal, "saveLadder", "ladder { id }", document=LADDER)
    ladder = {"ladder_id": saved["ladder"]["id"]}
    taken = {"escalation_id": talk["action"]["id"].replace("Action", "Escalation")}
    action, proposal = {"action_id": talk["action"]["id"]}, {"proposal_id": asked["proposal"]["id"]}
    nowhere = talk["action"]["id"].replace("Action", "Listing")
    nobody = talk["action"]["id"].replace("Action", "Person").rpartition(":")[0]
    report = {"report_id": nobody.replace("Person", "PublicReport")}
    seen = {"inspection_id": talk["action"]["id"].replace("Action", "Inspection")}
    campaign = {"campaign_id": nobody.replace("Person", "Campaign")}
    duty = {"report_id": nobody.replace("Person", "Report")}
    lot = {"region_code": "41", "sector": "fireworks", "count": 1, "seed": "7", "seed_source": "公报"}
    return {
        "registerEntity": PLANT | {"coordinates": PLACE, "sectors": ["fireworks"]},
        "changeEntity": of | {"name": "管城花炮二厂", "address": "东风路1号"},
        "recordFacts": of | {"sector": "fireworks", "facts": {"businessKind": "producer"}, "true_on": TODAY},
        "updateLedger": of
        | {"sector": "transport", "ledger": "vehicles", "put": [{"values": {"plate": "豫A12345"}}], "true_on": TODAY},
        "submitInspection": visit(plant, ANSWER),
        "orderRectification": hazard | ORDER,
        "submitRectification": hazard | MENDED,
        "rejectRectification": hazard | DECIDED,
        "acceptRectification": hazard | DECIDED,
        "closeHazard": hazard | {"publication": "政府网站"},
        "reportHazard": of | FOUND,
        "assessHazard": hazard | ASSESSED,
        "proposeLevel": hazard | ASSESSED | {"level": "GENERAL", "participant_ids": SIGNERS},
        "confirmLevel": hazard | RULED,
        "refuseLevel": hazard | RULED,
        "rectifyOnTheSpot": hazard | {"measures": "撤人", "evidence": ["照片"]},
        "reportMajorHazard": hazard | REPORTED,
        "submitPlan": hazard | PLANNED,
        "approvePlan": hazard | RULED,
        "returnPlan": hazard | RULED,
        "recordProtection": hazard | PROTECTED,
        "requestExtension": hazard | {"reason": "雨天", "due_on": TODAY},
        "approveExtension": hazard | RULED,
        "refuseExtension": hazard | RULED,
        "reopenHazard": hazard | {"reason": "未整改到位", "due_on": TODAY},
        "attachEvidence": hazard | {"shows": "AFTER", "evidence_ids": [f"Upload:{UUID(int=1)}"]},
        "declareConflict": of | {"reason": "曾任顾问"},
        "openInspection": seen,
        "postSelfInspection": seen | {"principal": "周厂长", "posted_on": TODAY, "place": "公告栏"},
        "issueOpinion": seen | {"content": "堵塞", **THREE},
        "setVisitMinimum": {
            "organization_id": nobody.replace("Person", "Organization"),
            "per_month": 3,
            "source": "方案",
        },
        "formTeam": {"name": "一组", "kind": "EXPERT", "member_ids": [nobody], "seats": [{"specialty": "电气"}]}
        | {"avoids": [plant], "seed": "7"},
        "saveCampaign": {
            "document": {"code": "c9", "title": {"zh": "试", "en": "t"}, "region": "41", "from": "2026-01-01"}
        },
        "reportTaskProgress": campaign | {"code": "t1", "state": "UNDER_WAY", "percent": 5, "note": "进展"},
        "excuseEntity": of | campaign | {"target": "all", "reason": "停产"},
        "submitReport": duty | {"explanations": [{"position": 1, "text": "节前加密"}]},
        "returnReport": duty | {"reason": "漏报"},
        "correctReport": duty | {"reason": "补录"},
        "lockReport": duty,
        "issueList": campaign
        | {"code": "problems", "region_code": "41", "window_from": TODAY, "window_until": TODAY}
        | {"number": "〔2026〕1号", "signer": "王五"},
        "publishRanking": campaign | {"level": "CITY", "cadence": "MONTH", "on": TODAY},
        "withdrawRanking": {"ranking_id": nobody.replace("Person", "Ranking"), "reason": "有误"},
        "drawInspections": lot | {"team_ids": [nobody.replace("Person", "Team")]},
        "planLookBack": hazard | {"due_on": TODAY},
        "acceptReport": report | {"sector": "fireworks"},
        "refuseReport": report | {"refusal": "TOO_VAGUE", "reply": "请补充"},
        "transferReport": report | {"region_code": "41", "reason": "属地"},
        "linkReport": report | hazard,
        "concludeReport": report | {"finding": "TRUE", "reply": "属实"},
        "decideReward": report | {"basis": "办法"},
        "issueAction": of | FINE | {"amount": "100", "signer_ids": [nobody]},
        "serveAction": action | {"served_on": TODAY, "served_how": "DIRECT", "received_by": "周厂长"},
        "confirmCompliance": action | {"complied_on": TODAY, "checked_by_ids": [nobody], "finding": "已到场"},
        "extendAction": action | {"due_on": TODAY, "reason": "复杂", "approver_id": nobody},
        "consentToResume": action | {"reviewed_on": TODAY, "opinion": "已消除", "signer_ids": [nobody]},
        "saveLadder": {"document": LADDER},
        "activateLadder": ladder,
        "retireLadder": ladder,
        "answerEscalation": taken | {"answer": "已到货"},
        "stopEscalation": taken | {"reason": "涉诉"},
        "resumeEscalation": taken,
        "listHazard": hazard
        | {"grade": "THREE", "due_on": TODAY, "document_no": "1", "responsible_id": nobody, "responsible_person": "某"},
        "publishListing": {"listing_id": nowhere, "published_on": TODAY, "medium": "报"},
        "removeListing": {"listing_id": nowhere, "removed_on": TODAY, "opinion": "已改"},
        "revokeAction": action | {"reason": "有误"},
        "proposeAction": closing,
        "declineProposal": proposal | {"reason": "不必"},
    }


async def letting_in(office: Scratch) -> Mapping[str, Mapping[str, Any]]:
    """For each command about who may act what would do for it: somebody who may lose what they have."""
    newcomer = await office.official("冯七")
    found = await newcomer.ask("{ roleAssignments { nodes { id person { id } } } }")
    (mine,) = found["roleAssignments"]["nodes"]
    person, held = {"person_id": mine["person"]["id"]}, {"role_assignment_id": mine["id"]}
    token, account = (mine["id"].replace("RoleAssignment", name) for name in ("AccessToken", "Account"))
    return {
        "assignRole": person | {"role": "DEPARTMENT", "starts_on": TODAY, "reason": "任命"},
        "delegate": person | {"starts_on": TODAY, "ends_on": TODAY, "reason": "出差"},
        "revokeAssignment": held | {"reason": "调离"},
        "issueToken": held | {"label": "试", "expires_at": "2100-01-01T00:00:00Z"},
        "revokeToken": {"access_token_id": token},
        "linkAccount": person | {"issuer": "https://id.example.cn", "subject": "li"},
        "closeAccount": {"account_id": account},
    }


def spoiled(type_: Any, value: Any, text: str) -> Iterator[Any]:
    """The value again and again, each time with the text at another of its places."""
    inner = get_nullable_type(type_)
    if isinstance(inner, GraphQLList):
        yield from ([one] for one in spoiled(inner.of_type, next(iter(value or ()), None), text))
    elif isinstance(inner, GraphQLInputObjectType):
        for name, field in inner.fields.items():
            yield from ({**(value or {}), name: one} for one in spoiled(field.type, (value or {}).get(name), text))
    elif inner.name in TEXTUAL:
        yield text
        if inner.name == "JSON":
            yield from ({text: 1}, dict.fromkeys(value or (), text))


def together(command: str, inputs: list[Any]) -> tuple[str, Mapping[str, Any]]:
    """One operation that sends the command with each of the inputs, one after the other."""
    kind = f"{command[0].upper()}{command[1:]}Input!"
    declared = ", ".join(f"$i{i}: {kind}" for i in range(len(inputs)))
    sent = " ".join(
        f"c{i}: {command}(input: $i{i}) {{ userErrors {{ path code message }} }}" for i in range(len(inputs))
    )
    return f"mutation ({declared}) {{ {sent} }}", {f"i{i}": given for i, given in enumerate(inputs)}


def in_json(value: Any) -> Any:
    return {camel(name): spelled(inner) for name, inner in value.items()}


def sent_by(portal: Portal, lives: Mapping[str, Any]) -> Iterator[tuple[Portal, str, Any]]:
    return ((portal, command, given) for command, given in lives.items())


@pytest.mark.parametrize("text", [*HOSTILE, *TEXTS, *NAMES], ids=repr)
async def test_a_hostile_text_is_only_text(
    office: Scratch, supervisor: Portal, administrator: Portal, prepared: list[str], text: str
) -> None:
    """At each place of each command: it is kept or refused in words, and no statement has it."""
    inputs = supervisor.engine.composed.graphql.type_map
    lives, doors = await life(supervisor), await letting_in(office)
    assert {**lives, **doors}.keys() == COMMANDS.keys()
    prepared.clear()
    for portal, command, given in (*sent_by(supervisor, lives), *sent_by(administrator, doors)):
        kind = inputs[f"{command[0].upper()}{command[1:]}Input"]
        query, variables = together(command, list(spoiled(kind, in_json(given), text + MARK)))
        assert await portal.ask(query, **variables), command
    assert prepared
    assert [statement for statement in prepared if MARK in statement] == []
