"""Catalogues: what must be public, by field and league or agency, and the items behind each number."""

from dashboard.page import Page
from dashboard.pages.catalogue.callbacks import register
from dashboard.pages.catalogue.layout import layout

PAGE = Page(path="/catalogue", title="事项清单", layout=layout, order=6, register=register)
