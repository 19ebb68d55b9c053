"""报告和清单: figures filled from the records at a cut-off, confirmed by people; each number opens again later."""
