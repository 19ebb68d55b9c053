from __future__ import annotations

import pytest

from anjian.words import Language
from anjian_schema.server.negotiation import HTML, JSON, RESPONSE, language_of, preferred

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        ("", RESPONSE),
        ("*/*", RESPONSE),
        ("application/*", RESPONSE),
        (BROWSER, HTML),
        ("application/json", JSON),
        ("application/json, application/graphql-response+json;q=0.9", JSON),
        ("application/graphql-response+json, application/json;q=0.9", RESPONSE),
        ("Application/JSON ; charset=utf-8", JSON),
        ("application/json;q=nan, text/html;q=0.1", HTML),
        ("*/*, application/graphql-response+json;q=0", JSON),
        ("image/png", None),
        ("*/*;q=0", None),
        (";;,,=", None),
    ],
)
def test_the_best_media_type_is_chosen(accept: str, media: str | None) -> None:
    """Weights decide, the most exact word counts, and the standard's own type comes first among equals."""
    assert preferred(accept, (RESPONSE, JSON, HTML)) == media


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", Language.ZH),
        ("fr", Language.ZH),
        ("*", Language.ZH),
        ("en-US,en;q=0.9,zh-CN;q=0.8", Language.EN),
        ("zh-Hans-CN, en;q=0.5", Language.ZH),
        ("zh;q=0.1, EN", Language.EN),
        ("en;q=0", Language.ZH),
    ],
)
def test_the_reader_is_answered_in_their_language(header: str, language: Language) -> None:
    """Chinese or English, whatever the region; whoever names neither gets the operator's choice."""
    assert language_of(header, Language.ZH) is language
