"""What can be known of a transport enterprise, fact by fact, in the order of the two criteria."""

from __future__ import annotations

from anjian_transport.profile.enterprise import Enterprise
from anjian_transport.profile.road import EveryRoad, Passenger
from anjian_transport.profile.road_topics import RoadTopics
from anjian_transport.profile.water import Ships
from anjian_transport.profile.water_topics import WaterTopics


class Transport(  # the last base is the first in the order of facts
    WaterTopics,
    Ships,
    RoadTopics,
    Passenger,
    EveryRoad,
    Enterprise,
):
    """道路运输、城市客运和水上客运企业. What is said of every vehicle or ship holds as well where there is none."""
