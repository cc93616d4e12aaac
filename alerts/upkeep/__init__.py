"""What officers do with sites and columns: times of maintenance, and retiring what is no longer kept."""

from alerts.upkeep.errors import UpkeepError
from alerts.upkeep.maintenance import cancel_maintenance, enter_maintenance
from alerts.upkeep.reports import enter_report
from alerts.upkeep.retiring import retire_column, retire_site

__all__ = ["UpkeepError", "cancel_maintenance", "enter_maintenance", "enter_report", "retire_column", "retire_site"]
