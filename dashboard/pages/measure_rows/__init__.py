"""The requests behind a figure of a past day, as they stood on that day."""

from dashboard.page import Page
from dashboard.pages.measure_rows.layout import layout

PAGE = Page(path="/measures/rows", title="指标名单", layout=layout, within="/measures")
