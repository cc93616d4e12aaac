"""Columns that discovery found: an officer confirms or rejects them, many at once, or looks for more."""

from dashboard.page import Page
from dashboard.pages.discovery.callbacks import register
from dashboard.pages.discovery.layout import layout

PAGE = Page(path="/discovery", title="栏目发现", layout=layout, register=register, for_officers=True, within="/sites")
