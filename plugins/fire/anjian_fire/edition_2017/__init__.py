"""GB 35181-2017 as rules: what decides by itself, what is counted, what experts find."""

from anjian_fire.edition_2017.counted import COUNTED
from anjian_fire.edition_2017.direct import DIRECT
from anjian_fire.edition_2017.panel import PANEL

RULES = (*DIRECT, *COUNTED, PANEL)
