"""One line of the law, and one card rule of the local rule pack."""

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, StrictFloat, StrictInt, StrictStr
from pydantic_core import PydanticCustomError

Status = Literal["official", "observed", "unverified", "policy"]
Measure = Literal["提醒", "督促整改", "责令改正", "通报批评", "处理建议"]
Parameters = dict[str, StrictInt | StrictFloat | StrictStr]


class Entry(BaseModel):
    """What all entries share: frozen once loaded, and no key that nobody reads."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


def misplaced(table: str, index: int, key: str, reason: str) -> PydanticCustomError:
    """The error of a validator that knows where the mistake stands: ``key`` of the index-th entry of ``table``."""
    return PydanticCustomError("misplaced", "{reason}", {"table": table, "index": index, "key": key, "reason": reason})


class Rule(Entry):
    """One rule with its source. ``text``: content in our words, Chinese; ``status``: how far the source was checked."""

    id: str
    title: str
    document: str
    number: str = Field(description="文号, or a note that there is none")
    article: str = Field(description="条款")
    status: Status
    in_force_from: date
    in_force_until: date | None = None
    text: str
    parameters: Parameters = {}


class CardRule(Entry):
    """When a card is issued, what it demands, and which measure of 条例 47–53 it stands for (rules.md D.1)."""

    code: str
    title: str
    basis: list[str] = Field(min_length=1, description="ids of the rules that were broken")
    colour: Literal["blue", "yellow", "red"]
    trigger: Parameters = Field(description="the numbers that metrics reads")
    explain_working_days: int | None = Field(default=None, ge=1)
    rectify_working_days: int | None = Field(default=None, ge=1)
    points: float = Field(le=0)
    veto: bool = False
    measure: Measure
    evaluated: bool = Field(default=True, description="false: no source of facts yet, so no card is ever issued")
    note: str = ""
    document: str
    number: str
    article: str
    status: Status

    def limit(self, key: str) -> int:
        """A whole number of the trigger, such as a count of days."""
        return whole(self.trigger, key, self.code)


def whole(parameters: Parameters, key: str, owner: str) -> int:
    """The whole number ``key``; KeyError or TypeError name the owner if the loader let something else pass."""
    value = parameters[key]
    if not isinstance(value, int):
        raise TypeError(f"{owner}: '{key}' is not a whole number")
    return value
