"""Road and city passenger transport: subjects whose clauses are not known here.

A person reads the text and answers; what follows is shown, and never binds.
"""

from __future__ import annotations

from anjian.plugin import Clause, Confidence, Rule, Title, facts
from anjian_transport.choices import EnterpriseKind
from anjian_transport.profile import Transport
from anjian_transport.standards import ROAD_52

f = facts(Transport)

UNKNOWN_CLAUSE = Clause(ROAD_52, "第4条起的分类条款(条、项号未核实)")

RULES = (
    Rule(
        "ROAD-2023-TOPIC-01",
        UNKNOWN_CLAUSE,
        title=Title("客运动态监控、夜间山区公路通行", "Monitoring of coaches and night travel on mountain roads"),
        major=~f.coach_monitoring_ok | f.night_mountain_road,
        confidence=Confidence.RECALLED,
        applies=f.kinds.has(EnterpriseKind.ROAD_PASSENGER),
    ),
    Rule(
        "ROAD-2023-TOPIC-02",
        UNKNOWN_CLAUSE,
        title=Title(
            "普通货运承运危险货物、重型车失管", "General freight with dangerous goods, heavy trucks unmonitored"
        ),
        major=f.freight_carries_dangerous | ~f.truck_monitoring_ok,
        confidence=Confidence.RECALLED,
        applies=f.kinds.has(EnterpriseKind.ROAD_FREIGHT),
    ),
    Rule(
        "ROAD-2023-TOPIC-03",
        UNKNOWN_CLAUSE,
        title=Title("危货罐体、人员、运单", "Tanks, crews and waybills of dangerous goods"),
        major=~f.tank_medium_match | ~f.tank_inspection_valid | ~f.dangerous_crew_qualified | ~f.waybill,
        confidence=Confidence.RECALLED,
        applies=f.kinds.has(EnterpriseKind.ROAD_DANGEROUS_GOODS),
    ),
    Rule(
        "ROAD-2023-TOPIC-04",
        UNKNOWN_CLAUSE,
        title=Title("客运站安检与出站检查", "Screening and departure checks at stations"),
        major=~f.bag_screening | ~f.departure_check,
        confidence=Confidence.RECALLED,
        applies=f.kinds.has(EnterpriseKind.BUS_STATION),
    ),
    Rule(
        "ROAD-2023-TOPIC-05",
        UNKNOWN_CLAUSE,
        title=Title("驾培教练车与教练员", "Training cars and instructors"),
        major=~f.training_car_ok | ~f.instructor_ok,
        confidence=Confidence.RECALLED,
        applies=f.kinds.has(EnterpriseKind.DRIVER_TRAINING),
    ),
    Rule(
        "ROAD-2023-TOPIC-06",
        UNKNOWN_CLAUSE,
        title=Title("机动车危险维修作业", "Dangerous repair work"),
        major=~f.repair_process_ok,
        confidence=Confidence.RECALLED,
        applies=f.kinds.has(EnterpriseKind.VEHICLE_REPAIR),
    ),
    Rule(
        "ROAD-2023-TOPIC-07",
        UNKNOWN_CLAUSE,
        title=Title("公交电池、场站与车内安全设施", "Batteries, depots and safety devices of buses"),
        major=~f.bus_battery_ok | ~f.bus_depot_ok | ~f.bus_safety_gear_ok,
        confidence=Confidence.RECALLED,
        applies=f.kinds.has(EnterpriseKind.CITY_BUS),
    ),
    Rule(
        "ROAD-2023-TOPIC-08",
        UNKNOWN_CLAUSE,
        title=Title("出租汽车驾驶员与车辆", "Taxi drivers and taxis"),
        major=~f.taxi_driver_qualified | ~f.taxi_vehicle_qualified,
        confidence=Confidence.RECALLED,
        applies=f.kinds.has(EnterpriseKind.TAXI),
    ),
)
