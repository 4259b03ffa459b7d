"""From a rendered MJML body to the HTML of a mail, and the links in it."""

import re
from collections.abc import Sequence
from html import escape, unescape

import css_inline
import mjml

from ..core.sentences import Sentence
from .error_codes import TemplateErrorCode
from .liquid_engine import Fault, TemplateFault

PLACEHOLDER = "crm-link:"
_LINK = re.compile(r'(<a\b[^>]*?\bhref=")([^"]*)(")', re.IGNORECASE)
_PLACED = re.compile(rf"{PLACEHOLDER}(\d+)")
_POSITION = re.compile(r" in root template(?: at position (\d+):\d+)?")
_INLINER = css_inline.CSSInliner(keep_style_tags=True, load_remote_stylesheets=False)


def is_whole_document(body: str) -> bool:
    """Say whether the author wrote the frame too; else ours goes around the sections."""
    return body.lstrip().startswith("<mjml")


def html_of(source: str, *, part: str) -> str:
    """Turn a whole MJML document into HTML with its classes inlined. Raises TemplateFault."""
    try:
        made = mjml.mjml2html(source, disable_comments=True)
    except ValueError as error:
        raise TemplateFault(_fault(source, part, str(error))) from None
    return str(_INLINER.inline(str(getattr(made, "html", made))))


def _fault(source: str, part: str, message: str) -> Fault:
    position = _POSITION.search(message)
    line = 0
    if position and position[1]:
        line = source.encode()[: int(position[1])].count(b"\n") + 1
    words = _POSITION.sub("", message)
    return Fault(
        TemplateErrorCode.SYNTAX,
        part,
        Sentence("This is no valid MJML: {words}.", words=words),
        line,
    )


def take_links(
    html: str, text: str, *, kept: Sequence[str]
) -> tuple[str, str, tuple[str, ...]]:
    """Put numbered placeholders in the place of web links, in the HTML and in the text.

    Returns both and the links by number. Those in `kept` (unsubscribe, preferences) and other
    kinds (mailto, tel) stay as they are.
    """
    links: list[str] = []

    def place(found: re.Match[str]) -> str:
        url = unescape(found[2])
        if url in kept or not url.startswith(("http://", "https://")):
            return found[0]
        if url not in links:
            links.append(url)
        return f"{found[1]}{PLACEHOLDER}{links.index(url)}{found[3]}"

    html = _LINK.sub(place, html)
    for number, url in sorted(enumerate(links), key=lambda pair: -len(pair[1])):
        text = text.replace(f"({url})", f"({PLACEHOLDER}{number})")
    return html, text, tuple(links)


def put_links(content: str, urls: Sequence[str], *, is_html: bool) -> str:
    """Put URLs in the place of the placeholders."""

    def place(found: re.Match[str]) -> str:
        url = urls[int(found[1])]
        return escape(url) if is_html else url

    return _PLACED.sub(place, content)
