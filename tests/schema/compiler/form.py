"""The form of a response, as the GraphQL specification has it (section 7, Response)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def well_formed(answer: Mapping[str, Any]) -> None:
    """Data, or errors, or data with errors each of which leads to a place that is empty for it."""
    assert set(answer) <= {"data", "errors", "extensions"}
    assert "data" in answer or answer["errors"]
    for error in answer.get("errors", ()):
        assert set(error) <= {"message", "locations", "path", "extensions"}
        assert error["message"]
        assert error["extensions"]["code"]
        assert all(place["line"] > 0 and place["column"] > 0 for place in error.get("locations", ()))
        assert ("path" in error) is ("data" in answer)
        if "path" in error:
            assert found(answer["data"], error["path"]) is None
    assert answer.get("errors") != []


def found(data: Any, path: list[str | int]) -> Any:
    """What lies there, or the nothing that stands for it further out."""
    for step in path:
        if data is None:
            break
        assert isinstance(step, int if isinstance(data, list) else str)
        data = data[step]
    return data
