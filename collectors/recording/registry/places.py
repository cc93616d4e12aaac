"""Which region a cell means: a code, a name, or a name without its last word (呼和浩特, 锡林郭勒)."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from collectors.decoding import quoted
from collectors.recording.agencies import plain_name
from collectors.recording.nearest import NearestNames
from collectors.tables.accounting import RowRefused
from collectors.tables.faults import RowFault
from store.models import Region

_SHORTEST = 2


class RegionNames:
    """The shipped divisions."""

    def __init__(self, session: Session) -> None:
        self._regions = list(session.scalars(select(Region).order_by(Region.path)))
        self._nearest = NearestNames(region.name for region in self._regions)
        self.by_code = {region.code: region for region in self._regions}

    def find(self, text: str, field: str, within: Region | None = None) -> Region:
        """The region meant, below `within`. Refuses the row where there is none, or more than one."""
        wanted = plain_name(text).removesuffix("本级")
        known = [region for region in self._regions if within is None or region.path.startswith(within.path)]
        named = [region for region in known if wanted in (region.code, plain_name(region.name))]
        if not named and len(wanted) >= _SHORTEST:
            named = [region for region in known if plain_name(region.name).startswith(wanted)]
        if len(named) == 1:
            return named[0]
        if named:
            names = "、".join(region.name for region in named[:3])
            raise RowRefused(field, RowFault.UNKNOWN_REGION, f"{quoted(text)}可以是 {len(named)} 个地区（{names}）")
        near = self._nearest.words(text)
        raise RowRefused(field, RowFault.UNKNOWN_REGION, f"没有地区{quoted(text)}{near}")

    def knows(self, text: str) -> bool:
        """Whether a text names one region."""
        try:
            return bool(self.find(text, "region"))
        except RowRefused:
            return False
