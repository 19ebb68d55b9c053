"""The server around the engine: HTTP, the query page, and what an operator sees when it starts."""

from anjian_schema.server.app import create_app

__all__ = ["create_app"]
