"""Hooks of each plugin are called apart: in time, in a span, and what fails is a value that names the plugin."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from uuid import uuid4

import pytest
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from anjian.commands.desk import PluginFailed
from anjian.plugin import Change
from anjian.plugin_host import Answer, Failure, PluginHost, State, calling
from anjian.plugin_host.host import problems_of

Install = Callable[..., None]
Load = Callable[..., PluginHost]

FORBIDS = """
@hookimpl
def anjian_validate(change):
    yield Problem("NO_TANKS", Title("没有储罐", "No tanks"), path=("tank_count",))
"""
FORBIDS_LATER = """
@hookimpl
async def anjian_validate(change):
    await asyncio.sleep(0)
    return [Problem("NO_TANKS", Title("没有储罐", "No tanks"))]
"""
FAILING = {
    "error": "def anjian_validate(change): 1 / 0",
    "error in a generator": "def anjian_validate(change): yield 1 / 0",
    "exit": "def anjian_validate(change): raise SystemExit(1)",
    "error while awaited": "async def anjian_validate(change): 1 / 0",
    "exit while awaited": "async def anjian_validate(change): raise SystemExit(1)",
    "cancelled by itself": "async def anjian_validate(change): raise asyncio.CancelledError",
    "another type": "def anjian_validate(change): return ['no']",
    "no list": "def anjian_validate(change): return 5",
}
SLOW = {
    "blocking": "def anjian_validate(change): time.sleep(1)",
    "waiting": "async def anjian_validate(change): await asyncio.sleep(30)",
    "deaf": """async def anjian_validate(change):
        with contextlib.suppress(asyncio.CancelledError):
            await asyncio.sleep(30)
        await asyncio.sleep(0.2)""",
}


def change(sector: str | None = "tanks") -> Change:
    return Change("profile", uuid4(), sector, None, {})


def hook(body: str) -> str:
    return f"@hookimpl\n{body}\n"


@pytest.mark.parametrize("extra", [FORBIDS, FORBIDS_LATER], ids=["ordinary", "asynchronous"])
async def test_plugin_forbids_a_change(install: Install, load: Load, extra: str) -> None:
    """A plugin's problems with a change come back as it said them."""
    install("tanks", extra=extra)
    [problem] = await load().validate(change())
    assert (problem.code, problem.message.en) == ("NO_TANKS", "No tanks")


async def test_silence_is_consent(install: Install, load: Load) -> None:
    """A plugin without the hook, or with nothing to say, has no objection."""
    install("silent")
    install("tanks", extra=hook("def anjian_validate(): return None"))
    assert await load().validate(change()) == []


async def test_change_of_another_sector(install: Install, load: Load) -> None:
    """A plugin is asked about its own sectors, and about changes that belong to no one sector."""
    install("tanks", extra=FORBIDS)
    host = load()
    assert await host.validate(change("chemicals")) == []
    assert len(await host.validate(change(None))) == 1


@pytest.mark.parametrize("body", FAILING.values(), ids=FAILING)
async def test_failing_hook_is_a_value(install: Install, load: Load, body: str) -> None:
    """What a hook raises, even to end the program, is this plugin's failure; the next plugin is asked all the same."""
    install("broken", "sectors=[]", extra=hook(body))
    install("tanks", extra=FORBIDS)
    host = load()
    failure, answer = await host.call_each("anjian_validate", read=problems_of, change=change(None))
    assert isinstance(failure, Failure)
    assert (failure.plugin, failure.problem.code) == ("broken", "ANJ-P140")
    assert "broken 1.4.0" in failure.problem.words.en
    assert isinstance(answer, Answer)
    with pytest.raises(PluginFailed, match="broken"):
        await host.validate(change(None))


@pytest.mark.parametrize("body", SLOW.values(), ids=SLOW)
async def test_slow_hook_is_given_up(install: Install, load: Load, body: str) -> None:
    """A hook that does not return is left behind after the deadline; the loop goes on and the plugin is degraded."""
    install("slow", extra=hook(body))
    host = load(deadline=0.1)
    ticks = 0

    async def tick() -> None:
        nonlocal ticks
        while True:
            await asyncio.sleep(0.01)
            ticks += 1

    ticking = asyncio.create_task(tick())
    [failure] = await host.call_each("anjian_validate", change=change())
    ticking.cancel()
    assert isinstance(failure, Failure)
    assert failure.problem.code == "ANJ-P141"
    assert ticks >= 3
    assert host.plugins[0].state is State.DEGRADED
    assert host.report.ready


async def test_threads_do_not_pile_up(install: Install, load: Load) -> None:
    """While a hook that was given up still runs, it is not begun again; once it ended, it is."""
    body = "def anjian_validate(change):\n    begun.append(1)\n    time.sleep(0.4 if len(begun) == 1 else 0)"
    install("slow", extra="begun = []\n" + hook(body))
    host = load(deadline=0.1)
    outcomes = [(await host.call_each("anjian_validate", change=change()))[0] for _ in range(3)]
    assert all(isinstance(outcome, Failure) for outcome in outcomes)
    assert len(host.plugins[0].implementation.begun) == 1
    await asyncio.sleep(0.5)
    [outcome] = await host.call_each("anjian_validate", change=change())
    assert isinstance(outcome, Answer)
    assert host.plugins[0].state is State.ACTIVE


async def test_five_failures_in_a_row(install: Install, load: Load) -> None:
    """A failure may be an accident, five in a row are not; an answer ends the row."""
    body = "def anjian_event(event):\n    calls.append(1)\n    assert len(calls) > 6"
    install("moody", extra="calls = []\n" + hook(body))
    host = load()
    moody = host.plugins[0]
    states = []
    for _ in range(6):
        await host.call_each("anjian_event", event=None)
        states.append(moody.state)
    assert states == [State.ACTIVE] * 4 + [State.DEGRADED] * 2
    await host.call_each("anjian_event", event=None)
    assert (moody.state, moody.all_problems) == (State.ACTIVE, ())


@pytest.fixture
def spans(monkeypatch: pytest.MonkeyPatch) -> Iterator[InMemorySpanExporter]:
    exporter, provider = InMemorySpanExporter(), TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    monkeypatch.setattr(calling, "tracer", provider.get_tracer("test"))
    yield exporter
    provider.shutdown()


async def test_calls_are_traced(install: Install, load: Load, spans: InMemorySpanExporter) -> None:
    """Each call is a span with the name of the plugin, so that slowness has an address."""
    install("broken", extra=hook("def anjian_event(event): 1 / 0"))
    install("tanks", extra=hook("def anjian_event(event): ..."))
    await load().call_each("anjian_event", event=None)
    found = {(span.attributes or {})["anjian.plugin"]: span for span in spans.get_finished_spans()}
    assert {span.name for span in found.values()} == {"plugin.hook"}
    assert {name: span.status.is_ok for name, span in found.items()} == {"broken": False, "tanks": True}


def test_commands_of_plugins(install: Install, load: Load) -> None:
    """A plugin that cannot add its commands is named; those of the others are there."""
    install("broken", extra=hook("def anjian_commands(cli): 1 / 0"))
    install("tanks", extra=hook("def anjian_commands(cli): cli.append('tanks')"))
    cli: list[str] = []
    [failure] = load().add_commands(cli)
    assert (failure.plugin, cli) == ("broken", ["tanks"])


LIVES = """
@hookimpl
@contextlib.asynccontextmanager
async def anjian_lifespan(app):
    app.append("NAME in")
    BEFORE
    yield
    AFTER
    app.append("NAME out")
"""


def lives(before: str = "", after: str = "") -> str:
    return LIVES.replace("BEFORE", before).replace("AFTER", after)


async def test_lifespans(install: Install, load: Load) -> None:
    """What plugins keep alive is entered in order and left in reverse."""
    install("alpha", extra=lives())
    install("beta", extra=lives())
    app: list[str] = []
    async with load().lifespan(app):
        app.append("serving")
    assert app == ["alpha in", "beta in", "serving", "beta out", "alpha out"]


async def test_lifespan_that_cannot_be_entered(install: Install, load: Load) -> None:
    """Its plugin is put in quarantine and the others live; a required one keeps the server from being ready."""
    install("alpha", extra=lives("1 / 0"))
    install("beta", extra=lives())
    app: list[str] = []
    host = load(required_plugins=("alpha",))
    async with host.lifespan(app):
        assert [loaded.state for loaded in host.plugins] == [State.QUARANTINED, State.ACTIVE]
        assert not host.report.ready
    assert app == ["alpha in", "beta in", "beta out"]
    assert [problem.code for problem in host.report.problems] == ["ANJ-P142"]


async def test_lifespan_that_cannot_be_left(install: Install, load: Load) -> None:
    """Who fails to leave is named, and those below it are still left."""
    install("alpha", extra=lives())
    install("beta", extra=lives(after="1 / 0"))
    app: list[str] = []
    host = load()
    async with host.lifespan(app):
        pass
    assert app[-1] == "alpha out"
    assert [problem.code for problem in host.report.problems] == ["ANJ-P142"]


async def test_lifespan_of_another_type(install: Install, load: Load) -> None:
    """A hook that returns no context manager puts its plugin in quarantine."""
    install("alpha", extra=hook("def anjian_lifespan(app): return 5"))
    host = load()
    async with host.lifespan([]):
        assert host.plugins[0].state is State.QUARANTINED
