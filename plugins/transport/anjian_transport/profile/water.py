"""Passenger shipping: article 5 (1) to (3) of the guide of 2017."""

from __future__ import annotations

from anjian.plugin import Profile, Title, field


class Ships(Profile):
    """Article 5 of the guide for passenger shipping: the condition of ships."""

    rebuilt_without_approval: bool | None = field(
        Title("客船擅自改建", "Rebuilt without approval"),
        meaning=Title("至少一艘客船未经批准改建", "One passenger ship at least was rebuilt without approval"),
    )
    converted: bool | None = field(
        Title("有改装的客船", "Has converted ships"),
        meaning=Title("至少一艘客船经过改装", "One passenger ship at least has been converted"),
    )
    technical_rules_ok: bool | None = field(
        Title("改装后满足技术法规", "Technical rules met after conversion"),
        meaning=Title(
            "改装的客船适航性、救生、防火满足技术法规",
            "Converted ships meet the rules on seaworthiness, life-saving and fire",
        ),
    )
    hull_damage: bool | None = field(
        Title("船体破损", "Hull damage"),
        meaning=Title("至少一艘客船船体破损，影响航行安全", "Damage to the hull of one ship at least affects safety"),
    )
    nav_equipment_damage: bool | None = field(
        Title("航行设备损坏", "Navigation equipment damaged"),
        meaning=Title("至少一艘客船航行设备损坏，影响航行安全", "Damage to that of one ship at least affects safety"),
    )
    damage_repaired: bool | None = field(
        Title("破损已及时修复", "Damage repaired in time"),
        meaning=Title("影响航行安全的破损、损坏都及时修复", "All damage that affects safety was repaired in time"),
    )
