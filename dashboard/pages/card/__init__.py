"""One card: what is wrong, by which rule, on what evidence, until when, and what was done about it."""

from dashboard.page import Page
from dashboard.pages.card.callbacks import register
from dashboard.pages.card.layout import layout
from dashboard.pages.card.queries import card_exists, card_number

PAGE = Page(
    path="/card",
    within="/cards",
    title="牌单详情",
    layout=layout,
    takes_argument=True,
    exists=card_exists,
    name=card_number,
    register=register,
)
