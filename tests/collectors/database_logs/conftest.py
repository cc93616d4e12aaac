"""The small world of the recording tests."""

from tests.collectors.recording.conftest import world

__all__ = ["world"]
