"""The wall chart (挂图作战) of a campaign: a page of our own over the API, and the library that draws its plots."""

from __future__ import annotations

from importlib.resources import files

from starlette.requests import Request
from starlette.responses import Response

from anjian.demo.tokens import Tokens
from anjian.settings import Settings
from anjian_schema.server.query_page import GIVEN, HEADERS, HERE, LANGUAGE, as_data, offered
from anjian_schema.server.responses import SECURITY, Answer, Reader, encoded

# The library sets widths and colours as attributes of what it draws. Scripts stay our own.
CSP = SECURITY["Content-Security-Policy"].replace("style-src 'self'", "style-src 'self' 'unsafe-inline'")
CSP = CSP.replace("img-src 'self'", "img-src 'self' data:")
A_DAY = "public, max-age=86400"


class WallChart:
    """``/wall/{code}``. The page asks with its reader's token, so nobody sees more than the API shows them."""

    def __init__(self, settings: Settings, tokens: Tokens = ()) -> None:
        self.settings = settings
        given = {"tokens": offered(tokens)["tokens"]}
        self._html = HERE.joinpath("page", "wall.html").read_text("utf-8").replace(GIVEN, as_data(given))

    async def page(self, request: Request) -> Response:
        language = Reader.of(request.scope, self.settings.language).language
        headers = HEADERS | {"Content-Language": language.value, "Content-Security-Policy": CSP}
        return Answer(self._html.replace(LANGUAGE, language.value).encode(), 200, encoded(headers))

    async def library(self, _: Request) -> Response:
        script = files("plotly").joinpath("package_data", "plotly.min.js").read_bytes()
        return Response(script, media_type="text/javascript", headers={"Cache-Control": A_DAY})
