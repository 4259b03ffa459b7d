"""The plain-text side of a mail, taken from its HTML."""

import re
from html.parser import HTMLParser

_NOT_SHOWN = frozenset({"style", "script", "title", "head"})
_OWN_LINE = frozenset(
    {"p", "div", "tr", "table", "h1", "h2", "h3", "h4", "li", "ul", "ol", "br"}
)
# Elements without an end tag, inside which nothing can be hidden.
_EMPTY = frozenset(
    {"br", "img", "hr", "meta", "link", "input", "col", "wbr", "area", "base"}
)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._links: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _EMPTY:
            self._handle_empty(tag, dict(attrs))
            return
        given = dict(attrs)
        if self._hidden or tag in _NOT_SHOWN or _is_hidden(given.get("style") or ""):
            self._hidden += 1
        elif tag == "a":
            self._links.append(given.get("href") or "")
        elif tag in _OWN_LINE:
            self.pieces.append("\n")

    def _handle_empty(self, tag: str, given: dict[str, str | None]) -> None:
        if tag == "br":
            self.pieces.append("\n")
        elif tag == "img" and not self._hidden:
            self.pieces.append(given.get("alt") or "")

    def handle_endtag(self, tag: str) -> None:
        if tag in _EMPTY:
            return
        if self._hidden:
            self._hidden -= 1
        elif tag == "a" and self._links:
            if link := self._links.pop():
                self.pieces.append(f" ({link})")
        elif tag in _OWN_LINE:
            self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.pieces.append(re.sub(r"\s+", " ", data))


def _is_hidden(style: str) -> bool:
    return re.search(r"display:\s*none", style) is not None


def plain_text(html: str) -> str:
    """Return what a reader of the HTML sees, links in brackets behind their words."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    lines = [line.strip() for line in "".join(reader.pieces).split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
