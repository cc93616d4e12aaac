"""Messages as files, where no mail server is set."""

from alerts.channels.folder.channel import FolderChannel

__all__ = ["FolderChannel"]
