"""Rules as a person writes them: ``actual_persons > approved_persons and not barrier_ok``.

=============================================  ==========================================================
``licensed``, ``not licensed``                 a yes-or-no fact is a condition
``a and b``, ``a or b``, ``(a or b) and c``    several conditions; ``all(a)`` and ``any(a)`` for a single one
``at_least(2, a, b, c)``                       so many of the conditions
``== != < <= > >=``, ``10 <= r < 50``          two values compared
``trade in (producer, retailer)``              one of; also ``not in``
``kinds has retailer``                         a list holds a member
``+ - * /``                                    arithmetic; numbers are exact, ``10.50`` is read digit by digit
``producer``, ``"1"``                          a member of the enum of the fact beside it, quoted if it is no word
``"text"``, ``date("2019-10-01")``, ``true``   other values
``fact("in")``                                 a fact whose name would be taken for something else
=============================================  ==========================================================

Read with Python's own parser, of which only this much is understood; nothing is ever evaluated.
"""

from anjian.judgement.text.parsing import from_text, value_from_text
from anjian.judgement.text.problems import WrongRuleText
from anjian.judgement.text.writing import to_text

__all__ = ["WrongRuleText", "from_text", "to_text", "value_from_text"]
