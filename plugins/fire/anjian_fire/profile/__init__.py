"""What can be known of a place under fire supervision."""

from anjian_fire.profile.conduct import Conduct
from anjian_fire.profile.evacuation import Evacuation
from anjian_fire.profile.findings import Findings
from anjian_fire.profile.layout import Layout
from anjian_fire.profile.place import Place
from anjian_fire.profile.systems import Systems


class Fire(Conduct, Systems, Evacuation, Layout, Findings, Place):
    """消防监督检查的单位、场所. The fields come in the order of the bases from the last to the first."""
