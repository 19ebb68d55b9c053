"""The hazard categories of table 2, for what table 1 does not name."""

from __future__ import annotations

from anjian.plugin import Choice


class Category(Choice):
    """The hazard of a substance and its symbol in GB 18218-2018."""

    J1 = "j1", "J1 急性毒性：类别1，所有暴露途径，气体", "J1 acute toxicity: category 1, all routes, gas"
    J2 = "j2", "J2 急性毒性：类别1，所有暴露途径，固体、液体", "J2 acute toxicity: category 1, all routes, solid/liquid"
    J3 = "j3", "J3 急性毒性：类别2、3，所有暴露途径，气体", "J3 acute toxicity: category 2/3, all routes, gas"
    J4 = (
        "j4",
        "J4 急性毒性：类别2、3，吸入，沸点≤35℃的液体",
        "J4 acute toxicity: category 2/3, inhalation, liquid with b.p. ≤35 °C",
    )
    J5 = (
        "j5",
        "J5 急性毒性：类别2，所有暴露途径，J4以外液体和固体",
        "J5 acute toxicity: category 2, all routes, liquid other than J4, solid",
    )
    W1_1 = "w1_1", "W1.1 爆炸物：不稳定爆炸物、1.1项", "W1.1 explosives: unstable explosive, division 1.1"
    W1_2 = "w1_2", "W1.2 爆炸物：1.2、1.3、1.5、1.6项", "W1.2 explosives: divisions 1.2, 1.3, 1.5, 1.6"
    W1_3 = "w1_3", "W1.3 爆炸物：1.4项", "W1.3 explosives: division 1.4"
    W2 = "w2", "W2 易燃气体：类别1和2", "W2 flammable gas: categories 1 and 2"
    W3 = "w3", "W3 气溶胶：类别1和2（净重）", "W3 aerosol: categories 1 and 2 (net mass)"
    W4 = "w4", "W4 氧化性气体：类别1", "W4 oxidising gas: category 1"
    W5_1 = (
        "w5_1",
        "W5.1 易燃液体：类别1；或类别2、3且工作温度高于沸点",
        "W5.1 flammable liquid: 1, or 2/3 worked above the boiling point",
    )
    W5_2 = (
        "w5_2",
        "W5.2 易燃液体：类别2、3，特殊工艺条件（危险化工工艺、爆炸极限附近、压力大于1.6 MPa等）",
        "W5.2 flammable liquid: 2/3 in hazardous processes, near explosive limits, above 1.6 MPa",
    )
    W5_3 = "w5_3", "W5.3 易燃液体：不属W5.1、W5.2的其他类别2", "W5.3 flammable liquid: other category 2"
    W5_4 = "w5_4", "W5.4 易燃液体：不属W5.1、W5.2的其他类别3", "W5.4 flammable liquid: other category 3"
    W6_1 = "w6_1", "W6.1 自反应物质：A、B型", "W6.1 self-reactive: types A and B"
    W6_2 = "w6_2", "W6.2 自反应物质：C、D、E型", "W6.2 self-reactive: types C, D, E"
    W7_1 = "w7_1", "W7.1 有机过氧化物：A、B型", "W7.1 organic peroxide: types A and B"
    W7_2 = "w7_2", "W7.2 有机过氧化物：C、D、E、F型", "W7.2 organic peroxide: types C, D, E, F"
    W8 = "w8", "W8 自燃液体和固体：类别1", "W8 pyrophoric: category 1"
    W9_1 = "w9_1", "W9.1 氧化性固体和液体：类别1", "W9.1 oxidising solid/liquid: category 1"
    W9_2 = "w9_2", "W9.2 氧化性固体和液体：类别2、3", "W9.2 oxidising solid/liquid: categories 2 and 3"
    W10 = "w10", "W10 易燃固体：类别1", "W10 flammable solid: category 1"
    W11 = "w11", "W11 遇水放出易燃气体：类别1和2", "W11 water-reactive: categories 1 and 2"
