"""共性检查表: checklists that every sector may use, and a plan to begin a campaign with."""

from anjian.plugin import Checklist, Plugin, Title, hookimpl


@hookimpl
def anjian_plugin() -> Plugin:
    return Plugin(
        name="common",
        prefix="Common",
        api="~=1.1",
        title=Title("共性检查表", "Common checklists"),
        checklists=Checklist.load("checklists"),
        campaigns="campaigns",
    )
