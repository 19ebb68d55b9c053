"""``docs/coverage.md``: every mechanism that a plan names, and the feature that carries it, or why none does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from anjian.campaigns.form import MechanismForm
from anjian.campaigns.shipping import names, shipped
from anjian_schema.handbook.markdown import both, cell, table

HEAD = """# 工作机制与功能对照 / Mechanisms and the features that carry them

十九个地方的方案和报告点名的每一项工作机制，由哪项功能承载，或为何在软件之外。本页由随附的方案文件生成：
`python -m anjian_schema.handbook.coverage > docs/coverage.md`；测试将其与文件比较。

Every mechanism that the plans and reports of nineteen places name, with the feature that carries it or the reason why
no software does. This page is written from the files in `core/anjian/campaigns/shipped`; a test compares it with them.

"""


class Named(NamedTuple):
    """A mechanism and the places whose plans name it so."""

    mechanism: MechanismForm
    places: tuple[str, ...]


def mechanisms() -> Mapping[str, Named]:
    found: dict[str, Named] = {}
    for code in names():
        for one in shipped(code).form.mechanisms:
            before = found.get(one.name, Named(one, ()))
            found[one.name] = Named(before.mechanism, (*before.places, code))
    return found


def page() -> str:
    found = mechanisms().values()
    carried = [each for each in found if each.mechanism.carried_by is not None]
    outside = [each for each in found if each.mechanism.carried_by is None]
    counts = (
        f"**{len(carried)}** 项由功能承载，**{len(outside)}** 项在软件之外。",
        f"**{len(carried)}** are carried by a feature, **{len(outside)}** lie outside software.",
    )
    tables = (
        "## 由功能承载 / Carried",
        table("机制 mechanism | 含义 meaning | 功能 feature | 地方 places", map(cells, carried)),
        "## 在软件之外 / Outside software",
        table("机制 mechanism | 含义 meaning | 原因 why | 地方 places", map(cells, outside)),
    )
    return "\n\n".join((HEAD.strip(), *counts, *tables)) + "\n"


def cells(each: Named) -> Iterator[str]:
    one = each.mechanism
    yield cell(one.name)
    yield cell(one.meaning)
    yield both(one.carried_by.words if one.carried_by else one.outside)
    yield ", ".join(each.places)


if __name__ == "__main__":
    print(page(), end="")
