"""docs/hazard-life.md, written from the table: ``python -m anjian_schema.handbook.life > docs/hazard-life.md``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from anjian.access.model import Role
from anjian.hazards.life import LIFE, Transition
from anjian.hazards.model import HazardLevel, Stage
from anjian_schema.handbook.markdown import both, code, fenced, table
from anjian_schema.next_steps import able

ABOUT = """\
# 隐患的一生 / The life of a hazard

隐患从发现到销号的每一步都在下表中：由哪个命令办理、从哪个阶段到哪个阶段、谁可以办理、事先须具备什么、依据哪一条。\
命令的检查、拒绝时的说明、`hazard { nextSteps { command who needs } }` 和本页都出自同一张表\
（`core/anjian/hazards/life.py`）；本页由程序生成，测试保证它不过时。依据后注“〔待核〕”的尚未与正式文本核对。

Each step of a hazard from discovery to close-out: the command that takes it, from where to where, who may send it,
what must exist first (with the code that is said while it is missing), and the article it rests on. The checks, the
sentences of refusals, `nextSteps` and this page come from one table. Every step keeps the time its sender states and
the server's own; a clock that went back is refused (`CLOCK_MOVED_BACK`). An article marked 〔待核〕 is recalled and
still to be compared with the official text."""

REPEATS = """\
## 重复隐患 · What comes back

A hazard that comes back within 365 days of its close-out (a campaign's `repeat_days` may say otherwise) is a record
of its own, linked to the one before (`repeatOf`, `repeats`), numbered (`repeatNo`; the first is 1) and counted by the
figure `REPEATED_HAZARDS`, which a ladder may climb on (`repeated`). It is the same when the same rule or checklist
item is wrong again at an inspection, or when somebody reports the same words of the same place or equipment (blanks
and capitals aside), or says so with `repeatOfId`. An entity that is renamed, moves or gets another credit code stays
the same record (`changeEntity`); whoever takes a place over names its `predecessorId` at registration, and what was
closed there counts. What is still open there is linked too. The staff of the new owner see the number, and not
another firm's record.

隐患销号后 365 日内（专项行动可另定天数）再次出现的，另立一条，关联上一条、编次数并计入“重复出现的隐患”\
；更名、迁址、换码仍是同一对象，易主的在登记时填写前身。"""


def page() -> str:
    return "\n\n".join(paragraphs()) + "\n"


def paragraphs() -> Iterator[str]:
    yield ABOUT
    for level in HazardLevel:
        yield f"## {both(level.words)}"
        yield fenced("mermaid", "\n".join(picture(level)))
        yield table("命令 command | 从 from | 到 to | 谁 who | 事先须有 needs | 依据 basis", map(row, of(level)))
    yield REPEATS


def of(level: HazardLevel) -> Iterable[Transition]:
    return (one for one in LIFE if level in one.levels)


def picture(level: HazardLevel) -> Iterator[str]:
    """Steps between stages as Mermaid draws them; those that stay where they are stand in the table only."""
    yield "stateDiagram-v2"
    seen = {stage for one in of(level) for stage in (*one.start, one.to) if stage}
    yield from (f'    state "{both(stage.words)}" as {stage.value}' for stage in Stage if stage in seen)
    for one in of(level):
        if one.to is not None:
            yield from (f"    {start} --> {one.to.value}: {one.command}" for start in starts(one) if start != one.to)


def starts(transition: Transition) -> Iterable[str]:
    return [stage.value for stage in transition.start] or ["[*]"]


def row(transition: Transition) -> Iterator[str]:
    yield f"{code(transition.command)} {both(transition.title)}"
    yield "、".join(stage.words.zh for stage in transition.start)
    yield transition.to.words.zh if transition.to else "不变"
    yield "、".join(role.words.zh for role in Role if role in able(transition))
    yield "；".join(f"{both(need.words)} {code(need.code)}" for need in transition.needs)
    yield transition.basis


if __name__ == "__main__":
    print(page(), end="")
