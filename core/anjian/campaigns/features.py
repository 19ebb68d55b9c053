"""What of anjian can carry a mechanism (工作机制) that a campaign's plan names."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from anjian.words import Title


class Feature(StrEnum):
    """A feature, by the noun under which the API and the documentation know it."""

    ACCEPTANCE = "acceptance"
    ACTION = "action"
    CAMPAIGN = "campaign"
    CHECKLIST = "checklist"
    COVERT_INSPECTION = "covert_inspection"
    DRAW = "draw"
    DUTY = "duty"
    EVIDENCE = "evidence"
    EXPERT_INSPECTION = "expert_inspection"
    FIGURE = "figure"
    INSPECTION = "inspection"
    JUDGEMENT = "judgement"
    LADDER = "ladder"
    LENIENCY = "leniency"
    LIST = "list"
    LISTING = "listing"
    LOOK_BACK = "look_back"
    OPINION = "opinion"
    PLAN = "plan"
    PUBLIC_REPORT = "public_report"
    RANKING = "ranking"
    REPEAT = "repeat"
    REPORT = "report"
    SECTOR = "sector"
    SELF_INSPECTION = "self_inspection"
    TARGET = "target"
    TASK = "task"
    TEAM = "team"
    TRANSFER = "transfer"
    VISIT_MINIMUM = "visit_minimum"


FEATURES: Mapping[Feature, Title] = {
    Feature.ACCEPTANCE: Title("验收与销号", "acceptance and close-out"),
    Feature.ACTION: Title("监管措施", "supervision actions"),
    Feature.CAMPAIGN: Title("专项行动的结构", "the campaign's own structure"),
    Feature.CHECKLIST: Title("检查表", "checklists"),
    Feature.COVERT_INSPECTION: Title("暗查暗访", "covert inspections"),
    Feature.DRAW: Title("随机抽取、异地交叉", "draws by lot, cross-region visits"),
    Feature.DUTY: Title("报送、调度、例会的周期", "duties and their cadences"),
    Feature.EVIDENCE: Title("证据文件", "evidence files"),
    Feature.EXPERT_INSPECTION: Title("专家体检", "check-ups by experts"),
    Feature.FIGURE: Title("统计数字", "figures"),
    Feature.INSPECTION: Title("监管检查", "inspections"),
    Feature.JUDGEMENT: Title("重大隐患判定", "judgement by the standards"),
    Feature.LADDER: Title("递进措施阶梯", "ladders"),
    Feature.LENIENCY: Title("从宽建议", "proposals of leniency"),
    Feature.LIST: Title("清单", "numbered lists"),
    Feature.LISTING: Title("挂牌督办", "listed supervision"),
    Feature.LOOK_BACK: Title("回头看", "look-backs"),
    Feature.OPINION: Title("现场检查意见书", "written opinions"),
    Feature.PLAN: Title("整改方案和期限", "rectification plans and terms"),
    Feature.PUBLIC_REPORT: Title("群众举报和奖励", "reports of the public and rewards"),
    Feature.RANKING: Title("评分排名", "scores and rankings"),
    Feature.REPEAT: Title("重复隐患", "repeated hazards"),
    Feature.REPORT: Title("报告", "reports"),
    Feature.SECTOR: Title("行业插件", "sectors"),
    Feature.SELF_INSPECTION: Title("企业自查及公布", "self-inspections and their posting"),
    Feature.TARGET: Title("目标和覆盖率", "targets and coverage"),
    Feature.TASK: Title("任务和进度", "tasks and their progress"),
    Feature.TEAM: Title("检查组和专家", "teams and experts"),
    Feature.TRANSFER: Title("移送、移交", "transfers to other bodies"),
    Feature.VISIT_MINIMUM: Title("领导带队检查次数", "leaders' monthly visits"),
}
