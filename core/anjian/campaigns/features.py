"""What of anjian can carry a mechanism (工作机制) that a campaign's plan names."""

from __future__ import annotations

from anjian.words import Choice


class Feature(Choice):
    """A feature, by the noun under which the API and the documentation know it."""

    ACCEPTANCE = "acceptance", "验收与销号", "acceptance and close-out"
    ACTION = "action", "监管措施", "supervision actions"
    CAMPAIGN = "campaign", "专项行动的结构", "the campaign's own structure"
    CHECKLIST = "checklist", "检查表", "checklists"
    COVERT_INSPECTION = "covert_inspection", "暗查暗访", "covert inspections"
    DRAW = "draw", "随机抽取、异地交叉", "draws by lot, cross-region visits"
    DUTY = "duty", "报送、调度、例会的周期", "duties and their cadences"
    EVIDENCE = "evidence", "证据文件", "evidence files"
    EXPERT_INSPECTION = "expert_inspection", "专家体检", "check-ups by experts"
    FIGURE = "figure", "统计数字", "figures"
    INSPECTION = "inspection", "监管检查", "inspections"
    JUDGEMENT = "judgement", "重大隐患判定", "judgement by the standards"
    LADDER = "ladder", "递进措施阶梯", "ladders"
    LENIENCY = "leniency", "从宽建议", "proposals of leniency"
    LIST = "list", "清单", "numbered lists"
    LISTING = "listing", "挂牌督办", "listed supervision"
    LOOK_BACK = "look_back", "回头看", "look-backs"
    OPINION = "opinion", "现场检查意见书", "written opinions"
    PLAN = "plan", "整改方案和期限", "rectification plans and terms"
    PUBLIC_REPORT = "public_report", "群众举报和奖励", "reports of the public and rewards"
    RANKING = "ranking", "评分排名", "scores and rankings"
    REPEAT = "repeat", "重复隐患", "repeated hazards"
    REPORT = "report", "报告", "reports"
    SECTOR = "sector", "行业插件", "sectors"
    SELF_INSPECTION = "self_inspection", "企业自查及公布", "self-inspections and their posting"
    TARGET = "target", "目标和覆盖率", "targets and coverage"
    TASK = "task", "任务和进度", "tasks and their progress"
    TEAM = "team", "检查组和专家", "teams and experts"
    TRANSFER = "transfer", "移送、移交", "transfers to other bodies"
    VISIT_MINIMUM = "visit_minimum", "领导带队检查次数", "leaders' monthly visits"
