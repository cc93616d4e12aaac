"""Where facts come from: health, last runs, columns by answer, rows in quarantine."""

from dashboard.page import Page
from dashboard.pages.sources.callbacks import register
from dashboard.pages.sources.layout import layout

PAGE = Page(path="/sources", title="数据来源", layout=layout, order=8, register=register)
