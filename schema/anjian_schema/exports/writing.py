"""A sheet as a terminal shows it, as officials exchange it (XLSX), as CSV, and as a page that needs no network."""

from __future__ import annotations

import csv
import html
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib.resources import files
from pathlib import Path

import orjson
import xlsxwriter  # type: ignore[import-untyped]  # it ships no types

from anjian.cli.terminal import show, tell
from anjian.words import Language, Title
from anjian_schema.exports.sheet import WHOLE, Sheet

REGION, UNIT = Title("地区", "Region"), Title("单位", "Unit")
WINDOW, MADE = Title("统计时段", "Window"), Title("统计日期", "Counted on")
SIGNED = (Title("填报单位", "Reported by"), Title("填报人", "Prepared by"), Title("审核人", "Checked by"))
HOLE = re.compile(r"\{\{ (\w+) \}\}")
BOM = "utf-8-sig"  # by which a spreadsheet knows what it reads


def lines(sheet: Sheet) -> Iterator[Sequence[str]]:
    for name, numbers in (*sheet.rows, (WHOLE.in_language(sheet.language), sheet.whole)):
        yield [name, *(f"{number:,}" for number in numbers)]


def on_terminal(sheet: Sheet) -> None:
    tell(f"{sheet.title} · {sheet.region} · {sheet.window}")
    show([REGION.in_language(sheet.language), *(f"{title}/{unit}" for title, unit in sheet.columns)], lines(sheet))


def as_csv(sheet: Sheet, path: Path) -> None:
    with path.open("w", encoding=BOM, newline="") as file:
        rows = csv.writer(file)
        rows.writerow([REGION.in_language(sheet.language), *(f"{title}（{unit}）" for title, unit in sheet.columns)])
        rows.writerows([name, *numbers] for name, numbers in sheet.rows)
        rows.writerow([WHOLE.in_language(sheet.language), *sheet.whole])


def as_workbook(sheet: Sheet, path: Path) -> None:
    """Title, window, table with numbers as numbers, and the lines where people sign."""
    with xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        page, last = book.add_worksheet(sheet.region[:31]), len(sheet.columns)
        say = sheet.language
        title = book.add_format({"bold": True, "font_size": 16, "align": "center", "valign": "vcenter"})
        head = book.add_format({"bold": True, "border": 1, "align": "center", "text_wrap": True, "valign": "vcenter"})
        text, number = book.add_format({"border": 1}), book.add_format({"border": 1, "num_format": "#,##0.##"})
        page.merge_range(0, 0, 0, last, sheet.title, title)
        page.write(1, 0, f"{WINDOW.in_language(say)}: {sheet.window}")
        page.write(1, last, f"{MADE.in_language(say)}: {sheet.made_on}")
        page.write_row(2, 0, [REGION.in_language(say), *(f"{name}\n（{unit}）" for name, unit in sheet.columns)], head)
        for place, (name, numbers) in enumerate((*sheet.rows, (WHOLE.in_language(say), sheet.whole)), 3):
            page.write_string(place, 0, name, text)
            for column, value in enumerate(numbers, 1):
                page.write_number(place, column, float(value), number)
        for column, words in enumerate(SIGNED):
            page.write(len(sheet.rows) + 5, column * 2, f"{words.in_language(say)}: ________")
        page.set_column(0, 0, 24)
        page.set_column(1, last, 14)
        page.freeze_panes(3, 1)
        page.set_landscape()
        page.set_paper(9)  # A4
        page.fit_to_pages(1, 0)
        page.repeat_rows(2)


PAGE = files("anjian_schema.exports").joinpath("page.html")


def as_page(sheet: Sheet, path: Path) -> None:
    """With the library that draws it inside: nothing is fetched from anywhere."""
    names = [name for name, _ in sheet.rows]
    traces = [
        {"type": "bar", "name": title, "x": names, "y": [float(numbers[place]) for _, numbers in sheet.rows]}
        for place, (title, _) in enumerate(sheet.columns)
    ]
    cells = ("".join(f"<td>{html.escape(cell)}</td>" for cell in line) for line in lines(sheet))
    heads = (REGION.in_language(sheet.language), *(f"{title}（{unit}）" for title, unit in sheet.columns))
    library = files("plotly").joinpath("package_data", "plotly.min.js").read_text("utf-8")
    holes = {
        "language": sheet.language.value,
        "title": html.escape(sheet.title),
        "region": html.escape(sheet.region),
        "window": sheet.window,
        "head": "".join(f"<th>{html.escape(head)}</th>" for head in heads),
        "body": "".join(f"<tr>{line}</tr>" for line in cells),
        "traces": orjson.dumps(traces).decode().replace("<", "\\u003c"),
        "library": library.replace("</script", "<\\/script"),
    }
    path.write_text(HOLE.sub(lambda found: holes[found[1]], PAGE.read_text("utf-8")), "utf-8")


FORMS: Mapping[str, Callable[[Sheet, Path], None]] = {".csv": as_csv, ".xlsx": as_workbook, ".html": as_page}


def known(language: Language) -> str:
    return ("、" if language is Language.ZH else ", ").join(FORMS)
