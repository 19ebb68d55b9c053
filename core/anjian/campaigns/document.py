"""A campaign as somebody writes it in YAML: held to its form, and to what a campaign has to be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from importlib.resources.abc import Traversable
from itertools import pairwise
from typing import Any, NamedTuple

from pydantic import TypeAdapter

from anjian.campaigns.form import CampaignForm, DutyForm
from anjian.campaigns.model import Cadence
from anjian.plugin.files.document import Broken, Document
from anjian.plugin.files.notes import MEND, Notes
from anjian.plugin.files.problems import FileUnreadable
from anjian.plugin.files.validation import validated
from anjian.words import Title

FORM = TypeAdapter(CampaignForm)
WHOLE = Decimal(100)
OF_A_WEEK, OF_A_MONTH = {Cadence.WEEK}, {Cadence.MONTH, Cadence.QUARTER, Cadence.YEAR}
LONGEST = {Cadence.WEEK: 7, Cadence.HALF_MONTH: 16, Cadence.MONTH: 31, Cadence.QUARTER: 92, Cadence.YEAR: 366}

BACKWARDS = Title("结束早于开始", "it ends before it begins")
OUTSIDE = Title("不在行动的起止日期之内（{began_on} 至 {ended_on}）", "outside the campaign ({began_on} to {ended_on})")
TASK_EARLY = Title(
    "任务期限 {due} 早于所属阶段的开始 {began_on}", "the task is due on {due}, before its phase begins ({began_on})"
)
NO_PHASE = Title("没有第 {phase} 阶段，共 {count} 个", "there is no phase {phase}; there are {count}")
TWICE = Title("代码 {code} 用了两次", "the code {code} is used twice")
OTHER_CODE = Title("请换一个代码", "choose another code")
WEIGHTS = Title("权重合计 {sum}，应为 100", "the weights add up to {sum}; it has to be 100")
FLAT = Title("满分值与零分值相同", "best and worst are the same value")
NO_DENOMINATOR = Title(
    "目标须有 figure（数字）或 coverage（覆盖率，以名册为分母），二者取一",
    "a target has a figure, or a coverage with the registry as its denominator: one of the two",
)
NO_VALUE = Title(
    "没有目标值时须写明 null_reason，二者取一", "a value, or null_reason where it is not known: one of the two"
)
PERCENT = Title("覆盖率应为 0 至 100", "a coverage is between 0 and 100")
NEVER = Title(
    "{cadence} 周期不能这样规定期限：{key} 只用于{fit_zh}", "a cadence of {cadence} has no {key}, which is for {fit_en}"
)
NO_REPORT = Title(
    "只有按周期报送数字的要求才能催报：请写明 cadence 和 figures",
    "only a report that is due again and again can be late: give it a cadence and figures",
)
STEP_BACK = Title(
    "第 {step} 步的 {days} 日不晚于前一步", "step {step}, after {days} days, is no later than the one before"
)
NEVER_DUE = Title(
    "行动只有 {days} 天，{cadence} 周期一次也不会到期",
    "the campaign lasts {days} days: a cadence of {cadence} is never due",
)
CARRIED = Title(
    "须写明由哪项功能承载（carried_by），或为何在软件之外（outside），二者取一",
    "say which feature carries it (carried_by) or why none does (outside): one of the two",
)
NO_WINDOW = Title("没有时段 {window}", "there is no window {window}")


class CampaignUnreadable(FileUnreadable):
    code = "CAMPAIGN_UNREADABLE"
    words = Title("专项行动文件 {file} 有 {count} 处错误：", "the campaign {file} has {count} mistakes:")


class Written(NamedTuple):
    """What was read, and as it was written."""

    form: CampaignForm
    data: dict[str, Any]


def read(source: Traversable) -> Written:
    """The campaign, or every reason why it is none, each with its line."""
    try:
        document = Document.read(source)
    except Broken as broken:
        raise CampaignUnreadable(broken.problem.file, [broken.problem]) from broken
    return held(document)


def held(document: Document) -> Written:
    form = validated(FORM, document)
    if form is None or document.problems:
        raise CampaignUnreadable(document.file, document.problems)
    notes = Notes(document)
    for path, reason, cure in flaws(form):
        notes.add(path, reason, cure)
    if notes.problems:
        raise CampaignUnreadable(document.file, notes.problems)
    return Written(form, told(form))


def told(form: CampaignForm) -> dict[str, Any]:
    """The plan as plain values, without what goes without saying."""
    plain: dict[str, Any] = FORM.dump_python(form, mode="json", by_alias=True, exclude_defaults=True)
    return plain


Flaw = tuple[Sequence[Any], Title, Title]


def flaws(form: CampaignForm) -> Iterator[Flaw]:
    yield from of_days(form)
    yield from of_codes(form)
    yield from of_tasks(form)
    yield from of_targets(form)
    yield from of_scores(form)
    for place, duty in enumerate(form.duties):
        yield from ((("duties", place, *path), reason, cure) for path, reason, cure in of_duty(form, duty))
    for place, one in enumerate(form.mechanisms):
        if (one.carried_by is None) == (one.outside is None):
            yield ("mechanisms", place, "name"), CARRIED, MEND
    windows = {window.code for window in form.windows}
    for place, told in enumerate(form.published):
        if told.window is not None and told.window not in windows:
            yield ("published", place, "window"), NO_WINDOW.format(window=told.window), MEND
        for number, printed in enumerate(told.figures):
            if (printed.value is None) == (printed.null_reason is None):
                yield ("published", place, "figures", number), NO_VALUE, MEND


def of_days(form: CampaignForm) -> Iterator[Flaw]:
    spans: list[tuple[tuple[Any, ...], date | None, date | None]] = [((), form.began_on, form.ended_on)]
    spans += [(("phases", place), one.began_on, one.ended_on) for place, one in enumerate(form.phases)]
    spans += [(("windows", place), one.began_on, one.ended_on) for place, one in enumerate(form.windows)]
    for path, began_on, ended_on in spans:
        if began_on and ended_on and ended_on < began_on:
            yield (*path, "until"), BACKWARDS, MEND
        elif not within(form, began_on) or not within(form, ended_on):
            yield path, OUTSIDE.format(began_on=form.began_on, ended_on=form.ended_on or "—"), MEND


def within(form: CampaignForm, day: date | None) -> bool:
    return day is None or (form.began_on or day) <= day <= (form.ended_on or day)


def of_codes(form: CampaignForm) -> Iterator[Flaw]:
    for part in ("tasks", "targets", "duties", "scores", "lists", "windows"):
        seen: set[str] = set()
        for place, one in enumerate(getattr(form, part)):
            if one.code in seen:
                yield (part, place, "code"), TWICE.format(code=one.code), OTHER_CODE
            seen.add(one.code)


def of_tasks(form: CampaignForm) -> Iterator[Flaw]:
    for place, task in enumerate(form.tasks):
        if task.phase is not None and task.phase > len(form.phases):
            yield ("tasks", place, "phase"), NO_PHASE.format(phase=task.phase, count=len(form.phases)), MEND
            continue
        began_on = form.phases[task.phase - 1].began_on if task.phase else form.began_on
        if task.due and began_on and task.due < began_on:
            yield ("tasks", place, "due"), TASK_EARLY.format(due=task.due, began_on=began_on), MEND


def of_targets(form: CampaignForm) -> Iterator[Flaw]:
    for place, goal in enumerate(form.targets):
        if (goal.figure is None) == (goal.coverage is None):
            yield ("targets", place), NO_DENOMINATOR, MEND
        elif (goal.value is None) == (goal.null_reason is None):
            yield ("targets", place), NO_VALUE, MEND
        elif goal.coverage is not None and goal.value is not None and not 0 <= goal.value <= WHOLE:
            yield ("targets", place, "value"), PERCENT, MEND


def of_scores(form: CampaignForm) -> Iterator[Flaw]:
    total = sum((one.weight for one in form.scores), Decimal())
    if form.scores and total != WHOLE:
        yield ("scores",), WEIGHTS.format(sum=total), MEND
    for place, one in enumerate(form.scores):
        if one.best == one.worst:
            yield ("scores", place, "best"), FLAT, MEND


def of_duty(form: CampaignForm, duty: DutyForm) -> Iterator[Flaw]:
    """What can never be met."""
    known = {"weekday": (duty.weekday, OF_A_WEEK, Title("周", "weeks"))}
    known["day"] = (duty.day, OF_A_MONTH, Title("月、季、年", "months, quarters and years"))
    for key, (value, fit, words) in known.items():
        if value is not None and duty.cadence not in fit:
            named = duty.cadence or "—"
            yield (key,), NEVER.format(cadence=named, key=key, fit_zh=words.zh, fit_en=words.en), MEND
    yield from of_lateness(duty)
    if form.began_on and form.ended_on and duty.cadence in LONGEST:
        days = (form.ended_on - form.began_on).days + 1
        if days < LONGEST[duty.cadence] // 2:
            yield ("cadence",), NEVER_DUE.format(days=days, cadence=duty.cadence), MEND


def of_lateness(duty: DutyForm) -> Iterator[Flaw]:
    if duty.late and (duty.cadence not in {Cadence.DAY, *LONGEST} or not duty.figures):
        yield ("late",), NO_REPORT, MEND
    for place, (before, step) in enumerate(pairwise(duty.late), 1):
        if step.days <= before.days:
            yield ("late", place, "days"), STEP_BACK.format(step=place + 1, days=step.days), MEND
