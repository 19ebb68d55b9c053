"""What an operator writes for a plugin reaches it, or is named at start."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from anjian.plugin_host import PluginHost, State
from anjian.settings import Settings, SettingsInvalid

Install = Callable[..., None]
Load = Callable[..., PluginHost]

TAKES = """
from pydantic import BaseModel, ConfigDict
from anjian.plugin import Plugin, Title, hookimpl


class Tank(BaseModel):
    model_config = ConfigDict(extra="forbid")
    litres: int = 10


@hookimpl
def anjian_settings():
    return Tank


@hookimpl
def anjian_plugin(settings):
    return Plugin("tanks", "Tanks", "~=1.0", Title("罐", f"Tanks of {settings.litres}"))
"""


@pytest.mark.parametrize(("given", "title"), [({}, "Tanks of 10"), ({"tanks": {"litres": 25}}, "Tanks of 25")])
def test_settings_reach_the_declaration(
    install: Install, load: Load, given: dict[str, dict[str, int]], title: str
) -> None:
    """As an instance of the plugin's own model, with its defaults where nothing was written."""
    install("tanks", code=TAKES)
    [tanks] = load(plugins=given).plugins
    assert tanks.plugin is not None
    assert tanks.plugin.title.en == title


@pytest.mark.parametrize(
    ("given", "place"),
    [({"litres": "many"}, "litres"), ({"liters": 5}, "liters")],
    ids=["a wrong value", "a name the model does not know"],
)
def test_wrong_settings_set_the_plugin_aside(
    install: Install, load: Load, given: dict[str, object], place: str
) -> None:
    """The plugin is named with the place; the one beside it serves."""
    install("tanks", code=TAKES)
    install("wells")
    tanks, wells = load(plugins={"tanks": given}).plugins
    assert (tanks.state, [problem.code for problem in tanks.problems]) == (State.INVALID, ["ANJ-P180"])
    assert f"the setting {place} of tanks" in tanks.problems[0].words.en
    assert wells.state is State.ACTIVE


def test_settings_nobody_takes_are_named(install: Install, load: Load) -> None:
    """A plugin that takes none is told so, and so is a name that no plugin bears."""
    install("wells")
    wells, wels = load(plugins={"wells": {"depth": 3}, "wels": {}}).plugins
    assert [problem.code for problem in wells.problems] == ["ANJ-P180"]
    assert (wels.state, [problem.code for problem in wels.problems]) == (State.MISSING, ["ANJ-P181"])


def test_settings_come_from_the_file_or_the_variable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A table in anjian.toml, JSON in the variable; a variable that is no JSON is named."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "anjian.toml").write_text("[plugins.tanks]\nlitres = 25\n", "utf-8")
    assert Settings.load().plugins == {"tanks": {"litres": 25}}
    monkeypatch.setenv("ANJIAN_PLUGINS", '{"tanks": {"litres": 30}}')
    assert Settings.load().plugins == {"tanks": {"litres": 30}}
    monkeypatch.setenv("ANJIAN_PLUGINS", "tanks")
    with pytest.raises(SettingsInvalid) as caught:
        Settings.load()
    assert [wrong.place for wrong in caught.value.wrong] == ["ANJIAN_PLUGINS"]
