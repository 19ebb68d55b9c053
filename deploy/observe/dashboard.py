"""Writes dashboard.json for Grafana: ``python deploy/observe/dashboard.py > deploy/observe/dashboard.json``."""

from __future__ import annotations

import json
from typing import Any

DURATIONS = "sum by (le) (rate(anjian_operation_duration_seconds_bucket[5m]))"
STATEMENTS = "sum by (le, of) (rate(anjian_statement_duration_seconds_bucket[5m]))"
PANELS = (  # title, expressions by legend, unit
    (
        "请求 / requests",
        {"{{operation}}": "sum by (operation) (rate(anjian_operations_total[5m]))"},
        "reqps",
    ),
    (
        "耗时 / duration",
        {f"p{share}": f"histogram_quantile(0.{share}, {DURATIONS})" for share in (50, 95, 99)},
        "s",
    ),
    (
        "语句 / statements",
        {"p95 {{of}}": f"histogram_quantile(0.95, {STATEMENTS})"},
        "s",
    ),
    ("连接 / connections", {"{{state}}": "sum by (state) (anjian_pool)"}, "short"),
    ("计划 / plans", {"{{state}}": "sum by (state) (rate(anjian_plans_total[5m]))"}, "ops"),
    ("拒绝 / refused", {"{{code}}": "sum by (code) (rate(anjian_requests_refused_total[5m]))"}, "reqps"),
    ("答复 / answers", {"bytes": "sum(rate(anjian_answers_size_bytes_total[5m]))"}, "Bps"),
    ("订阅 / subscriptions", {"{{state}}": "sum by (state) (anjian_streams)"}, "short"),
    (
        "订阅延迟 / their lag",
        {"p95": "histogram_quantile(0.95, sum by (le) (rate(anjian_stream_lag_seconds_bucket[5m])))"},
        "s",
    ),
    ("插件失败 / hooks that failed", {"{{plugin}} {{hook}}": "increase(anjian_hook_failures_total[5m])"}, "short"),
)
SOURCE = {"type": "prometheus", "uid": "${datasource}"}


def panel(place: int, title: str, asked: dict[str, str], unit: str) -> dict[str, Any]:
    targets = [{"expr": expr, "legendFormat": legend, "datasource": SOURCE} for legend, expr in asked.items()]
    where = {"x": 12 * (place % 2), "y": 8 * (place // 2), "w": 12, "h": 8}
    shown = {"defaults": {"unit": unit}, "overrides": []}
    return {
        "id": place + 1,
        "type": "timeseries",
        "title": title,
        "gridPos": where,
        "targets": targets,
        "fieldConfig": shown,
        "datasource": SOURCE,
    }


DASHBOARD = {
    "title": "anjian 安监",
    "uid": "anjian",
    "schemaVersion": 39,
    "refresh": "30s",
    "time": {"from": "now-6h", "to": "now"},
    "templating": {"list": [{"name": "datasource", "type": "datasource", "query": "prometheus"}]},
    "panels": [panel(place, *each) for place, each in enumerate(PANELS)],
}

if __name__ == "__main__":
    print(json.dumps(DASHBOARD, ensure_ascii=False, indent=1))
