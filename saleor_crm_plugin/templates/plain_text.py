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
_TAG = re.compile(r'<(/?)([a-zA-Z][^\s/>]*)([^>"]*(?:"[^"]*"[^>"]*)*)>')
_HIDING = re.compile(r"display:\s*none")
_LINK = re.compile(r'\bhref="([^"]*)"', re.IGNORECASE)
_PICTURE = re.compile(r'\balt="([^"]*)"', re.IGNORECASE)
_GAP = re.compile(r"\n{3,}")


def _without_tags(html: str) -> str:
    """Put in the place of each tag what a reader sees there; links stand behind their words."""
    shown, *rest = _TAG.split(html)
    kept = [shown]
    links: list[str] = []
    tags = iter(rest)
    # By the pattern's three groups: all in one loop, for a letter has hundreds of tags.
    for is_end, name, attributes, text in zip(tags, tags, tags, tags, strict=True):
        tag = name.lower()
        if tag in _OWN_LINE:
            kept.append("\n")
        elif tag == "a" and is_end:
            link = links.pop() if links else ""
            kept.append(f" ({link})" if link else "")
        elif tag == "a":
            links.append(_value(_LINK, attributes))
        elif tag == "img":
            kept.append(_value(_PICTURE, attributes))
        kept.append(text)
    return "".join(kept)


def _value(attribute: re.Pattern[str], attributes: str) -> str:
    found = attribute.search(attributes)
    return found[1] if found else ""


def _without_hidden(html: str) -> str:
    """Leave out the elements that are not displayed, with all that is in them."""
    kept, place = [], 0
    for hint in _HIDING.finditer(html):
        opening = _TAG.match(html, max(html.rfind("<", 0, hint.start()), 0))
        is_tag = opening is not None and opening.end() > hint.start()
        if opening is None or not is_tag or opening.start() < place:
            continue
        kept.append(html[place : opening.start()])
        place = _end_of(html, opening)
    return "".join(kept) + html[place:]


def _end_of(html: str, opening: re.Match[str]) -> int:
    """Return where the element that is opened here ends; the end of all where it never does."""
    name = opening[2].lower()
    depth = int(name not in _EMPTY)
    place = opening.end()
    while depth and (tag := _TAG.search(html, place)):
        if tag[2].lower() == name:
            depth += -1 if tag[1] else 1
        place = tag.end()
    return len(html) if depth else place


def plain_text(html: str) -> str:
    """Return what a reader of the HTML sees, links in brackets behind their words."""
    shown = _without_hidden(_NOT_SHOWN.sub("", html))
    text = unescape(_without_tags(" ".join(shown.splitlines())))
    lines = [" ".join(line.split()) for line in text.split("\n")]
    return _GAP.sub("\n\n", "\n".join(lines)).strip()
