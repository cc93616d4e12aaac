"""The list of cards, filtered, sorted and paged by the database."""

from dashboard.page import Page
from dashboard.pages.cards.callbacks import register
from dashboard.pages.cards.layout import layout

PAGE = Page(path="/cards", title="牌单", layout=layout, order=2, register=register)
