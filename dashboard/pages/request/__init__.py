"""One request for information: its log, its clock day by day, its cards, and what all that stands on."""

from dashboard.page import Page
from dashboard.pages.request.layout import layout
from dashboard.pages.request.queries import request_exists, request_number

PAGE = Page(
    path="/request",
    within="/requests",
    title="依申请公开详情",
    layout=layout,
    takes_argument=True,
    exists=request_exists,
    name=request_number,
)
