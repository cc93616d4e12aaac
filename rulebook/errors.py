"""The one error of this room: everything that is wrong with a rulebook, all at once."""

from collections.abc import Sequence


class RulebookError(Exception):
    """A rulebook that cannot be used. ``problems``: one line each, naming file, line and key."""

    def __init__(self, problems: Sequence[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))
