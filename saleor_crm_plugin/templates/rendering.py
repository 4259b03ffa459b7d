"""From a content and a context to what is sent: subject, HTML and plain text."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

import nh3

from . import email_html
from .links_on_demand import LinksOnDemand
from .liquid_engine import BLOCKS, render_part
from .plain_text import plain_text

LONGEST_SUBJECT = 250
# Anything that ends a header line, and everything else that is no character to be read.
_CONTROL = re.compile(r"[\x00-\x1f\x7f\u0085\u2028\u2029]+")
_HEAD, _FOOT = (
    (BLOCKS / f"{name}.mjml").read_text() for name in ("frame_head", "frame_foot")
)


class TemplateKind(StrEnum):
    """What a template is written in and for."""

    EMAIL = "email"
    ONSITE = "onsite"
    TEXT = "text"


@dataclass(frozen=True, kw_only=True, slots=True)
class Content:
    """One version's text in one language and variant, as it is written."""

    language: str
    variant: str = ""
    subject: str = ""
    preheader: str = ""
    body: str = ""
    text: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Rendered:
    """A message ready for its links: they stand in HTML and text as numbered placeholders."""

    subject: str
    html: str
    text: str
    links: tuple[str, ...] = ()
    language: str = ""
    variant: str = ""

    def with_links(self, urls: Sequence[str]) -> "Rendered":
        """Return the message with these URLs in the places of its links, by number."""
        return replace(
            self,
            html=email_html.put_links(self.html, urls, is_html=True),
            text=email_html.put_links(self.text, urls, is_html=False),
        )


def render_content(
    kind: TemplateKind, content: Content, context: Mapping[str, Any]
) -> Rendered:
    """Render all parts. Raises TemplateFault with the part and line that are to blame."""
    values = {**context, "language": content.language}
    rendered = _RENDERERS[kind](content, values)
    return replace(rendered, language=content.language, variant=content.variant)


def one_line(text: str) -> str:
    """Return the text without anything that could start another header."""
    return _CONTROL.sub(" ", text).strip()[:LONGEST_SUBJECT]


def _email(content: Content, context: Mapping[str, Any]) -> Rendered:
    body = render_part("body", content.body, context, is_html=True)
    if not email_html.is_whole_document(content.body):
        preheader = render_part("preheader", content.preheader, context, is_html=True)
        frame = {**context, "preheader": preheader}
        head = render_part("frame", _HEAD, frame, is_html=True)
        body = head + body + render_part("frame", _FOOT, frame, is_html=True)
    html = email_html.html_of(body, part="body")
    text = (
        render_part("text", content.text, context, is_html=False)
        if content.text
        else plain_text(html)
    )
    kept = _in_use(context.get("links", {}))
    html, text, links = email_html.take_links(html, text, kept=kept)
    return Rendered(
        subject=_subject(content, context), html=html, text=text, links=links
    )


def _in_use(links: Mapping[str, str]) -> tuple[str, ...]:
    if isinstance(links, LinksOnDemand):
        return links.made
    return tuple(str(url) for url in links.values())


def _onsite(content: Content, context: Mapping[str, Any]) -> Rendered:
    # It is shown inside the storefront's own page, so nothing may run in it.
    html = nh3.clean(render_part("body", content.body, context, is_html=True))
    text = plain_text(html)
    html, text, links = email_html.take_links(html, text, kept=())
    return Rendered(
        subject=_subject(content, context), html=html, text=text, links=links
    )


def _text(content: Content, context: Mapping[str, Any]) -> Rendered:
    text = render_part("body", content.body, context, is_html=False).strip()
    return Rendered(subject=_subject(content, context), html="", text=text)


def _subject(content: Content, context: Mapping[str, Any]) -> str:
    return one_line(render_part("subject", content.subject, context, is_html=False))


_RENDERERS: Mapping[TemplateKind, Callable[[Content, Mapping[str, Any]], Rendered]] = {
    TemplateKind.EMAIL: _email,
    TemplateKind.ONSITE: _onsite,
    TemplateKind.TEXT: _text,
}
