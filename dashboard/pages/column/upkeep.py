"""What an officer can change of a column: its limit, and whether it is in use. Each with its reason."""

from __future__ import annotations

from typing import Any

import dash_mantine_components as dmc
from dash import html

from dashboard.components import section
from dashboard.page import Visit
from dashboard.pages.column.queries import ColumnView
from dashboard.registry_forms import form, reason_input, retiring_form
from metrics.column_findings import LONGEST_OWN_LIMIT

LIMIT, LIMIT_REASON, SET_LIMIT, DROP_LIMIT = (f"column-limit{part}" for part in ("", "-reason", "-set", "-drop"))
MESSAGE = "column-upkeep-message"


def upkeep_section(visit: Visit, view: ColumnView) -> list[Any]:
    """Return the forms; only the supervising side has them."""
    if not visit.scope.is_officer:
        return []
    retired = view.column.retired_on is not None
    forms = [] if retired else [_limit_form(view)]
    forms.append(retiring_form("column", retired, visit.services.today()))
    said = html.P(id=MESSAGE, className="note", role="alert")
    return [section("登记维护", *forms, said, note="每次变更都记入审计记录")]


def _limit_form(view: ColumnView) -> Any:
    own, of_category = view.column.limit_days, view.category_limit
    days = dmc.NumberInput(
        id=LIMIT,
        label="期限（自然日）",
        value=own or of_category or "",
        min=1,
        max=LONGEST_OWN_LIMIT,
        allowDecimal=False,
        w=130,
    )
    buttons = [dmc.Button("设定", id=SET_LIMIT, size="xs")]
    if own:
        back = f"改用类别期限（{of_category} 天）" if of_category else "改用类别期限"
        buttons.append(dmc.Button(back, id=DROP_LIMIT, size="xs", variant="default"))
    words = (
        "以后的检查按新期限认定，超期日自最新信息之日起按新期限计算；"
        "此前按原期限作出的认定和发出的牌不因此改变，可以要求复查或者撤销。"
    )
    return form("设定更新期限", words, days, reason_input(LIMIT_REASON), *buttons)
