"""The pages of our own plugins are what `anjian plugin docs` writes of them, answers of a real database included."""

from __future__ import annotations

from pathlib import Path

import pytest

from anjian.cli import main
from anjian.database.apart import apart
from anjian.plugin import Plugin, Row, Table, Title, field
from anjian.plugin_host import PluginHost
from anjian_schema.compose import Composed
from anjian_schema.handbook import in_use, pages
from anjian_schema.handbook.writing import declared
from tests.conftest import FreshDatabase

PAGES = Path(__file__).parents[2] / "docs" / "plugins"


def test_the_pages_are_what_is_written(host: PluginHost, composed: Composed, fresh_database: FreshDatabase) -> None:
    """Run `anjian plugin docs --into docs/plugins` and commit what it writes."""
    written = apart(lambda: pages(host, composed, in_use(host), fresh_database()))
    assert {file.stem for file in PAGES.iterdir()} == written.keys()
    for name, text in written.items():
        assert (PAGES / f"{name}.md").read_text(encoding="utf-8") == text, name


def test_a_plugin_that_is_not_in_use_has_no_page(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """It is named beside those that are, and nothing is written."""
    monkeypatch.setattr("sys.argv", ["anjian", "plugins", "docs", "fishing", "--into", str(tmp_path / "pages")])
    monkeypatch.setenv("ANJIAN_HOME", str(tmp_path))
    with pytest.raises(SystemExit) as ended:
        main()
    said = capsys.readouterr().err
    assert (ended.value.code, "PLUGIN_NOT_IN_USE" in said, "fireworks" in said) == (1, True, True)
    assert not (tmp_path / "pages").exists()


class Permit(Row):
    """一张作业票."""

    number: str | None = field(Title("票号", "Number"), required=True, filter=True, max_length=40)


def test_tables_of_its_own_are_told() -> None:
    """With the types that GraphQL gives them, and what belongs to what."""
    tables = [
        Table("permits", Permit, Title("作业票", "Permits")),
        Table("annexes", Permit, Title("附页", "Annexes"), of="permits"),
    ]
    text = "\n".join(declared(Plugin("works", "Works", "~=1.1", Title("作业", "Works"), tables=tables, region="45")))
    assert "| `number` | `String` | 票号 / Number | | | 必填 required、筛选 filter |" in text
    assert "each belongs to one of `permits`" in text
    assert "只在 `45` 判定 judges there only" in text
