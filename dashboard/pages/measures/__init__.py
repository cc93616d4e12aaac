"""How requests for information fared, by league and agency, for any period and as of any day."""

from dashboard.page import Page
from dashboard.pages.measures.callbacks import register
from dashboard.pages.measures.layout import layout

PAGE = Page(path="/measures", title="依申请公开指标", layout=layout, order=4, register=register, has_charts=True)
