"""The plain-text side of a mail, taken from its HTML."""

import re
from html import unescape

_OWN_LINE = frozenset(
    {"p", "div", "tr", "table", "h1", "h2", "h3", "h4", "li", "ul", "ol", "br"}
)
# Elements without an end tag, inside which nothing can be hidden.
_EMPTY = frozenset(
    {"br", "img", "hr", "meta", "link", "input", "col", "wbr", "area", "base"}
)
# The HTML comes from the inliner or the sanitizer: elements are closed, values are in double
# quotes. A parser for anything else takes longer than all the rest of a letter.
_NOT_SHOWN = re.compile(
    r"<!--.*?-->|<!doctype[^>]*>|<(head|style|script|title)\b.*?</\1\s*>",
    re.DOTALL | re.IGNORECASE,
)
_TOKEN = re.compile(r'<(/?)([a-zA-Z][^\s/>]*)((?:[^>"]|"[^"]*")*)>|([^<]+|<)')
_VALUE = re.compile(r'\b(href|alt|style)="([^"]*)"', re.IGNORECASE)
_SPACE = re.compile(r"\s+")
_HIDING = re.compile(r"display:\s*none")


class _Reader:
    def __init__(self) -> None:
        self.pieces: list[str] = []
        self._links: list[str] = []
        self._hidden = 0

    def enter(self, tag: str, attributes: str) -> None:
        given = {name.lower(): value for name, value in _VALUE.findall(attributes)}
        if tag in _EMPTY:
            self._meet_empty(tag, given)
        elif self._hidden or _HIDING.search(given.get("style", "")):
            self._hidden += 1
        elif tag == "a":
            self._links.append(unescape(given.get("href", "")))
        elif tag in _OWN_LINE:
            self.pieces.append("\n")

    def _meet_empty(self, tag: str, given: dict[str, str]) -> None:
        if tag == "br":
            self.pieces.append("\n")
        elif tag == "img" and not self._hidden:
            self.pieces.append(unescape(given.get("alt", "")))

    def leave(self, tag: str) -> None:
        if tag in _EMPTY:
            return
        if self._hidden:
            self._hidden -= 1
        elif tag == "a" and self._links:
            if link := self._links.pop():
                self.pieces.append(f" ({link})")
        elif tag in _OWN_LINE:
            self.pieces.append("\n")

    def read(self, text: str) -> None:
        if not self._hidden:
            self.pieces.append(_SPACE.sub(" ", unescape(text)))


def plain_text(html: str) -> str:
    """Return what a reader of the HTML sees, links in brackets behind their words."""
    reader = _Reader()
    for is_end, tag, attributes, text in _TOKEN.findall(_NOT_SHOWN.sub("", html)):
        if text:
            reader.read(text)
        elif is_end:
            reader.leave(tag.lower())
        else:
            reader.enter(tag.lower(), attributes)
    lines = [line.strip() for line in "".join(reader.pieces).split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
