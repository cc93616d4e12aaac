"""What officers do with sites, columns, boards: limits, times of maintenance, retiring what is not kept, restoring."""

from alerts.upkeep.errors import UpkeepError
from alerts.upkeep.limits import set_column_limit
from alerts.upkeep.maintenance import cancel_maintenance, enter_maintenance
from alerts.upkeep.reports import enter_report
from alerts.upkeep.restoring import restore_board, restore_column, restore_site
from alerts.upkeep.retiring import retire_board, retire_column, retire_site

__all__ = [
    "UpkeepError",
    "cancel_maintenance",
    "enter_maintenance",
    "enter_report",
    "restore_board",
    "restore_column",
    "restore_site",
    "retire_board",
    "retire_column",
    "retire_site",
    "set_column_limit",
]
