"""The figures as they were published. Computing them from the records must give the same numbers."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from anjian.campaigns.model import Cadence, Report, ReportFigure
from anjian.database.record import Record
from anjian.demo.campaigns import SOURCES, Values, campaign_id, region_of
from anjian.demo.chance import at_work, chance, record_id
from anjian.demo.plans import LIANHU, MID_AUTUMN, NATIONAL_DAY, ZHENGZHOU, Window
from anjian.figures import FigureName as F


class Published(NamedTuple):
    """One number as printed. ``figure`` names its definition, or a code of its own where no record can show it."""

    figure: str
    title: str
    value: int | None
    unit: str
    null_reason: str | None = None


class PublishedReport(NamedTuple):
    window: Window
    cadence: Cadence
    published_on: date
    figures: tuple[Published, ...]


REPORTS = (
    PublishedReport(ZHENGZHOU, Cadence.CUMULATIVE, date(2019, 11, 20), (
        Published(F.VISITS, "检查各类单位场所", 122_302, "家次"),
        Published(F.GENERAL_HAZARDS_FOUND, "排查一般隐患", 126_113, "处"),
        Published(F.MAJOR_HAZARDS_FOUND, "重大隐患", 160, "处"),
        Published(F.SUSPENSIONS, "停产整顿", 297, "家"),
        Published(F.ORDERS_ISSUED, "下达整改令", 1_919, "份"),
        Published(F.CITY_SUPERVISION_GROUPS, "市政府督导组", 15, "个"),
        Published(F.BUREAU_SUPERVISION_GROUPS, "应急系统督导组", 13, "个"),
        Published(F.COUNTIES_REPORTING, "县（市、区）", 16, "个"),
    )),
    PublishedReport(MID_AUTUMN, Cadence.HOLIDAY, date(2019, 11, 20), (
        Published(F.TEAMS, "督查组", 245, "个"),
        Published(F.TEAM_PEOPLE, "人数", 778, "人"),
        Published(F.UNITS_INSPECTED, "检查企业", 861, "家"),
        Published(F.HAZARDS_FOUND, "安全隐患", 711, "处"),
        Published(F.HAZARDS_FIXED_ON_THE_SPOT, "当即整改", 705, "处"),
        Published("covert_teams_per_day", "每天暗查暗访组", 2, "组"),
    )),
    PublishedReport(NATIONAL_DAY, Cadence.HOLIDAY, date(2019, 11, 20), (
        Published(F.LEADER_SITE_CHECKS, "下沉一线安全督查", 29, "次"),
        Published(F.TEAMS, "明察暗访组", 428, "组"),
        Published(F.TEAM_PEOPLE, "人数", 2_836, "人"),
        Published(F.UNITS_INSPECTED, "检查暗访企业", 6_892, "家"),
        Published(F.GENERAL_HAZARDS_FOUND, "一般隐患", 15_782, "项"),
        Published(F.MAJOR_HAZARDS_FOUND, "重大隐患", 3, "项"),
        Published(F.GENERAL_HAZARDS_RECTIFIED, "已整改一般隐患", 15_506, "项"),
        Published(F.MAJOR_HAZARDS_RECTIFIED, "已整改重大隐患", 3, "项"),
        Published(F.INTERVIEWS, "约谈", 4, "家"),
        Published(F.FINES_YUAN, "处罚罚款", 65_600, "元"),
        Published(F.ORDERS_ISSUED, "下达整改令", 96, "份"),
    )),
    PublishedReport(LIANHU, Cadence.CUMULATIVE, date(2023, 6, 25), (
        Published(F.CAMPAIGN_PHASES, "阶段", 4, "个"),
        Published(F.CAMPAIGN_SECTORS, "行业领域", 15, "个"),
        Published(F.CAMPAIGN_TASK_LEVELS, "层面", 3, "个"),
        Published(F.CAMPAIGN_TASKS, "整治任务", 22, "项"),
        Published(F.TASK_FORCE_STAFF, "抽调工作人员", 6, "名"),
        Published(F.EXPERTS, "应急管理专家库专家", 35, "名"),
        Published("expert_categories", "专业类别", None, "个", "unreadable"),
        Published(F.GENERAL_HAZARDS_FOUND, "一般隐患", 1_446, "个"),
        Published(F.MAJOR_HAZARDS_FOUND, "重大事故隐患", 2, "个"),
        Published(F.ENTERPRISES_GUIDED, "帮扶指导重点企业", 47, "家"),
        Published(F.INTERVIEWS, "约谈企业", 4, "家"),
        Published(F.JOINT_PUNISHMENTS, "联合惩戒企业", 3, "家"),
    )),
)  # fmt: skip


def reports() -> list[tuple[type[Record], Values]]:
    written = [report(published) for published in REPORTS]
    return [(Report, [one for one, _ in written]), (ReportFigure, [row for _, rows in written for row in rows])]


def report(published: PublishedReport) -> tuple[dict[str, Any], Values]:
    """The report and its figures, in the order of print."""
    window, rng = published.window, chance(f"report {published.window.code}")
    made_at = at_work(rng, published.published_on)
    identity = record_id(rng, made_at)
    row = {
        "id": identity,
        "campaign_id": campaign_id(window),
        "region_code": region_of(window),
        "cadence": published.cadence,
        "window_from": window.began_on,
        "window_until": min(window.ended_on, window.cut_off),
        "published_on": published.published_on,
        "source": SOURCES[region_of(window)],
        "made_at": made_at,
    }
    return row, [figure(identity, position, one) for position, one in enumerate(published.figures, start=1)]


def figure(report_id: Any, position: int, one: Published) -> dict[str, Any]:
    return {
        "report_id": report_id,
        "position": position,
        "figure": str(one.figure),
        "title_zh": one.title,
        "value": None if one.value is None else Decimal(one.value),
        "unit": one.unit,
        "null_reason": one.null_reason,
    }
