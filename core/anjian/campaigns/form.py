"""The form of a campaign's YAML. Editors get it as JSON Schema: ``anjian campaign schema``."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, TypeAlias

from pydantic import BaseModel, ConfigDict, Field

from anjian.campaigns.features import Feature
from anjian.campaigns.model import Cadence, ChaseKind, DutyKind, TaskLevel
from anjian.figures import FigureName
from anjian.inspections.model import InspectionKind
from anjian.people.model import TeamKind
from anjian.regions.model import RegionLevel
from anjian.words import Title

Text: TypeAlias = Annotated[str, Field(min_length=1)]
Name: TypeAlias = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,59}$")]


class Form(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Span(Form):
    """从何日到何日；未定的不写 / From when until when; left out where it is not fixed."""

    began_on: date | None = Field(default=None, alias="from", description="开始 / the first day")
    ended_on: date | None = Field(default=None, alias="until", description="结束 / the last day")


class PhaseForm(Span):
    """阶段 / A phase."""

    title: Title


class WindowForm(Form):
    """行动中的一个时段，如节假日 / A window inside the campaign, such as a holiday."""

    code: Name
    title: Title
    began_on: date = Field(alias="from")
    ended_on: date = Field(alias="until")


class TradeForm(Form):
    """行业领域 / A trade it covers."""

    code: Text
    title: Title
    added: bool = Field(default=False, description="本地增加的 / added by this place")


class TaskForm(Form):
    """任务 / A task."""

    code: Name
    level: TaskLevel
    title: Title
    body: str | None = Field(default=None, description="责任单位 / who has to do it")
    phase: int | None = Field(default=None, ge=1, description="所属阶段的序号 / in which phase, by its number")
    due: date | None = Field(default=None, description="期限 / by when")
    proof: Title | None = Field(default=None, description="完成的凭据 / what shows that it is done")
    added: bool = Field(default=False, description="本地增加的 / added by this place")


class BodyForm(Form):
    """专班、分队、工作组 / Task forces, squads, working groups: how many there are and of how many people."""

    title: Title
    count: int = Field(ge=1, description="几个 / how many")
    kind: TeamKind | None = Field(default=None, description="属于哪类检查组 / which kind of team")
    least: int | None = Field(default=None, ge=1, description="每个至少几人 / people in each, at the least")
    most: int | None = Field(default=None, ge=1, description="每个至多几人 / people in each, at the most")


class GoalForm(Form):
    """目标：某个数字达到多少 / What a figure is meant to reach."""

    code: Name
    title: Title
    figure: FigureName | None = Field(default=None, description="哪个数字 / which figure")
    coverage: tuple[InspectionKind, ...] | None = Field(
        default=None, description="覆盖率：名册内被这些方式检查过的占比 / the share of the registry so inspected"
    )
    sector: str | None = Field(
        default=None, description="名册限于哪个行业 / the registry of which sector; of all if none"
    )
    value: Decimal | None = Field(default=None, description="目标值，覆盖率为百分数 / the goal, in percent for a share")
    null_reason: str | None = Field(default=None, description="目标值为何不知 / why the goal is not known")
    due: date | None = None


class PairForm(Form):
    """挂钩督导 / Who supervises whom."""

    supervisor: Text
    supervised: Text


class ChaseForm(Form):
    """逾期未报时的一步 / One step while a report is not submitted."""

    days: int = Field(ge=1, le=366, description="逾期（或退回）满几日 / days since it was due, or came back")
    does: ChaseKind
    to: RegionLevel | None = Field(
        default=None, description="报到哪一级，缺省为报送地区自己 / the level that is told; the reporter itself if none"
    )


class DutyForm(Form):
    """报送、调度、通报、例会 / Who reports or meets, and how often."""

    code: Name
    kind: DutyKind
    title: Title
    cadence: Cadence | None = Field(
        default=None, description="周期；未写明的不写 / how often; none where no source says"
    )
    by: RegionLevel | None = Field(default=None, description="由哪一级报送，缺省为本级 / which level below reports")
    regions: tuple[str, ...] = Field(default=(), description="逐一指定由哪些地区报送 / or these regions, by code")
    figures: tuple[FigureName, ...] = Field(default=(), description="报送的数字 / the figures it holds")
    weekday: int | None = Field(
        default=None, ge=1, le=7, description="期满后的周几（1 为周一） / due on this day of the week that follows"
    )
    day: int | None = Field(
        default=None, ge=1, le=31, description="期满次月几日，月短则为末日 / due on this day of the month that follows"
    )
    after: int = Field(default=1, ge=0, le=60, description="期末后几日内 / so many days after the period")
    hour: int = Field(default=18, ge=0, le=23, description="几点前 / by this hour")
    late: tuple[ChaseForm, ...] = Field(default=(), description="逾期未报时逐级采取 / what follows while it is late")


class IndicatorForm(Form):
    """评分指标 / An indicator of the ranking."""

    code: Name
    title: Title
    weight: Decimal = Field(gt=0, description="权重，合计 100 / weight; all together are 100")
    figure: FigureName
    per: FigureName | None = Field(default=None, description="除以哪个数字 / divided by this figure")
    best: Decimal = Field(description="得满分的值 / the value that earns all points")
    worst: Decimal = Field(description="得零分的值 / the value that earns none")


class ListForm(Form):
    """清单 / A list that is issued, numbered and signed."""

    code: Name
    title: Title
    figures: tuple[FigureName, ...] = Field(min_length=1, description="列出哪些记录 / whose rows it lists")
    group: str | None = Field(default=None, description="所属一组，如“四张清单” / the set it belongs to")


class MechanismForm(Form):
    """工作机制：由哪项功能承载，或为何在软件之外 / Which feature carries it, or why it lies outside software."""

    name: Text
    meaning: Text = Field(description="英文说明 / what it is, in English")
    carried_by: Feature | None = None
    outside: Title | None = Field(default=None, description="为何在软件之外 / why no software carries it")


class NumberForm(Form):
    """公布的一个数字 / A number as it was published."""

    figure: Text = Field(description="数字的名称，或自定的代码 / a figure's name, or a code of its own")
    title: Text = Field(description="公布时的说法 / as it was worded")
    value: Decimal | None = None
    unit: Text
    null_reason: str | None = None


class PublishedForm(Span):
    """公布的一组数字 / Numbers that were published together."""

    day: date | None = Field(default=None, description="公布日期 / the day of publication")
    window: str | None = Field(default=None, description="时段的 code，缺省为整个行动 / of which window")
    figures: tuple[NumberForm, ...] = Field(min_length=1)


class CampaignForm(Span):
    """一个专项行动 / A campaign."""

    code: Name
    title: Title
    region: str | None = Field(default=None, description="区划代码；模板不写 / region; none in a template")
    parent: str | None = Field(default=None, description="上级行动的 code / the code of the campaign above")
    source: str | None = Field(default=None, description="出处 / where it is published")
    repeat_days: int | None = Field(default=None, ge=1, le=3650, description="重复隐患的天数 / days that make a repeat")
    phases: tuple[PhaseForm, ...] = ()
    windows: tuple[WindowForm, ...] = ()
    sectors: tuple[TradeForm, ...] = ()
    tasks: tuple[TaskForm, ...] = ()
    bodies: tuple[BodyForm, ...] = ()
    targets: tuple[GoalForm, ...] = ()
    pairs: tuple[PairForm, ...] = ()
    duties: tuple[DutyForm, ...] = ()
    ladders: tuple[str, ...] = Field(default=(), description="递进措施阶梯的编码 / codes of its ladders")
    scores: tuple[IndicatorForm, ...] = ()
    lists: tuple[ListForm, ...] = ()
    mechanisms: tuple[MechanismForm, ...] = ()
    published: tuple[PublishedForm, ...] = ()
