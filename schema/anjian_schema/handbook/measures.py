"""docs/actions.md, written from the tables: ``python -m anjian_schema.handbook.measures > docs/actions.md``."""

from __future__ import annotations

from collections.abc import Iterator

from anjian.actions.articles import ARTICLES, Article, Confidence
from anjian.actions.measures import MEASURES, Measure, bodies
from anjian.actions.model import ActionKind
from anjian_schema.handbook.markdown import both, code, table

ABOUT = """\
# 监管措施 / Supervision actions

每种措施由谁采取、需要什么、期限多长、怎样结束，都在下表中。命令的检查、`actionKinds` 和本页出自同一张表\
（`core/anjian/actions/measures.py` 与 `articles.yaml`）；本页由程序生成，测试保证它不过时。\
注“〔待核〕”的条文凭记忆写成，只作提示；正式决定前请阅读原文。

Who may take each action, what it needs, how long it lasts and how it ends. The checks, `actionKinds` and this page come
from one table. An article marked 〔待核〕 is recalled and informs only; read the official text before deciding."""

LIFE = """\
## 一项措施的经过 / What becomes of an action

`proposeAction` 提请 → `issueAction` 作出（或 `declineProposal` 不采纳）→ `serveAction` 送达 → `extendAction` 延长 → \
`confirmCompliance` 履行 → `consentToResume` 同意恢复、解除；`revokeAction` 撤销。没有一项会被删除。

- **文书号 / number**：`应急罚〔2026〕12号` 有三部分：机关代字、年份、序号（`documentWord`、`documentYear`、\
`documentSequence`）。同一机构一号一文书，括号、空格、前导零不同仍是同一号；同一对象同日同种措施可同用一份文书。\
A number belongs to one document of its body; one document may order several hazards of one entity.
- **签名 / signers**：限制权利的措施由至少两名持证执法人员签名，各在其执法区域和领域内（`signerIds`）。
- **提请 / proposals**：本机构无权采取的，用 `proposeAction` 提请；有权机构以 `issueAction(proposalId)` 采纳。
- **恢复 / resumption**：停产、查封等只能由作出机构或其上级经两名执法人员现场审查后同意解除，企业不能自行恢复。
  A stop ends by consent of the body that ordered it or one above, after two officers' review.
- **延长 / extension**：期满之前、一次、经本机构负责人批准。Once, before the term ends, approved by its head."""


def page() -> str:
    return "\n\n".join(paragraphs()) + "\n"


def paragraphs() -> Iterator[str]:
    yield ABOUT
    yield table("次序 rank | 措施 action | 编码 | 由谁 who | 需要 needs | 期限 term | 依据 basis", map(row, MEASURES))
    yield LIFE
    yield "## 条文 / Articles"
    yield table("编码 code | 条文 article | 概要 what it says", map(article, ARTICLES.values()))


def row(kind: ActionKind) -> Iterator[str]:
    measure = MEASURES[kind]
    yield str(measure.rank or "—")
    yield both(measure.title)
    yield code(kind.name)
    yield bodies(measure.by).zh
    yield "；".join(needs(measure))
    yield "；".join(terms(measure))
    yield cited(measure.basis)


def needs(measure: Measure) -> Iterator[str]:
    if measure.cuts_rights:
        yield "文书号、两名执法人员 / number, two officers"
    if measure.fine:
        yield "金额 / amount"
    if measure.head:
        yield "主要负责人批准 / the head's approval"
    if measure.notice_hours:
        yield f"提前 {measure.notice_hours} 小时通知 / told {measure.notice_hours} h ahead"
    if measure.proposed:
        yield "提请 / a proposal"


def terms(measure: Measure) -> Iterator[str]:
    if measure.longest_days:
        yield f"{measure.longest_days} 日 / days"
    elif measure.term:
        yield "须写明 / has to be said"
    if measure.extension_days:
        yield f"延长一次 {measure.extension_days} 日 / once more"
    if measure.consent:
        yield "经同意解除 / ends by consent"


def cited(basis: Article) -> str:
    return f"{basis.cited}{'' if basis.confidence is Confidence.VERIFIED else '〔待核〕'}"


def article(basis: Article) -> Iterator[str]:
    yield code(basis.code)
    yield cited(basis)
    yield both(basis.says)


if __name__ == "__main__":
    print(page(), end="")
