"""Water, alarms, smoke and power (6.6, 6.7, 7.4 to 7.7)."""

from __future__ import annotations

from anjian.plugin import Profile, Title, field


class Systems(Profile):
    """What the standard does not ask of a place is in order there."""

    sprinkler_required: bool | None = field(
        Title("应设自动喷水灭火系统", "Sprinklers are required"),
        meaning=Title("国家标准要求该场所设置", "The national standard asks for them in this place"),
    )
    sprinkler_installed: bool | None = field(
        Title("已设自动喷水灭火系统", "Sprinklers are installed"),
        meaning=Title("已按标准设置，能否使用另行记录", "As the standard asks; whether they work is another question"),
        filter=True,
    )
    alarm_required: bool | None = field(
        Title("应设火灾自动报警系统", "A fire alarm is required"),
        meaning=Title("国家标准要求该场所设置", "The national standard asks for one in this place"),
    )
    alarm_installed: bool | None = field(
        Title("已设火灾自动报警系统", "A fire alarm is installed"),
        meaning=Title("已按标准设置，能否运行另行记录", "As the standard asks; whether it works is another question"),
        filter=True,
    )
    tank_protection_ok: bool | None = field(
        Title("储罐（区）固定消防设施齐全", "Fixed protection of the tanks is complete"),
        meaning=Title(
            "应设的固定灭火、冷却、可燃气体浓度报警、火灾报警设施均已设置",
            "Fixed extinguishing, cooling, gas and fire alarms are there, as far as required",
        ),
    )

    water_source_ok: bool | None = field(
        Title("消防水源和灭火剂齐备", "Water source and agent are there"),
        meaning=Title("已按标准设消防水源、储存泡沫液等灭火剂", "Water and stored agent such as foam, as required"),
    )
    outdoor_supply_ok: bool | None = field(
        Title("室外消防给水可用", "Outdoor fire water works"),
        meaning=Title("已按标准设置且能正常使用，或不需设置", "It is as required and works, or none is required"),
    )
    indoor_hydrant_ok: bool | None = field(
        Title("室内消火栓可用", "Indoor hydrants work"),
        meaning=Title("已按标准设置且能正常使用，或不需设置", "They are as required and work, or none are required"),
    )
    other_fixed_ok: bool | None = field(
        Title("其他固定灭火设施已设", "Other fixed extinguishing is there"),
        meaning=Title(
            "除自动喷水外应设的固定灭火设施均已设置，或不需设置", "All but sprinklers that is required, or nothing is"
        ),
    )
    fixed_system_working: bool | None = field(
        Title("固定灭火设施能正常使用", "Fixed extinguishing works"),
        meaning=Title("已设的自动喷水和其他固定灭火设施能正常运行", "Sprinklers and others that are installed do"),
    )
    smoke_control_ok: bool | None = field(
        Title("防烟排烟设施可用", "Smoke control works"),
        meaning=Title("已按标准设置且能正常使用，或不需设置", "It is as required and works, or none is required"),
    )
    load_class_ok: bool | None = field(
        Title("消防用电负荷等级符合标准", "Supply class of fire equipment is right"),
        meaning=Title("消防用电设备的供电负荷级别达到标准", "The supply of fire equipment is of the class required"),
    )
    dedicated_circuit: bool | None = field(
        Title("消防用电使用专用回路", "Fire equipment has its own circuit"),
        meaning=Title("应使用专用供电回路的均已使用", "Wherever the standard asks for a dedicated one"),
    )
    auto_changeover_ok: bool | None = field(
        Title("末端自动切换装置有效", "Automatic changeover works"),
        meaning=Title("已按标准设置且能自动切换，或不需设置", "It is as required and switches, or none is required"),
    )
    alarm_working: bool | None = field(
        Title("火灾自动报警系统正常运行", "Fire alarm runs"),
        meaning=Title("已设的火灾自动报警系统运行正常", "The alarm that is installed runs normally"),
    )
    linkage_ok: bool | None = field(
        Title("自动消防设施联动正常", "Linkage works"),
        meaning=Title(
            "防烟排烟、消防水泵和其他自动消防设施能正常联动", "Smoke control, pumps and other equipment start together"
        ),
    )
