"""A notice as plain text and as HTML; both say the same."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from alerts.notices.content import CardContent, appeal_words
from rulebook import Rulebook

_COLOURS = {"blue": "#1864ab", "yellow": "#8a5a00", "red": "#b3261e"}
_FONT = "font-family:'Microsoft YaHei','PingFang SC','Noto Sans CJK SC',sans-serif"


def greeting(agency_name: str, contents: Sequence[CardContent]) -> str:
    """The first line."""
    return f"{agency_name}：\n\n现就下列 {len(contents)} 项通知你单位，请按期办理。"


def card_link(base_url: str, content: CardContent) -> str:
    """Address of the card's page."""
    return f"{base_url.rstrip('/')}/card/{content.card.id}"


def as_text(agency_name: str, contents: Sequence[CardContent], rulebook: Rulebook, base_url: str) -> str:
    """The notice for readers of plain text."""
    parts = [greeting(agency_name, contents)]
    parts += [_card_as_text(place, content, rulebook, base_url) for place, content in enumerate(contents, 1)]
    parts.append(appeal_words(rulebook))
    return "\n\n".join(parts) + "\n"


def _card_as_text(place: int, content: CardContent, rulebook: Rulebook, base_url: str) -> str:
    lines = [
        f"{place}. {content.heading}",
        f"   牌号：{content.card.number}　措施：{content.card.measure}",
        *(f"   依据：{rule}" for rule in content.rules(rulebook)),
        *(f"   {name}：{value}" for name, value in (*content.evidence(), *content.days)),
        f"   办理：{card_link(base_url, content)}",
    ]
    return "\n".join(lines)


def as_html(agency_name: str, contents: Sequence[CardContent], rulebook: Rulebook, base_url: str) -> str:
    """The notice for readers of HTML. Nothing in it is fetched from elsewhere."""
    first = escape(greeting(agency_name, contents)).replace("\n", "<br>")
    cards = "\n".join(_card_as_html(content, rulebook, base_url) for content in contents)
    return (
        f'<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"></head>'
        f'<body style="{_FONT};color:#222;line-height:1.6"><p>{first}</p>\n{cards}\n'
        f"<p>{escape(appeal_words(rulebook))}</p></body></html>\n"
    )


def _card_as_html(content: CardContent, rulebook: Rulebook, base_url: str) -> str:
    lines = [
        ("牌号", content.card.number),
        ("措施", content.card.measure),
        *(("依据", rule) for rule in content.rules(rulebook)),
        *content.evidence(),
        *content.days,
    ]
    rows = "".join(
        f'<tr><td style="color:#555;padding-right:1em;vertical-align:top;white-space:nowrap">{escape(name)}</td>'
        f"<td>{escape(value)}</td></tr>"
        for name, value in lines
    )
    colour = _COLOURS[content.card.colour]
    link = escape(card_link(base_url, content), quote=True)
    return (
        f'<div style="border-left:4px solid {colour};padding:0 0 0 12px;margin:0 0 20px">'
        f'<h3 style="color:{colour};margin:0 0 6px">{escape(content.heading)}</h3>'
        f'<table style="border-collapse:collapse">{rows}</table>'
        f'<p style="margin:6px 0 0"><a href="{link}">查看并办理</a></p></div>'
    )
