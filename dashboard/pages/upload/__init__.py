"""Import of a request log: choose a file, see how it is understood, mend that, try it, import it."""

from dashboard.page import Page
from dashboard.pages.upload.callbacks import register
from dashboard.pages.upload.layout import layout

PAGE = Page(path="/upload", title="导入台账", layout=layout, order=7, register=register, for_officers=True)
