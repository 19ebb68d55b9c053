"""The elements of judgement of GB 35181-2017 (判定要素), named by their clauses."""

from __future__ import annotations

from anjian.plugin import Choice


class Element(Choice):
    """Ten that decide by themselves (clause 6), 39 that are counted (clause 7), in our own words."""

    CLAUSE_6_1 = "clause_6_1", "易燃易爆工厂、仓库等选址不当", "Flammable-goods plant not apart from the city"
    CLAUSE_6_2 = "clause_6_2", "易燃易爆场所与人员密集或居住场所过近", "Flammable premises too near people"
    CLAUSE_6_3 = "clause_6_3", "建成区内设一级加油加气站", "First-grade filling station in the built-up area"
    CLAUSE_6_4 = "clause_6_4", "甲、乙类场所设在地下、半地下", "Class A or B premises below ground"
    CLAUSE_6_5 = "clause_6_5", "娱乐、商店、地下人员密集场所安全出口不足", "Too few exits where the public gathers"
    CLAUSE_6_6 = "clause_6_6", "旅馆、娱乐、商店等未设喷淋或自动报警", "No sprinklers or alarm where the public gathers"
    CLAUSE_6_7 = "clause_6_7", "储罐（区）未设固定消防设施", "Tank farm without fixed fire protection"
    CLAUSE_6_8 = "clause_6_8", "人员密集场所违规使用、储存、销售易燃易爆品", "Flammable goods in a crowded place"
    CLAUSE_6_9 = "clause_6_9", "儿童、老年人场所楼层位置不符", "Children or the elderly on the wrong floor"
    CLAUSE_6_10 = "clause_6_10", "人员密集场所居住部分用非 A 级夹芯板", "Dwelling of sandwich panels that burn"
    CLAUSE_7_1_1 = "clause_7_1_1", "消防车道缺失、堵塞、占用", "Fire lane missing or blocked"
    CLAUSE_7_1_2 = "clause_7_1_2", "防火间距被占用或不足", "Fire spacing taken or too short"
    CLAUSE_7_1_3 = "clause_7_1_3", "厂房库房商场设宿舍，或住宅内生产经营", "Dormitory at work, or work in dwellings"
    CLAUSE_7_1_4 = "clause_7_1_4", "地下车站疏散区设商业", "Shops in the evacuation area of a station"
    CLAUSE_7_2_1 = "clause_7_2_1", "防火分区被改变，面积超标一半以上", "Compartment enlarged by more than half"
    CLAUSE_7_2_2 = "clause_7_2_2", "防火分隔设施损坏过半", "More than half of the fire doors and shutters damaged"
    CLAUSE_7_2_3 = "clause_7_2_3", "丙丁戊类厂房内危险部位无分隔", "Dangerous part of a factory not separated"
    CLAUSE_7_3_1 = "clause_7_3_1", "避难走道、避难间、避难层不符或被占用", "Refuge areas wrong or occupied"
    CLAUSE_7_3_2 = "clause_7_3_2", "人员密集场所疏散楼梯间形式不符", "Wrong kind of stair in a crowded place"
    CLAUSE_7_3_3 = "clause_7_3_3", "其他场所安全出口不足或被封堵", "Exits short or blocked elsewhere"
    CLAUSE_7_3_4 = "clause_7_3_4", "应独立设置的出口或楼梯未设", "Independent exit or stair missing"
    CLAUSE_7_3_5 = "clause_7_3_5", "商店营业厅疏散距离过长", "Way out of a sales hall too long"
    CLAUSE_7_3_6 = (
        "clause_7_3_6",
        "疏散指示、应急照明缺失或损坏过多",
        "Exit signs or emergency lights missing or broken",
    )
    CLAUSE_7_3_7 = "clause_7_3_7", "封闭、防烟楼梯间门损坏过多", "Doors of enclosed stairs damaged"
    CLAUSE_7_3_8 = "clause_7_3_8", "疏散部位装修材料燃烧性能不符", "Lining of escape routes burns too easily"
    CLAUSE_7_3_9 = "clause_7_3_9", "疏散走道、出口设栅栏或卷帘门", "Bars or roller doors on the way out"
    CLAUSE_7_3_10 = "clause_7_3_10", "人员密集场所外窗被封堵、遮挡", "Windows of a crowded place blocked"
    CLAUSE_7_3_11 = "clause_7_3_11", "高层建筑消防车道、救援场地不符", "No fire lane or rescue ground at a high-rise"
    CLAUSE_7_3_12 = "clause_7_3_12", "消防电梯不能正常运行", "Fire lift does not run"
    CLAUSE_7_4_1 = "clause_7_4_1", "未设消防水源或未储存灭火剂", "No water source or extinguishing agent"
    CLAUSE_7_4_2 = "clause_7_4_2", "室外消防给水缺失或不能用", "Outdoor fire water missing or unusable"
    CLAUSE_7_4_3 = "clause_7_4_3", "室内消火栓缺失或不能用", "Indoor hydrants missing or unusable"
    CLAUSE_7_4_4 = "clause_7_4_4", "其他场所未设自动喷水灭火系统", "Sprinklers missing elsewhere"
    CLAUSE_7_4_5 = "clause_7_4_5", "未设其他固定灭火设施", "Other fixed extinguishing missing"
    CLAUSE_7_4_6 = "clause_7_4_6", "固定灭火设施不能正常使用", "Fixed extinguishing does not work"
    CLAUSE_7_5 = "clause_7_5", "防烟排烟设施缺失或不能用", "Smoke control missing or unusable"
    CLAUSE_7_6_1 = "clause_7_6_1", "消防用电负荷等级不符", "Wrong supply class of fire equipment"
    CLAUSE_7_6_2 = "clause_7_6_2", "消防用电未用专用回路", "No dedicated circuit for fire equipment"
    CLAUSE_7_6_3 = "clause_7_6_3", "末端自动切换装置缺失或失效", "Automatic changeover missing or failed"
    CLAUSE_7_7_1 = "clause_7_7_1", "其他场所未设火灾自动报警系统", "Fire alarm missing elsewhere"
    CLAUSE_7_7_2 = "clause_7_7_2", "火灾自动报警系统不能正常运行", "Fire alarm does not run"
    CLAUSE_7_7_3 = "clause_7_7_3", "自动消防设施不能联动", "Automatic fire equipment cannot be linked"
    CLAUSE_7_8_1 = "clause_7_8_1", "应设专职消防队而未设", "Required full-time fire brigade missing"
    CLAUSE_7_8_2 = "clause_7_8_2", "消防控制室人员未持证", "Control-room staff without certificates"
    CLAUSE_7_9_1 = "clause_7_9_1", "耐火等级与火灾危险性不匹配", "Fire resistance does not suit the goods"
    CLAUSE_7_9_2 = "clause_7_9_2", "防爆电气、泄压设施缺失或失效", "Explosion protection missing or failed"
    CLAUSE_7_9_3 = "clause_7_9_3", "燃油燃气设备、管道或切断装置不合规", "Oil or gas equipment against the standard"
    CLAUSE_7_9_4 = "clause_7_9_4", "可燃材料上直接敷设电气线路", "Wiring laid directly on combustible material"
    CLAUSE_7_9_5 = "clause_7_9_5", "人员密集场所用易燃可燃材料装修", "Combustible decoration in a crowded place"

    @property
    def clause(self) -> str:
        return self.value.removeprefix("clause_").replace("_", ".")

    @property
    def direct(self) -> bool:
        """Decides by itself; every other one is counted."""
        return self.clause.startswith("6.")
