"""One website: what fails it, whether it opens, its columns by answer, its cards."""

from dashboard.page import Page
from dashboard.pages.site.callbacks import register
from dashboard.pages.site.layout import layout
from dashboard.pages.site.queries import site_exists, site_name

PAGE = Page(
    path="/site",
    within="/sites",
    title="网站",
    layout=layout,
    takes_argument=True,
    exists=site_exists,
    name=site_name,
    register=register,
)
