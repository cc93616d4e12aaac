"""One kept page: what was seen, when, with which headers, and what the reader made of it."""

from dashboard.page import Page
from dashboard.pages.copy.layout import layout
from dashboard.pages.copy.queries import copy_exists, copy_name

PAGE = Page(
    path="/copy",
    title="留存页面",
    layout=layout,
    takes_argument=True,
    exists=copy_exists,
    name=copy_name,
    within="/sites",
)
