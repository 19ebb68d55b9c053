"""The ledgers of a transport enterprise: its vehicles and its vessels."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from anjian.plugin import Choice, Entry, Ledger, Title, field

SEATS = Title("座", "seats")
PEOPLE = Title("人", "people")
TONNE = Title("t", "t")


class VehicleKind(Choice):
    """What it is licensed to carry."""

    COACH = "coach", "客运车辆", "coach"
    TRUCK = "truck", "普通货运车辆", "truck"
    DANGEROUS_GOODS = "dangerous_goods", "危险货物运输车辆", "dangerous-goods vehicle"
    BUS = "bus", "公共汽电车", "city bus"
    TAXI = "taxi", "出租汽车", "taxi"
    TRAINING_CAR = "training_car", "教练车", "training car"
    OTHER = "other", "其他", "other"


class Vehicle(Entry):
    """一辆营运车辆."""

    plate: str | None = field(
        Title("号牌", "Plate"),
        meaning=Title("机动车号牌号码", "The number on its plate"),
        required=True,
        min_length=1,
        max_length=20,
        filter=True,
        sort=True,
    )
    kind: VehicleKind | None = field(
        Title("车辆类别", "Kind of vehicle"),
        meaning=Title("道路运输证或行驶证所载的用途", "The use that its licence or registration names"),
        required=True,
        filter=True,
        sort=True,
    )
    in_service: bool | None = field(
        Title("在用", "In service"),
        meaning=Title("正在用于经营，没有停驶、封存", "Used for business, not laid up"),
        filter=True,
    )
    licence_valid_until: date | None = field(
        Title("道路运输证有效期至", "Licence valid until"),
        meaning=Title("有效期的最后一天", "The last day on which it is valid"),
        filter=True,
        sort=True,
    )
    inspection_valid_until: date | None = field(
        Title("检验有效期至", "Inspection valid until"),
        meaning=Title("检验检测合格有效期的最后一天", "The last day on which the inspection it passed is valid"),
        filter=True,
        sort=True,
    )
    scrap_on: date | None = field(
        Title("强制报废日期", "To be scrapped on"),
        meaning=Title("从这一天起达到报废标准", "From this day it should be scrapped"),
        filter=True,
        sort=True,
    )
    altered: bool | None = field(
        Title("擅自改装或拼装", "Altered or assembled"),
        meaning=Title("未经批准改装，或用零部件拼装", "Altered without leave, or put together from parts"),
        filter=True,
    )
    seats: int | None = field(
        Title("核定载客", "Seats"),
        unit=SEATS,
        meaning=Title("行驶证核定的载客人数", "As registered, the driver included"),
        ge=0,
    )
    payload_t: Decimal | None = field(
        Title("核定载质量", "Payload"),
        unit=TONNE,
        meaning=Title("行驶证核定的载质量", "As registered"),
        ge=0,
    )


class VesselKind(Choice):
    """What kind of passenger ship."""

    PASSENGER = "passenger", "普通客船", "passenger ship"
    RO_RO = "ro_ro", "客滚船", "ro-ro passenger ship"
    HIGH_SPEED = "high_speed", "高速客船", "high-speed craft"
    FERRY = "ferry", "渡船", "ferry"
    TOUR = "tour", "旅游客船", "tour boat"
    OTHER = "other", "其他", "other"


class Vessel(Entry):
    """一艘客船."""

    name: str | None = field(
        Title("船名", "Name"),
        meaning=Title("船舶国籍证书所载的船名", "As on the certificate of registry"),
        required=True,
        min_length=1,
        max_length=100,
        filter=True,
        sort=True,
    )
    kind: VesselKind | None = field(
        Title("船舶类别", "Kind of vessel"),
        meaning=Title("检验证书所载的类别", "As on the certificate of survey"),
        required=True,
        filter=True,
        sort=True,
    )
    in_service: bool | None = field(
        Title("在航", "In service"),
        meaning=Title("正在用于客运，没有停航、封存", "Carries passengers, not laid up"),
        filter=True,
    )
    licence_valid_until: date | None = field(
        Title("营运证有效期至", "Licence valid until"),
        meaning=Title("船舶营业运输证有效期的最后一天", "The last day on which its operating licence is valid"),
        filter=True,
        sort=True,
    )
    survey_valid_until: date | None = field(
        Title("检验证书有效期至", "Survey valid until"),
        meaning=Title("船舶检验证书有效期的最后一天", "The last day on which its certificate of survey is valid"),
        filter=True,
        sort=True,
    )
    passenger_limit: int | None = field(
        Title("乘客定额", "Passengers allowed"),
        unit=PEOPLE,
        meaning=Title("检验证书核定的载客人数", "As on the certificate of survey"),
        ge=0,
        sort=True,
    )
    rebuilt_without_approval: bool | None = field(
        Title("擅自改建", "Rebuilt without approval"),
        meaning=Title("未经批准改建", "It was rebuilt and nobody approved"),
        filter=True,
    )
    converted: bool | None = field(
        Title("经过改装", "Converted"),
        meaning=Title("建成后经过改装", "It has been converted since it was built"),
    )
    technical_rules_ok: bool | None = field(
        Title("改装后满足技术法规", "Meets the technical rules"),
        meaning=Title(
            "改装后适航性、救生、防火满足技术法规", "On seaworthiness, life-saving and fire, since the conversion"
        ),
    )
    damaged: bool | None = field(
        Title("破损影响航行安全", "Damage affects safety"),
        meaning=Title("船体破损或航行设备损坏，影响航行安全", "Damage to hull or navigation equipment affects safety"),
        filter=True,
    )
    damage_repaired: bool | None = field(
        Title("已及时修复", "Repaired in time"),
        meaning=Title("影响航行安全的破损、损坏已及时修复", "What affected safety was repaired in time"),
    )


VEHICLES = Ledger("vehicles", Vehicle, title=Title("车辆台账", "Vehicles"), key=("plate",))
VESSELS = Ledger("vessels", Vessel, title=Title("客船台账", "Passenger ships"), key=("name",))
