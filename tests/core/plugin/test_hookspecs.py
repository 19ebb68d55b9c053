"""The hooks are few, named, described, and called by keyword."""

from __future__ import annotations

import pluggy

from anjian.plugin import Plugin, Title, hookimpl, hookspecs

HOOKS = {
    "anjian_settings": [],
    "anjian_plugin": ["settings"],
    "anjian_lifespan": ["app"],
    "anjian_validate": ["change"],
    "anjian_scope": ["viewer", "noun"],
    "anjian_event": ["event"],
    "anjian_commands": ["cli"],
}


def manager() -> pluggy.PluginManager:
    manager = pluggy.PluginManager("anjian")
    manager.add_hookspecs(hookspecs)
    return manager


def test_the_table_of_contents() -> None:
    """Seven hooks with these arguments; each says what it is for."""
    known = manager().hook
    specs = {name: getattr(known, name).spec for name in HOOKS}
    assert {name: list(spec.argnames) for name, spec in specs.items()} == HOOKS
    assert all(spec.function.__doc__ for spec in specs.values())
    assert {name for name in vars(hookspecs) if name.startswith("anjian_")} == set(HOOKS)


def test_an_implementation_takes_what_it_needs() -> None:
    """A hook that looks only at the noun declares only the noun."""

    class Narrow:
        @hookimpl
        def anjian_scope(self, noun: str) -> str:
            return noun

        @hookimpl
        def anjian_plugin(self) -> Plugin:
            return Plugin("tanks", "Tanks", "~=1.0", Title("储罐", "Tanks"))

    tanks = manager()
    tanks.register(Narrow())
    tanks.check_pending()
    assert tanks.hook.anjian_scope(viewer=None, noun="hazard") == ["hazard"]
    assert [plugin.name for plugin in tanks.hook.anjian_plugin(settings=None)] == ["tanks"]
