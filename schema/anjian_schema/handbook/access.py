"""docs/access.md, written from the policy: ``python -m anjian_schema.handbook.access > docs/access.md``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from anjian.access.model import Role
from anjian.access.policy import EXTENTS, HIDDEN, LINKS, PERSONAL, READERS
from anjian.access.sight import Extent, Hidden
from anjian.commands.catalogue import CATALOGUE
from anjian.words import Title
from anjian_schema.handbook.markdown import both, code, table
from anjian_schema.mutations import COMMANDS

ABOUT = """\
# 谁能看什么、办什么 / Who may see and do what

权限写在一处（`core/anjian/access/policy.py`），是数据，不是散在各处的判断：每种身份看多远、哪些记录对谁隐藏、哪条记录\
依附于哪条记录、谁可以发哪个命令。列表、嵌套字段、计数、数字、按 id 取记录和命令查找记录都由这份数据\
生成条件；看不到的记录，对查询和命令都等于不存在（`NOT_FOUND`），连报错的文字也相同。本页由程序生成，测试保证它不过时。

The policy is data in one place: how far each role sees, which rows are hidden from whom, what hangs on what, who sends
which command. Every list, nested field, count, figure, lookup by id and command finds records by conditions made of
it. What one does not see is, to a query and to a command, as if it were not there, to the letter of the refusal. A
test draws worlds, viewers and documents and compares every answer with a second telling of the policy
(`tests/schema/policy`; [measurements.md](measurements.md) says how many reads it compared).

身份之上再按授权收窄：辖区（区划代码前缀）、行业、所在机构，行业插件还可以再收窄（`anjian_scope`），都只能更窄。

An assignment narrows a role further: a region, sectors, a body; plugins may narrow once
more (`anjian_scope`), never widen."""

HOW_FAR: Mapping[Extent, Title] = {
    Extent.REGION: Title("辖区和行业内的一切", "everything in their region and sectors"),
    Extent.OWN_ENTITY: Title("本单位的记录", "the records of their own entity"),
    Extent.OWN_TEAMS: Title(
        "所在检查组或本人的检查、由此而来的记录、被检查的对象",
        "what their teams or they themselves inspected, what came of it, and the entities where that was",
    ),
    Extent.OWN_BODY: Title(
        "授权限于一个机构时：该机构派出的检查、作出的措施、由此而来的记录、所涉的对象",
        "where the assignment names a body: what it inspected and issued, what came of it, and the entities concerned",
    ),
    Extent.NO_CASE: Title("人员、机构和账户；不看监管业务", "people, bodies and accounts; no case"),
}

COVERT = """\
暗查暗访在公开（`openedOn`）以前，对被查单位等于没有发生：检查、答案、判定、隐患、措施、证据、经过都不显示，也不计入任何数字；\
所见事实只供该次检查自己判定，不进入企业档案，不影响企业自查的判定，公开之后才并入。

Until a covert inspection is opened it did not happen as far as the inspected side can tell: nothing that came of it is
shown or counted there, the facts it saw judge itself alone and enter the profile only when it is opened."""

PEOPLE = """\
企业人员的姓名（`name`）只显示姓，本单位除外，筛选、排序和游标也按显示的来。`fullName`、`certificateNo` 给出完整内容，\
只限：{who}；每次这样查看，审计里都有一条（`SAW_PERSONAL`），说明是谁、何时、哪些字段。

Names of people of enterprises show the surname alone (`name`), in filters, orders and cursors as well, but to their own
side. `fullName` and `certificateNo` give them in full to {who_en}; each such read is a
line of the audit (`SAW_PERSONAL`): who, when, which fields."""

CONFLICTS = """\
专家用 `declareConflict` 声明与监管对象的利害关系；此后不能参加对该对象的检查，其检查组也不能前往，\
也不能在其整改验收上签名（`CONFLICT_OF_INTEREST`）。记录表明的（曾代该单位提交整改、持有该单位的令牌）不必声明。声明不受可见范围限制，只限辖区：专家须能在前往之前声明。

Experts declare what binds them to an entity (`declareConflict`); from then on neither they nor a team with them in it
inspects there, nor do they sign what was mended there. What the records show (they mended there, they hold a token of
that entity) needs no declaration. One may declare for any entity in one's region, seen or not: it has to be possible
before one goes there."""


def page() -> str:
    return "\n\n".join(paragraphs()) + "\n"


def paragraphs() -> Iterator[str]:
    yield ABOUT
    yield "## 看多远 / How far"
    yield table("身份 role | 看 sees | 个人信息 personal data | 看不到 never", map(role, Role))
    yield f"{both(HOW_FAR[Extent.OWN_BODY])}."
    yield "## 隐藏的记录 / Hidden rows"
    yield COVERT
    yield table("记录 rows | 表 table | 对谁 from whom", map(hidden, HIDDEN))
    yield "凡依附于隐藏记录的一并隐藏；凡依附于看得到的检查的，专家和机构才看得到："
    yield "What hangs on a hidden row is hidden with it; experts and bodies see what hangs on what is theirs:"
    yield table("表 table | 依附于 hangs on", map(linked, LINKS))
    yield "## 个人信息 / Personal data"
    yield PEOPLE.format(who=named(PERSONAL).zh, who_en=named(PERSONAL).en)
    yield "## 回避 / Conflicts of interest"
    yield CONFLICTS
    yield "## 谁办什么 / Who sends which command"
    yield table("命令 command | 办什么 what | 谁 who", map(command, COMMANDS))


def role(one: Role) -> Iterator[str]:
    yield f"{code(one.name)} {both(one.words)}"
    yield both(HOW_FAR[EXTENTS[one]])
    yield "可查看 in full, noted" if one in PERSONAL else "隐去 masked"
    closed = [both(each.words) for each in HIDDEN if one in each.from_]
    yield "；".join([*closed, *(code(noun) for noun, readers in READERS.items() if one not in readers)])


def hidden(one: Hidden) -> Iterator[str]:
    yield both(one.words)
    yield code(one.of.name)
    yield both(named(one.from_))


def named(roles: frozenset[Role]) -> Title:
    names = [known.words for known in Role if known in roles]
    return Title("、".join(words.zh for words in names), ", ".join(words.en for words in names))


def linked(noun: str) -> Iterator[str]:
    yield code(noun)
    yield "、".join(code(each.to.name) for each in LINKS[noun])


def command(name: str) -> Iterator[str]:
    step = CATALOGUE[COMMANDS[name]]
    yield code(name)
    yield both(step.title)
    yield named(step.roles).zh


if __name__ == "__main__":
    print(page(), end="")
