"""The list of requests for information, filtered, sorted and paged by the database."""

from dashboard.page import Page
from dashboard.pages.requests.callbacks import register
from dashboard.pages.requests.layout import layout

PAGE = Page(path="/requests", title="依申请公开", layout=layout, order=3, register=register)
