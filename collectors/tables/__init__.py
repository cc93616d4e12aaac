"""Tables as people send them: every form of file, untidy headings, dates in every form. Shared by all file sources."""

from collectors.tables.content import Content
from collectors.tables.table import Table, TableError, TableRow, unreadable_file

__all__ = ["Content", "Table", "TableError", "TableRow", "unreadable_file"]
