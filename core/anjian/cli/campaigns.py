"""``anjian campaign``: plans of campaigns, checked, loaded, and taken out again."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from anjian.cli.terminal import reader, say, show, tell
from anjian.settings import Settings

if TYPE_CHECKING:
    from anjian.campaigns.document import Written

Plan = Annotated[
    str, typer.Argument(metavar="FILE", help=say("文件，或随附行动的代码", "a file, or the code of one that ships"))
]
Code = Annotated[str, typer.Argument(metavar="CODE", help=say("行动代码", "the campaign's code"))]
Region = Annotated[
    str | None, typer.Option(help=say("在哪个地区（模板须给出）", "in which region; a template needs it"))
]
From = Annotated[
    datetime | None,
    typer.Option(
        "--from", formats=["%Y-%m-%d"], help=say("从哪天开始（模板须给出）", "from which day; a template needs it")
    ),
]
Template = Annotated[bool, typer.Option("--template", help=say("不含地区和日期", "without region and days"))]


def register(app: typer.Typer) -> None:
    group = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
    group.command("list", help=say("列出随附的方案", "list the plans that ship, those of plugins too"))(listed)
    group.command(help=say("检查方案文件", "check a plan's file"))(check)
    group.command(help=say("导入方案；重复导入即更新", "load a plan; again, to bring it up to date"))(load)
    group.command(help=say("导出已导入的方案（YAML）", "write out a plan that was loaded, as YAML"))(export)
    group.command(help=say("方案文件的 JSON Schema，供编辑器使用", "the JSON Schema of a plan, for editors"))(schema)
    app.add_typer(group, name="campaign", help=say("专项行动", "campaigns"))


def listed() -> None:
    from anjian.campaigns.document import read

    forms = {name: read(file).form for name, file in plans().items()}
    headings = (say("代码", "code"), say("地区", "region"), say("名称", "title"), say("机制", "mechanisms"))
    rows = (
        (name, form.region or "—", form.title.in_language(reader()), str(len(form.mechanisms)))
        for name, form in forms.items()
    )
    show(headings, rows)


def check(plan: Plan) -> None:
    form = written(plan).form
    counted = [
        (say("阶段", "phases"), form.phases),
        (say("任务", "tasks"), form.tasks),
        (say("目标", "targets"), form.targets),
        (say("报送要求", "duties"), form.duties),
        (say("评分指标", "indicators"), form.scores),
        (say("清单", "lists"), form.lists),
        (say("工作机制", "mechanisms"), form.mechanisms),
    ]
    show(("", ""), ((words, str(len(parts))) for words, parts in counted if parts))
    tell(say(f"{form.code}：可以导入", f"{form.code}: fit to be loaded"))


def written(plan: str) -> Written:
    from anjian.campaigns.document import read
    from anjian.campaigns.shipping import plan_of

    return read(path if (path := Path(plan)).is_file() else plan_of(plans(), plan))


def plans() -> Mapping[str, Traversable]:
    """Those of anjian, and those that the plugins in use bring."""
    from anjian.campaigns.shipping import of_plugins, own
    from anjian.plugin_host import load_plugins

    return {**own(), **of_plugins(load_plugins(Settings.load()).plugins)}


def load(plan: Plan, region: Region = None, began_on: From = None) -> None:
    from anjian.cli.db import migrated
    from anjian.database.apart import apart

    found = written(plan)
    with migrated(Settings.load()) as url:
        edition = apart(lambda: loaded(url, found, region, began_on))
    code = found.form.code
    if edition is None:
        tell(say(f"{code}：没有变化", f"{code}: nothing changed"))
    else:
        tell(say(f"{code}：已导入，第 {edition} 版", f"{code}: loaded, edition {edition}"))


async def loaded(url: str, found: Written, region: str | None, began_on: datetime | None) -> int | None:
    """Its new edition; nothing where it was there already, word for word."""
    from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine

    from anjian.access.operating import note
    from anjian.audit.model import AuditKind
    from anjian.campaigns.save import saved

    engine = create_async_engine(url)
    async with async_sessionmaker(engine).begin() as session:
        campaign, changed = await saved(session, found, region=region, began_on=began_on and began_on.date())
        if changed:
            note(session, AuditKind.CHANGED, "saveCampaign", f"campaign:{campaign.id}")
        edition = campaign.edition
    await engine.dispose()
    return edition if changed else None


def export(code: Code, template: Template = False) -> None:
    import yaml

    from anjian.cli.db import migrated
    from anjian.database.apart import apart

    with migrated(Settings.load()) as url:
        document = apart(lambda: document_of(url, code))
    dropped = {"region", "from", "until", "parent", "published", "windows"} if template else set()
    kept = {key: value for key, value in document.items() if key not in dropped}
    typer.echo(yaml.safe_dump(kept, allow_unicode=True, sort_keys=False, width=100), nl=False)


async def document_of(url: str, code: str) -> dict[str, Any]:
    import sqlalchemy as sa
    from sqlalchemy.ext.asyncio import create_async_engine

    from anjian.campaigns.model import Campaign
    from anjian.commands.lookup import NotFound

    engine = create_async_engine(url)
    async with engine.connect() as connection:
        found = await connection.scalar(sa.select(Campaign.document).where(Campaign.code == code))
    await engine.dispose()
    if found is None:
        raise NotFound(noun_zh="这个专项行动的方案", noun_en="plan of this campaign")
    return dict(found)


def schema() -> None:
    from anjian.campaigns.document import FORM

    dialect = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    typer.echo(json.dumps(dialect | FORM.json_schema(by_alias=True), ensure_ascii=False, indent=2))
