"""The house that takes in logs."""

from tests.dashboard.upload.conftest import services

__all__ = ["services"]
