"""The registry as a workbook, in the form in which it can be sent back."""

from reports.registry.export import RegistrySummary, export_registry

__all__ = ["RegistrySummary", "export_registry"]
