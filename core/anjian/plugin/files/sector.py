"""A sector from its file: the same profile, rules, checklists and ledgers as one written in Python."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from importlib.resources.abc import Traversable
from typing import Any

from pydantic import TypeAdapter

from anjian.judgement import Fact
from anjian.plugin.checklists import Checklist, ChecklistUnreadable, document_of, read_document, sources, written_at
from anjian.plugin.declaration import OF_THE_PLUGIN, Sector
from anjian.plugin.derivations import Derivation
from anjian.plugin.files.clauses import Clauses
from anjian.plugin.files.derived import DerivedFacts
from anjian.plugin.files.document import IN_PLACE, Broken, Document
from anjian.plugin.files.fields import FieldMaker, camel
from anjian.plugin.files.model import LedgerForm, SectorForm
from anjian.plugin.files.notes import Notes
from anjian.plugin.files.problems import FileUnreadable
from anjian.plugin.files.rules import RuleMaker
from anjian.plugin.files.upgrades import upgrade
from anjian.plugin.files.validation import validated
from anjian.plugin.ledgers import Entry, Ledger
from anjian.plugin.profile import Profile, profile_fields
from anjian.words import Title

FORM = TypeAdapter(SectorForm)
FIELDS_TWICE = (
    Title("字段已由 profile= 给出", "the fields are given by profile= already"),
    Title("请去掉 fields 或 profile=", "take out fields, or profile="),
)
NO_FILE = Title("没有文件 {name}", "there is no file {name}")
ITEM_TWICE = (
    Title("检查项 {code} 用了两次", "the item {code} is used twice"),
    Title("请换一个编号", "choose another code"),
)


class SectorUnreadable(FileUnreadable):
    code = "SECTOR_UNREADABLE"
    words = Title("行业文件 {file} 有 {count} 处错误：", "the sector {file} has {count} mistakes:")


def load_sector(
    folder: Traversable, name: str, profile: type[Profile] | None, derivations: Sequence[Derivation]
) -> Sector:
    try:
        document = Document.read(folder / name)
    except Broken as broken:
        raise SectorUnreadable(broken.problem.file, [broken.problem]) from broken
    form = validated(FORM, document)
    if form is None or document.problems:
        raise SectorUnreadable(document.file, document.problems)
    return Builder(document, form, folder).sector(profile, derivations)


class Builder:
    """Makes everything that can be made, so that all mistakes of a file are told at once."""

    def __init__(self, document: Document, form: SectorForm, folder: Traversable) -> None:
        self.form, self.folder = form, folder
        self.notes = Notes(document)
        self.fields = FieldMaker(self.notes, form.choices)

    def sector(self, given: type[Profile] | None, derivations: Sequence[Derivation]) -> Sector:
        form = self.form
        profile = self.profile(given)
        facts = profile_fields(profile)
        self.notes.broken = set(form.fields) - set(facts)
        clauses = Clauses(self.notes, form.standards)
        derived = DerivedFacts(self.notes, form.derived, facts, clauses)
        derived.check()
        rules = tuple(RuleMaker(self.notes, facts, derived, clauses).made(form.rules))
        checklists = tuple(self.checklists(facts))
        ledgers = tuple(self.ledger(name, ledger) for name, ledger in form.ledgers.items())
        if self.notes.problems:
            raise SectorUnreadable(self.notes.document.file, self.notes.problems)
        title = form.title or OF_THE_PLUGIN
        return Sector(profile, checklists, rules, form.name, title, ledgers, tuple(derivations))

    def profile(self, given: type[Profile] | None) -> type[Profile]:
        if given is None:
            made = self.fields.made(Profile, f"{camel(self.form.name)}Profile", self.form.fields, ("fields",))
            made.schema_version, made.upgrades = self.form.version, [upgrade(form) for form in self.form.upgrades]
            return made
        if self.form.fields:
            self.notes.add(("fields",), *FIELDS_TWICE)
        return given

    def ledger(self, name: str, form: LedgerForm) -> Ledger:
        path = ("ledgers", name)
        entry = self.fields.made(Entry, form.line, form.fields, (*path, "fields"))
        for place, field in enumerate(form.key):
            if field not in form.fields:
                self.notes.unknown_fact((*path, "key", place), field, form.fields)
        return Ledger(name, entry, form.title, form.key)

    def checklists(self, facts: Mapping[str, Fact]) -> Iterator[Checklist]:
        for place, given in enumerate(self.form.checklists):
            if isinstance(given, Checklist):
                path = ("checklists", place)
                check_items(self.notes, given, path, facts)
                yield written_at(given, self.notes.document.line((*path, "code")))
            else:
                yield from self.files(given, facts, place)

    def files(self, name: str, facts: Mapping[str, Fact], place: int) -> Iterator[Checklist]:
        if not ((self.folder / name).is_file() or (self.folder / name).is_dir()):
            self.notes.add(("checklists", place), NO_FILE.format(name=name), IN_PLACE)
            return
        for source in sources(self.folder / name):
            try:
                document = document_of(source)
                checklist = read_document(document)
            except ChecklistUnreadable as wrong:
                self.notes.problems += wrong.problems
            else:
                notes = Notes(document)
                notes.broken = self.notes.broken
                check_items(notes, checklist, (), facts)
                self.notes.problems += notes.problems
                yield checklist


def check_items(notes: Notes, checklist: Checklist, path: tuple[Any, ...], facts: Mapping[str, Fact]) -> None:
    """Items observe facts that there are, with values they can have."""
    seen: set[str] = set()
    for place, item in enumerate(checklist.items):
        at = (*path, "items", place)
        if item.code in seen:
            notes.add((*at, "code"), ITEM_TWICE[0].format(code=item.code), ITEM_TWICE[1])
        seen.add(item.code)
        for name in (name for name in item.observes if name not in facts):
            notes.unknown_fact((*at, "observes", name), name, facts)
        for number, name in enumerate(item.asks):
            if name not in facts:
                notes.unknown_fact((*at, "asks", number), name, facts)
        for name, result, value in observed(checklist, place, facts):
            with notes.of(*at, "observes", name, result):
                facts[name].read(value)


def observed(checklist: Checklist, place: int, facts: Mapping[str, Fact]) -> Iterator[tuple[str, str, object]]:
    for name, by_result in checklist.items[place].observes.items():
        if name in facts:
            yield from ((name, result.value, value) for result, value in by_result.items())
