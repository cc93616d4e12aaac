"""A month of due days, and the address under which calendar programs read them."""

from dashboard.page import Page
from dashboard.pages.request_month.callbacks import register
from dashboard.pages.request_month.layout import layout

PAGE = Page(path="/requests/month", title="答复到期月历", layout=layout, register=register, within="/requests")
