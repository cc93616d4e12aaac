"""What a measure is called, how it is computed, and from how many it may be ranked."""

from typing import Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from rulebook.rules import Entry, Status


class MeasureDefinition(Entry):
    """One measure. ``formula``: in words, Chinese; raise ``version`` when it changes.

    ``best``: which end is the first place, none for what is not ranked; ``minimum_sample``: of how many at least a
    figure must be made to be ranked; ``results``: codes of decisions that it counts.
    """

    id: str
    name: str
    formula: str
    unit: Literal["requests", "remedies", "percent", "working_days"]
    version: int = Field(ge=1)
    best: Literal["highest", "lowest"] | None = None
    minimum_sample: int | None = Field(default=None, ge=1)
    within_working_days: int | None = Field(default=None, ge=1)
    results: list[str] = []
    document: str
    number: str
    article: str
    status: Status

    @model_validator(mode="after")
    def _ranked_from_a_sample(self) -> "MeasureDefinition":
        if (self.best is None) != (self.minimum_sample is None):
            raise PydanticCustomError(
                "half_ranked", "a measure that is ranked has best and minimum_sample, others neither"
            )
        return self
