"""Speaking to the person at the terminal: in their language, within eighty columns."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table
from rich.text import Text

from anjian.errors import AnjianError
from anjian.words import Language, Title

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

WIDTH = 80


def reader(environ: Mapping[str, str] = os.environ) -> Language:
    """ANJIAN_LANGUAGE, else the locale: English for one that names another language than Chinese, Chinese otherwise."""
    chosen = environ.get("ANJIAN_LANGUAGE", "").strip().lower()
    if chosen in set(Language):
        return Language(chosen)
    locale = next((value for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (value := environ.get(name))), "")
    spoken = locale.split(".")[0]
    return Language.ZH if spoken in {"", "C", "POSIX"} or spoken.startswith("zh") else Language.EN


def say(zh: str, en: str) -> str:
    return Title(zh, en).in_language(reader())


def console(*, stderr: bool = False) -> Console:
    """Made anew for each use: tests and pipes replace the streams below it."""
    plain = Console(stderr=stderr, highlight=False, markup=False)
    return plain if plain.width <= WIDTH else Console(stderr=stderr, highlight=False, markup=False, width=WIDTH)


def tell(words: str) -> None:
    console().print(words)


def warn(words: str) -> None:
    console(stderr=True).print(Text(words, style="yellow"))


def complain(error: AnjianError) -> None:
    """One paragraph: the code to search for, and the sentence that says what to mend."""
    console(stderr=True).print(Text.assemble((f"{error.code} ", "bold red"), error.message(reader())))


def show(headings: Iterable[str], rows: Iterable[Iterable[str]]) -> None:
    """A table of texts; long ones are folded, none is cut."""
    headings = list(headings)
    table = Table(box=None, pad_edge=False, show_header=any(headings))
    for heading in headings:
        table.add_column(heading, overflow="fold")
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    console().print(table)


def bars(progress: Progress, words: Title) -> Callable[[str, int, int], None]:
    """A bar for each sector of which some has been done; none where there is nothing to do."""
    tasks: dict[str, TaskID] = {}

    def advance(sector: str, done: int, of: int) -> None:
        if sector not in tasks:
            tasks[sector] = progress.add_task(f"{words.in_language(reader())} {sector}")
        progress.update(tasks[sector], completed=done, total=of)

    return advance


def lenient_output() -> None:
    """A terminal that cannot write Chinese shows question marks rather than ending the command."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
