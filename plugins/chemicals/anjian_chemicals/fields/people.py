"""Whom the texts bind, who works there, and how it is managed: items 1, 2 and 16 to 18 of the notice of 2017."""

from __future__ import annotations

from anjian.plugin import Choice, Profile, Title, field


class BusinessKind(Choice):
    """What the enterprise is licensed for; the texts draw their circle by it."""

    PRODUCER = "producer", "危险化学品生产企业", "producer of hazardous chemicals"
    CHEMICAL = "chemical", "其他化工（含医药）企业", "other chemical or pharmaceutical enterprise"
    STORING_TRADER = "storing_trader", "有储存的危险化学品经营企业", "trader with storage"
    TRADER = "trader", "无储存的危险化学品经营企业", "trader without storage"


class People(Profile):
    business_kind: BusinessKind | None = field(
        Title("企业类别", "Kind of business"),
        meaning=Title("按安全生产许可证、经营许可证或主营业务确定", "By its licence, else by its main business"),
        filter=True,
        sort=True,
    )
    principal_assessed: bool | None = field(
        Title("主要负责人已考核合格", "Principal has passed the assessment"),
        meaning=Title(
            "安全生产知识和管理能力考核合格，证明有效", "In safety knowledge and management; the pass is valid"
        ),
    )
    safety_managers_assessed: bool | None = field(
        Title("安全管理人员均已考核合格", "All safety managers have passed the assessment"),
        meaning=Title(
            "在岗的每一名安全管理人员考核合格，证明有效", "Every safety manager in office holds a valid pass"
        ),
    )
    special_ops_all_certified: bool | None = field(
        Title("特种作业人员均持证", "All special-operation workers are certified"),
        meaning=Title(
            "含危险化工工艺、仪表等作业；每一个人持有有效操作证",
            "Hazardous processes and instruments among them; each holds a valid certificate",
        ),
    )


class Management(Profile):
    responsibility_system: bool | None = field(
        Title("已建立全员安全生产责任制", "Responsibility system in place"),
        meaning=Title("责任制与岗位相匹配，覆盖全员", "It matches the posts and covers everybody"),
    )
    hazard_inspection_system: bool | None = field(
        Title("隐患排查治理制度已实施", "Hazard-inspection system in force"),
        meaning=Title("制度已制定，且有实施的记录", "It is written down and its records show it is used"),
    )
    operating_procedures: bool | None = field(
        Title("已制定操作规程", "Operating procedures exist"),
        meaning=Title("每个操作岗位都有现行的操作规程", "Every operating post has one in force"),
    )
    process_limits: bool | None = field(
        Title("已制定工艺控制指标", "Process limits exist"),
        meaning=Title("每个工艺过程都有控制指标", "Every process has control limits"),
    )
    special_work_system: bool | None = field(
        Title("已制定特殊作业管理制度", "Special-work rules exist"),
        meaning=Title(
            "动火、进入受限空间等作业的制度符合国家标准",
            "For hot work, confined spaces and so on, as the standard asks",
        ),
    )
    special_work_executed: bool | None = field(
        Title("特殊作业制度有效执行", "Special-work rules are followed"),
        meaning=Title("作业票、气体分析、监护等与制度一致", "Permits, gas tests and guardians are as the rules say"),
    )
