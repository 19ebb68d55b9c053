"""现场检查意见书: what inspectors leave behind in writing, numbered by their body and signed three times (三签字)."""
