"""``anjian report``: the published figures on eighty columns, in a workbook, in CSV and on a page of its own."""

from __future__ import annotations

import csv
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from anjian.cli import build
from anjian.demo.tokens import ENTERPRISE, NATION
from tests.portal import Portal

COLUMNS = 80
SHEET = re.compile(r'<c r="[A-Z]+\d+"[^>]*>(?:<v>([^<]*)</v>)?')


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, campaign_url: str) -> Any:
    monkeypatch.setenv("ANJIAN_DATABASE_URL", campaign_url)
    monkeypatch.setenv("ANJIAN_DEMO", "true")
    monkeypatch.setenv("COLUMNS", str(COLUMNS))

    def ran(*words: str, token: str = NATION) -> Result:
        return CliRunner().invoke(build(["report"]), ["report", "zhengzhou-2019", "--token", token, *words])

    return ran


def width(line: str) -> int:
    return sum(2 if ord(sign) > 0x2E80 else 1 for sign in line)


def test_a_terminal_shows_the_whole_and_its_counties(run: Any) -> None:
    """Sixteen lines and a total that is counted itself; no line is wider than a terminal."""
    told = run().output
    total = told.splitlines()[-1].split()
    assert total == ["合计", "122,302", "126,273", "160", "123,180", total[-1]]
    assert "巩义市" in told
    assert max(map(width, told.splitlines())) <= COLUMNS


def test_a_workbook_holds_numbers_as_numbers(run: Any, tmp_path: Path) -> None:
    """Title, window, table and the lines where people sign."""
    file = tmp_path / "table.xlsx"
    assert run("--figures", "visits,major_hazards_found", "--out", str(file)).exit_code == 0
    with zipfile.ZipFile(file) as book:
        sheet, words = (book.read(f"xl/{name}.xml").decode() for name in ("worksheets/sheet1", "sharedStrings"))
    assert {"122302", "160"} <= set(SHEET.findall(sheet))
    for said in ("防风险除隐患保平安迎大庆集中行动", "检查家次", "填报单位", "审核人", "2019-08-01"):
        assert said in words


def test_csv_opens_in_a_spreadsheet(run: Any, tmp_path: Path) -> None:
    """It begins with the mark by which one knows Chinese, and its rows add up to the total it tells."""
    file = tmp_path / "table.csv"
    run("--by", "month", "--figures", "hazards_found", "--out", str(file))
    assert file.read_bytes().startswith(b"\xef\xbb\xbf")
    head, *rows, total = csv.reader(file.read_text("utf-8-sig").splitlines())
    assert head == ["地区", "排查隐患（处）"]
    assert [row[0] for row in rows] == ["2019-08", "2019-09", "2019-10"]
    assert sum(int(row[1]) for row in rows) == int(total[1]) == 126_273


def test_a_page_needs_no_network(run: Any, tmp_path: Path) -> None:
    file = tmp_path / "table.html"
    run("--out", str(file))
    page = file.read_text("utf-8")
    assert "126,273" in page
    assert not re.findall(r"<(?:script|link|img)[^>]+(?:src|href)=", page)


async def test_what_leaves_is_limited_and_noted(run: Any, portal: Portal, tmp_path: Path) -> None:
    """An enterprise exports its own figures, and the audit says who took what."""
    own = tmp_path / "own.csv"
    run("--out", str(own), token=ENTERPRISE)
    *_, total = csv.reader(own.read_text("utf-8-sig").splitlines())
    assert int(total[2]) < 100
    noted = await portal.of("demo-auditor").ask(
        "{ auditEntries(first: 1, filter: { kind: { eq: EXPORTED } }) { nodes { name details } } }"
    )
    assert noted["auditEntries"]["nodes"][0]["details"]["form"] == ".csv"


def test_what_cannot_be_written_is_said(run: Any, tmp_path: Path) -> None:
    for words in (("--figures", "rumours"), ("--out", "table.pdf"), ("--by", "planet")):
        assert type(run(*words).exception).__name__ in ("FigureUnknown", "FormUnknown", "KeyUnknown")
