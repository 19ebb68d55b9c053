"""What must exist before a step of a hazard's life: each in words, with the code that is said while it is missing."""

from __future__ import annotations

from dataclasses import dataclass

from anjian.words import Title


@dataclass(frozen=True, slots=True)
class Need:
    """One condition. The step that checks it raises an error with this code."""

    words: Title
    code: str


NOT_BACKDATED = Need(Title("所述日期不早于三十天前", "no stated day more than 30 days ago"), "DATE_TOO_LONG_AGO")
LEVEL_SETTLED = Need(Title("等级没有待复核的评定", "no level awaits its second person"), "LEVEL_UNSETTLED")
RULES = Need(Title("所列判定条款当日有效", "rule items in force that day"), "RULE_ITEM_NOT_IN_FORCE")
ANOTHER_LEVEL = Need(Title("与现等级不同", "a level it does not have"), "SAME_LEVEL")
NONE_PROPOSED = Need(Title("没有待复核的等级评定", "no other proposal awaits its second person"), "LEVEL_PENDING")
DISCUSSED = Need(Title("消防领域须三人以上集体讨论", "for fire, discussed by three at least"), "DISCUSSION_NEEDED")
PROPOSED = Need(Title("有待复核的等级评定", "a proposed level"), "NOTHING_TO_RULE_ON")
PLAN = Need(Title("有待审批的方案", "a plan to rule on"), "NOTHING_TO_RULE_ON")
REQUEST = Need(Title("有待决的延期申请", "a request to rule on"), "NOTHING_TO_RULE_ON")
SECOND_PERSON = Need(Title("办理人不是提交人", "somebody else than who submitted it"), "SECOND_PERSON_NEEDED")
TWO_HATS = Need(
    Title("不得兼为发现人、审批人、验收人", "not finder, approver and acceptor"), "FINDER_APPROVER_ACCEPTOR"
)
FUNDS = Need(Title("资金数额", "a sum of money, if only 0"), "FUNDS_WRONG")
TERM = Need(Title("已有整改期限", "a term"), "NO_TERM_TO_EXTEND")
TERM_RUNS = Need(Title("期限尚未届满", "a term that has not run out"), "TERM_RAN_OUT")
LATER = Need(Title("新期限晚于现期限", "a later day than the present term"), "EXTENSION_NOT_LATER")
NONE_PENDING = Need(Title("没有待决的延期申请", "no other request awaits a ruling"), "EXTENSION_PENDING")
EVALUATION = Need(Title("治理后的评估结论", "the entity's own evaluation"), "EVALUATION_MISSING")
OFFICER = Need(Title("签名人中有持证执法人员", "an officer with a certificate among them"), "OFFICER_NEEDED")
NOT_OF_THE_ENTITY = Need(Title("签名人不是本单位人员", "none of the entity's own staff"), "ACCEPTOR_OF_THE_ENTITY")
NO_STOP = Need(Title("停产、查封等措施已解除", "no stop or seal stands because of it"), "STOP_STILL_STANDS")
LISTED_BY_US = Need(
    Title("挂牌督办的由挂牌机构销号并公布", "if listed, by the body that listed it"), "LISTED_BY_ANOTHER"
)
THEIRS_TO_CLOSE = Need(
    Title(
        "企业限本单位自查发现的一般隐患，安委办、政府限本机构挂牌的", "what is theirs: own small finds, own listings"
    ),
    "NOT_YOURS_TO_CLOSE",
)
PUBLISHED = Need(Title("挂牌督办的须公布结果", "if listed, where the result is published"), "PUBLICATION_MISSING")
TERM_AHEAD = Need(Title("期限不早于当日", "a term that is not over"), "DUE_DATE_IN_THE_PAST")
AFTER_FOUND = Need(Title("整改不早于发现", "mended no earlier than it was found"), "RECTIFIED_BEFORE_FOUND")
AFTER_MENDED = Need(Title("验收不早于整改", "decided no earlier than it was mended"), "DECIDED_BEFORE_RECTIFIED")
TWO_SIGNERS = Need(Title("至少两人签名", "two signers at least"), "TWO_SIGNERS_NEEDED")
NOT_THE_RECTIFIER = Need(Title("办理人、签名人都不是整改人", "none of them its rectifier"), "ACCEPTOR_IS_RECTIFIER")
EVIDENCE = Need(Title("重大隐患须有证明材料", "evidence, if it is major"), "EVIDENCE_MISSING")
