"""Words without a meaning in the scope, words in force, the places that a user can explain words for."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from collectors.recording.explained_words import unknown_words
from collectors.recording.log_words import EVERYWHERE, words_in_force
from dashboard.scope import Scope
from dashboard.uploads.scope import regions_of
from store.models import LogWord, Region, Request

WORDS_SHOWN = 50


@dataclass(frozen=True)
class UnknownLine:
    """Words that no table knows, with the names of the regions that use them."""

    words: str
    regions: str
    requests: int


def unknown(session: Session, scope: Scope) -> list[UnknownLine]:
    """Return the unknown words in scope, the most frequent first."""
    names = {code: name for code, name in session.execute(select(Region.code, Region.name))}
    counts: Counter[str] = Counter()
    places: dict[str, list[str]] = {}
    for line in unknown_words(session, scope.sees(Request.agency_id)):
        counts[line.words] += line.requests
        places.setdefault(line.words, []).append(names.get(line.region_code, line.region_code))
    return [
        UnknownLine(words, "、".join(places[words][:4]) + ("等" if len(places[words]) > 4 else ""), number)
        for words, number in counts.most_common(WORDS_SHOWN)
    ]


def in_force(session: Session, scope: Scope) -> list[tuple[LogWord, str]]:
    """Return the words that apply in the scope with the name of their area: those for all, those of its regions."""
    names = {code: name for code, name in session.execute(select(Region.code, Region.name))}
    own = {code for code, _ in areas(session, scope)} | set((scope.region_path or "").split("/"))
    found = [word for word in words_in_force(session) if word.area == EVERYWHERE or word.area in own]
    return [(word, "全部地区" if word.area == EVERYWHERE else names.get(word.area, word.area)) for word in found]


def areas(session: Session, scope: Scope) -> list[tuple[str, str]]:
    """Return code and name of the areas that this user can explain words for; all of them only who sees all."""
    query = select(Region.code, Region.name).where(regions_of(scope)).order_by(Region.path)
    own = [(code, name) for code, name in session.execute(query)]
    return [(EVERYWHERE, "全部地区"), *own] if scope.sees_all else own
