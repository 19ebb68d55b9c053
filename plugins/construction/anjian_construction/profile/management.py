"""Article 4: how the works are managed."""

from __future__ import annotations

from anjian.plugin import Profile, Title, field
from anjian_construction.profile.units import PEOPLE, WORKS


class Management(Profile):
    """Article 4: permits, staff and the special plans of dangerous works (危大工程)."""

    safety_permit: bool | None = field(
        Title("安全生产许可证有效", "Safety-production permit valid"),
        meaning=Title("施工企业持有安全生产许可证且在有效期内", "The contractor holds one and it has not expired"),
    )
    qualification_ok: bool | None = field(
        Title("资质与工程相符", "Qualification fits the work"),
        meaning=Title(
            "企业资质的类别和等级覆盖所承揽的工程", "Class and grade of the qualification cover the work taken on"
        ),
    )
    safety_staff_required: int | None = field(
        Title("应配安全管理人员数", "Safety staff required"),
        unit=PEOPLE,
        meaning=Title(
            "按规定本项目应配备的专职安全管理人员数", "The number of full-time safety staff that the project must have"
        ),
        filter=True,
        sort=True,
        ge=0,
    )
    safety_staff_actual: int | None = field(
        Title("实配安全管理人员数", "Safety staff on duty"),
        unit=PEOPLE,
        meaning=Title("实际在岗的专职安全管理人员数", "Full-time safety staff actually on duty"),
        filter=True,
        sort=True,
        ge=0,
    )
    abc_certificates_valid: bool | None = field(
        Title("三类人员考核证均有效", "All A, B and C certificates valid"),
        meaning=Title(
            "企业主要负责人、项目负责人、专职安全员的考核合格证都有效",
            "Those of the principal, the project manager and every safety officer",
        ),
    )
    special_ops_all_certified: bool | None = field(
        Title("特种作业人员均持证", "All special-operation workers certified"),
        meaning=Title(
            "从事建筑施工特种作业的每一个人持有有效操作资格证",
            "Whoever does special operations of construction holds a valid certificate",
        ),
    )
    scheme_prepared: bool | None = field(
        Title("专项方案均已编制", "Every special plan drawn up"),
        meaning=Title("每项危大工程在施工前编制了专项施工方案", "Before it began, each dangerous work had one"),
    )
    scheme_reviewed: bool | None = field(
        Title("专项方案均已审核", "Every special plan reviewed"),
        meaning=Title(
            "每项方案由施工单位技术负责人审核、总监理工程师审查",
            "Signed by the contractor's chief engineer and the chief supervisor",
        ),
    )
    scheme_serious_defect: bool | None = field(
        Title("专项方案有严重缺陷", "Special plan seriously flawed"),
        meaning=Title(
            "方案的计算、构造或措施有可能导致事故的缺陷",
            "Its calculation, details or measures are flawed in a way that may cause an accident",
        ),
    )
    over_scale: bool | None = field(
        Title("有超过一定规模的危大工程", "Has works beyond a certain scale"),
        meaning=Title(
            "至少一项危大工程超过规定规模", "At least one dangerous work exceeds the scale set for expert review"
        ),
        filter=True,
    )
    expert_reviewed: bool | None = field(
        Title("超规模工程均已论证", "All of them expert-reviewed"),
        meaning=Title(
            "每项超规模危大工程的方案按规定通过专家论证", "The plan of each has passed expert review as required"
        ),
    )
    acceptance_required: bool | None = field(
        Title("有应验收的危大工程", "Has works that need acceptance"),
        meaning=Title(
            "按规定须验收合格才能进入下道工序的危大工程",
            "Dangerous works that must pass acceptance before the next step",
        ),
    )
    acceptance_passed: bool | None = field(
        Title("均已验收合格", "All accepted"),
        meaning=Title("应验收的每一项都验收合格", "Each of those that need it has passed"),
    )
    next_step_started: bool | None = field(
        Title("未等验收已进入下道工序或使用", "Went on or into use before acceptance"),
        meaning=Title(
            "应验收的工程在验收合格前已进入下道工序或投入使用", "Before passing, the next step or the use had begun"
        ),
    )

    # what the ledger of dangerous works tells
    works_under_way: int | None = field(
        Title("在建危大工程", "Dangerous works under way"),
        unit=WORKS,
        meaning=Title("台账中已开工的项数", "Those of the ledger that have begun"),
        derived=True,
        filter=True,
        sort=True,
    )
    works_over_scale: int | None = field(
        Title("在建超规模危大工程", "Of these beyond the scale"),
        unit=WORKS,
        meaning=Title("台账中已开工且超过一定规模的项数", "Those that have begun and are beyond a certain scale"),
        derived=True,
        filter=True,
        sort=True,
    )
    works_without_plan: int | None = field(
        Title("查明未编审论证的危大工程", "Works found without plan or reviews"),
        unit=WORKS,
        meaning=Title(
            "台账中已开工而方案未编、未审或应论证未论证的项数；台账不能说明而检查认定没有的，为零",
            "Begun without plan or a review it needs; zero where the ledger is silent and an inspection found none",
        ),
        derived=True,
        filter=True,
        sort=True,
    )
    works_without_acceptance: int | None = field(
        Title("查明未验收即使用的危大工程", "Works found in use without acceptance"),
        unit=WORKS,
        meaning=Title(
            "台账中应验收未验收而已进入下道工序或使用的项数；台账不能说明而检查认定没有的，为零",
            "In use before the acceptance they need; zero where the ledger is silent and an inspection found none",
        ),
        derived=True,
        filter=True,
        sort=True,
    )
