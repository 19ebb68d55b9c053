"""A ladder as somebody writes it, in YAML or JSON; what is wrong with it is said step by step."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from anjian.actions.articles import ARTICLES
from anjian.actions.measures import MEASURES, bodies
from anjian.actions.model import ActionKind
from anjian.commands.command import camel
from anjian.commands.review import Review
from anjian.errors import AnjianError
from anjian.hazards.model import HazardLevel
from anjian.ladders.model import Trigger
from anjian.people.model import OrganizationKind
from anjian.words import Title

REMINDER = "reminder"
LONGEST = 3650  # days


class Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Words(Part):
    zh: str = Field(min_length=1)
    en: str = Field(min_length=1)


class When(Part):
    """``number`` are days, or times of a repeat; a refusal needs none."""

    kind: Trigger
    number: int = Field(default=0, ge=0, le=LONGEST)


class Step(Part):
    name: str = Field(pattern=r"^[a-z][a-z0-9-]{0,39}$")
    title: Words
    when: When
    does: str
    authority: str | None = None
    term_days: int | None = Field(default=None, ge=1, le=LONGEST)
    answer: Words | None = None
    after: str | None = None
    article: str = "LOCAL"

    @property
    def action(self) -> ActionKind | None:
        return None if self.does == REMINDER else ActionKind(self.does)


class LadderDocument(Part):
    code: str = Field(pattern=r"^[A-Z][A-Z0-9-]{0,39}$")
    title: Words
    source: str = Field(min_length=1)
    region: str | None = None
    sector: str | None = None
    level: HazardLevel | None = None
    steps: tuple[Step, ...] = Field(min_length=1, max_length=50)


class LadderUnreadable(AnjianError):
    code = "LADDER_UNREADABLE"
    words = Title("阶梯写法有误：{reason}", "the ladder cannot be read here: {reason}")


class LadderLoop(AnjianError):
    code = "LADDER_LOOP"
    words = Title(
        "步骤首尾相接成环：{steps}；至少有一步不应以其他步骤为前提",
        "these steps wait for one another in a circle: {steps}; one of them has to come first",
    )


class LadderGap(AnjianError):
    code = "LADDER_GAP"
    words = Title(
        "步骤“{step}”以“{after}”为前提，阶梯中没有这一步；已有：{known}",
        'the step "{step}" comes after "{after}", which the ladder does not have; it has: {known}',
    )


class LadderStepTwice(AnjianError):
    code = "LADDER_STEP_TWICE"
    words = Title("步骤“{step}”出现了两次；请另行命名", 'there are two steps "{step}": name one of them otherwise')


class LadderStepUnknown(AnjianError):
    code = "LADDER_STEP_UNKNOWN"
    words = Title("没有措施“{does}”；可用的有：{known}", 'there is no action "{does}"; there are: {known}')


class LadderAuthorityUnknown(AnjianError):
    code = "LADDER_AUTHORITY_UNKNOWN"
    words = Title(
        "步骤“{step}”由谁办理？“{authority}”不是机构类别；可用的有：{known}",
        'who takes the step "{step}"? "{authority}" is no kind of body; there are: {known}',
    )


class LadderAuthorityWrong(AnjianError):
    code = "LADDER_AUTHORITY_WRONG"
    words = Title(
        "步骤“{step}”的措施（{kind_zh}）不能由{own_zh}采取；有权的是：{able_zh}",
        'the action of step "{step}" ({kind_en}) is not for {own_en}; who may take it: {able_en}',
    )


class LadderTermMissing(AnjianError):
    code = "LADDER_TERM_MISSING"
    words = Title(
        "步骤“{step}”没有期限：请填写 termDays，期满仍无结果才进入下一步",
        'the step "{step}" has no term: give termDays, after which the next step follows',
    )


class LadderOutOfOrder(AnjianError):
    code = "LADDER_OUT_OF_ORDER"
    words = Title(
        "步骤“{step}”在逾期 {number} 日触发，早于它的前提“{after}”（{before} 日）；请改大",
        'the step "{step}" is due {number} days past the term, before "{after}" ({before} days), which it follows',
    )


class LadderSilentFirst(AnjianError):
    code = "LADDER_SILENT_FIRST"
    words = Title(
        "步骤“{step}”以未答复为条件，但没有前提步骤；请填写 after",
        'the step "{step}" waits for an answer that no step before it asks for: say which one with after',
    )


class LadderArticleUnknown(AnjianError):
    code = "LADDER_ARTICLE_UNKNOWN"
    words = Title(
        "步骤“{step}”的依据“{article}”未收录；已收录：{known}",
        'the article "{article}" of "{step}" is not on record; these are: {known}',
    )


def read(document: Mapping[str, Any]) -> LadderDocument:
    """The ladder, or every reason why it is none."""
    with Review() as review:
        try:
            ladder = LadderDocument.model_validate(snake(document))
        except ValidationError as error:
            review.problems += [unreadable(one) for one in error.errors()]
    with Review() as review:
        for place, step in enumerate(ladder.steps):
            with review.of("steps", place):
                check(review_step(ladder, place, step))
        with review.of("steps"):
            no_loop(ladder.steps)
    return ladder


def snake(value: Any) -> Any:
    """Files say ``term_days``, callers of GraphQL ``termDays``."""
    match value:
        case Mapping():
            return {spelled(key): snake(inner) for key, inner in value.items()}
        case list():
            return [snake(inner) for inner in value]
    return value


def spelled(key: str) -> str:
    return "term_days" if key == camel("term_days") else key


def unreadable(error: Any) -> LadderUnreadable:
    return LadderUnreadable(reason=error["msg"], path=[part for part in error["loc"] if isinstance(part, str | int)])


def check(problems: Iterator[AnjianError]) -> None:
    with Review() as review:
        review.problems += problems


def review_step(ladder: LadderDocument, place: int, step: Step) -> Iterator[AnjianError]:
    names = [other.name for other in ladder.steps]
    if step.name in names[:place]:
        yield LadderStepTwice(step=step.name, path=("name",))
    if step.term_days is None:
        yield LadderTermMissing(step=step.name, path=("termDays",))
    if step.article not in ARTICLES:
        yield LadderArticleUnknown(
            step=step.name, article=step.article[:40], known="、".join(ARTICLES), path=("article",)
        )
    yield from follows(ladder, step, names)
    yield from has_authority(step)


def follows(ladder: LadderDocument, step: Step, names: Sequence[str]) -> Iterator[AnjianError]:
    if step.after is None:
        if step.when.kind is Trigger.SILENT:
            yield LadderSilentFirst(step=step.name, path=("after",))
        return
    if step.after not in names:
        yield LadderGap(step=step.name, after=step.after[:40], known="、".join(names), path=("after",))
        return
    before = ladder.steps[names.index(step.after)]
    both_overdue = before.when.kind is Trigger.OVERDUE is step.when.kind
    if both_overdue and step.when.number <= before.when.number and before is not step:
        yield LadderOutOfOrder(
            step=step.name,
            number=step.when.number,
            after=before.name,
            before=before.when.number,
            path=("when", "number"),
        )


def has_authority(step: Step) -> Iterator[AnjianError]:
    """A reminder is anybody's; an action is for whom the table of measures says."""
    kinds = [REMINDER, *(kind.value for kind in ActionKind)]
    if step.does not in kinds:
        yield LadderStepUnknown(does=step.does[:40], known="、".join(kinds), path=("does",))
        return
    known = [kind.value for kind in OrganizationKind]
    if step.authority not in known:
        said = (step.authority or "")[:40]
        yield LadderAuthorityUnknown(step=step.name, authority=said, known="、".join(known), path=("authority",))
    elif step.action is not None and (body := OrganizationKind(step.authority)) not in MEASURES[step.action].by:
        yield not_for(step, body, step.action)


def not_for(step: Step, body: OrganizationKind, action: ActionKind) -> LadderAuthorityWrong:
    own, able, kind = body.words, bodies(MEASURES[action].by), action.words
    named = {"own_zh": own.zh, "own_en": own.en, "able_zh": able.zh, "able_en": able.en}
    return LadderAuthorityWrong(step=step.name, kind_zh=kind.zh, kind_en=kind.en, **named, path=("authority",))


def no_loop(steps: Sequence[Step]) -> None:
    """Each step has one before it at most, so that whoever goes back either arrives or goes round."""
    before = {step.name: step.after for step in steps}
    for step in steps:
        seen, name = [step.name], step.after
        while name is not None and name not in seen:
            seen, name = [*seen, name], before.get(name)
        if name == step.name:
            raise LadderLoop(steps=" → ".join([*seen, name]))
