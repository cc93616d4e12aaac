"""A page as a light tree of Python objects, built once and walked without recursion."""

import re
from collections.abc import Iterable, Iterator, Mapping, Set
from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

_SKIPPED: Final = frozenset({"script", "style", "noscript", "template", "select", "textarea", "iframe", "svg", "head"})
MAX_NODES: Final = 20_000
"""A page with more elements and texts is read up to here, and says so; few list pages come near."""
MAX_DEPTH: Final = 400
MAX_CHARACTERS: Final = 2_000_000
"""What stands beyond is not read."""

_DEEPEST: Final = 1000
_TAG: Final = re.compile(r"<(/?)([a-z][a-z0-9:-]{0,30})", re.I)
_ENDS_BY_ITSELF: Final = frozenset(
    "a p li dd dt td th tr tbody thead tfoot option optgroup rp rt colgroup caption br img input hr meta link col"
    " source area base embed param track wbr frame script style html head body".split()
)
"""Elements whose end the parser knows without being told; unclosed ones do not stand in each other."""


def nested_too_deeply(text: str) -> bool:
    """Whether elements are nested a thousand deep: no page is, and a parser takes the square of the depth for it."""
    depth = 0
    if text.count("<") < _DEEPEST:
        return False
    for match in _TAG.finditer(text):
        if match[2].lower() in _ENDS_BY_ITSELF:
            continue
        depth = max(depth - 1, 0) if match[1] else depth + 1
        if depth > _DEEPEST:
            return True
    return False


_OPTION: Final = re.compile(r"<option[^<>]*>[^<]*(?:</option>)?", re.I)
_LONGEST_TAG: Final = 20_000
_LONG_TAG: Final = re.compile(rf"<[a-z][^<>]{{{_LONGEST_TAG},}}", re.I)
_MANY: Final = 2_000


def tamed(text: str) -> str:
    """A page without what a parser takes the square of: thousands of choices in a form, or of attributes in a tag."""
    text = _LONG_TAG.sub(lambda tag: tag[0][:_LONGEST_TAG] if tag[0].count("=") > _MANY else tag[0], text)
    if text.count("<option") + text.count("<OPTION") < _MANY:
        return text
    return _OPTION.sub("", text)


_UNFILLED: Final = re.compile(r"\{\{[^{}]{0,200}\}\}")
"""A place of a template that its script has not filled."""
_SHORT_SCRIPT: Final = 200
_QUOTED_DAY: Final = re.compile(
    r"""["']\s*((?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?:[ T]\d{1,2}:\d\d(?::\d\d)?(?:\.\d+)?)?)\s*["']"""
)
NO_ATTRIBUTES: Final[Mapping[str, str]] = {}


class Node:
    """An element, or a text (tag "#text", words in `text`)."""

    __slots__ = ("attributes", "children", "depth", "identity", "parent", "tag", "text")

    depth: int

    def __init__(self, tag: str, parent: "Node | None", text: str = "") -> None:
        self.tag = tag
        self.parent = parent
        self.text = text
        self.attributes: Mapping[str, str] = NO_ATTRIBUTES
        self.children: list[Node] = []
        self.depth = 0 if parent is None else parent.depth + 1
        self.identity = 0

    def walk(self) -> "Iterator[Node]":
        """This node and everything in it, in document order."""
        stack = [self]
        while stack:
            node = stack.pop()
            yield node
            if node.children:
                stack.extend(reversed(node.children))

    def walk_outside(self, closed: "Set[Node]") -> "Iterator[Node]":
        """As `walk`, without going into the nodes of `closed` (they are given themselves)."""
        stack = [self]
        while stack:
            node = stack.pop()
            yield node
            if node.children and node not in closed:
                stack.extend(reversed(node.children))

    def texts(self) -> "Iterator[Node]":
        """The text nodes in it, in document order."""
        return (node for node in self.walk() if node.tag == "#text")

    def words(self) -> str:
        """All text in it, pieces joined by a blank."""
        if not self.children:
            return self.text
        found, stack = [], [self]
        while stack:
            node = stack.pop()
            if node.children:
                stack.extend(reversed(node.children))
            elif node.tag == "#text":
                found.append(node.text)
        return " ".join(found)

    def ancestors(self) -> "Iterator[Node]":
        """Its parent, the parent's parent and so on."""
        node = self.parent
        while node is not None:
            yield node
            node = node.parent

    def close(self) -> None:
        """Forget the ways up, so that the tree goes as soon as nobody needs it and not when garbage is searched for."""
        for node in list(self.walk()):
            node.parent = None

    @property
    def label(self) -> str:
        """Class and id, lower case, for telling navigation from content."""
        return f"{self.attributes.get('class', '')} {self.attributes.get('id', '')}".lower()


def build_tree(parser: LexborHTMLParser) -> Node:
    """The tree of a parsed page, without scripts, styles and other invisible parts. A root with the attribute "cut"
    holds only the beginning of its page."""
    root = Node("#root", None)
    top = parser.root
    if top is None:
        return root
    stack: list[tuple[LexborNode, Node]] = [(top, root)]
    count = 0
    while stack and count < MAX_NODES:
        source, parent = stack.pop()
        count += 1
        following = source.next
        if following is not None:
            stack.append((following, parent))
        node = _copy(source, parent)
        if node is None:
            continue
        first = source.child
        if first is not None and node.depth < MAX_DEPTH:
            stack.append((first, node))
    if stack:
        root.attributes = {"cut": ""}
    return root


def _write(source: LexborNode, parent: Node) -> None:
    """A short script within an entry that writes its day there: the day as the text it will become."""
    script = source.text() if source.child is not None else ""
    if len(script) <= _SHORT_SCRIPT and (match := _QUOTED_DAY.search(script)):
        parent.children.append(Node("#text", parent, match[1]))


def _copy(source: LexborNode, parent: Node) -> Node | None:
    tag = source.tag or ""
    if tag == "-text":
        text = " ".join((source.text_content or "").split())
        if "{{" in text:
            text = _UNFILLED.sub("", text).strip()
        if text:
            parent.children.append(Node("#text", parent, text))
        return None
    if tag == "script" and parent.tag not in ("head", "html", "body"):
        _write(source, parent)
        return None
    if tag.startswith(("_", "-", "!")) or tag in _SKIPPED:
        return None
    node = Node(tag, parent)
    found = source.attributes
    if found:
        node.attributes = {name: value or "" for name, value in found.items()}
    node.identity = source.mem_id
    parent.children.append(node)
    return node


def texts_of(nodes: Iterable[LexborNode]) -> Iterator[tuple[LexborNode, str]]:
    """Elements with their texts, together no more than a page may have: in foreign markup scripts lie within scripts,
    and each would be read as often as there are others around it."""
    left = MAX_CHARACTERS
    for node in nodes:
        if left <= 0:
            return
        text = node.text()
        left -= len(text)
        yield node, text
