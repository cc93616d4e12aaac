"""The lists beside the rules: column categories, kinds of reply, account classes, scoring."""

from typing import Literal

from pydantic import Field, model_validator

from rulebook.rules import Entry, Status, misplaced


class ColumnCategory(Entry):
    """A kind of column (栏目) and how long it may stay without anything new, in calendar days."""

    code: str
    name: str
    limit_days: int = Field(ge=1)
    rule: str = Field(description="id of the rule that sets the limit")
    counts_as: Literal["news", "notice_policy", "other", "none"] = Field(
        description="which columns W4a adds up; none: a single page, which no rule on columns counts"
    )
    status: Status

    @property
    def is_column(self) -> bool:
        """Whether the rules on columns (W4, WEB-Y) are about it."""
        return self.counts_as != "none"


class ReplyKind(Entry):
    """A kind of reply (条例 36–39) and its row in Table 3 of the annual report."""

    code: str
    name: str
    article: str
    row: str = Field(description="printed label, such as (三)4")
    row_number: int = Field(ge=3, le=23, description="row 1–25 of the 2021 form")


class AccountClass(Entry):
    """A class of new-media accounts. No national number exists for their reply time: it is policy."""

    code: str
    name: str
    reply_working_days: int = Field(ge=1)
    status: Status


class Grade(Entry):
    """A grade of the year's assessment and the lowest score that earns it."""

    name: str
    from_score: float = Field(ge=0)


class Scoring(Entry):
    """How points become a score and a score becomes a grade."""

    start: float = Field(gt=0)
    lowest: float = Field(ge=0)
    veto_score: float = Field(ge=0, description="a veto leaves at most this score")
    grades: list[Grade] = Field(min_length=1)
    document: str
    number: str
    article: str
    status: Status

    @model_validator(mode="after")
    def _grades_fall(self) -> "Scoring":
        limits = [grade.from_score for grade in self.grades]
        for place in range(1, len(limits)):
            if limits[place] >= limits[place - 1]:
                raise misplaced("grades", place, "from_score", "grades must fall from the highest limit to the lowest")
        if limits[-1] != self.lowest:
            raise misplaced("grades", len(limits) - 1, "from_score", "the last grade must start at the lowest score")
        return self

    def grade(self, score: float) -> str:
        """Name of the grade that ``score`` earns."""
        return next(grade.name for grade in self.grades if score >= grade.from_score)
