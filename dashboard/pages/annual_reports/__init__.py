"""Annual reports (条例 第四十九条): whose is out in time, late, missing, or not to be told."""

from dashboard.page import Page
from dashboard.pages.annual_reports.callbacks import register
from dashboard.pages.annual_reports.layout import layout

PAGE = Page(path="/annual-reports", title="年度报告", layout=layout, register=register, within="/catalogue")
