"""All rules with their source and how far it was checked."""

from dashboard.page import Page
from dashboard.pages.rulebook.callbacks import register
from dashboard.pages.rulebook.layout import layout

PAGE = Page(path="/rulebook", title="规则库", layout=layout, order=9, register=register)
