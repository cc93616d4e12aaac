"""Words of places that officers explained: what a log's word means, everywhere or in one region and below it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from collectors.tables.words import load_words, plain_word
from store.audit import append_audit
from store.models import LogWord, Region

EVERYWHERE: Final = "all"
FIELDS: Final = ("outcome", "channel", "applicant", "review_result", "yes_no")
"""Tables of the words file of request logs that can be extended."""
LONGEST_WORD: Final = 200


class WordRefused(Exception):
    """A word cannot be kept. The text is Chinese."""


def codes_of(field: str) -> Sequence[str]:
    """The codes that a word of this table can mean, in the order of the words file."""
    return load_words("collectors.requests")[field].codes


def keep_word(
    session: Session, *, area: str, field: str, word: str, code: str | None, actor: str, now: datetime
) -> LogWord | None:
    """Keep what a word means in an area (`code` None: the explanation is taken back); None where it is no news.

    Raises `WordRefused` for an empty or too long word, an unknown table, code or area. Writes an audit line.
    """
    words = " ".join(word.split())
    if not plain_word(words) or len(words) > LONGEST_WORD:
        raise WordRefused(f"词不能为空，也不能超过 {LONGEST_WORD} 个字符")
    if field not in FIELDS or (code is not None and code not in codes_of(field)):
        raise WordRefused("没有这样的类别")
    if area != EVERYWHERE and session.get(Region, area) is None:
        raise WordRefused("没有这个地区")
    last = _newest(session, area, field, words)
    if (last.code if last else None) == code:
        return None
    version = (last.version if last else 0) + 1
    kept = LogWord(area=area, field=field, word=words, version=version, code=code, actor=actor, at=now)
    session.add(kept)
    subject = f"word:{area}:{field}"
    detail = {"word": words, "code": code, "version": version}
    append_audit(session, at=now, actor=actor, action="word.keep", subject=subject, detail=detail)
    return kept


def words_in_force(session: Session) -> list[LogWord]:
    """The newest version of every word that was not taken back: area, table, word."""
    newest = select(LogWord.area, LogWord.field, LogWord.word, func.max(LogWord.version).label("version"))
    newest_of = newest.group_by(LogWord.area, LogWord.field, LogWord.word).subquery()
    same = (
        (LogWord.area == newest_of.c.area)
        & (LogWord.field == newest_of.c.field)
        & (LogWord.word == newest_of.c.word)
        & (LogWord.version == newest_of.c.version)
    )
    query = select(LogWord).join(newest_of, same).where(LogWord.code.is_not(None))
    return list(session.scalars(query.order_by(LogWord.area, LogWord.field, LogWord.word)))


def words_of_region(session: Session, region_code: str | None) -> dict[str, dict[str, str]]:
    """Table → word → code for the logs of a region: words for all, under those of the regions above it and its own."""
    path = session.scalar(select(Region.path).where(Region.code == region_code)) if region_code else None
    areas = [EVERYWHERE, *(path or "").strip("/").split("/")]
    found: dict[str, dict[str, str]] = {}
    kept = [word for word in words_in_force(session) if word.area in areas]
    for word in sorted(kept, key=lambda word: areas.index(word.area)):
        found.setdefault(word.field, {})[plain_word(word.word)] = str(word.code)
    return found


def over(below: Mapping[str, Mapping[str, str]], own: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, str]]:
    """The words of a source over those of its region."""
    merged = {field: dict(words) for field, words in below.items()}
    for field, words in own.items():
        merged.setdefault(field, {}).update({plain_word(word): code for word, code in words.items()})
    return merged


def _newest(session: Session, area: str, field: str, word: str) -> LogWord | None:
    same = (LogWord.area == area, LogWord.field == field, LogWord.word == word)
    return session.scalar(select(LogWord).where(*same).order_by(LogWord.version.desc()).limit(1))
