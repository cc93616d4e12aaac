"""The table of words (词表): what status words of places mean, which are not known yet, who explained which."""

from dashboard.page import Page
from dashboard.pages.log_words.callbacks import register
from dashboard.pages.log_words.layout import layout

PAGE = Page(path="/log-words", title="台账词表", layout=layout, register=register, within="/upload")
