"""What is published names no private person."""

from __future__ import annotations

import pytest

from anjian.codes.personal import masked


@pytest.mark.parametrize(
    ("text", "public"),
    [
        ("联系人 13800138000。", "联系人 138****8000。"),
        ("证件11010519491231002X号", "证件110*************2X号"),
        ("编号 110105194912310021", "编号 110105194912310021"),
        ("文书号 2026000000000000001", "文书号 2026000000000000001"),
        ("王五、王五一到场", "王*、王**到场"),
    ],
    ids=["a phone", "an identity", "eighteen digits that check as none", "nineteen digits", "a name within another"],
)
def test_what_tells_who_it_is_is_hidden(text: str, public: str) -> None:
    """Numbers keep their ends, names their first sign; other numbers stay as they are."""
    assert masked(text, ["王五", "王五一"]) == public
