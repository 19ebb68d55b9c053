from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anjian.codes.coordinates import BadCoordinates, Point, gcj02_to_bd09, wgs84_to_gcj02
from anjian.entities.model import CoordinateSystem

positions = st.tuples(st.floats(73.1, 135.0), st.floats(3.9, 53.5))


def metres(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Distance of two positions close together."""
    east = (a[0] - b[0]) * math.cos(math.radians(a[1]))
    return math.hypot(east, a[1] - b[1]) * 111_320


@pytest.mark.parametrize(
    ("wgs84", "gcj02"),
    [
        ((121.5272106, 31.1774276), (121.531541859215, 31.17530398364597)),
        ((116.404, 39.915), (116.41024449916938, 39.91640428150164)),
    ],
    ids=["Shanghai", "Beijing"],
)
def test_published_examples(wgs84: tuple[float, float], gcj02: tuple[float, float]) -> None:
    """The offset is the one map providers apply."""
    assert wgs84_to_gcj02(wgs84) == pytest.approx(gcj02, abs=1e-9)
    assert metres(Point(*gcj02, CoordinateSystem.GCJ02).wgs84(), wgs84) < 0.001


@given(positions)
def test_the_way_back_is_below_a_metre(position: tuple[float, float]) -> None:
    """A point shown by any provider comes back to where it is, everywhere in China."""
    shifted = wgs84_to_gcj02(position)
    turned = gcj02_to_bd09(shifted)
    assert metres(Point(*shifted, CoordinateSystem.GCJ02).wgs84(), position) < 1
    assert metres(Point(*turned, CoordinateSystem.BD09).wgs84(), position) < 1
    assert metres(shifted, position) > 1


@pytest.mark.parametrize("system", [CoordinateSystem.WGS84, CoordinateSystem.CGCS2000])
def test_the_national_base_passes_for_wgs84(system: CoordinateSystem) -> None:
    """CGCS2000 differs from WGS 84 by centimetres; neither is moved."""
    assert Point(113.66, 34.75, system).wgs84() == (113.66, 34.75)


def test_the_point_as_given_is_kept() -> None:
    """What was written down stays, with the system it was written in."""
    point = Point(113.66, 34.75, CoordinateSystem.BD09)
    assert (point.longitude, point.latitude, point.system) == (113.66, 34.75, CoordinateSystem.BD09)


@pytest.mark.parametrize(
    ("longitude", "latitude"),
    [(34.75, 113.66), (0, 0), (135.11, 40), (72.9, 40), (100, 3.7), (100, 53.7), (math.nan, 40), (100, math.inf)],
)
def test_outside_china_is_refused(longitude: float, latitude: float) -> None:
    """Swapped, empty and foreign coordinates are a mistake; the sentence says what to check."""
    with pytest.raises(BadCoordinates, match="swapped"):
        Point(longitude, latitude)
