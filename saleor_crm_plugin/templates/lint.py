"""What is wrong with a template before it is published, each fault with its part and line."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from html import unescape
from typing import Any

from ..core.sentences import Sentence
from .email_html import is_whole_document
from .error_codes import TemplateErrorCode
from .liquid_engine import Fault, TemplateFault, parsed
from .rendering import Content, Rendered, TemplateKind, render_content
from .shape import FREE, example, is_known

LONGEST_GOOD_SUBJECT = 78
_PARTS = ("subject", "preheader", "body", "text")
_RUNS = re.compile(
    r"<\s*(script|iframe|object|embed|form|meta|base)\b|\bon[a-z]+\s*=\s*[\"']|javascript:",
    re.IGNORECASE,
)
_HREF = re.compile(r'\bhref="([^"]*)"', re.IGNORECASE)
_GOOD_LINK = re.compile(
    r"(https?://[^\s/]+|mailto:[^\s@]+@[^\s]+|tel:[+\d])", re.IGNORECASE
)
_TAG = re.compile(r"<(mj-[a-z-]+)")
_MJML_TAGS = frozenset(
    "mj-" + name
    for name in [
        "accordion",
        "accordion-element",
        "accordion-text",
        "accordion-title",
        "all",
        "attributes",
        "body",
        "breakpoint",
        "button",
        "carousel",
        "carousel-image",
        "class",
        "column",
        "divider",
        "font",
        "group",
        "head",
        "hero",
        "image",
        "include",
        "navbar",
        "navbar-link",
        "preview",
        "raw",
        "section",
        "social",
        "social-element",
        "spacer",
        "style",
        "table",
        "text",
        "title",
        "wrapper",
    ]
)


def faults_of(
    kind: TemplateKind,
    contents: Sequence[Content],
    *,
    default_language: str,
    needs_way_out: bool,
) -> list[Fault]:
    """Return everything that stands against publishing these contents, worst first.

    `needs_way_out`: a mail with this purpose must carry the link to unsubscribe. Empty variables
    of the caller (`own`) are not judged, for they are not known here.
    """
    found = list(_missing(contents, default_language))
    for content in contents:
        where = (
            f"{content.language}/{content.variant}"
            if content.variant
            else content.language
        )
        found += [
            replace(fault, part=f"{where} {fault.part}")
            for fault in _of_content(kind, content, needs_way_out=needs_way_out)
        ]
    return found


def _missing(contents: Sequence[Content], default_language: str) -> Iterator[Fault]:
    """Tell variants without the default language: some people would get no message."""
    variants = {content.variant for content in contents} | {""}
    there = {(content.language, content.variant) for content in contents}
    for variant in sorted(variants):
        if (default_language, variant) not in there:
            message = (
                Sentence(
                    "There is no variant {variant!r} in the default language {language!r}.",
                    variant=variant,
                    language=default_language,
                )
                if variant
                else Sentence(
                    "There is no content in the default language {language!r}.",
                    language=default_language,
                )
            )
            yield Fault(TemplateErrorCode.MISSING_CONTENT, default_language, message)


def _of_content(
    kind: TemplateKind, content: Content, *, needs_way_out: bool
) -> Iterator[Fault]:
    parts = [(part, getattr(content, part)) for part in _PARTS]
    unknown = [fault for part, source in parts for fault in _of_source(part, source)]
    yield from unknown
    if kind is TemplateKind.EMAIL and not content.subject.strip():
        yield Fault(
            TemplateErrorCode.REQUIRED, "subject", Sentence("A mail needs a subject.")
        )
    if not content.body.strip():
        yield Fault(
            TemplateErrorCode.REQUIRED, "body", Sentence("There is nothing in it.")
        )
    if unknown:
        return
    try:
        rendered = render_content(
            kind, content, example(**{FREE: _free_values(content)})
        )
    except TemplateFault as error:
        yield error.fault
        return
    yield from _of_rendered(rendered)
    if kind is TemplateKind.EMAIL and needs_way_out:
        yield from _way_out(content)


def _of_source(part: str, source: str) -> Iterator[Fault]:
    try:
        template = parsed(part, source, is_html=part == "body")
        analysis = template.analyze()
    except TemplateFault as error:
        yield error.fault
        return
    except Exception as error:  # noqa: BLE001 the library names no base for what analysis raises
        yield Fault(TemplateErrorCode.SYNTAX, part, Sentence("{words}", words=error))
        return
    yield from _unknown_variables(part, source, analysis)
    if part == "body":
        yield from _of_markup(part, source)


def _unknown_variables(part: str, source: str, analysis: Any) -> Iterator[Fault]:
    told: set[str] = set()
    for variable in _all(analysis.globals):
        path = [step for step in variable.segments if not isinstance(step, list)]
        name = str(variable)
        # Inside a block the variables are its arguments, which are judged where it is placed.
        if variable.span.template_name or name in told or is_known(path):
            continue
        told.add(name)
        line = source.count("\n", 0, variable.span.index) + 1
        message = Sentence("There is no variable {name}.", name=name)
        yield Fault(TemplateErrorCode.UNKNOWN_VARIABLE, part, message, line)


def _all(found: Mapping[str, Sequence[Any]]) -> Iterable[Any]:
    return (variable for variables in found.values() for variable in variables)


def _of_markup(part: str, source: str) -> Iterator[Fault]:
    for found in _RUNS.finditer(source):
        message = Sentence("{found!r} is not allowed in a message.", found=found[0])
        yield Fault(
            TemplateErrorCode.UNSAFE, part, message, _line(source, found.start())
        )
    for found in _TAG.finditer(source):
        if found[1] not in _MJML_TAGS or found[1] == "mj-include":
            message = Sentence("There is no element <{found}>.", found=found[1])
            yield Fault(
                TemplateErrorCode.SYNTAX, part, message, _line(source, found.start())
            )


def _of_rendered(rendered: Rendered) -> Iterator[Fault]:
    if len(rendered.subject) > LONGEST_GOOD_SUBJECT:
        message = Sentence(
            "Longer than {most} characters; many readers cut it off.",
            most=LONGEST_GOOD_SUBJECT,
        )
        yield Fault(TemplateErrorCode.TOO_LARGE, "subject", message, is_warning=True)
    for link in _HREF.findall(rendered.with_links(rendered.links).html):
        if not _GOOD_LINK.match(unescape(link)):
            message = Sentence(
                "{link!r} leads nowhere from a message.", link=unescape(link)
            )
            yield Fault(TemplateErrorCode.BROKEN_LINK, "body", message)


def _way_out(content: Content) -> Iterator[Fault]:
    if is_whole_document(content.body) and "links.unsubscribe" not in content.body:
        message = Sentence(
            "A marketing mail needs a link to {{{{ links.unsubscribe }}}}."
        )
        yield Fault(TemplateErrorCode.NO_UNSUBSCRIBE, "body", message)


def _free_values(content: Content) -> dict[str, str]:
    """Return something for every variable of the caller's, so that a trial can be rendered."""
    sources = " ".join(getattr(content, part) for part in _PARTS)
    return {name: name for name in re.findall(rf"\b{FREE}\.([A-Za-z_]\w*)", sources)}


def _line(source: str, position: int) -> int:
    return source.count("\n", 0, position) + 1
