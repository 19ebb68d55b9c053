"""What can be known of a construction project, fact by fact, in the order of the criteria of 2024."""

from __future__ import annotations

from anjian_construction.profile.confined import ConfinedSpace, Demolition
from anjian_construction.profile.edition_2022 import Edition2022
from anjian_construction.profile.height import Height, Power
from anjian_construction.profile.lifting import Lifting
from anjian_construction.profile.management import Management
from anjian_construction.profile.site import CatchAll, Prohibited, RiskyWork, Surcharge
from anjian_construction.profile.structures import Falsework, Ground, Scaffolds
from anjian_construction.profile.tunnel import Tunnel


class Construction(  # the last base is the first in the order of facts
    Edition2022,
    CatchAll,
    Prohibited,
    RiskyWork,
    Surcharge,
    Tunnel,
    Demolition,
    ConfinedSpace,
    Power,
    Height,
    Lifting,
    Scaffolds,
    Falsework,
    Ground,
    Management,
):
    """房屋市政工程项目. Where several pits, scaffolds or machines differ, a number is that of the one that is worst.

    What is said of every scaffold or machine holds as well where there is none.
    """
