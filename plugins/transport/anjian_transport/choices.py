"""Words to choose from: kinds of enterprise, warnings."""

from anjian.plugin import Choice


class EnterpriseKind(Choice):
    """To whom an item applies; one enterprise may be several of these."""

    ROAD_PASSENGER = "road_passenger", "道路旅客运输企业", "road passenger transport"
    ROAD_FREIGHT = "road_freight", "道路普通货物运输企业", "general road freight"
    ROAD_DANGEROUS_GOODS = "road_dangerous_goods", "道路危险货物运输企业", "road transport of dangerous goods"
    BUS_STATION = "bus_station", "汽车客运站", "coach station"
    DRIVER_TRAINING = "driver_training", "机动车驾驶员培训机构", "driver training"
    VEHICLE_REPAIR = "vehicle_repair", "机动车维修企业", "vehicle repair"
    CITY_BUS = "city_bus", "城市公共汽电车客运企业", "city bus"
    TAXI = "taxi", "出租汽车企业", "taxi"
    WATER_PASSENGER_SHIP = (
        "water_passenger_ship",
        "客船所有人、经营人、管理人",
        "owner, operator or manager of passenger ships",
    )
    WATER_TERMINAL = "water_terminal", "客运码头（含客运站）经营人", "operator of a passenger terminal"


class WarningKind(Choice):
    """What a severe-weather warning is about."""

    TYPHOON = "typhoon", "台风", "typhoon"
    RAINSTORM = "rainstorm", "暴雨", "rainstorm"
    SNOWSTORM = "snowstorm", "暴雪", "snowstorm"
    HAIL = "hail", "冰雹", "hail"
    FOG = "fog", "大雾", "dense fog"
    SANDSTORM = "sandstorm", "沙尘暴", "sandstorm"
    GALE = "gale", "大风", "gale"
    ICY_ROAD = "icy_road", "道路结冰", "icy roads"
    GEOLOGICAL = "geological", "地质灾害气象风险", "weather risk of geological disaster"


class WarningLevel(Choice):
    """From the lightest to the gravest."""

    BLUE = "blue", "蓝色", "blue"
    YELLOW = "yellow", "黄色", "yellow"
    ORANGE = "orange", "橙色", "orange"
    RED = "red", "红色", "red"
