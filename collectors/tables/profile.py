"""How one source writes its log, where recognition alone would not tell. Pure: kept and loaded by `recording`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

NOT_USED: Final = "not_used"
PERSONAL: Final = "personal"
"""Beside the fields, what a heading can be assigned to: left out; or left out and hidden in quarantine too."""


@dataclass(frozen=True)
class Profile:
    """What an officer has said of a source. Empty: everything is recognised."""

    headings: Mapping[str, str] = field(default_factory=dict)
    """Heading as `heading_names` gives it → field of the headings file, `NOT_USED` or `PERSONAL`."""
    day_first: bool | None = None
    """Whether 03/04/2024 is 3 April; None: as the file's other rows show."""
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Table of the words file (outcome, channel …) → word of the place → code."""

    @property
    def personal(self) -> tuple[str, ...]:
        """Headings of columns that the officer called personal."""
        return tuple(heading for heading, meaning in self.headings.items() if meaning == PERSONAL)


RECOGNISED: Final = Profile()
"""Nothing was said: headings, order of dates and words are recognised."""
