"""What the operator reads when the server is up: where to look, what to try, how to stop."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from anjian.demo.tokens import Tokens
from anjian.words import Language, Title
from anjian_schema.server.query_page import Example, examples
from anjian_schema.server.starting import Prepared

PAGE = Title("查询页面", "Query page")
TRY = Title("页面上可以试的查询：", "Queries to try on the page:")
TOKENS = Title("演示令牌（公开，只用于演示）：", "Demonstration tokens (public, for the demonstration only):")
NO_TOKENS = Title(
    "查询需要令牌。想先看看：anjian serve --demo 装入演示数据。",
    "Queries need a token. To look around first: anjian serve --demo",
)
STOP = Title("按 Ctrl-C 停止。", "Press Ctrl-C to stop.")


def banner(prepared: Prepared, address: str, language: Language) -> Iterator[RenderableType]:
    said = Text("安监 anjian  ", "bold")
    said.append(f"{PAGE.in_language(language)}  ", "default")
    said.append(f"{address}/graphql", "bold underline")
    yield said
    yield from troubles(prepared, language)
    yield Text(f"\n{TRY.in_language(language)}")
    yield from (Text(f"  {place}. {shown(each, language)}") for place, each in enumerate(examples(), 1))
    yield from tokens(prepared.tokens, language)
    yield Text(f"\n{STOP.in_language(language)}\n", "dim")


def shown(example: Example, language: Language) -> str:
    return (
        Title("{title}：{shows}", "{title}: {shows}")
        .in_language(language)
        .format(title=example.title.in_language(language), shows=example.shows.in_language(language))
    )


def troubles(prepared: Prepared, language: Language) -> Iterator[Text]:
    """The database's place when it is an unusual one, and every plugin with a problem."""
    if prepared.database.notice:
        yield Text(prepared.database.notice.in_language(language), "yellow")
    yield from (Text(problem.message(language), "yellow") for problem in prepared.host.report.problems)


def tokens(offered: Tokens, language: Language) -> Iterator[RenderableType]:
    if not offered:
        yield Text(f"\n{NO_TOKENS.in_language(language)}")
        return
    yield Text(f"\n{TOKENS.in_language(language)}")
    table = Table(box=None, show_header=False, padding=(0, 1))
    table.add_column(no_wrap=True, style="bold")
    table.add_column(overflow="fold")
    for each in offered:
        table.add_row(each.token, f"{each.label.in_language(language)} · {each.scope.in_language(language)}")
    yield table
