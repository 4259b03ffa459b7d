"""Which content of a template each recipient gets: by version, by variant, then by language."""

import datetime
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ..saleor_adapter.db import WRITER
from .context import Subject
from .queries import PublishedTemplate, published, versions
from .rendering import Content
from .trait import Reader, traits


@dataclass(frozen=True, kw_only=True, slots=True)
class RenderRequest:
    """One message to render; `attributes` are what the message itself says of its recipient.

    What else variants ask is read. `is_tracked` is false for who has said no to profiling: no
    opening and click is recorded, and no behavior chooses what they read. `version_id` names a
    version of the template that is not the one in force, None for that one. Of a trial, which
    staff look at, nothing is recorded either, and nothing is written.
    """

    message: uuid.UUID
    template_code: str
    subject: Subject
    version_id: int | None = None
    attributes: Mapping[str, Sequence[str]] = field(default_factory=dict)
    is_tracked: bool = True
    is_trial: bool = False

    @property
    def is_recorded(self) -> bool:
        """Whether openings and clicks are recorded."""
        return self.is_tracked and not self.is_trial


def templates_of(
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


def chosen_contents(
    requests: Sequence[RenderRequest],
    said: Sequence[PublishedTemplate | None],
    *,
    now: datetime.datetime,
) -> list[Content | None]:
    """Return what each recipient gets, None where there is no template; `said` as `templates_of`.

    Only what the templates' variants ask is read, once per trait however many recipients there are.
    """
    known = _read_traits(requests, said, now)
    return [
        template.content_for(request.subject.language, attributes) if template else None
        for request, attributes, template in zip(requests, known, said, strict=True)
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
