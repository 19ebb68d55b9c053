"""``test_contract = contract("chemicals")``: what every plugin owes to the core and to others, a case each."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest
import sqlalchemy as sa
from pydantic import ValidationError

from anjian.cli.terminal import reader
from anjian.entities.model import Profile
from anjian.judgement import Fact
from anjian.plugin.profile import Fields
from anjian.plugin_host import PluginProblem, ProblemKind
from anjian.plugin_host.contract import breaches
from anjian.plugin_host.problems import reason_of
from anjian_schema.testing.apart import first_difference, heard_at_import
from anjian_schema.testing.examples import example
from anjian_schema.testing.migrating import migrated_with_rows
from anjian_schema.testing.shelves import Question, everything_of, known_of, questions
from anjian_schema.testing.subject import Subject
from anjian_schema.testing.upgrades import breaches as carry_breaches
from anjian_schema.testing.upgrades import steps

Found = AsyncIterator[PluginProblem]
Clause = Callable[[Subject], Found]


def contract(name: str) -> Callable[..., None]:
    """The contract of the plugin with this name, for its tests: each clause is a case."""

    @pytest.mark.parametrize("clause", CLAUSES, ids=[clause.__name__ for clause in CLAUSES])
    def test_contract(clause: Clause, anjian_contract: Callable[[str, Clause], list[PluginProblem]]) -> None:
        problems = anjian_contract(name, clause)
        if problems:
            pytest.fail("\n".join(problem.message(reader()) for problem in problems), pytrace=False)

    return test_contract


async def breached(subject: Subject, clause: Clause) -> list[PluginProblem]:
    """A plugin that is refused keeps no clause, and says why in each."""
    return list(subject.loaded.problems) or [problem async for problem in clause(subject)]


async def is_accepted_alone(subject: Subject) -> Found:
    """Its names, prefix, codes and words are in order, its types only add to the core's, its indexes could be built.

    Its migrations make the tables it declares.
    """
    for problem in subject.loaded.all_problems:
        yield problem


async def is_accepted_beside_the_others(subject: Subject) -> Found:
    """With everything that is installed here."""
    for problem in subject.together.all_problems:
        yield problem


async def keeps_to_the_plugin_api(subject: Subject) -> Found:
    """It imports nothing else of ours, and refuses keys that nobody knows."""
    for problem in breaches(subject.loaded):
        yield problem


async def needs_no_network_to_be_imported(subject: Subject) -> Found:
    """Nothing is connected to, no name is looked up."""
    assert subject.loaded.entry is not None  # noqa: S101 - it was loaded
    for event in heard_at_import(subject.loaded.entry.module):
        yield ProblemKind.NETWORK_AT_IMPORT.of(subject.loaded, thing=event)


async def leaves_no_trace_in_the_core(subject: Subject) -> Found:
    """The core alone, composed beside it, is what a process that never saw a plugin composes, byte for byte."""
    if (line := first_difference()) is not None:
        yield ProblemKind.CORE_ALTERED.of(subject.loaded, thing=line)


async def records_each_fact_alone(subject: Subject) -> Found:
    """A profile takes one fact without the others, and gives it back as it was."""
    for shelf in subject.shelves:
        for name, fact in shelf.facts.items() if shelf.record is Profile else ():
            value = example(shelf.fields, fact)
            after = None if value is None else again(shelf.fields, fact, value)
            if after != value:
                yield lost(subject, f"{shelf.fields.__name__}.{name}", value, after)


def again(fields: type[Fields], fact: Fact, value: object) -> object:
    """Recorded, kept as JSON and read."""
    try:
        kept = fields.model_validate({fact.name: value}).model_dump(mode="json")
        return fact.read(getattr(fields.model_validate(kept), fact.name))
    except ValidationError as error:
        return reason_of(error)


async def upgrades_as_its_examples_say(subject: Subject) -> Found:
    """Each step has examples, which it turns into what they say, and which end in fields of today."""
    for sector in subject.plugin.sectors:
        for upgrade, carry, path in steps(sector):
            for reason in carry_breaches(carry, path):
                facts = {"thing": upgrade, "reason_zh": reason.zh, "reason_en": reason.en}
                yield ProblemKind.UPGRADE_EXAMPLE_WRONG.of(subject.loaded, **facts)


async def shows_what_is_recorded(subject: Subject) -> Found:
    """Through GraphQL, each field of a profile, of a ledger's line, and of a row of its own."""
    for shelf in subject.shelves:
        answer, _ = await subject.ask(Question(shelf.listed, everything_of(shelf)))
        (row,) = next(iter(answer["data"].values()))[shelf.listed]["nodes"]
        for name, value in known_of(shelf):
            if row[name] != value:
                yield lost(subject, f"{shelf.listed}.{name}", value, row[name])


def lost(subject: Subject, thing: str, before: Any, after: Any) -> PluginProblem:
    return ProblemKind.VALUE_LOST.of(subject.loaded, thing=thing, before=before, after=after)


async def asks_one_statement_for_each_operation(subject: Subject) -> Found:
    """Each list, each filter and each order."""
    for shelf in subject.shelves:
        for question in questions(shelf):
            _, sent = await subject.ask(question)
            if len(sent) != 1:
                yield ProblemKind.SEVERAL_STATEMENTS.of(subject.loaded, thing=question.name, count=len(sent))


async def finds_by_its_indexes(subject: Subject) -> Found:
    """Each field that may be filtered or sorted, under the generic plan a server uses."""
    for shelf in subject.shelves:
        for question in (question for question in questions(shelf) if question.read_from):
            _, sent = await subject.ask(question)
            if question.read_from not in await subject.plan(sent[0]):
                yield ProblemKind.INDEX_UNUSED.of(subject.loaded, thing=question.name, index=question.read_from)


async def has_indexes_on_its_own_tables(subject: Subject) -> Found:
    """Each field of them that may be filtered or sorted has one that begins with it, and is read from it."""
    tables = [(shelf, shelf.record) for shelf in subject.shelves if isinstance(shelf.record, sa.Table)]
    for question, table in ((question, table) for shelf, table in tables for question in questions(shelf)):
        if question.fact and (problem := await unserved(subject, table, question)) is not None:
            yield problem


async def unserved(subject: Subject, table: sa.Table, question: Question) -> PluginProblem | None:
    names = await subject.indexes_on(table, question.fact)
    if not names:
        return ProblemKind.INDEX_MISSING.of(subject.loaded, thing=question.name, field=question.fact)
    _, sent = await subject.ask(question)
    plan = await subject.plan(sent[0])
    if not any(name in plan for name in names):
        return ProblemKind.INDEX_UNUSED.of(subject.loaded, thing=question.name, index=", ".join(names))
    return None


async def migrates_what_is_there(subject: Subject) -> Found:
    """Each of its migrations runs over rows of the one before, and loses none."""
    if subject.plugin.migrations:
        for problem in await asyncio.to_thread(migrated_with_rows, subject.another(), subject.loaded):
            yield problem


CLAUSES: tuple[Clause, ...] = (
    is_accepted_alone,
    is_accepted_beside_the_others,
    keeps_to_the_plugin_api,
    needs_no_network_to_be_imported,
    leaves_no_trace_in_the_core,
    records_each_fact_alone,
    upgrades_as_its_examples_say,
    shows_what_is_recorded,
    asks_one_statement_for_each_operation,
    finds_by_its_indexes,
    has_indexes_on_its_own_tables,
    migrates_what_is_there,
)
