"""Layout, design and process: items 3, 4, 8 to 11, 13 and 19 of the notice of 2017."""

from __future__ import annotations

from anjian.plugin import Profile, Title, field


class Layout(Profile):
    external_distance_ok: bool | None = field(
        Title("外部安全防护距离符合要求", "External safety distance suffices"),
        meaning=Title(
            "“两重点一重大”装置和储存设施与外部防护目标的距离达到国家标准",
            "Between what is specially supervised and whatever outside is to be protected, as the standard asks",
        ),
    )
    toxic_gas_pipeline: bool | None = field(
        Title("有剧毒气体或硫化氢管道", "Pipelines of highly toxic gas or hydrogen sulfide"),
        meaning=Title(
            "光气、氯气等剧毒气体或硫化氢气体的管道", "Of phosgene, chlorine and the like, or hydrogen sulfide"
        ),
    )
    crosses_public_area: bool | None = field(
        Title("该管道穿越公共区域", "Such a pipeline crosses a public area"),
        meaning=Title("在厂区（包括化工园区、工业园区）以外穿越公共区域", "Outside the plant and the industrial park"),
    )
    overhead_line_in_area: bool | None = field(
        Title("地区架空电力线路穿越生产区", "Overhead power lines cross the production area"),
        meaning=Title("不属于本企业的架空线路从生产区上方经过", "Lines of the region pass above it"),
    )
    overhead_line_ok: bool | None = field(
        Title("该线路符合国家标准", "These lines meet the standard"),
        meaning=Title("与装置、设施的距离等达到国家标准", "In their distance from units and otherwise"),
    )
    control_room_protected: bool | None = field(
        Title("控制室、机柜间防火防爆达标", "Control and cabinet rooms are protected"),
        meaning=Title(
            "面向有火灾、爆炸危险装置的一侧符合国家标准；没有这样的一侧，视为达标",
            "Each side that faces a unit with fire or explosion hazard meets the standard",
        ),
    )


class Process(Profile):
    key_process: bool | None = field(
        Title("涉及重点监管危险化工工艺", "Key hazardous processes"),
        meaning=Title("装置采用国家重点监管目录内的工艺", "A unit runs a process on the national list"),
        filter=True,
    )
    key_chemical: bool | None = field(
        Title("涉及重点监管危险化学品", "Key hazardous chemicals"),
        meaning=Title("生产、储存国家重点监管目录内的危险化学品", "Chemicals on the national list are made or stored"),
        filter=True,
    )
    auto_control_in_service: bool | None = field(
        Title("自动化控制已投用", "Automatic control is in service"),
        meaning=Title("重点监管工艺的每套装置都已实现并投用", "In every unit with a key process"),
    )
    esd_in_service: bool | None = field(
        Title("紧急停车系统已投用", "Emergency shutdown is in service"),
        meaning=Title("重点监管工艺的每套装置都具备并投用", "In every unit with a key process"),
    )
    formal_design: bool | None = field(
        Title("在役装置均经正规设计", "Units in service were properly designed"),
        meaning=Title("由有资质的单位设计；没有化工装置，视为是", "By a qualified designer, each of them"),
    )
    design_diagnosis_done: bool | None = field(
        Title("未经正规设计的装置已作安全设计诊断", "Units without proper design were diagnosed"),
        meaning=Title("诊断已完成，所提问题已处理", "The diagnosis is done and what it found is mended"),
    )
    uses_eliminated_process: bool | None = field(
        Title("使用淘汰落后的工艺或设备", "Eliminated processes or equipment in use"),
        meaning=Title("列入国家淘汰落后安全技术工艺、设备目录", "Those on the national elimination lists"),
    )
    new_process_tested: bool | None = field(
        Title("新开发工艺均逐级试验", "New processes went through every stage of tests"),
        meaning=Title(
            "小试、中试、工业化试验之后才工业化生产；没有新开发的工艺，视为是",
            "Bench, pilot and industrial tests before production, for each process newly developed",
        ),
    )
    first_use_reviewed: bool | None = field(
        Title("国内首次使用的工艺均经论证", "Processes first used in the country were reviewed"),
        meaning=Title(
            "经省级人民政府有关部门组织安全可靠性论证；没有首次使用的，视为是",
            "For safety and reliability, by departments of the province, each of them",
        ),
    )
    trial_plan: bool | None = field(
        Title("新建装置投料前均有试生产方案", "New units had a trial-production plan before feeding"),
        meaning=Title("方案已制定；没有新建装置，视为是", "Each unit newly built"),
    )
    reaction_risk_assessed: bool | None = field(
        Title("精细化工反应安全风险已评估", "Reaction risks of fine chemicals were assessed"),
        meaning=Title("按规范性文件要求开展；不属于精细化工，视为是", "As the rules ask of fine-chemical enterprises"),
    )
