"""A plugin that cannot be brought in is named, with the reason, and the others go on."""

from __future__ import annotations

import io
import sys
import time
from collections.abc import Callable

import pytest
from rich.console import Console

from anjian.plugin_host import PluginHost, PluginsRefused, State, load_plugins
from anjian.settings import Settings
from anjian.words import Language

Install = Callable[..., None]
Load = Callable[..., PluginHost]

HOOK = "from anjian.plugin import hookimpl\n@hookimpl\ndef anjian_plugin():\n    "

BROKEN = {
    "import error": ("import no_such_module", State.INVALID, "ANJ-P110"),
    "exit at import": ("raise SystemExit(1)", State.INVALID, "ANJ-P110"),
    "no declaration": ("x = 1", State.INVALID, "ANJ-P111"),
    "declaration fails": (HOOK + "1 / 0", State.INVALID, "ANJ-P112"),
    "declaration exits": (HOOK + "raise SystemExit(1)", State.INVALID, "ANJ-P112"),
    "slow declaration": (HOOK + "import time; time.sleep(30)", State.INVALID, "ANJ-P113"),
    "wrong return": (HOOK + "return {'name': 'tanks'}", State.INVALID, "ANJ-P114"),
    "nothing returned": (HOOK + "return None", State.INVALID, "ANJ-P114"),
    "unknown argument": (HOOK + "pass\n@hookimpl\ndef anjian_event(happening): ...", State.INVALID, "ANJ-P115"),
    "unknown hook": (HOOK + "pass\n@hookimpl\ndef anjian_listen(event): ...", State.INVALID, "ANJ-P115"),
}


@pytest.mark.parametrize(("code", "state", "problem"), BROKEN.values(), ids=BROKEN)
def test_broken_plugin_is_contained(install: Install, load: Load, code: str, state: State, problem: str) -> None:
    """A plugin that breaks while it is brought in is named with its version; the sound one beside it serves."""
    install("broken", code=code, version="0.9.1")
    install("tanks")
    host = load(declaring=2)
    broken, sound = host.report.plugins
    assert (broken.state, [found.code for found in broken.problems]) == (state, [problem])
    assert "broken 0.9.1" in broken.problems[0].words.en
    assert "broken 0.9.1" in broken.problems[0].words.zh
    assert sound.state is State.ACTIVE
    assert [sector.name for sector in host.sectors()] == ["tanks"]


def test_a_declaration_that_says_what_is_wrong_is_taken_at_its_word(install: Install, load: Load) -> None:
    """A table of another edition, say: the cure is what the plugin says, not advice about networks."""
    wrong = 'raise type("Wrong", (AnjianError,), {"words": Title("表不属于该版", "the table is of another edition")})()'
    install("tanks", code="from anjian.plugin import AnjianError, Title\n" + HOOK + wrong)
    (problem,) = load().report.problems
    assert problem.code == "ANJ-P112"
    assert problem.words.en.endswith("failed: the table is of another edition")
    assert problem.words.zh.endswith("出错：表不属于该版")
    assert (problem.hint.zh, "network" in problem.hint.en) == ("请按所述改正它的声明、设置或文件", False)


@pytest.mark.parametrize(
    ("api", "state", "problem"),
    [
        ("~=2.0", State.INCOMPATIBLE, ["ANJ-P116"]),
        (">=1.9", State.INCOMPATIBLE, ["ANJ-P116"]),
        ("soon", State.INVALID, ["ANJ-P117"]),
        ("", State.INVALID, ["ANJ-P117"]),
        ("~=1.0", State.ACTIVE, []),
    ],
)
def test_api_version_is_a_gate(install: Install, load: Load, api: str, state: State, problem: list[str]) -> None:
    """A plugin names the versions of the door it fits; one that fits another door stays outside."""
    install("tanks", f"api={api!r}")
    [tanks] = load().report.plugins
    assert (tanks.state, [found.code for found in tanks.problems]) == (state, problem)


def test_disabled_plugin_is_not_imported(install: Install, load: Load) -> None:
    """Switching a plugin off helps even when it breaks the process that imports it."""
    install("tanks", code="import os; os._exit(1)")
    host = load(disabled_plugins=("tanks",))
    assert [plugin.state for plugin in host.report.plugins] == [State.DISABLED]
    assert "tanks_by_a_stranger" not in sys.modules
    assert host.report.ready


def test_required_plugin_that_is_not_installed(install: Install, load: Load) -> None:
    """What the operator requires and nobody installed keeps the server from being ready."""
    install("tanks")
    report = load(required_plugins=("chemicals", "tanks")).report
    assert [(plugin.name, plugin.state) for plugin in report.plugins] == [
        ("tanks", State.ACTIVE),
        ("chemicals", State.MISSING),
    ]
    assert [problem.code for problem in report.problems] == ["ANJ-P118"]
    assert not report.ready


def test_required_plugin_that_is_broken(install: Install, load: Load) -> None:
    """A broken plugin matters to readiness only if it is required."""
    install("tanks", code="import no_such_module")
    assert load().report.ready
    assert not load(required_plugins=("tanks",)).report.ready


def test_required_and_disabled(install: Install, load: Load) -> None:
    """An operator who requires and disables one plugin is told so."""
    install("tanks")
    report = load(required_plugins=("tanks",), disabled_plugins=("tanks",)).report
    assert [problem.code for problem in report.problems] == ["ANJ-P119"]
    assert not report.ready


def test_strict_mode_names_everything(install: Install, load: Load) -> None:
    """In strict mode one look shows every problem of every plugin."""
    install("alpha", code="import no_such_module")
    install("beta", 'api="~=9.0"')
    load().report.raise_if_strict()
    with pytest.raises(PluginsRefused) as refused:
        load(strict_plugins=True).report.raise_if_strict()
    for language in Language:
        assert all(word in refused.value.message(language) for word in ("ANJ-P110", "alpha", "ANJ-P116", "beta"))


def test_strict_mode_with_sound_plugins(install: Install, load: Load) -> None:
    """Strictness asks nothing of plugins that are in order."""
    install("tanks")
    load(strict_plugins=True).report.raise_if_strict()


@pytest.mark.parametrize("language", list(Language))
def test_report_fits_a_terminal(install: Install, load: Load, language: Language) -> None:
    """Eighty columns show every plugin, its state and all of its problems."""
    install("broken", code="raise RuntimeError('a long sentence ' * 20)")
    install("tanks")
    console = Console(width=80, file=io.StringIO(), record=True)
    console.print(load().report.table(language))
    shown = console.export_text()
    assert max(map(len, shown.splitlines())) <= 80
    assert all(word in shown for word in ("tanks", "1.4.0", "ACTIVE", "INVALID", "ANJ-P110"))


def test_what_a_plugin_provides(install: Install, load: Load) -> None:
    """The report counts what each plugin brings."""
    install("tanks")
    [tanks] = load().report.plugins
    provides = tanks.provides
    assert provides.sectors == ("tanks",)
    assert (provides.fields, provides.checklists, provides.items, provides.rules) == (3, 1, 2, 1)


def test_installed_plugins_are_found_by_themselves(install: Install) -> None:
    """What is installed is found through its entry point, the product's own sectors first; removed, it is gone."""
    install("aquarium")
    names = [loaded.name for loaded in load_plugins(Settings()).plugins]
    assert names.index("fireworks") < names.index("aquarium")


def test_applications_do_not_share_plugins(install: Install, load: Load) -> None:
    """Two applications of one process keep their plugins apart."""
    install("tanks")
    first, second = load(), load()
    assert len(first.sectors()) == 1
    first.plugins[0].state = State.QUARANTINED
    assert (len(first.sectors()), len(second.sectors())) == (0, 1)


def test_slow_declaration_does_not_hold_up_the_start(install: Install, load: Load) -> None:
    """The start waits for a declaration no longer than the deadline."""
    install("slow", code=HOOK + "import time; time.sleep(30)")
    begun = time.monotonic()
    load(declaring=0.2)
    assert time.monotonic() - begun < 30
