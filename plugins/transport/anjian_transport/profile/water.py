"""Passenger shipping: article 5 (1) to (3) of the guide of 2017."""

from __future__ import annotations

from anjian.plugin import Profile, Title, field

VESSELS = Title("艘", "ships")


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

    # what the ledger of vessels tells
    vessels_in_service: int | None = field(
        Title("在航客船", "Ships in service"),
        unit=VESSELS,
        meaning=Title("台账中在航的客船数", "Those of the ledger that are in use"),
        derived=True,
        filter=True,
        sort=True,
    )
    vessels_survey_expired: int | None = field(
        Title("检验证书过期的客船", "Ships with an expired survey"),
        unit=VESSELS,
        meaning=Title("台账中在航而检验证书过期的客船数", "In use although their survey has run out"),
        derived=True,
        filter=True,
        sort=True,
    )
    rebuilt_vessels: int | None = field(
        Title("查明擅自改建的客船", "Ships found rebuilt without approval"),
        unit=VESSELS,
        meaning=Title(
            "台账中在航而擅自改建的客船数；台账不能说明而检查认定没有的，为零",
            "In use although rebuilt without approval; zero where the ledger is silent and an inspection found none",
        ),
        derived=True,
        filter=True,
        sort=True,
    )
    unfit_vessels: int | None = field(
        Title("查明改装后不合格的客船", "Ships found unfit after conversion"),
        unit=VESSELS,
        meaning=Title(
            "台账中在航而改装后不满足技术法规的客船数；台账不能说明而检查认定没有的，为零",
            "In use although they fail the rules since; zero where the ledger is silent and an inspection found none",
        ),
        derived=True,
        filter=True,
        sort=True,
    )
    damaged_vessels: int | None = field(
        Title("查明破损未修的客船", "Ships found damaged and unrepaired"),
        unit=VESSELS,
        meaning=Title(
            "台账中在航而破损、损坏未及时修复的客船数；台账不能说明而检查认定没有的，为零",
            "In use although the damage was not repaired; zero where the ledger is silent and an inspection found none",
        ),
        derived=True,
        filter=True,
        sort=True,
    )
