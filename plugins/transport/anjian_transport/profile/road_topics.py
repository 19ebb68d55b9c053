"""Road and city passenger transport: what only a person with the text at hand can judge."""

from __future__ import annotations

from anjian.plugin import Profile, Title, field


class RoadTopics(Profile):
    """Subjects of the road criteria whose clauses are not known here: a person reads the text and answers."""

    coach_monitoring_ok: bool | None = field(
        Title("客车动态监控落实", "Coach monitoring in order"),
        meaning=Title(
            "主题：客运车辆动态监控；由检查人员对照原文判断",
            "Topic: monitoring of coaches; a person judges by the text",
        ),
        manual=True,
    )
    night_mountain_road: bool | None = field(
        Title("违规夜间通行山区公路", "Mountain road at night"),
        meaning=Title(
            "主题：夜间通行限制；由检查人员对照原文判断", "Topic: limits on night travel; a person judges by the text"
        ),
        manual=True,
    )
    freight_carries_dangerous: bool | None = field(
        Title("普通货运承运危险货物", "Freight carries dangerous goods"),
        meaning=Title(
            "主题：普通货运违规承运危险货物；由检查人员对照原文判断",
            "Topic: dangerous goods as general freight; a person judges by the text",
        ),
        manual=True,
    )
    truck_monitoring_ok: bool | None = field(
        Title("货车动态监控落实", "Truck monitoring in order"),
        meaning=Title(
            "主题：重型货车动态监控；由检查人员对照原文判断",
            "Topic: monitoring of heavy trucks; a person judges by the text",
        ),
        manual=True,
    )
    tank_medium_match: bool | None = field(
        Title("罐体与介质相符", "Tank matches medium"),
        meaning=Title(
            "主题：危货罐体与介质；由检查人员对照原文判断", "Topic: tank and medium; a person judges by the text"
        ),
        manual=True,
    )
    tank_inspection_valid: bool | None = field(
        Title("罐体检验有效", "Tank inspection valid"),
        meaning=Title(
            "主题：危货罐体检验；由检查人员对照原文判断", "Topic: inspection of tanks; a person judges by the text"
        ),
        manual=True,
    )
    dangerous_crew_qualified: bool | None = field(
        Title("危货人员有资格", "Crew qualified"),
        meaning=Title(
            "主题：危货驾驶员、押运员、装卸管理员资格；由检查人员对照原文判断",
            "Topic: drivers, escorts and loaders; a person judges by the text",
        ),
        manual=True,
    )
    waybill: bool | None = field(
        Title("危货有运单", "Waybill carried"),
        meaning=Title("主题：危货运单；由检查人员对照原文判断", "Topic: waybills; a person judges by the text"),
        manual=True,
    )
    bag_screening: bool | None = field(
        Title("行李安检落实", "Bags screened"),
        meaning=Title(
            "主题：汽车客运站安检；由检查人员对照原文判断", "Topic: screening at stations; a person judges by the text"
        ),
        manual=True,
    )
    departure_check: bool | None = field(
        Title("出站检查落实", "Departures checked"),
        meaning=Title(
            "主题：汽车客运站出站检查；由检查人员对照原文判断", "Topic: departure checks; a person judges by the text"
        ),
        manual=True,
    )
    training_car_ok: bool | None = field(
        Title("教练车合规", "Training cars in order"),
        meaning=Title(
            "主题：驾培教练车和场地；由检查人员对照原文判断",
            "Topic: training cars and grounds; a person judges by the text",
        ),
        manual=True,
    )
    instructor_ok: bool | None = field(
        Title("教练员合规", "Instructors in order"),
        meaning=Title("主题：驾培教练员；由检查人员对照原文判断", "Topic: instructors; a person judges by the text"),
        manual=True,
    )
    repair_process_ok: bool | None = field(
        Title("维修作业合规", "Repair work in order"),
        meaning=Title(
            "主题：罐车、新能源车等危险维修作业；由检查人员对照原文判断",
            "Topic: repair of tankers and new-energy vehicles; a person judges by the text",
        ),
        manual=True,
    )
    bus_battery_ok: bool | None = field(
        Title("公交电池合规", "Bus batteries in order"),
        meaning=Title(
            "主题：新能源公交动力电池；由检查人员对照原文判断",
            "Topic: batteries of new-energy buses; a person judges by the text",
        ),
        manual=True,
    )
    bus_depot_ok: bool | None = field(
        Title("公交场站合规", "Bus depots in order"),
        meaning=Title(
            "主题：公交充电、加气场站；由检查人员对照原文判断",
            "Topic: depots for charging and refuelling; a person judges by the text",
        ),
        manual=True,
    )
    bus_safety_gear_ok: bool | None = field(
        Title("公交车内设施合规", "Bus safety devices in order"),
        meaning=Title(
            "主题：驾驶区防护等车内安全设施；由检查人员对照原文判断",
            "Topic: the driver's partition and the like; a person judges by the text",
        ),
        manual=True,
    )
    taxi_driver_qualified: bool | None = field(
        Title("出租驾驶员有资格", "Taxi drivers qualified"),
        meaning=Title(
            "主题：巡游和网约出租汽车驾驶员；由检查人员对照原文判断",
            "Topic: drivers of taxis and ride-hailing cars; a person judges by the text",
        ),
        manual=True,
    )
    taxi_vehicle_qualified: bool | None = field(
        Title("出租车辆有资格", "Taxis licensed"),
        meaning=Title(
            "主题：巡游和网约出租汽车车辆；由检查人员对照原文判断",
            "Topic: taxis and ride-hailing cars; a person judges by the text",
        ),
        manual=True,
    )
