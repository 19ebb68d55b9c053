"""A derivation runs apart from the core: held to what it declared, in time, and named when it fails."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from anjian.commands.desk import PluginFailed
from anjian.plugin import Known
from anjian.plugin_host import PluginHost, State
from anjian.words import Language

Install = Callable[..., None]
Load = Callable[..., PluginHost]

SECTOR = "sectors=[Sector(profile=Port, derivations=[reckon])]"
PORT = """
class Port(Profile):
    depth: int | None = field(Title("水深", "Depth"))
    width: int | None = field(Title("水宽", "Width"))
    slack: int | None = field(Title("余量", "Slack"), derived=True, ge=0)


@derivation(Clause(LAW, "第一项"), gives=["slack"], needs=["depth"])
def reckon(known):
    BODY
"""
WRONG = {
    "fails": "1 / 0",
    "leaves": "raise SystemExit",
    "gives another fact": 'return {"depth": 1}',
    "gives the wrong kind": 'return {"slack": "much"}',
    "gives beyond the limit": 'return {"slack": -1}',
    "gives no mapping": "return 5",
    "reads what it does not need": 'return {"slack": known.facts["width"]}',
    "takes too long": "time.sleep(1)",
}


def port(install: Install, load: Load, body: str) -> PluginHost:
    install("tanks", SECTOR, extra=PORT.replace("BODY", body))
    return load(deadline=0.5)


@pytest.mark.parametrize("body", WRONG.values(), ids=WRONG)
async def test_a_derivation_that_goes_wrong_is_named(install: Install, load: Load, body: str) -> None:
    """Nothing is taken from it; after five in a row the plugin is degraded, at once if it never ends."""
    host = port(install, load, body)
    for _ in range(5):
        with pytest.raises(PluginFailed) as failed:
            await host.derive("tanks", Known({"depth": 9, "width": 3}))
    assert "tanks" in failed.value.message(Language.EN)
    assert host.plugins[0].state is State.DEGRADED
    assert "derivations of tanks" in host.report.problems[0].words.en


async def test_unknown_is_left_out(install: Install, load: Load) -> None:
    """A value as the profile stores it; a fact given as None is as unknown as one not given."""
    host = port(install, load, 'return {"slack": known.facts.get("depth")}')
    assert await host.derive("tanks", Known({"depth": 9})) == {"slack": 9}
    assert await host.derive("tanks", Known()) == {}
    assert host.plugins[0].state is State.ACTIVE
