"""``/``: a page for people who type the address alone."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from anjian.settings import Settings
from anjian_schema.server.query_page import HEADERS, HERE, LANGUAGE
from anjian_schema.server.responses import Answer, Reader, encoded

CAMPAIGN = "{{ campaign }}"
SHOWN = "zhengzhou-2019"  # of the demonstration; elsewhere its page says what to write instead


class Welcome:
    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._html = HERE.joinpath("page", "welcome.html").read_text("utf-8").replace(CAMPAIGN, SHOWN)

    async def page(self, request: Request) -> Response:
        language = Reader.of(request.scope, self.settings.language).language
        headers = HEADERS | {"Content-Language": language.value}
        return Answer(self._html.replace(LANGUAGE, language.value).encode(), 200, encoded(headers))
