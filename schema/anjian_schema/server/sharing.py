"""Pages of other origins: those that the operator names may ask, each reader with a token of their own.

No cookie is ever looked at, so that a page can ask nothing in the name of whoever looks at it: the token stands in a
header, by GET and with files as well, and a browser sends that to another origin only after asking.
"""

from __future__ import annotations

from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware

from anjian.settings import Settings

ASKED_WITH = (
    *("Authorization", "Content-Type", "Accept-Language", "Last-Event-ID"),
    *("Anjian-Assignment", "Anjian-Purpose", "traceparent"),
)
TOLD = ("Retry-After", "RateLimit", "RateLimit-Policy")


def shared(settings: Settings) -> list[Middleware]:
    if not settings.allowed_origins:
        return []
    return [
        Middleware(
            CORSMiddleware,
            allow_origins=settings.allowed_origins,
            allow_methods=("GET", "HEAD", "POST"),
            allow_headers=ASKED_WITH,
            expose_headers=TOLD,
        )
    ]
