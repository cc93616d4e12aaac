"""Logs that are pulled from an address by HTTP(S): JSON, CSV or a workbook, with a token, page by page."""
