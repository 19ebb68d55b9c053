"""城镇燃气（广西）: city gas, judged in Guangxi only."""

from anjian.plugin import Plugin, Sector, Title, hookimpl


@hookimpl
def anjian_plugin() -> Plugin:
    return Plugin(
        name="guangxi_gas",
        prefix="GxGas",
        api="~=1.1",
        title=Title("城镇燃气（广西）", "City gas in Guangxi"),
        sectors=[Sector.load("sector.yaml")],
        region="45",
    )
