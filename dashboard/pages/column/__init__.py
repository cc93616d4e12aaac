"""One column: its answer and why, its history day by day, every look with its proof, its cards."""

from dashboard.page import Page
from dashboard.pages.column.callbacks import register
from dashboard.pages.column.layout import layout
from dashboard.pages.column.queries import column_exists, column_name

PAGE = Page(
    path="/column",
    within="/sites",
    title="栏目",
    layout=layout,
    takes_argument=True,
    exists=column_exists,
    name=column_name,
    register=register,
)
