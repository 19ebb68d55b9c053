"""Every record of the core in one import: migrations and the drift test read ``metadata`` here."""

from __future__ import annotations

from anjian.access import model as access
from anjian.actions import model as actions
from anjian.audit import model as audit
from anjian.campaigns import model as campaigns
from anjian.counts import model as counts
from anjian.database.record import Record
from anjian.draws import model as draws
from anjian.entities import model as entities
from anjian.events import model as events
from anjian.evidence import model as evidence
from anjian.hazards import model as hazards
from anjian.hazards import papers
from anjian.inspections import model as inspections
from anjian.installed import model as installed
from anjian.ladders import model as ladders
from anjian.ledgers import model as ledgers
from anjian.listings import model as listings
from anjian.look_backs import model as look_backs
from anjian.minimums import model as minimums
from anjian.opinions import model as opinions
from anjian.people import model as people
from anjian.public_reports import model as public_reports
from anjian.rankings import model as rankings
from anjian.rates import model as rates
from anjian.regions import model as regions
from anjian.reporting import model as reporting
from anjian.sectors import model as sectors
from anjian.standing import model as standing

__all__ = [
    "access",
    "actions",
    "audit",
    "campaigns",
    "counts",
    "draws",
    "entities",
    "events",
    "evidence",
    "hazards",
    "inspections",
    "installed",
    "ladders",
    "ledgers",
    "listings",
    "look_backs",
    "metadata",
    "minimums",
    "opinions",
    "papers",
    "people",
    "public_reports",
    "rankings",
    "rates",
    "regions",
    "reporting",
    "sectors",
    "standing",
]

metadata = Record.metadata
