"""AQ 3067-2026, in force since 30 September 2026: clause numbers and topics, and nothing of the wording.

Its conditions for judging are not known here. Each of the 53 clauses is therefore a question to somebody who has the
official text open, a fact that only the answer sets, and a rule that prompts and never binds. Once a clause is compared
with the text, it gets an expression of its own and ``Confidence.VERIFIED``.
"""
