"""Where a new house begins: what has to be told to it before it can tell anything."""

from __future__ import annotations

from typing import Any

from dash import html

from dashboard.components import link, section


def beginning_section() -> Any:
    """Return the first steps in their order, each with its command or page."""
    steps: list[list[Any]] = [
        [
            "登记单位、联系人、网站和栏目：",
            html.Code("mingcha export registry --out 名录.xlsx"),
            " 导出空表，填好后 ",
            html.Code("mingcha import registry 名录.xlsx"),
            " 导入。",
        ],
        ["登记应当公开的事项：", html.Code("mingcha import catalogue 清单.xlsx"), "。"],
        ["导入依申请公开台账：在“", link("导入台账", "/upload"), "”页上传，或放入收件目录由系统按时读取。"],
        [
            "采集和评估由系统按时进行；需要马上看到结果时，依次运行 ",
            html.Code("mingcha collect"),
            " 和 ",
            html.Code("mingcha evaluate"),
            "，进展见“",
            link("数据来源", "/sources"),
            "”。",
        ],
    ]
    note = "您的范围内还没有任何单位"
    return section(
        "从这里开始", html.Ol([html.Li(step) for step in steps], className="first-steps"), note=note, wide=True
    )
