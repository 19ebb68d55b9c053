"""``/console``: GraphiQL, bundled when the package was built, with queries to try for each role and each plugin.

A server whose console was never built (``make console``, which needs Node) leads to the plain query page instead.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from importlib.resources import files
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from anjian.demo.tokens import Tokens
from anjian.plugin import Plugin
from anjian.plugin_host import PluginHost
from anjian.plugin_host.loaded import SERVING
from anjian.settings import Settings
from anjian.words import Title
from anjian_schema.handbook.examples import examples as of_plugin
from anjian_schema.server.query_page import (
    GIVEN,
    HEADERS,
    HERE,
    LANGUAGE,
    Example,
    as_data,
    both,
    examples,
    offered,
    read,
)
from anjian_schema.server.responses import SECURITY, Answer, Reader, encoded

BUILT = files("anjian_schema.server").joinpath("page", "console")
# The editor writes styles of its own, and draws its icons from a font and from data. Scripts and workers stay our own.
CSP = SECURITY["Content-Security-Policy"].replace("style-src 'self'", "style-src 'self' 'unsafe-inline'")
CSP = CSP.replace("img-src 'self'", "img-src 'self' data:; font-src 'self' data:; worker-src 'self'")
FIRST = Title("先看这些", "To begin with")
BY_ROLE = Title("各种身份", "By role")


class Console:
    def __init__(self, settings: Settings, host: PluginHost, tokens: Tokens = ()) -> None:
        self.settings = settings
        self.built = BUILT.is_dir()  # once: what is built while a server runs has no route to its scripts
        plugins = [one.plugin for one in host.plugins if one.plugin and one.state in SERVING]
        given = {"tokens": offered(tokens)["tokens"], "groups": list(groups(plugins))}
        self._html = HERE.joinpath("page", "console.html").read_text("utf-8").replace(GIVEN, as_data(given))

    def routes(self) -> Iterator[BaseRoute]:
        yield Route("/console", self.page)
        yield Route("/console/", self.page)
        if self.built:
            yield Mount("/console", StaticFiles(packages=[("anjian_schema.server", "page/console")]))

    async def page(self, request: Request) -> Response:
        if not self.built:
            return RedirectResponse("/graphql")
        language = Reader.of(request.scope, self.settings.language).language
        headers = HEADERS | {"Content-Language": language.value, "Content-Security-Policy": CSP}
        return Answer(self._html.replace(LANGUAGE, language.value).encode(), 200, encoded(headers))


def groups(plugins: Iterable[Plugin]) -> Iterator[Mapping[str, Any]]:
    """Every example, numbered through, under whom it is for."""
    place = 0
    for title, found in every(plugins):
        listed = [{"place": place + at, "title": both(one.title), "query": one.query} for at, one in enumerate(found)]
        place += len(listed)
        yield {"title": both(title), "examples": listed}


def every(plugins: Iterable[Plugin]) -> Iterator[tuple[Title, list[Example]]]:
    yield FIRST, list(examples())
    yield BY_ROLE, [example for _, example in of_roles()]
    for plugin in plugins:
        own = [
            Example(one.title, plugin.title, f"# {one.title.zh} / {one.title.en}\n{one.query}")
            for one in of_plugin(plugin)
        ]
        if own:
            yield plugin.title, own


def of_roles() -> Iterator[tuple[str, Example]]:
    """By the role's name."""
    for file in sorted(HERE.joinpath("examples_by_role").iterdir(), key=lambda file: file.name):
        yield file.name.removesuffix(".graphql"), read(file)
