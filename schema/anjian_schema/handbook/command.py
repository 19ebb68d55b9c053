"""``anjian plugin docs``: the pages of the plugins in use."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from anjian.cli.terminal import say, tell
from anjian.errors import AnjianError
from anjian.settings import Settings
from anjian.words import Title

Name = Annotated[str | None, typer.Argument(metavar="NAME", help=say("插件名；缺省为全部", "a plugin; all if absent"))]
Into = Annotated[
    Path | None,
    typer.Option(metavar="DIR", help=say("写入此目录，每个插件一个文件；缺省为标准输出", "write NAME.md files there")),
]


class PageNotWritten(AnjianError):
    code = "PAGE_NOT_WRITTEN"
    words = Title("无法写入 {file}（{reason}）", "{file} cannot be written ({reason})")


def docs(name: Name = None, into: Into = None) -> None:
    from anjian.database.apart import apart
    from anjian.plugin_host import load_plugins
    from anjian_schema.containment import compose_serving
    from anjian_schema.handbook import in_use, pages

    host = load_plugins(Settings.load())
    composed = compose_serving(host)
    wanted = in_use(host, name)
    with database_for_once() as url:
        written = apart(lambda: pages(host, composed, wanted, url))
    if into is None:
        typer.echo("\n".join(written.values()), nl=False)
        return
    store(written, into)
    tell(say(f"已写入 {into}：{len(written)} 页", f"{len(written)} pages written to {into}"))


def store(pages: Mapping[str, str], into: Path) -> None:
    for name, text in pages.items():
        file = into / f"{name}.md"
        try:
            into.mkdir(parents=True, exist_ok=True)
            file.write_text(text, "utf-8")
        except OSError as error:
            raise PageNotWritten(file=file, reason=error.strerror) from error


@contextmanager
def database_for_once() -> Iterator[str]:
    """A server of this command's own: nothing of the installation's data is read or written."""
    from anjian.database import migrate
    from anjian.database.embedded import EmbeddedServer

    with tempfile.TemporaryDirectory(prefix="anjian-docs-") as folder:
        Path(folder).chmod(0o755)  # where root works, the server is another user
        with EmbeddedServer(Path(folder) / "home", durable=False) as server:
            server.ensure_database("docs")
            migrate.upgrade(server.url("docs"))
            yield server.url("docs")
