"""Tanks, loading, alarms, power and storage: items 5 to 7, 12, 14, 15 and 20 of the notice of 2017."""

from __future__ import annotations

from anjian.plugin import Profile, Title, field


class Tanks(Profile):
    tank_emergency_shutoff: bool | None = field(
        Title("一、二级重大危险源罐区有紧急切断", "Grade I and II tank farms have emergency shut-off"),
        meaning=Title("每一处这样的罐区都已实现紧急切断功能", "Every such tank farm has it working"),
    )
    toxic_or_liquefied: bool | None = field(
        Title("该罐区涉及毒性气体、液化气体或剧毒液体", "They hold toxic or liquefied gas or highly toxic liquid"),
        meaning=Title("一、二级重大危险源罐区之一涉及", "One of the grade I or II tank farms does"),
    )
    independent_sis: bool | None = field(
        Title("该罐区有独立的安全仪表系统", "They have an independent safety instrumented system"),
        meaning=Title("每一处涉及上述介质的一、二级罐区都已配备", "Every grade I or II tank farm with such contents"),
    )
    full_pressure_lpg_tank: bool | None = field(
        Title("有全压力式液化烃储罐", "Fully pressurised tanks of liquefied hydrocarbons"),
        meaning=Title("常温下靠压力保持液态的储罐", "Kept liquid by pressure at ambient temperature"),
    )
    water_injection_ok: bool | None = field(
        Title("该储罐注水措施符合国家标准", "Their water injection meets the standard"),
        meaning=Title("每一座这样的储罐都已设置且可用", "Every such tank has it, ready to use"),
    )
    liquefied_gas_loading: bool | None = field(
        Title("充装危险的液化气体", "Hazardous liquefied gases are loaded"),
        meaning=Title(
            "充装液化烃、液氨、液氯等易燃易爆或有毒有害的液化气体",
            "Liquefied hydrocarbons, ammonia, chlorine and others that burn, explode or poison",
        ),
    )
    swivel_arm_used: bool | None = field(
        Title("充装均用万向管道系统", "Loading is done with swivel-joint arms"),
        meaning=Title("每一处充装位都使用万向管道充装系统", "At every loading point"),
    )


class Safeguards(Profile):
    gas_detectors_ok: bool | None = field(
        Title("气体检测报警符合国家标准", "Gas detection meets the standard"),
        meaning=Title("每一处可能泄漏可燃、有毒有害气体的场所", "Wherever flammable or toxic gas may leak"),
    )
    explosion_proof_ok: bool | None = field(
        Title("防爆电气符合国家标准", "Explosion-proof electrics meet the standard"),
        meaning=Title("每一处爆炸危险场所的电气设备", "In every place with explosion hazard"),
    )
    dual_power_ok: bool | None = field(
        Title("双重电源符合国家标准", "Dual power supply meets the standard"),
        meaning=Title("化工生产装置按国家标准应设的，均已设置", "Every production unit that needs it has it"),
    )
    ups_ok: bool | None = field(
        Title("自动化控制系统有不间断电源", "Control systems have uninterruptible power"),
        meaning=Title("每套自动化控制系统都已设置且有效", "Every automatic control system has it working"),
    )
    relief_devices_in_service: bool | None = field(
        Title("安全阀、爆破片等均投用", "Relief valves, bursting discs and the like are in service"),
        meaning=Title("没有被隔离、拆除或超期未校验的", "None is blocked, removed or overdue for calibration"),
    )


class Storage(Profile):
    storage_zoned: bool | None = field(
        Title("分区分类储存", "Stored by zone and class"),
        meaning=Title("按国家标准分区、分类存放危险化学品", "As the standard asks of hazardous chemicals"),
    )
    storage_over_quantity: bool | None = field(
        Title("超量储存", "Stored beyond the permitted quantity"),
        meaning=Title("任何一处的存量超过设计或许可的数量", "Anywhere more than designed or permitted"),
    )
    storage_over_variety: bool | None = field(
        Title("超品种储存", "Kinds stored that are not permitted"),
        meaning=Title("存放了设计或许可之外的品种", "Chemicals for which the store was not designed or permitted"),
    )
    incompatible_mixed: bool | None = field(
        Title("禁配物质混放混存", "Incompatible substances kept together"),
        meaning=Title("相互禁配的物质放在一起", "Substances that must not meet are stored in one place"),
    )
