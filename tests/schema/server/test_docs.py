"""docs/http.md says what the server does: its rows are the codes, its examples are run."""

from __future__ import annotations

import asyncio
import contextlib
import json
import pkgutil
import re
import shutil
from collections.abc import AsyncIterator, Iterator
from importlib import import_module
from pathlib import Path

import pytest
import pytest_asyncio

import anjian_schema
from anjian.commands.access import NotAllowed
from anjian.commands.texts import TextUnstorable
from anjian.errors import AnjianError
from anjian.public_reports.receipts import ReceiptUnknown
from anjian.public_reports.sealing import SealKeyMissing
from anjian.public_reports.submit import SecretReused
from anjian.settings import Settings
from anjian_schema.engine import Engine
from anjian_schema.server import create_app
from anjian_schema.server.problems import STATUS
from anjian_schema.server.serving import Server, address, listen

from .conftest import TOKEN

PAGE = Path(__file__).parents[3] / "docs" / "http.md"
OF_FILES = ("anjian.evidence.formats", "anjian.evidence.keep", "anjian.evidence.store")
SIGN_IN = ("anjian.access.tokens", "anjian.access.validity", "anjian.access.oidc")
OWN = ("anjian_schema.server", "anjian.commands.access", "anjian.public_reports", *SIGN_IN, *OF_FILES)
# They speak to a terminal.
COMMANDS = tuple(
    f"anjian_schema.{name}"
    for name in ("cli", "explain", "exports", "handbook", "plugin_check", "telemetry", "testing")
)
EXAMPLE = re.compile(r"```sh\n(curl.*?)```\n+```json\n(.*?)```", re.DOTALL)


def errors() -> Iterator[type[AnjianError]]:
    """What a request can be answered with, beside the problems of commands."""
    for module in pkgutil.walk_packages(anjian_schema.__path__, "anjian_schema."):
        import_module(module.name)
    yield from (TextUnstorable, NotAllowed, ReceiptUnknown, SealKeyMissing, SecretReused)
    left = AnjianError.__subclasses__()
    while left:
        error = left.pop()
        left += error.__subclasses__()
        if not hasattr(error, "code"):
            continue  # the base of a family
        if error.__module__.startswith(("anjian_schema.", *SIGN_IN, *OF_FILES)) and not error.__module__.startswith(
            COMMANDS
        ):
            yield error


def row(error: type[AnjianError]) -> str:
    """What the page says of it: of the server's own errors everything, of others that there is such a code."""
    if not error.__module__.startswith(OWN):
        return f"| `{error.code}` |"
    zh, en = (words.replace("{{", "{").replace("}}", "}") for words in (error.words.zh, error.words.en))
    return f"| `{error.code}` | {STATUS.get(error.code, 400)} | {zh} | {en} |"


@pytest.mark.parametrize("expected", sorted({row(error) for error in errors()}), ids=lambda text: text.split("`")[1])
def test_every_code_is_documented(expected: str) -> None:
    """With its status, and its words in both languages."""
    assert expected in PAGE.read_text("utf-8")


def test_no_status_is_kept_for_a_code_that_is_gone() -> None:
    """Each code with a status of its own belongs to an error."""
    assert set(STATUS) <= {error.code for error in errors()}


@pytest_asyncio.fixture(scope="module")
async def served(desk: Engine, small: Settings, desk_url: str) -> AsyncIterator[str]:
    """The address of the application on a real socket."""
    listening = listen(small.model_copy(update={"port": 0}))
    server = Server.of(create_app(desk, small, desk_url), small)
    server.capture_signals = contextlib.nullcontext  # type: ignore[method-assign]  # pytest keeps its own Ctrl-C
    running = asyncio.create_task(server.serve(sockets=[listening]))
    yield address(listening)
    server.should_exit = True
    await running


@pytest.mark.skipif(shutil.which("curl") is None, reason="the examples are written for curl")
@pytest.mark.parametrize(("command", "answer"), EXAMPLE.findall(PAGE.read_text("utf-8")))
async def test_every_example_answers_as_written(served: str, command: str, answer: str) -> None:
    """Pasted into a shell, each gives what stands below it."""
    pasted = command.replace("http://127.0.0.1:8000", served).replace("demo-supervisor-nation", TOKEN)
    process = await asyncio.create_subprocess_shell(f"{pasted.strip()} -s", stdout=asyncio.subprocess.PIPE)
    out, _ = await process.communicate()
    assert json.loads(out) == json.loads(answer)
