"""Brings one plugin in: imported, its hooks verified, its declaration read, its API version compared."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pluggy
from packaging.specifiers import InvalidSpecifier, SpecifierSet
from pydantic import BaseModel, ValidationError

from anjian.errors import AnjianError
from anjian.plugin import API_VERSION, Plugin
from anjian.plugin.files.problems import FileUnreadable
from anjian.plugin_host.deadline import Overdue, Raised, finished
from anjian.plugin_host.kinds import ProblemKind
from anjian.plugin_host.loaded import Loaded, State
from anjian.plugin_host.problems import PluginProblem, reason_of
from anjian.words import Language, Title

Manager = pluggy.PluginManager
AS_IT_SAYS = Title("请按所述改正它的声明、设置或文件", "mend the declaration, setting or file that it speaks of")


class Refused(Exception):
    """The plugin cannot be used, and why."""

    def __init__(self, *problems: PluginProblem, state: State = State.INVALID) -> None:
        super().__init__(*(problem.code for problem in problems))
        self.problems, self.state = problems, state


def load(manager: Manager, loaded: Loaded, deadline: float, given: Mapping[str, Any]) -> None:
    """Active, or refused with the reason; nothing that is wrong with it is raised."""
    try:
        loaded.implementation = imported(loaded)
        register(manager, loaded)
        settings = configured(manager, loaded, deadline, given)
        loaded.plugin = declaration(manager, loaded, deadline, settings)
        compare_api(loaded, loaded.plugin)
        loaded.state = State.ACTIVE
    except Refused as refusal:
        withdraw(manager, loaded)
        for problem in refusal.problems:
            loaded.refuse(refusal.state, problem)


def imported(loaded: Loaded) -> Any:
    assert loaded.entry is not None  # noqa: S101 - only what was discovered is loaded
    try:
        return loaded.entry.load()
    except FileUnreadable as wrong:
        raise Refused(*of_file(loaded, wrong)) from wrong
    except (Exception, SystemExit) as error:
        problem = ProblemKind.IMPORT_FAILED.of(loaded, entry=loaded.entry.value, reason=reason_of(error))
        raise Refused(problem) from error


def register(manager: Manager, loaded: Loaded) -> None:
    """pluggy compares names and arguments with the hooks there are."""
    try:
        hash(loaded.implementation)  # pluggy keeps them in sets
        manager.register(loaded.implementation, name=registered_name(loaded))
        manager.check_pending()
    except Exception as error:
        raise Refused(ProblemKind.HOOKS_WRONG.of(loaded, reason=reason_of(error))) from error


def withdraw(manager: Manager, loaded: Loaded) -> None:
    if manager.has_plugin(registered_name(loaded)):
        manager.unregister(name=registered_name(loaded))


def registered_name(loaded: Loaded) -> str:
    return f"{loaded.distribution}:{loaded.name}"


def hook_of(manager: Manager, loaded: Loaded, hook: str) -> pluggy.HookImpl | None:
    """The plugin's own implementation of a hook, if it has one."""
    own = (each for each in getattr(manager.hook, hook).get_hookimpls() if each.plugin is loaded.implementation)
    return next(own, None)


def configured(manager: Manager, loaded: Loaded, deadline: float, given: Mapping[str, Any]) -> BaseModel | None:
    """What the operator wrote for this plugin, read by its own model."""
    model = declared(manager, loaded, deadline, "anjian_settings", {})
    if model is None and given:
        raise Refused(ProblemKind.SETTINGS_WRONG.of(loaded, thing=next(iter(given)), reason="no such setting"))
    if model is None:
        return None
    if not (isinstance(model, type) and issubclass(model, BaseModel)):
        raise Refused(ProblemKind.DECLARATION_FAILED.of(loaded, reason=f"anjian_settings: {model!r} is no model"))
    try:
        return model.model_validate(given)
    except ValidationError as wrong:
        first = wrong.errors(include_input=False)[0]
        place = ".".join(map(str, first["loc"]))
        raise Refused(ProblemKind.SETTINGS_WRONG.of(loaded, thing=place, reason=first["msg"])) from wrong


def declaration(manager: Manager, loaded: Loaded, deadline: float, settings: BaseModel | None) -> Plugin:
    if hook_of(manager, loaded, "anjian_plugin") is None:
        entry = loaded.entry and loaded.entry.value
        raise Refused(ProblemKind.DECLARATION_MISSING.of(loaded, entry=entry))
    found = declared(manager, loaded, deadline, "anjian_plugin", {"settings": settings})
    if not isinstance(found, Plugin):
        raise Refused(ProblemKind.WRONG_RETURN.of(loaded, found=type(found).__name__))
    return found


def declared(manager: Manager, loaded: Loaded, deadline: float, hook: str, facts: dict[str, Any]) -> object:
    try:
        return finished(lambda: answer(manager, loaded, hook, facts), deadline)
    except Overdue as late:
        raise Refused(ProblemKind.DECLARATION_SLOW.of(loaded, seconds=f"{deadline:g}")) from late
    except Raised as raised:
        cause = raised.__cause__ or raised
        if isinstance(cause, FileUnreadable):
            raise Refused(*of_file(loaded, cause)) from cause
        if isinstance(cause, AnjianError):
            raise Refused(explained(loaded, cause)) from cause
        raise Refused(ProblemKind.DECLARATION_FAILED.of(loaded, reason=reason_of(cause))) from cause


def explained(loaded: Loaded, wrong: AnjianError) -> PluginProblem:
    """It says itself what is wrong, in both languages."""
    kind = ProblemKind.DECLARATION_FAILED
    zh, en = (kind.of(loaded, reason=wrong.message(language)).words for language in (Language.ZH, Language.EN))
    return PluginProblem(kind.code, Title(zh.zh, en.en), AS_IT_SAYS)


def of_file(loaded: Loaded, wrong: FileUnreadable) -> Iterator[PluginProblem]:
    """Every mistake of a file is a problem of its own, with the place and the cure."""
    for one in wrong.problems:
        yield ProblemKind.FILE_WRONG.of(
            loaded,
            file=one.file,
            line=one.line,
            column=one.column,
            reason_zh=one.reason.zh,
            reason_en=one.reason.en,
            cure_zh=one.cure.zh,
            cure_en=one.cure.en,
        )


def answer(manager: Manager, loaded: Loaded, hook: str, facts: dict[str, Any]) -> Any:
    """What this plugin alone answers; pluggy gives each implementation the arguments it names, and drops None."""
    others = {plugin for plugin in manager.get_plugins() if plugin is not loaded.implementation}
    answers = manager.subset_hook_caller(hook, others)(**facts)
    return answers[0] if answers else None


def compare_api(loaded: Loaded, plugin: Plugin) -> None:
    try:
        wanted = SpecifierSet(plugin.api)
    except (InvalidSpecifier, AttributeError, TypeError) as error:
        raise Refused(ProblemKind.API_UNREADABLE.of(loaded, wanted=repr(plugin.api))) from error
    if not len(wanted):
        raise Refused(ProblemKind.API_UNREADABLE.of(loaded, wanted=repr(plugin.api)))
    if not wanted.contains(API_VERSION):
        problem = ProblemKind.API_MISMATCH.of(loaded, wanted=plugin.api, offered=API_VERSION)
        raise Refused(problem, state=State.INCOMPATIBLE)
