"""Everything that can be known of a chemical enterprise."""

from __future__ import annotations

from pydantic import create_model

from anjian_chemicals.aq3067.prompts import prompts
from anjian_chemicals.fields.equipment import Safeguards, Storage, Tanks
from anjian_chemicals.fields.people import Management, People
from anjian_chemicals.fields.plant import Layout, Process
from anjian_chemicals.fields.source import Source


class Recorded(Storage, Management, Safeguards, Tanks, Process, Layout, Source, People):
    """What is recorded or computed. Fields of the last base come first, as pydantic collects them."""


Chemicals = create_model(
    "Chemicals",
    __base__=Recorded,
    __doc__="化工和危险化学品企业. Where several units differ, a fact is that of the one that is worst.",
    __module__=__name__,
    **prompts(),
)
