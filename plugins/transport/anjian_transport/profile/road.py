"""Road and city passenger transport: articles 3 and 4 (1) of the criteria of 2023."""

from __future__ import annotations

from decimal import Decimal

from anjian.plugin import Profile, Title, field
from anjian_transport.choices import WarningKind, WarningLevel

KILOMETRE = Title("km", "km")
POINTS = Title("分", "points")
VEHICLES = Title("辆", "vehicles")


class EveryRoad(Profile):
    """Article 3 of the road criteria: every enterprise of road and city passenger transport."""

    license_valid: bool | None = field(
        Title("经营许可有效", "Licence valid"),
        meaning=Title("应当许可的经营都持有许可且在有效期内", "Whatever needs a licence has one that has not expired"),
        filter=True,
    )
    filing_done: bool | None = field(
        Title("已按规定备案", "Filed as required"),
        meaning=Title("应当备案的经营都已备案", "Whatever has to be filed has been"),
    )
    beyond_scope: bool | None = field(
        Title("超出许可备案事项", "Beyond licence or filing"),
        meaning=Title("经营超出许可（备案）的事项", "It does what is not licensed or filed"),
    )
    vehicle_scrapped: bool | None = field(
        Title("使用报废车辆", "Scrapped vehicle in service"),
        meaning=Title("至少一辆在用车辆达到报废标准", "One vehicle in service at least should be scrapped"),
    )
    vehicle_modified: bool | None = field(
        Title("使用改装拼装车辆", "Altered vehicle in service"),
        meaning=Title(
            "至少一辆在用车辆被擅自改装或拼装", "One vehicle in service at least was altered without leave or assembled"
        ),
    )
    inspection_valid: bool | None = field(
        Title("车辆检验均有效", "All inspections valid"),
        meaning=Title("每辆在用车辆检验检测合格且在有效期内", "Each vehicle in service has passed and is not overdue"),
    )
    equipment_unfit: bool | None = field(
        Title("其他装备设施不合规", "Other equipment unfit"),
        meaning=Title(
            "经营中使用其他不符合规定的车辆装备、设施设备", "Other equipment or facilities in use do not comply"
        ),
    )
    long_term_offences: bool | None = field(
        Title("长期三超一疲劳", "Long-term driving offences"),
        meaning=Title(
            "所属驾驶员和车辆长期超速、超员、超载、疲劳驾驶",
            "Its drivers and vehicles speed, overcrowd, overload or drive tired over a long time",
        ),
    )
    corrected_on_the_way: bool | None = field(
        Title("途中已提醒纠正", "Corrected on the way"),
        meaning=Title("违法行为在途中得到提醒、纠正", "The driver was reminded and corrected while driving"),
    )
    dealt_within_month: bool | None = field(
        Title("一个月内已处理", "Dealt with within a month"),
        meaning=Title("事后一个月内对责任人严肃处理", "Those responsible were dealt with seriously within one month"),
    )
    credit_score_once: int | None = field(
        Title("一次诚信考核最高计分", "Highest score in one assessment"),
        unit=POINTS,
        meaning=Title("驾驶员一次诚信考核计分的最高值", "The highest that a driver got in one credit assessment"),
        filter=True,
        sort=True,
        ge=0,
    )
    high_score_handled: bool | None = field(
        Title("高分驾驶员已处理", "High-scored driver dealt with"),
        meaning=Title(
            "一次计10分及以上的驾驶员都已严肃处理", "Every driver with 10 or more at once was dealt with seriously"
        ),
    )
    high_score_on_duty: bool | None = field(
        Title("高分驾驶员仍上岗", "High-scored driver on duty"),
        meaning=Title("一次计10分及以上的驾驶员仍被安排上岗", "A driver with 10 or more at once is still put on duty"),
    )
    warning_kind: WarningKind | None = field(
        Title("预警种类", "Kind of warning"),
        meaning=Title("经营地或途经地已发布的最严重的预警", "The gravest one in force where it operates or passes"),
    )
    warning_level: WarningLevel | None = field(
        Title("预警等级", "Level of warning"), meaning=Title("同一预警的等级", "The level of the same warning")
    )
    suspension_due: bool | None = field(
        Title("应当停运", "Suspension due"),
        meaning=Title(
            "政府已下停运指令，或企业预案要求停运", "Government has ordered it, or the firm's own plan asks for it"
        ),
    )
    transporting: bool | None = field(
        Title("仍安排运输", "Still transporting"),
        meaning=Title("应当停运时仍安排运输", "Transport is arranged all the same"),
    )
    other_legal_case: bool | None = field(
        Title("法定的其他情形", "Other case set by law"),
        meaning=Title(
            "法律、法规或规章规定应判定为重大隐患的其他情形，由检查人员认定",
            "A case that a law or rule calls a major hazard; a person finds it",
        ),
        manual=True,
    )
    other_legal_basis: str | None = field(
        Title("法律依据", "Legal basis"),
        meaning=Title("规定该情形的法律、法规或规章的名称和条款", "Name and article of the law or rule that says so"),
        manual=True,
        min_length=1,
        max_length=500,
    )

    # what the ledger of vehicles tells
    vehicles_in_service: int | None = field(
        Title("在用车辆", "Vehicles in service"),
        unit=VEHICLES,
        meaning=Title("台账中在用的车辆数", "Those of the ledger that are in use"),
        derived=True,
        filter=True,
        sort=True,
    )
    vehicles_licence_expired: int | None = field(
        Title("道路运输证过期的车辆", "Vehicles with an expired licence"),
        unit=VEHICLES,
        meaning=Title("台账中在用而道路运输证过期的车辆数", "In use although their licence has run out"),
        derived=True,
        filter=True,
        sort=True,
    )
    scrapped_vehicles: int | None = field(
        Title("查明达到报废的在用车辆", "Vehicles found past scrapping"),
        unit=VEHICLES,
        meaning=Title(
            "台账中在用而达到强制报废日期的车辆数；台账不能说明而检查认定没有的，为零",
            "In use past the day they should be scrapped; zero where the ledger is silent and an inspection found none",
        ),
        derived=True,
        filter=True,
        sort=True,
    )
    altered_vehicles: int | None = field(
        Title("查明改装拼装的在用车辆", "Vehicles found altered"),
        unit=VEHICLES,
        meaning=Title(
            "台账中在用而擅自改装、拼装的车辆数；台账不能说明而检查认定没有的，为零",
            "In use although altered or assembled; zero where the ledger is silent and an inspection found none",
        ),
        derived=True,
        filter=True,
        sort=True,
    )
    overdue_vehicles: int | None = field(
        Title("查明检验超期的在用车辆", "Vehicles found overdue for inspection"),
        unit=VEHICLES,
        meaning=Title(
            "台账中在用而检验有效期已过的车辆数；台账不能说明而检查认定没有的，为零",
            "In use although their inspection ran out; zero where the ledger is silent and an inspection found none",
        ),
        derived=True,
        filter=True,
        sort=True,
    )


class Passenger(Profile):
    """Article 4 (1) of the road criteria: coaches on long lines."""

    line_km: Decimal | None = field(
        Title("最长班线里程", "Longest line"),
        unit=KILOMETRE,
        meaning=Title("客运班线中里程最长的一条，没有班线为零", "Of its scheduled lines; zero where it has none"),
        filter=True,
        sort=True,
        ge=0,
    )
    line_risk_assessed: bool | None = field(
        Title("长途班线已评估", "Long lines assessed"),
        meaning=Title(
            "800公里以上的每条班线按规定做了安全风险评估", "Each line of 800 km or more was assessed as required"
        ),
    )
    night_stop_or_relay: bool | None = field(
        Title("凌晨停车休息或接驳", "Night stop or relay"),
        meaning=Title(
            "800公里以上班线的车辆凌晨2时至5时停车休息或实行接驳运输",
            "Coaches of lines of 800 km or more stop or are relayed between 2 and 5 a.m.",
        ),
    )
