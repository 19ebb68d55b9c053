"""Article 8: cranes, hoists and lifting."""

from __future__ import annotations

from anjian.plugin import Profile, Title, field


class Lifting(Profile):
    """Article 8: cranes, hoists and lifting."""

    lifting_accepted: bool | None = field(
        Title("起重机械均验收合格", "All lifting machines accepted"),
        meaning=Title(
            "在用的每台塔吊、施工升降机、物料提升机等都验收合格",
            "Each tower crane, hoist and material lift in use has passed",
        ),
    )
    lifting_registered: bool | None = field(
        Title("起重机械均已使用登记", "All lifting machines registered"),
        meaning=Title("在用的每台起重机械按规定办理了使用登记", "Each machine in use has been registered as required"),
    )
    lifting_base_capacity_ok: bool | None = field(
        Title("起重机械基础承载力符合设计", "Machine base bears enough"),
        meaning=Title("每台起重机械的基础承载力达到设计要求", "The base of each machine bears what the design asks"),
    )
    lifting_base_deformation_ok: bool | None = field(
        Title("起重机械基础变形符合设计", "Machine base deforms little enough"),
        meaning=Title(
            "每台起重机械的基础变形在设计允许范围内", "The base of each stays within the deformation the design allows"
        ),
    )
    lifting_pre_check_done: bool | None = field(
        Title("安拆附着前均已检查", "Checked before each such operation"),
        meaning=Title(
            "每次安装、拆卸、爬升（降）、附着前检查了结构件、附着装置、连接件和安全装置",
            "Structure, ties, connections and safety devices were checked each time",
        ),
    )
    lifting_safety_devices_ok: bool | None = field(
        Title("起重机械安全装置有效", "Safety devices work"),
        meaning=Title(
            "每台起重机械的安全装置齐全、有效，没有被拆除破坏",
            "Those of each machine are complete, work, and have not been removed or broken",
        ),
    )
    lifting_member_defect: bool | None = field(
        Title("主要受力构件有缺陷", "Main members defective"),
        meaning=Title(
            "可见裂纹、严重锈蚀、塑性变形或开焊", "Visible cracks, heavy rust, plastic deformation or an open weld"
        ),
    )
    lifting_connectors_ok: bool | None = field(
        Title("连接件齐全有效", "Connections complete and sound"),
        meaning=Title(
            "每台起重机械的连接螺栓、销轴没有缺失和失效", "No bolt or pin of any machine is missing or has failed"
        ),
    )
    hoist_tie_spacing_ok: bool | None = field(
        Title("升降机附着间距合格", "Hoist tie spacing in order"),
        meaning=Title("每台施工升降机的附着间距符合规范", "The spacing of each hoist's ties follows the code"),
    )
    hoist_free_height_ok: bool | None = field(
        Title("升降机悬高合格", "Hoist free height in order"),
        meaning=Title(
            "每台施工升降机最高附着以上的最大悬高符合规范", "The height of each above its top tie follows the code"
        ),
    )
    hoist_verticality_ok: bool | None = field(
        Title("升降机垂直度合格", "Hoist plumb"),
        meaning=Title("每台施工升降机的垂直度符合规范", "The verticality of each hoist follows the code"),
    )
    tower_free_standing_height_ok: bool | None = field(
        Title("塔吊独立高度合格", "Tower crane's free-standing height in order"),
        meaning=Title("每台塔吊的独立起升高度符合规范", "That of each tower crane follows the code"),
    )
    tower_tie_spacing_ok: bool | None = field(
        Title("塔吊附着间距合格", "Tower crane's tie spacing in order"),
        meaning=Title("每台塔吊的附着间距符合规范", "The spacing of each tower crane's ties follows the code"),
    )
    tower_free_height_ok: bool | None = field(
        Title("塔吊悬高合格", "Tower crane's free height in order"),
        meaning=Title(
            "每台塔吊最高附着以上的最大悬高符合规范", "The height of each above its top tie follows the code"
        ),
    )
    tower_verticality_ok: bool | None = field(
        Title("塔吊垂直度合格", "Tower crane plumb"),
        meaning=Title("每台塔吊的垂直度符合规范", "The verticality of each tower crane follows the code"),
    )
    tower_clearance_ok: bool | None = field(
        Title("塔吊安全距离足够", "Tower cranes keep clear"),
        meaning=Title("塔吊与周边建构筑物之间、群塔之间都保持安全距离", "To structures around and between cranes"),
    )
    machine_scrap: bool | None = field(
        Title("使用报废起重机械", "Scrapped machine in use"),
        meaning=Title("在用的起重机械达到报废标准", "A machine in use has reached the limit for scrapping"),
    )
    sling_scrap: bool | None = field(
        Title("使用报废吊索具", "Scrapped sling in use"),
        meaning=Title("吊装用的吊索具达到报废标准", "A sling in use has reached the limit for scrapping"),
    )
