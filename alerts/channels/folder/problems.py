"""What can go wrong with a folder, in words for the ledger."""

from __future__ import annotations

from pathlib import Path

from alerts.channels.contract import ChannelUnavailable


def unavailable(folder: Path, error: OSError) -> ChannelUnavailable:
    """The folder cannot be written."""
    return ChannelUnavailable(f"邮件文件夹 {folder.name} 无法写入（{error.strerror or type(error).__name__}）")
