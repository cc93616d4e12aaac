"""The chart of reply times: how many were answered after how many working days, and what share was left."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dashboard.charts import COLOUR_VALUES, figure
from metrics.survival import Step


def reply_times(steps: Sequence[Step], limit: int) -> dict[str, Any]:
    """Return bars of the replies by working day, and the share not answered yet as steps; ``limit``: of 第三十三条."""
    days = [step.days for step in steps]
    bars = {
        "type": "bar",
        "name": "当日答复（件）",
        "x": days,
        "y": [step.ended for step in steps],
        "marker": {"color": COLOUR_VALUES["blue"], "opacity": 0.55},
        "hovertemplate": "第 %{x} 个工作日：答复 %{y} 件<extra></extra>",
    }
    curve = {
        "type": "scatter",
        "mode": "lines",
        "name": "尚未答复的比例",
        "x": [0, *days],
        "y": [100, *(round(float(step.left) * 100, 1) for step in steps)],
        "line": {"shape": "hv", "color": COLOUR_VALUES["red"], "width": 2},
        "yaxis": "y2",
        "hovertemplate": "%{x} 个工作日以后：尚有 %{y}% 未答复<extra></extra>",
    }
    mark = {"type": "line", "x0": limit, "x1": limit, "yref": "paper", "y0": 0, "y1": 1}
    words = {"x": limit, "yref": "paper", "y": 1, "xanchor": "left", "yanchor": "top", "showarrow": False}
    return figure(
        [bars, curve],
        xaxis={"title": {"text": "单位自身的工作日"}, "rangemode": "tozero"},
        yaxis={"title": {"text": "件"}, "rangemode": "tozero", "tickformat": ",d"},
        yaxis2={
            "overlaying": "y",
            "side": "right",
            "range": [0, 105],
            "dtick": 25,
            "ticksuffix": "%",
            "showgrid": False,
        },
        shapes=[{**mark, "line": {"dash": "dot", "width": 1}}],
        annotations=[{**words, "text": f" {limit} 个工作日"}],
    )
