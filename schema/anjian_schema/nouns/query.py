"""The root of all reads."""

from __future__ import annotations

from collections.abc import Iterable

from anjian.words import Title
from anjian_schema.compiler.catalog import Catalog, Field, Lookup, NodeLookup, ToMany, Type
from anjian_schema.compiler.leaves import CODE_TEXT, ID, REGION, Leaf
from anjian_schema.mutations import mutation_types
from anjian_schema.nouns import (
    access,
    actions,
    audit,
    campaigns,
    checklists,
    checks,
    conflicts,
    coverage,
    draws,
    entities,
    events,
    evidence,
    federation,
    figures,
    hazards,
    impact,
    inspections,
    judgements,
    ladders,
    listings,
    look_backs,
    minimums,
    opinions,
    papers,
    people,
    public_reports,
    rankings,
    regions,
    reports,
    rules,
    sectors,
    server,
    standing,
)


def _list(name: str, target: str, zh: str, en: str) -> ToMany:
    return ToMany(name, target, Title(zh, en))


def _one(name: str, target: str, zh: str, en: str, argument: str = "id", leaf: Leaf = ID) -> Lookup:
    return Lookup(name, target, Title(zh, en), argument, leaf, argument)


ROOT_FIELDS: list[Field] = [
    NodeLookup("node", Title("按全局 id 取一条记录；没有或看不到时为空。", "One record by its global id.")),
    NodeLookup(
        "nodes", Title("按全局 id 取多条，次序不变，没有的为空。", "Records by global id, in that order."), many=True
    ),
    _list("entities", "Entity", "监管对象。", "Entities."),
    _one("entity", "Entity", "一个监管对象。", "One entity."),
    _list("hazards", "Hazard", "隐患，最近发现的在前。", "Hazards, latest first."),
    _one("hazard", "Hazard", "一条隐患。", "One hazard."),
    _list("inspections", "Inspection", "检查，最近的在前。", "Inspections, latest first."),
    _one("inspection", "Inspection", "一次检查。", "One inspection."),
    _list("actions", "Action", "监管措施，最近的在前。", "Supervision actions, latest first."),
    _one("action", "Action", "一项监管措施。", "One action."),
    *actions.ACTION_FIELDS,
    _list("ladders", "Ladder", "递进措施阶梯。", "Ladders."),
    _one("ladder", "Ladder", "一个阶梯。", "One ladder."),
    _list("escalations", "Escalation", "已采取的递进措施，最近的在前。", "Steps of ladders, latest first."),
    _one("escalation", "Escalation", "一项递进措施。", "One step that was taken."),
    _list("listings", "Listing", "挂牌督办，最近的在前。", "Listings, latest first."),
    _one("listing", "Listing", "一项挂牌督办。", "One listing."),
    _list("publicNotices", "PublicNotice", "挂牌督办公告，最近的在前。", "Public notices of listings, latest first."),
    _list("proposals", "Proposal", "提请，最近的在前。", "Proposals, latest first."),
    _one("proposal", "Proposal", "一项提请。", "One proposal."),
    _list("judgements", "Judgement", "判定，最近的在前。", "Judgements, latest first."),
    _list("standingVerdicts", "StandingVerdict", "现行判定，最近改变的在前。", "Verdicts that stand, latest first."),
    _list("pastVerdicts", "PastVerdict", "历次判定，最近被取代的在前。", "Verdicts that stood, latest first."),
    _list("events", "Event", "经过，最近的在前。", "Events, latest first."),
    _list(
        "feed", "FeedEvent", "变化，按送达次序；用游标续读。", "Changes in the order of delivery; read on by cursor."
    ),
    _list(
        "roleAssignments",
        "RoleAssignment",
        "授权，最近生效的在前；本人的，管理员还可见本辖区的。",
        "Authorisations, latest first: one's own, and for administrators those of their region.",
    ),
    _list("accessTokens", "AccessToken", "访问令牌；限管理员。", "Tokens, for administrators."),
    _list("accounts", "Account", "统一身份认证账号；限管理员。", "Accounts at identity providers, for administrators."),
    _list(
        "auditEntries",
        "AuditEntry",
        "审计记录，最近的在前；限审计人员和管理员。",
        "The audit, latest first; for auditors and administrators.",
    ),
    _list("campaigns", "Campaign", "专项行动。", "Campaigns."),
    _one("campaign", "Campaign", "一个专项行动。", "One campaign.", "code", CODE_TEXT),
    _list("campaignPhases", "CampaignPhase", "各行动的阶段。", "Phases of campaigns."),
    _list("campaignSectors", "CampaignSector", "各行动的行业领域。", "Sectors of campaigns."),
    _list("campaignTasks", "CampaignTask", "各行动的任务。", "Tasks of campaigns."),
    _list("campaignDuties", "CampaignDuty", "各行动的报送要求。", "Duties of campaigns."),
    _list("reports", "Report", "报告、清单和公布的数字。", "Reports, lists and published numbers."),
    _one("report", "Report", "一份报告、清单或公布的数字。", "One of them."),
    _list("rankings", "Ranking", "公布的排名，最近的在前。", "Published rankings, latest first."),
    _list("targetExcuses", "TargetExcuse", "不具备检查条件的对象。", "Entities excused from a target."),
    _list("publicReports", "PublicReport", "群众举报，最近的在前。", "Reports of the public, latest first."),
    _one("publicReport", "PublicReport", "一件群众举报。", "One report of the public."),
    _list("inspectionDraws", "InspectionDraw", "随机抽取，最近的在前。", "Draws of inspections, latest first."),
    _list("lookBacks", "LookBack", "回头看，先到期的在前。", "Look-backs, the earliest due first."),
    _list("opinions", "Opinion", "现场检查意见书，最近的在前。", "Opinions on inspections, latest first."),
    _one("opinion", "Opinion", "一份现场检查意见书。", "One opinion."),
    _list("visitMinimums", "VisitMinimum", "领导带队检查的最低次数。", "How often leaders have to go and look."),
    _list("teams", "Team", "检查组。", "Teams."),
    _list("teamMembers", "TeamMember", "检查组成员。", "Members of teams."),
    _list("conflicts", "Conflict", "专家的利害关系声明，最近的在前。", "What experts declared, latest first."),
    _list("people", "Person", "人员。", "People."),
    _list("organizations", "Organization", "监管机构。", "Bodies that supervise."),
    _list("regions", "Region", "行政区划。", "Regions."),
    _one("region", "Region", "一个行政区划。", "One region.", "code", REGION),
    _list("sectors", "Sector", "行业领域。", "Sectors."),
    _one("sector", "Sector", "一个行业领域。", "One sector.", "name", CODE_TEXT),
    _list("rules", "Rule", "判定规则。", "Judgement rules."),
    _one("rule", "Rule", "一条判定规则。", "One rule.", "code", CODE_TEXT),
    _list("checklists", "Checklist", "检查表。", "Checklists."),
    *figures.FIGURE_FIELDS,
    *server.SERVER_FIELDS,
    *federation.FEDERATION_FIELDS,
]


def core_types() -> Iterable[Type]:
    yield Type("Query", Title("查询。", "All reads."), ROOT_FIELDS)
    for noun in (
        access,
        actions,
        audit,
        campaigns,
        checklists,
        checks,
        coverage,
        draws,
        entities,
        events,
        evidence,
        federation,
        figures,
        hazards,
        impact,
        inspections,
        judgements,
        conflicts,
        ladders,
        look_backs,
        listings,
        minimums,
        opinions,
        papers,
        people,
        public_reports,
        rankings,
        regions,
        reports,
        rules,
        sectors,
        server,
        standing,
    ):
        yield from noun.TYPES
    yield from mutation_types(
        {field.target: field.name for field in reversed(ROOT_FIELDS) if isinstance(field, ToMany)}
    )


def core_catalog() -> Catalog:
    return Catalog({t.name: t for t in core_types()}, {u.name: u for u in (*events.UNIONS, *federation.UNIONS)})
