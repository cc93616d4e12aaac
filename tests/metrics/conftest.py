import pytest

from metrics.working_days import WorkingDays
from rulebook import Rulebook


@pytest.fixture(scope="session")
def working_days(rulebook: Rulebook) -> WorkingDays:
    return WorkingDays(rulebook.calendar)
