"""Tables as people send them: CSV, XLSX and JSON, untidy headings, dates in every form. Shared by all file sources."""

from collectors.tables.reading import read_table
from collectors.tables.table import Table, TableError, TableRow, unreadable_file

__all__ = ["Table", "TableError", "TableRow", "read_table", "unreadable_file"]
