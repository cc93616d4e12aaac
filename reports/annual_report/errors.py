"""The one error of reading."""


class ReportFileError(OSError):
    """A file that holds no annual report, or cannot be read: one line that names it and says why."""
