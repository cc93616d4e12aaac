"""The morning look: cards in force, what falls due, who lags."""

from dashboard.page import Page
from dashboard.pages.overview.callbacks import register
from dashboard.pages.overview.layout import layout

PAGE = Page(path="/", title="总览", layout=layout, order=1, register=register, has_charts=True)
