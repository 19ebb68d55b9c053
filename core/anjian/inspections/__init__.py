"""Looking for hazards: checklists (检查表), inspections (检查) and their answers; judgements (判定) that follow."""
