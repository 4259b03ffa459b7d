"""Render a batch of messages: each in its language and variant, its links tracked and stored."""

import datetime
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from ...saleor_adapter.db import WRITER
from ..context import Subject, contexts
from ..error_codes import TemplateErrorCode
from ..liquid_engine import Fault, TemplateFault
from ..queries import PublishedTemplate, published, versions
from ..rendering import Rendered, TemplateKind, render_content
from ..storefronts import StorefrontWords
from ..tracked_links import link_url, open_url
from ..trait import Reader, traits
from .links import store_links

_PIXEL = '<img src="{url}" width="1" height="1" alt="" style="display:none" />'
_END = "</body>"


@dataclass(frozen=True, kw_only=True, slots=True)
class RenderRequest:
    """One message to render; `attributes` are what the message itself says of its recipient.

    What else variants ask is read. `is_tracked` is false for who has said no to profiling: no
    opening and click is recorded, and no behavior chooses what they read. `version_id` names a
    version of the template that is not the one in force, None for that one.
    """

    message: uuid.UUID
    template_code: str
    subject: Subject
    version_id: int | None = None
    attributes: Mapping[str, Sequence[str]] = field(default_factory=dict)
    is_tracked: bool = True


@dataclass(frozen=True, kw_only=True, slots=True)
class RenderedMessage:
    """What to send, and by which version of the template."""

    version_id: int
    rendered: Rendered


def render_messages(
    requests: Sequence[RenderRequest],
    *,
    storefronts: Mapping[str, StorefrontWords],
    now: datetime.datetime,
) -> list[RenderedMessage | Fault]:
    """Return each message rendered, or the fault because of which it cannot be; in their order.

    One faulty message never stops the others. The number of queries does not depend on how many
    messages there are. Writes only the addresses of links; asked again, it returns the same.
    """
    said = _templates_of(requests)
    known = _read_traits(requests, said, now)
    chosen = [
        template.content_for(request.subject.language, attributes) if template else None
        for request, attributes, template in zip(requests, known, said, strict=True)
    ]
    subjects = [
        replace(request.subject, language=content.language)
        if content
        else request.subject
        for request, content in zip(requests, chosen, strict=True)
    ]
    values = contexts(subjects, storefronts=storefronts, now=now)
    results: list[RenderedMessage | Fault] = []
    for request, template, content, context in zip(
        requests, said, chosen, values, strict=True
    ):
        if template is None or content is None:
            results.append(_not_published(request.template_code))
            continue
        try:
            rendered = render_content(template.kind, content, context)
        except TemplateFault as error:
            results.append(error.fault)
            continue
        results.append(
            RenderedMessage(version_id=template.version_id, rendered=rendered)
        )
    return _with_addresses(requests, results, said)


def _templates_of(
    requests: Sequence[RenderRequest],
) -> list[PublishedTemplate | None]:
    """Return what each message says: the version that it names, else the one in force."""
    named = {one.version_id for one in requests if one.version_id is not None}
    by_id = versions(named) if named else {}
    codes = {one.template_code for one in requests if one.version_id is None}
    by_code = published(codes) if codes else {}
    return [
        by_code.get(one.template_code)
        if one.version_id is None
        else by_id.get(one.version_id)
        for one in requests
    ]


def _read_traits(
    requests: Sequence[RenderRequest],
    said: Sequence[PublishedTemplate | None],
    now: datetime.datetime,
) -> list[Mapping[str, Sequence[str]]]:
    """Return what is known of each recipient; only what the templates' variants ask is read."""
    distinct = {template.version_id: template for template in said if template}
    asked = frozenset().union(*(template.asks for template in distinct.values()))
    readers = [Reader(one.subject.profile_id, one.subject.channel) for one in requests]
    known: list[dict[str, Sequence[str]]] = [dict(one.attributes) for one in requests]
    for trait in traits:
        if trait.code in asked:
            places = [
                place
                for place, one in enumerate(requests)
                if one.is_tracked or not trait.shows_behavior
            ]
            values = trait().read(
                {readers[place] for place in places}, now=now, using=WRITER
            )
            for place in places:
                known[place][trait.code] = values.get(readers[place], ())
    return list(known)


def _not_published(code: str) -> Fault:
    message = f"The template {code!r} has no published version."
    return Fault(TemplateErrorCode.NOT_PUBLISHED, "template", message)


def _with_addresses(
    requests: Sequence[RenderRequest],
    results: Sequence[RenderedMessage | Fault],
    said: Sequence[PublishedTemplate | None],
) -> list[RenderedMessage | Fault]:
    ids = store_links(
        {
            url
            for request, result in zip(requests, results, strict=True)
            if request.is_tracked and isinstance(result, RenderedMessage)
            for url in result.rendered.links
        }
    )
    return [
        result
        if isinstance(result, Fault)
        else replace(
            result,
            rendered=_addressed(
                result.rendered,
                request,
                ids,
                has_pixel=template is not None and template.kind is TemplateKind.EMAIL,
            ),
        )
        for request, result, template in zip(requests, results, said, strict=True)
    ]


def _addressed(
    rendered: Rendered,
    request: RenderRequest,
    ids: Mapping[str, int],
    *,
    has_pixel: bool,
) -> Rendered:
    if not request.is_tracked:
        return rendered.with_links(rendered.links)
    placed = rendered.with_links(
        [link_url(request.message, ids[url]) for url in rendered.links]
    )
    if not has_pixel:
        return placed
    pixel = _PIXEL.format(url=open_url(request.message))
    before, end, after = placed.html.rpartition(_END)
    return replace(placed, html=f"{before}{pixel}{end}{after}")
