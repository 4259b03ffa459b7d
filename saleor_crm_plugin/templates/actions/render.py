"""Render a batch of messages: each in its language and variant, its links tracked and stored."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ...core.sentences import Sentence
from ..choosing import RenderRequest, chosen_contents, templates_of
from ..context import contexts
from ..error_codes import TemplateErrorCode
from ..liquid_engine import Fault, TemplateFault
from ..queries import PublishedTemplate
from ..rendering import Rendered, TemplateKind, render_content
from ..storefronts import StorefrontWords
from ..tracked_links import link_url, open_url
from .links import store_links

_PIXEL = '<img src="{url}" width="1" height="1" alt="" style="display:none" />'
_END = "</body>"


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
    said = templates_of(requests)
    chosen = chosen_contents(requests, said, now=now)
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


def _not_published(code: str) -> Fault:
    message = Sentence("The template {code!r} has no published version.", code=code)
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
            if request.is_recorded and isinstance(result, RenderedMessage)
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
    if not request.is_recorded:
        return rendered.with_links(rendered.links)
    placed = rendered.with_links(
        [link_url(request.message, ids[url]) for url in rendered.links]
    )
    if not has_pixel:
        return placed
    pixel = _PIXEL.format(url=open_url(request.message))
    before, end, after = placed.html.rpartition(_END)
    return replace(placed, html=f"{before}{pixel}{end}{after}")
