"""A workbook's table of strings, held packed: a log of a million rows has two million of them."""

from array import array
from collections.abc import Iterator, Sequence
from typing import IO, Any, Final, overload
from xml.etree.ElementTree import Element, iterparse

from openpyxl.cell.text import Text
from openpyxl.reader.excel import ExcelReader
from openpyxl.xml.constants import SHARED_STRINGS, SHEET_MAIN_NS

_STRING: Final = f"{{{SHEET_MAIN_NS}}}si"
_PLAIN: Final = f"{{{SHEET_MAIN_NS}}}t"


class PackedStrings(Sequence[str]):
    """Strings by their place, one after another in one piece of memory."""

    def __init__(self, strings: Iterator[str]) -> None:
        self._text = bytearray()
        self._ends = array("Q")
        for string in strings:
            self._text += string.encode("utf-8", "replace")
            self._ends.append(len(self._text))

    @overload
    def __getitem__(self, place: int) -> str: ...

    @overload
    def __getitem__(self, place: slice) -> list[str]: ...

    def __getitem__(self, place: int | slice) -> str | list[str]:
        if isinstance(place, slice):
            return [self[at] for at in range(*place.indices(len(self)))]
        if not 0 <= place < len(self._ends):
            raise IndexError(place)
        start = self._ends[place - 1] if place else 0
        return self._text[start : self._ends[place]].decode()

    def __len__(self) -> int:
        return len(self._ends)


class PackedReader(ExcelReader):
    """Reads a workbook as a stream; its strings are held packed."""

    def __init__(self, packed: IO[bytes]) -> None:
        super().__init__(packed, read_only=True, data_only=True, keep_links=False)

    def read_strings(self) -> None:
        """Read the table of strings, where there is one."""
        package: Any = self.package
        part = package.find(SHARED_STRINGS)
        if part is not None:
            with self.archive.open(part.PartName[1:]) as source:
                strings: Any = PackedStrings(_strings(source))
                self.shared_strings = strings


def _strings(source: IO[bytes]) -> Iterator[str]:
    root: Element | None = None
    for event, node in iterparse(source, events=("start", "end")):
        if root is None:
            root = node
        if event == "end" and node.tag == _STRING:
            yield _content(node)
            root.clear()


def _content(node: Any) -> str:
    """The words without what helps to pronounce them; most strings are one plain piece."""
    plain = len(node) == 1 and node[0].tag == _PLAIN
    text = (node[0].text or "") if plain else getattr(Text.from_tree(node), "content", "")
    return str(text).replace("x005F_", "")
