"""The counties the demonstration plays in, about where they lie, and how much of the work falls to each."""

from __future__ import annotations

from typing import NamedTuple


class Place(NamedTuple):
    """A county (县、市、区) or development zone; the point is rough, its enterprises are strewn around it."""

    code: str
    name: str
    longitude: float
    latitude: float
    weight: float


ZHENGZHOU = (
    Place("410102", "中原区", 113.61, 34.75, 8),
    Place("410103", "二七区", 113.64, 34.72, 8),
    Place("410104", "管城回族区", 113.68, 34.75, 7),
    Place("410105", "金水区", 113.66, 34.80, 12),
    Place("410106", "上街区", 113.30, 34.80, 3),
    Place("410108", "惠济区", 113.62, 34.87, 4),
    Place("410122", "中牟县", 113.98, 34.72, 6),
    Place("410171", "郑州经济技术开发区", 113.74, 34.72, 5),
    Place("410172", "郑州高新技术产业开发区", 113.55, 34.80, 5),
    Place("410173", "郑州航空港经济综合实验区", 113.83, 34.55, 6),
    Place("410181", "巩义市", 112.98, 34.77, 9),
    Place("410182", "荥阳市", 113.38, 34.79, 7),
    Place("410183", "新密市", 113.39, 34.54, 8),
    Place("410184", "新郑市", 113.74, 34.40, 8),
    Place("410185", "登封市", 113.05, 34.46, 7),
)
LIANHU = (Place("610104", "莲湖区", 108.94, 34.27, 1),)
