"""Where a card stands in words: what happens next, and who has to act."""

from __future__ import annotations

from typing import Any

from dash import dcc, html
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dashboard.components import aria
from dashboard.page import Visit
from dashboard.pages.card.queries import CardView
from metrics.law_days import law_minute
from store.models import Card, CardEvent, LookWish, Rectification

WATCH, SEEN = "card-watch", "card-seen"
_EVERY_MILLISECONDS = 5_000
_STEPS = (("explained", "书面说明"), ("done", "报告整改"), ("confirmed", "系统复查"), ("closed", "销号"))
_REACHED = {"open": 0, "explained": 1, "done": 2, "confirmed": 3, "closed": 4}


def progress(visit: Visit, view: CardView) -> list[Any]:
    """Return the steps and one sentence; while a look is awaited, with the clock that asks whether it has come."""
    if view.card.colour == "blue" or view.card.state not in _REACHED:
        return []
    parts: list[Any] = [_steps(view), html.P(_sentence(visit, view), className="progress-words", role="status")]
    if awaits_look(view):
        parts.append(dcc.Interval(id=WATCH, interval=_EVERY_MILLISECONDS))
    return parts


def awaits_look(view: CardView) -> bool:
    """Whether the collector still has to look, or its look has not been judged yet."""
    return view.open_wishes > 0 or view.card.state == "done"


def state_of(session: Session, card_id: int) -> str:
    """Return a mark that changes whenever something happened to the card."""
    events = select(func.max(CardEvent.id)).where(CardEvent.card_id == card_id).scalar_subquery()
    wishes = select(func.count()).where(LookWish.card_id == card_id, LookWish.fulfilled_at.is_(None)).scalar_subquery()
    return "/".join(
        str(part) for part in session.execute(select(Card.state, events, wishes).where(Card.id == card_id)).one()
    )


def _steps(view: CardView) -> Any:
    reached = _REACHED[view.card.state]
    explained = view.rectification is not None and bool(view.rectification.explanation)
    if explained:
        reached = max(reached, 1)  # a card that a look opened again keeps its explanation
    cells = []
    for place, (step, name) in enumerate(_STEPS):
        left_out = step == "explained" and place < reached and not explained
        done, here = place < reached and not left_out, place == reached
        sign = "✓" if done else "●" if here else "○"
        mark = "step step-done" if done else "step step-here" if here else "step"
        words = f"{sign} {name}" + ("（未提交）" if left_out else "")
        cells.append(html.Li(words, className=mark, **(aria(current="step") if here else {})))
    return html.Ol(cells, className="steps", **aria(label="办理进度"))


def _sentence(visit: Visit, view: CardView) -> str:
    card, written, officer = view.card, view.rectification, visit.scope.is_officer
    if card.state == "done":
        return _awaited(view)
    if card.state == "confirmed":
        return f"复查通过{_seen(written)}。" + ("可以销号。" if officer else "等待督查人员销号，无需再办理。")
    if card.state == "closed":
        return "已销号，办理完毕。"
    asked = "已要求复查，正在等待采集。" if view.open_wishes else ""
    if written is not None and written.still_at_fault:
        return f"{asked}复查仍有问题{_seen(written)}。" + (
            "等待单位重新整改。" if officer else "请继续整改，完成后再次报告。"
        )
    if card.state == "explained":
        return asked + (
            "已收到书面说明，等待单位整改。" if officer else "已提交书面说明。整改完成后请报告，系统随即复查。"
        )
    return asked + ("等待单位说明和整改。" if officer else "请先提交书面说明；已整改的可以直接报告整改完成。")


def _awaited(view: CardView) -> str:
    last = view.history[-1] if view.history else None
    if last is not None and last.kind == "looked" and last.note:
        return f"{last.note}。看到结果后本页自动更新。"
    if view.open_wishes:
        return "已申请复查，正在等待采集，一般不超过一分钟。看到结果后本页自动更新。"
    return "已采集，正在判断是否整改到位。看到结果后本页自动更新。"


def _seen(written: Rectification | None) -> str:
    """What the look saw, and when."""
    if written is None or written.look_result is None or written.looked_at is None:
        return ""
    moment = law_minute(written.looked_at)
    return f"（{moment}：{written.look_result.get('words', '')}）"
