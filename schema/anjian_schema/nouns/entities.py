"""监管对象、行业档案、事实记录."""

from __future__ import annotations

import sqlalchemy as sa

from anjian.entities.model import Entity, Observation, Profile
from anjian.ledgers.model import LedgerObservation
from anjian.words import Title
from anjian_schema.compiler import leaves
from anjian_schema.compiler.catalog import Scalar, Scope, Type
from anjian_schema.declare import (
    belongs_to,
    by,
    column,
    expression,
    has_many,
    identity,
    of_entity_scope,
    region_filter,
    sector_of_entity,
    sibling,
    table,
)
from anjian_schema.nouns.figures import figure_filter


def upgraded(seen: type[Observation | LedgerObservation]) -> Scalar:
    return column(
        seen.upgraded_to,
        "档案升级时按新字段转述，为升到的字段版本；有人所见的原样为空。",
        "What was seen, told again in the fields of this version by an upgrade; empty for what somebody saw.",
        filter=True,
    )


TYPES = [
    Type(
        "Entity",
        Title(
            "监管对象：企业、场所、项目、车队或建筑。各行业插件的字段在以插件命名的字段里。",
            "Who is supervised. Each sector plugin adds one field of its own name.",
        ),
        [
            identity(Entity, "Entity", "id"),
            column(Entity.name, "名称。", "Name.", filter=True, sort=True),
            column(Entity.kind, "类别。", "Kind.", filter=True),
            column(
                Entity.credit_code,
                "统一社会信用代码（GB 32100）；无独立登记的场所为空。",
                "Unified social credit code; empty for places without a registration of their own.",
                filter=True,
            ),
            column(Entity.address, "地址。", "Address.", filter=True),
            column(Entity.longitude, "经度，按 coordinateSystem。", "Longitude in the datum named beside it."),
            column(Entity.latitude, "纬度，按 coordinateSystem。", "Latitude in the datum named beside it."),
            column(Entity.coordinate_system, "坐标系。", "The datum of the coordinates."),
            column(Entity.invented, "演示用虚构对象。", "Made up for a demonstration.", filter=True),
            column(Entity.registered_at, "登记时间。", "When it was registered.", filter=True, sort=True),
            column(Entity.version, "版本，修改时作为 expectedVersion 传回。", "Hand it back as expectedVersion."),
            belongs_to(
                "region", "Region", "所在区划。", "Where it is.", "region_code", "code", nullable=False, filter=False
            ),
            belongs_to(
                "predecessor",
                "Entity",
                "前身：同一场所此前的主体；没有时为空。",
                "Whose place it took over, if anybody's.",
                "predecessor_id",
            ),
            has_many("successors", "Entity", "接手的主体。", "Who took it over.", by("id", "predecessor_id")),
            has_many("profiles", "Profile", "行业档案。", "Sector profiles.", by("id", "entity_id"), filter=True),
            has_many("hazards", "Hazard", "隐患。", "Hazards.", by("id", "entity_id"), filter=True),
            has_many("inspections", "Inspection", "检查。", "Inspections.", by("id", "entity_id"), filter=True),
            has_many("actions", "Action", "监管措施。", "Supervision actions.", by("id", "entity_id"), filter=True),
            has_many("judgements", "Judgement", "判定。", "Judgements.", by("id", "entity_id"), filter=True),
            has_many(
                "standingVerdicts",
                "StandingVerdict",
                "现行判定。",
                "What every rule says today.",
                by("id", "entity_id"),
                filter=True,
            ),
            has_many("pastVerdicts", "PastVerdict", "历次判定。", "What they said before.", by("id", "entity_id")),
            has_many("observations", "Observation", "事实记录。", "Facts as seen.", by("id", "entity_id")),
            has_many(
                "ledgerObservations",
                "LedgerObservation",
                "台账记录：各行历次所见。",
                "Lines of its ledgers as seen.",
                by("id", "entity_id"),
            ),
            has_many("timeline", "Event", "经过，最近的在前。", "What happened, latest first.", by("id", "entity_id")),
        ],
        table(Entity),
        ("id",),
        Scope("region_code", "id", sector_of_entity("id")),
        order=[("name", False)],
        filters=[region_filter(), figure_filter(Entity)],
    ),
    Type(
        "Profile",
        Title(
            "某一行业对某一对象所知；有档案即受该行业监管。",
            "What one sector knows of one entity; having one means supervised.",
        ),
        [
            column(Profile.sector, "行业。", "Sector.", filter=True, sort=True),
            column(
                Profile.data, "各字段现值（JSON）；类型化的字段见插件。", "Current values; typed in the plugin's field."
            ),
            column(Profile.schema_version, "字段版本。", "Version of the fields."),
            column(Profile.updated_at, "更新时间。", "Last change.", filter=True, sort=True),
            column(Profile.version, "版本。", "Version."),
            belongs_to("entity", "Entity", "监管对象。", "The entity.", "entity_id", nullable=False, filter=True),
        ],
        table(Profile),
        (),
        of_entity_scope(),
        order=[("sector", False)],
        tie=("sector", "entity_id"),
    ),
    Type(
        "Observation",
        Title("一次看到的一个事实；不修改，只有后来者。", "One fact as somebody saw it; never changed, only followed."),
        [
            identity(Observation, "Observation", "entity_id", "id"),
            column(Observation.sector, "行业。", "Sector.", filter=True),
            column(Observation.fact, "字段名。", "The fact's name.", filter=True, sort=True),
            column(
                Observation.value,
                "值；推导得出的事实不再能推导时为空。",
                "The value; empty where a derived fact could no longer be derived.",
            ),
            column(Observation.true_on, "何日如此。", "The day it was so.", filter=True, sort=True),
            column(Observation.learned_at, "何时得知。", "When we learned it.", filter=True, sort=True),
            sibling(
                "inspection",
                "Inspection",
                "来自哪次检查；检查之外登记的为空。",
                "Which inspection saw it.",
                "inspection_id",
            ),
            belongs_to("observedBy", "Person", "谁看到的。", "Who saw it.", "observed_by"),
            upgraded(Observation),
        ],
        table(Observation),
        ("entity_id", "id"),
        of_entity_scope(),
        order=[("trueOn", True), ("learnedAt", True)],
    ),
    Type(
        "LedgerObservation",
        Title(
            "一次看到的台账中的一行；不修改，只有后来者。",
            "One line of a ledger as somebody saw it; never changed, only followed.",
        ),
        [
            identity(LedgerObservation, "LedgerObservation", "entity_id", "id"),
            column(LedgerObservation.sector, "行业。", "Sector.", filter=True),
            column(LedgerObservation.ledger, "台账。", "Ledger.", filter=True),
            expression(
                "line",
                leaves.STRING,
                "同一行的各次记录此值相同；为空时只说明该日核实过台账。",
                "The same for one line each time; empty where it only says that the ledger was kept that day.",
                lambda row, _: sa.cast(row.c.line_id, sa.Text()),
                nullable=True,
            ),
            column(LedgerObservation.data, "整行的值；该行已不存在时为空。", "The whole line; empty once it was gone."),
            column(LedgerObservation.true_on, "何日如此。", "The day it was so.", filter=True, sort=True),
            column(LedgerObservation.learned_at, "何时得知。", "When we learned it.", filter=True, sort=True),
            belongs_to("observedBy", "Person", "谁看到的。", "Who saw it.", "observed_by"),
            upgraded(LedgerObservation),
        ],
        table(LedgerObservation),
        ("entity_id", "id"),
        of_entity_scope(),
        order=[("trueOn", True), ("learnedAt", True)],
    ),
]
