"""The list of websites: how each stands, whether it opens, how its columns are."""

from dashboard.page import Page
from dashboard.pages.sites.callbacks import register
from dashboard.pages.sites.layout import layout

PAGE = Page(path="/sites", title="网站", layout=layout, order=5, register=register)
