"""Runs the derivations of a sector in their order, and holds each to what it said it gives."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from anjian.errors import AnjianError
from anjian.judgement.facts import Json
from anjian.plugin import Derivation, Known, Profile, profile_fields
from anjian.plugin.derivations import derivations_on
from anjian.words import Title


class DerivationWrong(AnjianError):
    """For the author: what a derivation answers is what it promised to give."""

    code = "DERIVATION_WRONG"
    words = Title(
        "推导 {derivation} 给出了 {found}，与其 gives 声明不符",
        "{derivation} gives {found}, which its gives does not name",
    )


def reckon(profile: type[Profile], derivations: Iterable[Derivation], known: Known) -> dict[str, Json]:
    """Every derived fact that can be computed of that day, as a profile stores it. What is absent is unknown."""
    facts, found = dict(known.facts), dict[str, Json]()
    for one in derivations_on(derivations, known.on):
        given = given_by(profile, one, one(as_needed(one, facts, known)))
        facts |= {name: profile_fields(profile)[name].read(value) for name, value in given.items()}
        found |= given
    return found


def as_needed(one: Derivation, facts: Mapping[str, object], known: Known) -> Known:
    """Only what it says it needs: else nobody knew when to ask it again."""
    needed = {name: facts[name] for name in one.needs if name in facts}
    return Known(needed, {name: known.ledgers[name] for name in one.ledgers if known.kept(name)}, known.on)


def given_by(profile: type[Profile], one: Derivation, answer: Mapping[str, object]) -> dict[str, Json]:
    """The answer, held to what was declared: its names, and the kind and limits of each field."""
    if strange := [name for name in answer if name not in one.gives]:
        raise DerivationWrong(derivation=one.name, found=", ".join(strange))
    written = {name: profile_fields(profile)[name].write(value) for name, value in answer.items()}
    known = {name: value for name, value in written.items() if value is not None}
    profile.model_validate(known)
    return known
