"""共性检查表: checklists that every sector may use."""

from anjian.plugin import Checklist, Plugin, Title, hookimpl


@hookimpl
def anjian_plugin() -> Plugin:
    return Plugin(
        name="common",
        prefix="Common",
        api="~=1.1",
        title=Title("共性检查表", "Common checklists"),
        checklists=Checklist.load("checklists"),
    )
