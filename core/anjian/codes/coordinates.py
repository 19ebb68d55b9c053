"""Points on maps in China, and the way back from the offset systems that map providers show.

GCJ-02 is the national base moved by up to some 500 m; BD-09 is GCJ-02 turned once more. Neither has a published
inverse: the offset changes slowly, so a few rounds of "shift, compare, correct" come back within millimetres.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import atan2, cos, hypot, pi, radians, sin, sqrt

from anjian.entities.model import CoordinateSystem
from anjian.errors import AnjianError
from anjian.words import Title

Position = tuple[float, float]  # longitude, latitude in degrees

WEST, EAST, SOUTH, NORTH = 73.0, 135.1, 3.8, 53.6
KRASOVSKY_AXIS, KRASOVSKY_ECCENTRICITY2 = 6378245.0, 0.00669342162296594323  # the ellipsoid GCJ-02 is computed on
BAIDU_PI = pi * 3000 / 180


class BadCoordinates(AnjianError):
    code = "BAD_COORDINATES"
    words = Title(
        "坐标（经度 {longitude}，纬度 {latitude}）不在中国范围内（经度 73 至 135.1，纬度 3.8 至 53.6）；"
        "请检查单位是否为度、经纬度是否颠倒",
        "longitude {longitude}, latitude {latitude} is outside China (73 to 135.1, 3.8 to 53.6); "
        "check that they are degrees and not swapped",
    )


@dataclass(frozen=True, slots=True)
class Point:
    """A point as it was given; it is kept so, and :meth:`wgs84` is computed beside it."""

    longitude: float
    latitude: float
    system: CoordinateSystem = CoordinateSystem.CGCS2000

    def __post_init__(self) -> None:
        if not (WEST <= self.longitude <= EAST and SOUTH <= self.latitude <= NORTH):
            raise BadCoordinates(longitude=self.longitude, latitude=self.latitude)

    def wgs84(self) -> Position:
        """Where it is in WGS 84, to less than a metre; CGCS2000 differs from it by centimetres and passes for it."""
        given = (self.longitude, self.latitude)
        match self.system:
            case CoordinateSystem.WGS84 | CoordinateSystem.CGCS2000:
                return given
            case CoordinateSystem.GCJ02:
                return invert(wgs84_to_gcj02, given)
            case CoordinateSystem.BD09:
                return invert(wgs84_to_gcj02, invert(gcj02_to_bd09, given))


def wgs84_to_gcj02(position: Position) -> Position:
    longitude, latitude = position
    sine = sin(radians(latitude))
    curvature = 1 - KRASOVSKY_ECCENTRICITY2 * sine * sine
    east_radius = KRASOVSKY_AXIS / sqrt(curvature) * cos(radians(latitude))
    north_radius = KRASOVSKY_AXIS * (1 - KRASOVSKY_ECCENTRICITY2) / (curvature * sqrt(curvature))
    east, north = _offset_in_metres(longitude - 105, latitude - 35)
    return longitude + east / east_radius * 180 / pi, latitude + north / north_radius * 180 / pi


def gcj02_to_bd09(position: Position) -> Position:
    longitude, latitude = position
    radius = hypot(longitude, latitude) + 0.00002 * sin(latitude * BAIDU_PI)
    angle = atan2(latitude, longitude) + 0.000003 * cos(longitude * BAIDU_PI)
    return radius * cos(angle) + 0.0065, radius * sin(angle) + 0.006


def invert(forward: Callable[[Position], Position], target: Position, *, rounds: int = 5) -> Position:
    """The position that ``forward`` takes to ``target``; each round shrinks the error about a thousandfold."""
    longitude, latitude = target
    for _ in range(rounds):
        there = forward((longitude, latitude))
        longitude, latitude = longitude + target[0] - there[0], latitude + target[1] - there[1]
    return longitude, latitude


def _offset_in_metres(x: float, y: float) -> Position:
    """The published polynomial and waves of the GCJ-02 offset, around 105 degrees east, 35 degrees north."""
    root, bend = sqrt(abs(x)), x * y
    common = 20 * sin(6 * pi * x) + 20 * sin(2 * pi * x)
    east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * bend + 0.1 * root
    east += (common + _waves(x, (20, 1), (40, 3), (150, 12), (300, 30))) * 2 / 3
    north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * bend + 0.2 * root
    north += (common + _waves(y, (20, 1), (40, 3), (160, 12), (320, 30))) * 2 / 3
    return east, north


def _waves(t: float, *terms: tuple[int, int]) -> float:
    """Sines of given height, each a fraction of a half turn a degree."""
    return sum(height * sin(t * pi / length) for height, length in terms)
