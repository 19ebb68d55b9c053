"""The upgrades of a file: names, units and choices that changed. What needs more arithmetic is a function in Python."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from pydantic_core import to_jsonable_python

from anjian.plugin.files.model import CarryForm, UpgradeForm
from anjian.plugin.upgrades import Carry, Stored, Upgrade


def upgrade(form: UpgradeForm) -> Upgrade:
    return Upgrade(to=form.to, ledgers={name: carry(one) for name, one in form.ledgers.items()}, **parts(form))


def carry(form: CarryForm) -> Carry:
    return Carry(**parts(form))


def parts(form: CarryForm) -> dict[str, Any]:
    """Examples are spelled as a profile stores them: decimals and days as texts."""
    return {
        "renamed": form.renamed,
        "dropped": form.dropped,
        "change": changing(form) if form.scaled or form.replaced else None,
        "examples": [(to_jsonable_python(each.was), to_jsonable_python(each.becomes)) for each in form.examples],
    }


def changing(form: CarryForm) -> Callable[[Stored], Stored]:
    def change(known: Stored) -> Stored:
        return dict(changed(form, known))

    return change


def changed(form: CarryForm, known: Stored) -> Iterator[tuple[str, object]]:
    for name, factor in form.scaled.items():
        if name in known:
            yield name, times(known[name], factor)
    for name, choices in form.replaced.items():
        if name in known:
            yield name, chosen(known[name], choices)


def times(value: object, factor: Decimal) -> object:
    """A whole number stays one where it can; every digit of others is kept."""
    product = Decimal(str(value)) * factor
    return int(product) if isinstance(value, int) and product == int(product) else f"{product:f}"


def chosen(value: object, choices: Mapping[str, str]) -> object:
    """One of few, or several of them."""
    if isinstance(value, list):
        return [choices.get(each, each) for each in value]
    return choices.get(str(value), value)
