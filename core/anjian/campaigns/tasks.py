"""任务进度: what is told of a task, by whom; that it is done is confirmed by somebody else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import sqlalchemy as sa

from anjian.campaigns.model import Campaign, CampaignTask, TaskProgress, TaskState
from anjian.commands.command import Command, Limit
from anjian.commands.desk import Desk
from anjian.commands.lookup import NotFound
from anjian.commands.review import Review
from anjian.database.ids import UUID
from anjian.errors import AnjianError
from anjian.words import Title

WHOLE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportTaskProgress(Command):
    """报告任务进度."""

    campaign_id: Annotated[UUID, Title("专项行动", "the campaign")]
    code: Annotated[str, Title("任务代码", "the task, by its code"), Limit(60)]
    state: Annotated[TaskState, Title("状态", "how it stands")]
    percent: Annotated[int, Title("完成百分比，0 至 100", "how much of it is done, 0 to 100")]
    note: Annotated[
        str, Title("进展、受阻原因或完成凭据", "progress, what blocks it, or what shows that it is done"), Limit(2000)
    ]


class PercentWrong(AnjianError):
    code = "PERCENT_WRONG"
    words = Title("完成百分比应为 0 至 100；已完成的为 100", "it is between 0 and 100, and 100 where the task is done")


class NotDoneYet(AnjianError):
    code = "NOT_DONE_YET"
    words = Title(
        "任务尚未报告完成，不能核查确认", "nobody told yet that the task is done: there is nothing to confirm"
    )


class ConfirmedByWhoDidIt(AnjianError):
    code = "CONFIRMED_BY_WHO_DID_IT"
    words = Title(
        "报告完成的人不能核查确认；请由他人确认", "whoever told that it is done cannot confirm it: somebody else does"
    )


async def report_task_progress(desk: Desk, command: ReportTaskProgress) -> Campaign:
    campaign, task = await task_of(desk, command)
    with Review() as review, review.of("percent"):
        finished = command.state in (TaskState.DONE, TaskState.CONFIRMED)
        if not 0 <= command.percent <= WHOLE or (finished and command.percent != WHOLE):
            raise PercentWrong
    if command.state is TaskState.CONFIRMED:
        await check_confirmation(desk, task)
    task.state, task.percent = command.state, command.percent
    told = {"state": command.state, "percent": command.percent, "note": command.note.strip()}
    by = {"at": desk.now, "told_by": desk.viewer.person_id}
    desk.session.add(TaskProgress(campaign_id=task.campaign_id, code=task.code, **told, **by))
    return campaign


async def task_of(desk: Desk, command: ReportTaskProgress) -> tuple[Campaign, CampaignTask]:
    """Held, of a campaign that reaches into the viewer's region or lies in it."""
    named = (CampaignTask.campaign_id == command.campaign_id, CampaignTask.code == command.code)
    task = await desk.session.scalar(sa.select(CampaignTask).where(*named).with_for_update())
    campaign = await desk.session.get(Campaign, command.campaign_id)
    own = desk.viewer.region_code or ""
    if task is None or campaign is None or not meets(campaign.region_code, own):
        raise NotFound(noun_zh="该任务", noun_en="task", path=("code",))
    return campaign, task


def meets(place: str, own: str) -> bool:
    return place.startswith(own) or own.startswith(place)


async def check_confirmation(desk: Desk, task: CampaignTask) -> None:
    if task.state is not TaskState.DONE:
        raise NotDoneYet(path=("state",))
    of = (TaskProgress.campaign_id == task.campaign_id, TaskProgress.code == task.code)
    done = sa.select(TaskProgress.told_by).where(*of, TaskProgress.state == TaskState.DONE)
    if await desk.session.scalar(done.order_by(TaskProgress.at.desc()).limit(1)) == desk.viewer.person_id:
        raise ConfirmedByWhoDidIt(path=("state",))
