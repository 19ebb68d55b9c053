"""Article 13: tunnels."""

from __future__ import annotations

from anjian.plugin import Profile, Title, field


class Tunnel(Profile):
    """Article 13: tunnels."""

    water_at_face: bool | None = field(
        Title("作业面带水", "Water at the face"),
        meaning=Title("在带水的作业面施工", "Work goes on at a face with water"),
    )
    water_measures: bool | None = field(
        Title("带水作业有措施", "Water at the face dealt with"),
        meaning=Title("带水的作业面采取了措施", "Measures were taken at each such face"),
    )
    dewatering_failed: bool | None = field(
        Title("地下水控制失效", "Groundwater control failed"),
        meaning=Title("降水、止水等地下水控制措施失效", "Lowering or cutting off groundwater no longer works"),
    )
    dewatering_ignored: bool | None = field(
        Title("失效后继续施工", "Went on after the failure"),
        meaning=Title("地下水控制措施失效后仍继续施工", "Work continued although control had failed"),
    )
    inrush: bool | None = field(
        Title("涌水涌沙", "Inrush"), meaning=Title("隧道内出现涌水或涌沙", "Water or sand bursts in")
    )
    local_collapse: bool | None = field(
        Title("局部坍塌", "Local collapse"), meaning=Title("隧道出现局部坍塌", "Part of the tunnel has come down")
    )
    support_distorted: bool | None = field(
        Title("支护变形开裂", "Support distorted or cracked"),
        meaning=Title("支护结构扭曲变形或出现裂缝", "The support is twisted, deformed or cracked"),
    )
    tunnel_signs_handled: bool | None = field(
        Title("隧道险情已及时处置", "Signs dealt with in time"),
        meaning=Title("出现上述险情后及时采取了措施", "After any of these signs, measures followed in time"),
    )
    tunnel_method_ok: bool | None = field(
        Title("开挖支护方法合规", "Method in order"),
        meaning=Title("开挖、支护方法按规范或方案选用", "Chosen as the code or the plan asks"),
    )
    tunnel_forecast_done: bool | None = field(
        Title("已做超前地质预报", "Ground ahead forecast"),
        meaning=Title("按规定做了超前地质预报", "The forecast was made as required"),
    )
    tunnel_monitoring_done: bool | None = field(
        Title("已做监控量测", "Monitoring done"), meaning=Title("按规定做了监控量测", "Monitoring was done as required")
    )
    tunnel_over_limit: bool | None = field(
        Title("监测值超过控制值", "Readings beyond control value"),
        meaning=Title("监控量测值超过了控制值", "A monitored value is beyond its control value"),
    )
    tunnel_over_limit_handled: bool | None = field(
        Title("超值已及时处置", "Excess dealt with in time"),
        meaning=Title("每次超过控制值后及时采取了措施", "Measures followed each time in good time"),
    )
    shield_end_reinforced: bool | None = field(
        Title("盾构端头已加固", "Shield ends reinforced"),
        meaning=Title("始发、接收端头都按设计加固", "Launch and reception ends follow the design"),
    )
    shield_end_effect_ok: bool | None = field(
        Title("端头加固效果达标", "Reinforcement effective"),
        meaning=Title("端头加固的检测结果达到设计要求", "Tests of the reinforcement reach what the design asks"),
    )
    shield_end_measures: bool | None = field(
        Title("加固不足有措施", "Shortfall made good"),
        meaning=Title("加固效果不达标处施工前采取了措施", "Before work, measures were taken wherever it fell short"),
    )
    tail_seal_ok: bool | None = field(
        Title("盾尾密封有效", "Tail seal works"),
        meaning=Title("盾构机盾尾密封没有失效", "The seal of the shield's tail has not failed"),
    )
    articulation_leak: bool | None = field(
        Title("铰接部位渗漏", "Articulation leaks"),
        meaning=Title("盾构机铰接部位出现渗漏", "The articulation of the shield leaks"),
    )
    shield_advancing: bool | None = field(
        Title("带病掘进", "Advancing all the same"),
        meaning=Title("密封失效或渗漏时盾构机仍在掘进", "The shield advances while its seal has failed or it leaks"),
    )
    pressurised_entry_ok: bool | None = field(
        Title("带压开仓合规", "Pressurised entry in order"),
        meaning=Title("带压开仓检查、更换刀具按规定进行", "Inspection and tool change under pressure follow the rules"),
    )
    tunnel_neighbours_at_risk: bool | None = field(
        Title("隧道施工可能损害毗邻设施", "Tunnel may harm its neighbours"),
        meaning=Title(
            "毗邻建构筑物、地下管线可能因隧道施工受损", "Adjacent structures or pipelines may be harmed by the tunnel"
        ),
    )
    tunnel_neighbours_protected: bool | None = field(
        Title("隧道毗邻设施已专项防护", "Tunnel's neighbours protected"),
        meaning=Title(
            "对可能受损的每一处采取了专项防护措施", "Each of those that may be harmed has protection of its own"
        ),
    )
    in_protection_zone: bool | None = field(
        Title("在轨道交通保护区内作业", "Works in a metro protection zone"),
        meaning=Title(
            "在轨道交通工程安全保护区内建造、敷管、架空、挖掘、爆破等",
            "Building, laying, spanning, digging or blasting inside the zone",
        ),
        filter=True,
    )
    protection_zone_approved: bool | None = field(
        Title("保护区作业已批准", "Work in the zone approved"),
        meaning=Title("保护区内的作业经过批准", "The work inside the zone has been approved"),
    )
