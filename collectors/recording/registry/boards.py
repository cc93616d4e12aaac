"""Question boards as a registry tells them. A board is the source that looks at it, known by site and address."""

from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from collectors.decoding import quoted
from collectors.recording.questions import BOARD
from collectors.recording.registry.changes import Changes, Telling
from collectors.recording.registry.watching import DAILY_MINUTES
from collectors.registry_files.addresses import same_address
from collectors.registry_files.registry_row import BoardTold, RegistryRow
from collectors.tables.accounting import RowRefused
from collectors.tables.faults import RowFault
from store.models import Agency, Site, Source
from store.models.base import fingerprint

_OTHER_STATE: Final = "登记信息中该留言板{state}；停用、恢复须注明理由，请用 mingcha site retire、restore 办理"


class BoardBook:
    """The question boards of sites by address, with those that the file adds."""

    def __init__(self, session: Session, changes: Changes) -> None:
        self._session = session
        self._changes = changes
        boards = session.scalars(select(Source).where(Source.kind == BOARD, Source.site_id.is_not(None)))
        self._known = {(board.site_id, same_address(board.location)): board for board in boards}

    def ask(self, row: RegistryRow, site: Site | None) -> None:
        """Refuses a row that names no name for a new board, that contradicts an earlier row, or changes the state."""
        told = row.board
        if told is None:
            return
        board = self._known.get((site.id, same_address(told.url))) if site else None
        if board is None and not told.name:
            raise RowRefused("board_name", RowFault.NAME_MISSING, f"新留言板{quoted(told.url)}没有名称")
        enabled = board.enabled if board else True
        if row.state and (row.state == "active") != enabled:
            words = _OTHER_STATE.format(state="仍在用" if enabled else "已停用")
            raise RowRefused("state", RowFault.UNKNOWN_WORD, words)
        site_key = str(site.id) if site else (row.site.url if row.site else "")
        self._changes.agree("board", f"{site_key} {same_address(told.url)}", _tellings(told), row.row)

    def keep(self, told: BoardTold, site: Site) -> bool:
        """Whether what the row says of the board was news."""
        known = self._known.get((site.id, same_address(told.url)))
        if known is not None:
            return self._changes.write("board", known.location, known, _tellings(told))
        board = Source(
            key=f"{BOARD}:{site.id}:{fingerprint(same_address(told.url))[:16]}",
            kind=BOARD,
            name=told.name,
            location=told.url,
            region_code=self._session.get_one(Agency, site.agency_id).region_code,
            agency_id=site.agency_id,
            site_id=site.id,
            every_minutes=DAILY_MINUTES,
            enabled=site.active,
        )
        self._session.add(board)
        self._known[site.id, same_address(told.url)] = board
        self._changes.count_new("board")
        return True


def _tellings(told: BoardTold) -> list[Telling]:
    return [("board_name", "name", told.name)]
