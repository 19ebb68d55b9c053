from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Callable
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

import pytest
import typer
from rich.cells import cell_len

from anjian.cli import GROUP, plugins
from anjian.cli.terminal import reader
from anjian.words import Language

Anjian = Callable[..., Any]


def test_tables_are_brought_up_to_date_once(anjian: Anjian) -> None:
    """A new database is behind and says how to mend it; the second upgrade finds nothing to do."""
    behind = anjian("db", "status")
    assert (behind.code, "run `anjian db upgrade`" in behind.out) == (1, True)
    assert "brought up to" in anjian("db", "upgrade").out
    assert "up to date already" in anjian("db", "upgrade").out
    assert anjian("db", "status").code == 0


def test_streets_are_imported_whole_or_not_at_all(anjian: Anjian, tmp_path: Path) -> None:
    """A file with one mistake leaves no trace; mended, it is taken; sent again, it changes nothing."""
    anjian("db", "upgrade")
    file = tmp_path / "街道.csv"
    file.write_text("code,name\n610104001000,青年路街道\n610199001,某街道\n", "utf-8")
    refused = anjian("regions", "import", str(file))
    assert (refused.code, "STREET_FILE_INVALID" in refused.err) == (1, True)
    assert "line 3: the region 610199 above 610199001 is unknown" in refused.said
    file.write_text("610104001000,青年路街道\n610104002,北院门街道\n", "gb18030")
    assert "2 regions added, 0 renamed" in anjian("regions", "import", str(file)).out
    file.write_text("610104001,青年路街道办事处\n610104001001,某社区\n", "utf-8-sig")
    assert "1 regions added, 1 renamed" in anjian("regions", "import", str(file)).out
    assert "0 regions added, 0 renamed" in anjian("regions", "import", str(file)).out


def test_a_sector_is_judged_from_the_terminal(anjian: Anjian) -> None:
    """Every rule has its line; what cannot be judged is named; another day is told and not kept."""
    anjian("db", "upgrade")
    done = anjian("judge", "--sector", "fireworks")
    assert (done.code, "FIREWORKS-2017-20" in done.out, "0 verdicts, 0 of them new" in done.out) == (0, True, True)
    assert all(cell_len(line) <= 80 for line in done.out.splitlines())
    assert "told and not kept" in anjian("judge", "--sector", "fireworks", "--region", "41", "--on", "2019-09-01").said
    for words, code in {("fishing",): "UNKNOWN_SECTOR", ("fireworks", "--region", "99"): "UNKNOWN_REGION"}.items():
        refused = anjian("judge", "--sector", *words)
        assert (refused.code, code in refused.err) == (1, True)


@pytest.mark.parametrize("content", [None, b"\x81"], ids=["not there", "no known encoding"])
def test_an_unreadable_file_is_named(anjian: Anjian, tmp_path: Path, content: bytes | None) -> None:
    """The sentence names the file, and nothing is shown of our insides."""
    anjian("db", "upgrade")
    if content is not None:
        (tmp_path / "x.csv").write_bytes(content)
    outcome = anjian("regions", "import", str(tmp_path / "x.csv"))
    assert (outcome.code, "UNREADABLE_FILE" in outcome.err) == (1, True)


@pytest.mark.parametrize("words", [("doctro",), ("db", "upgrade", "--fast"), ("regions", "import"), ("judge",)])
def test_wrong_usage_exits_with_two(anjian: Anjian, words: tuple[str, ...]) -> None:
    """A command nobody knows, an option too many, an argument too few."""
    assert anjian(*words).code == 2


def test_wrong_settings_stop_every_command(anjian: Anjian, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before anything is done, each wrong setting is named; help is given all the same."""
    monkeypatch.setenv("ANJIAN_PORT", "eighty")
    outcome = anjian("db", "upgrade")
    assert (outcome.code, outcome.out) == (1, "")
    assert outcome.err.endswith("ANJIAN_PORT: must be a port number, 0 to 65535\n")
    assert anjian("--help").code == 0


def test_an_unreachable_database_is_named_without_its_password(anjian: Anjian, monkeypatch: pytest.MonkeyPatch) -> None:
    """The address is shown, the password is not."""
    monkeypatch.setenv("ANJIAN_DATABASE_URL", "postgresql://u:geheim@127.0.0.1:1/d")
    outcome = anjian("db", "status")
    assert (outcome.code, "DATABASE_UNREACHABLE" in outcome.err) == (1, True)
    assert "postgresql://u:***@127.0.0.1:1/d" in outcome.said
    assert "geheim" not in outcome.err


@pytest.fixture
def install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[str, str, str], None]:
    """Install a distribution of one module, as pip would leave it, for as long as the test."""

    def lay(module: str, source: str, entry_point: str) -> None:
        information = tmp_path / f"{module}-1.0.dist-info"
        information.mkdir()
        (information / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {module}\nVersion: 1.0\n", "utf-8")
        (information / "entry_points.txt").write_text(entry_point, "utf-8")
        (tmp_path / f"{module}.py").write_text(source, "utf-8")
        monkeypatch.syspath_prepend(tmp_path)

    return lay


def test_a_contributed_command_that_breaks_is_named_and_the_rest_works(
    anjian: Anjian, install: Callable[[str, str, str], None]
) -> None:
    """A distribution whose commands cannot be loaded does not take the doctor away."""
    install("broken_commands", "import nowhere", "[anjian.commands]\nx = broken_commands:register\n")
    outcome = anjian("db", "--help")
    assert (outcome.code, "the commands of broken_commands:register cannot be used" in outcome.said) == (0, True)


def test_a_plugin_adds_its_commands(anjian: Anjian, install: Callable[[str, str, str], None]) -> None:
    """What a plugin offers stands beside our own commands."""
    source = """
from anjian.plugin import Plugin, Title, hookimpl

@hookimpl
def anjian_plugin():
    return Plugin(name="night", prefix="Night", api="~=1.0", title=Title("夜查", "Night visits"), sectors=[])

@hookimpl
def anjian_commands(cli):
    cli.command("night")(lambda: print("who goes there"))
"""
    install("anjian_night", source, "[anjian.plugins]\nnight = anjian_night\n")
    assert anjian("night").out == "who goes there\n"


def test_every_contributed_command_loads() -> None:
    """Each installed entry point of the group adds to our command line without complaint."""
    app = typer.Typer()
    plugins.register(app)
    for entry in entry_points(group=GROUP):
        entry.load()(app)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(
    "words", [(), ("db", "--help"), ("regions", "--help"), ("plugin", "--help"), ("judge", "--help"), ("doctor",)]
)
def test_output_fits_eighty_columns(
    anjian: Anjian, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], language: str
) -> None:
    """Chinese characters take two columns each, and still no line is wider than a terminal."""
    monkeypatch.setenv("ANJIAN_LANGUAGE", language)
    monkeypatch.setenv("COLUMNS", "300")
    outcome = anjian(*words)
    assert all(cell_len(line) <= 80 for line in (outcome.out + outcome.err).splitlines())


def test_the_doctor_names_what_is_wrong(anjian: Anjian, monkeypatch: pytest.MonkeyPatch) -> None:
    """A port that somebody holds is found, with what to do; the rest is told as well."""
    anjian("db", "upgrade")
    with socket.create_server(("127.0.0.1", 0)) as holder:
        monkeypatch.setenv("ANJIAN_PORT", str(holder.getsockname()[1]))
        ill = anjian("doctor")
    assert (ill.code, "PORT_TAKEN" in ill.out, "ANJIAN_PORT" in ill.out) == (1, True, True)
    assert "PostgreSQL 1" in ill.out


def test_the_doctor_makes_nothing(anjian: Anjian, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Before the first start there is no home, and asking the doctor does not make one."""
    monkeypatch.setenv("ANJIAN_HOME", str(tmp_path / "home"))
    assert "made at the first start" in anjian("doctor").out
    assert not (tmp_path / "home").exists()


def test_the_doctor_shows_wrong_settings(anjian: Anjian, monkeypatch: pytest.MonkeyPatch) -> None:
    """With wrong settings the doctor says so and stops, for nothing else can be trusted."""
    monkeypatch.setenv("ANJIAN_PROT", "1")
    outcome = anjian("doctor")
    assert (outcome.code, "did you mean ANJIAN_PORT?" in outcome.said) == (1, True)


@pytest.mark.parametrize(
    ("environ", "language"),
    [
        ({}, Language.ZH),
        ({"LANG": "C.UTF-8"}, Language.ZH),
        ({"LANG": "zh_CN.UTF-8"}, Language.ZH),
        ({"LANG": "en_US.UTF-8"}, Language.EN),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "zh_CN.UTF-8"}, Language.ZH),
        ({"LANG": "zh_CN.UTF-8", "ANJIAN_LANGUAGE": "EN"}, Language.EN),
        ({"LANG": "en_GB", "ANJIAN_LANGUAGE": "klingon"}, Language.EN),
    ],
)
def test_the_readers_language(environ: dict[str, str], language: Language) -> None:
    """What the reader chose, else what the terminal speaks, else Chinese."""
    assert reader(environ) is language


def test_a_terminal_without_chinese(tmp_path: Path) -> None:
    """An old terminal shows question marks; the command does not end in an error."""
    environ = {"ANJIAN_LANGUAGE": "zh", "PYTHONIOENCODING": "latin-1", "ANJIAN_PORT": "x"}
    command = [sys.executable, "-c", "from anjian.cli import main; main()", "db", "status"]
    done = subprocess.run(command, env=environ, cwd=tmp_path, capture_output=True, timeout=60, check=False)
    assert (done.returncode, b"SETTINGS_INVALID" in done.stderr, b"Traceback" in done.stderr) == (1, True, False)


def test_a_ladder_is_checked_where_it_lies(anjian: Anjian, tmp_path: Path) -> None:
    """Every mistake with its place and its code; mended, it is fit to save."""
    file = tmp_path / "阶梯.yaml"
    step = "{name: talk, title: {zh: 约谈, en: talk}, when: {kind: overdue, number: 3}, does: interview, authority: %s}"
    head = "code: TEST\ntitle: {zh: 试, en: test}\nsource: 试验\nsteps:\n- "
    file.write_text(head + step % "ministry", "utf-8")
    refused = anjian("ladder", "check", str(file))
    assert (refused.code, "steps.0.termDays" in refused.out) == (1, True)
    assert "LADDER_TERM_MISSING" in refused.err
    assert "LADDER_AUTHORITY_UNKNOWN" in refused.err
    file.write_text(head + step.replace("authority: %s", "authority: department, termDays: 5"), "utf-8")
    assert "TEST: 1 steps, fit to save" in anjian("ladder", "check", str(file)).out
