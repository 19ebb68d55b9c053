"""What an inspection finds of dangerous works, as article 4 (4) and (5) put it."""

from __future__ import annotations

from anjian.plugin import facts
from anjian_construction.profile import Construction

f = facts(Construction)

UNPLANNED = ~f.scheme_prepared | ~f.scheme_reviewed | f.scheme_serious_defect | (f.over_scale & ~f.expert_reviewed)
UNACCEPTED = f.acceptance_required & ~f.acceptance_passed & f.next_step_started
