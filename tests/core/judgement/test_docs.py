"""What docs/judgement.md says is what happens."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

import anjian.judgement
import anjian.plugin
from anjian.errors import AnjianError

DOCUMENT = (Path(__file__).parents[3] / "docs" / "judgement.md").read_text(encoding="utf-8")


def test_the_examples_run() -> None:
    """Every Python example, in order, with the result it shows."""
    source = "".join(re.findall(r"```python\n(.*?)```", DOCUMENT, re.DOTALL))
    example = doctest.DocTestParser().get_doctest(source, {"__name__": "docs"}, "judgement.md", None, 0)
    said: list[str] = []
    failed, tried = doctest.DocTestRunner().run(example, out=said.append)
    assert tried > 20
    assert not failed, "".join(said)


def test_every_error_code_is_documented() -> None:
    """Portals rely on codes, so each one is in the table and none is made up."""
    errors = [thing for module in (anjian.judgement, anjian.plugin) for thing in vars(module).values()]
    codes = {
        error.code
        for error in errors
        if isinstance(error, type) and issubclass(error, AnjianError) and error is not AnjianError
    }
    assert codes == set(re.findall(r"^\| `([A-Z_]+)` \|", DOCUMENT, re.MULTILINE))
