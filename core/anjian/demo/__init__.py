"""The demonstration: two real campaigns at their published size, carried out on invented entities."""

from __future__ import annotations

from anjian.demo.loading import load, load_async
from anjian.demo.tokens import Token, Tokens

__all__ = ["Token", "Tokens", "load", "load_async"]
