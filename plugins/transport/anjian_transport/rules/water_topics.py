"""Passenger shipping: subjects of articles 5 to 9 whose text is not known here.

A person reads the text and answers; what follows is shown, and never binds.
"""

from __future__ import annotations

from anjian.plugin import Clause, Confidence, Rule, Title, facts
from anjian_transport.choices import EnterpriseKind
from anjian_transport.profile import Transport
from anjian_transport.standards import WATER_170

f = facts(Transport)

SHIP = f.kinds.has(EnterpriseKind.WATER_PASSENGER_SHIP)
TERMINAL = f.kinds.has(EnterpriseKind.WATER_TERMINAL)
WATER = SHIP | TERMINAL

RULES = (
    Rule(
        "WATER-2017-05-04",
        Clause(WATER_170, "第5条第(4)项"),
        title=Title("应急操舵等应急设备故障", "Emergency steering and the like defective"),
        major=~f.emergency_steering_ok,
        confidence=Confidence.RECALLED,
        applies=SHIP,
    ),
    Rule(
        "WATER-2017-TOPIC-05-05",
        Clause(WATER_170, "第5条(项号未核实)"),
        title=Title("消防救生设备缺失或失效", "Fire or life-saving gear missing or failed"),
        major=~f.life_saving_ok | ~f.ship_fire_gear_ok,
        confidence=Confidence.RECALLED,
        applies=SHIP,
    ),
    Rule(
        "WATER-2017-TOPIC-06-01",
        Clause(WATER_170, "第6条(项号未核实)"),
        title=Title("配员低于最低安全配员", "Below minimum safe manning"),
        major=~f.manning_ok,
        confidence=Confidence.RECALLED,
        applies=SHIP,
    ),
    Rule(
        "WATER-2017-TOPIC-06-02",
        Clause(WATER_170, "第6条(项号未核实)"),
        title=Title("船员无有效适任证书", "Crew without valid certificates"),
        major=~f.crew_certificates_valid,
        confidence=Confidence.RECALLED,
        applies=SHIP,
    ),
    Rule(
        "WATER-2017-TOPIC-07-01",
        Clause(WATER_170, "第7条(项号未核实)"),
        title=Title("旅客上下船或滚装设备严重缺陷", "Boarding or ro-ro gear defective"),
        major=~f.boarding_gear_ok,
        confidence=Confidence.RECALLED,
        applies=TERMINAL,
    ),
    Rule(
        "WATER-2017-TOPIC-07-02",
        Clause(WATER_170, "第7条(项号未核实)"),
        title=Title("码头安检、消防、应急设备失效", "Screening, fire or emergency gear failed"),
        major=~f.terminal_screening_ok | ~f.terminal_fire_gear_ok,
        confidence=Confidence.RECALLED,
        applies=TERMINAL,
    ),
    Rule(
        "WATER-2017-TOPIC-08-01",
        Clause(WATER_170, "第8条(项号未核实)"),
        title=Title("无经营资质从事水上客运", "Passenger shipping without qualification"),
        major=~f.shipping_licensed,
        confidence=Confidence.RECALLED,
        applies=WATER,
    ),
    Rule(
        "WATER-2017-TOPIC-08-02",
        Clause(WATER_170, "第8条(项号未核实)"),
        title=Title("超航区、超员、冒险航行", "Beyond area or limit, or risky sailing"),
        major=~f.sailing_area_ok | ~f.passengers_within_limit | ~f.wind_within_limit,
        confidence=Confidence.RECALLED,
        applies=WATER,
    ),
    Rule(
        "WATER-2017-TOPIC-08-03",
        Clause(WATER_170, "第8条(项号未核实)"),
        title=Title("违规载运危险货物或混载", "Dangerous goods or mixed loading against the rules"),
        major=f.ship_dangerous_goods,
        confidence=Confidence.RECALLED,
        applies=WATER,
    ),
    Rule(
        "WATER-2017-TOPIC-09-01",
        Clause(WATER_170, "第9条(项号未核实)"),
        title=Title("未建立或未运行安全管理制度（体系）", "No safety-management system in force"),
        major=~f.safety_system_in_force,
        confidence=Confidence.RECALLED,
        applies=WATER,
    ),
    Rule(
        "WATER-2017-TOPIC-09-02",
        Clause(WATER_170, "第9条(项号未核实)"),
        title=Title("未制定应急预案或未演练", "No emergency plan or drill"),
        major=~f.emergency_plan | ~f.emergency_drill,
        confidence=Confidence.RECALLED,
        applies=WATER,
    ),
)
