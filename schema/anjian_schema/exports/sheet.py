"""One table of figures, asked of the API with somebody's token: nobody exports more than they may see."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import orjson

from anjian.access.viewer import Viewer
from anjian.errors import AnjianError
from anjian.figures import FIGURES, FigureName
from anjian.words import Language, Title
from anjian_schema.engine import Engine, Operation

QUERY = """query Export($code: String!, $names: [FigureName!]!, $below: [FigureKey!]!) {
  campaign(code: $code) { title beganOn endedOn region { code name } }
  whole: figures(names: $names, filter: { campaign: $code }) { rows { values { title unit value } } }
  parts: figures(names: $names, groupBy: $below, filter: { campaign: $code }) {
    rows { keys { value label } values { value } }
  }
}"""
USUAL = (
    FigureName.VISITS,
    FigureName.HAZARDS_FOUND,
    FigureName.MAJOR_HAZARDS_FOUND,
    FigureName.HAZARDS_RECTIFIED,
    FigureName.HAZARDS_OVERDUE,
)
WHOLE = Title("合计", "Total")


class NoSuchCampaign(AnjianError):
    code = "CAMPAIGN_NOT_FOUND"
    words = Title(
        "没有专项行动“{code}”；已导入的可用 API 的 campaigns 查询",
        'there is no campaign "{code}"; the API lists those there are',
    )


class FigureUnknown(AnjianError):
    code = "FIGURE_UNKNOWN"
    words = Title("没有数字“{name}”；可用的有：{known}", 'there is no figure "{name}"; there are: {known}')


class NotAnswered(AnjianError):
    code = "EXPORT_NOT_ANSWERED"
    words = Title("未能取得数字：{reason}", "the figures could not be read: {reason}")


@dataclass(frozen=True, slots=True)
class Sheet:
    """Its title, its columns with their units, and its rows; the last row adds nothing up, it is counted itself."""

    title: str
    region: str
    began_on: date
    ended_on: date | None
    columns: Sequence[tuple[str, str]]
    rows: Sequence[tuple[str, Sequence[Decimal]]]
    whole: Sequence[Decimal]
    made_on: date
    language: Language

    @property
    def window(self) -> str:
        return f"{self.began_on} — {self.ended_on or '…'}"


def figures_named(text: str | None) -> Sequence[FigureName]:
    if not text:
        return USUAL
    known = {name.value: name for name in FIGURES}
    names = [name.strip().lower() for name in text.split(",")]
    for name in names:
        if name not in known:
            raise FigureUnknown(name=name[:60], known=", ".join(known))
    return [known[name] for name in names]


async def asked(engine: Engine, viewer: Viewer, code: str, names: Sequence[FigureName], below: str, on: date) -> Sheet:
    given = {"code": code, "names": [name.name for name in names], "below": [below]}
    answer: Mapping[str, Any] = orjson.loads((await engine.answer(Operation(QUERY, given), viewer)).body)
    if "errors" in answer:
        raise NotAnswered(reason=answer["errors"][0]["message"])
    told = answer["data"]
    if told["campaign"] is None:
        raise NoSuchCampaign(code=code[:60])
    return sheet(told, on, viewer.language)


def sheet(told: Mapping[str, Any], on: date, language: Language) -> Sheet:
    campaign, [whole] = told["campaign"], told["whole"]["rows"]
    ended_on = campaign["endedOn"]
    return Sheet(
        title=campaign["title"],
        region=campaign["region"]["name"],
        began_on=date.fromisoformat(campaign["beganOn"]),
        ended_on=date.fromisoformat(ended_on) if ended_on else None,
        columns=[(each["title"], each["unit"]) for each in whole["values"]],
        rows=[(row["keys"][0]["label"] or "—", numbers(row)) for row in told["parts"]["rows"]],
        whole=numbers(whole),
        made_on=on,
        language=language,
    )


def numbers(row: Mapping[str, Any]) -> Sequence[Decimal]:
    return [Decimal(each["value"]) for each in row["values"]]
