"""How messages would look to people who were not written to: nothing is queued, counted or kept."""

import datetime
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace

from ..consent.policies import ConsentStatus
from ..consent.purposes import ConsentPurpose
from ..consent.queries import consent_of
from ..saleor_adapter.db import WRITER
from ..templates.actions.render import RenderedMessage, render_messages
from ..templates.choosing import RenderRequest, chosen_contents, templates_of
from ..templates.context import Subject
from ..templates.liquid_engine import Fault
from ..templates.shape import EXAMPLE
from .intents import SAYS_VERSION
from .rehearsal import NOT_QUEUED, Rehearsed
from .terms import Terms


def languages_of(
    people: Sequence[Rehearsed], terms: Terms, *, now: datetime.datetime
) -> list[str]:
    """Return in which language each of them would be written to; "" where there is no template.

    By the same choice as when their message is rendered. The number of statements does not depend
    on how many people there are.
    """
    requests = _requests(people, terms)
    contents = chosen_contents(requests, templates_of(requests), now=now)
    return [content.language if content else "" for content in contents]


def render_samples(
    people: Sequence[Rehearsed], terms: Terms, *, now: datetime.datetime
) -> list[RenderedMessage | Fault]:
    """Render what each of them would read, in their order, with examples for links and codes.

    Nothing is written: links are not counted, and ways out lead nowhere.
    """
    requests = [
        replace(
            one, is_trial=True, subject=replace(one.subject, links=EXAMPLE["links"])
        )
        for one in _requests(people, terms)
    ]
    slugs = {one.intent.channel_slug for one in people}
    storefronts = {slug: terms.words(slug) for slug in slugs}
    return render_messages(requests, storefronts=storefronts, now=now)


def _requests(people: Sequence[Rehearsed], terms: Terms) -> list[RenderRequest]:
    unwatched = _unwatched(people)
    return [
        _request(one, terms, is_tracked=one.intent.profile_id not in unwatched)
        for one in people
    ]


def _unwatched(people: Sequence[Rehearsed]) -> Collection[int]:
    """Return those who have said no to profiling by the medium that they would be reached by."""
    by_medium: dict[str, set[int]] = defaultdict(set)
    for one in people:
        if one.medium:
            by_medium[one.medium].add(one.intent.profile_id)
    return {
        profile_id
        for medium, ids in by_medium.items()
        for profile_id, said in consent_of(
            ids, channel=medium, purpose=ConsentPurpose.PROFILING, using=WRITER
        ).items()
        if said == ConsentStatus.WITHDRAWN
    }


def _request(one: Rehearsed, terms: Terms, *, is_tracked: bool) -> RenderRequest:
    intent, recipient = one.intent, one.recipient
    known = recipient.language if recipient else ""
    language = known or terms.language(intent.channel_slug)
    about = intent.subject
    return RenderRequest(
        message=NOT_QUEUED,
        template_code=intent.template_code,
        version_id=intent.variables.get(SAYS_VERSION),
        subject=Subject(
            profile_id=intent.profile_id,
            language=language,
            channel=intent.channel_slug,
            order_id=about.order_id,
            checkout_id=about.checkout_id,
            variant_ids=about.variant_ids,
            code=about.code,
            code_expires_on=about.code_expires_on,
            own=intent.variables,
        ),
        attributes={
            "country": [recipient.country if recipient else ""],
            "language": [language],
            "channel": [intent.channel_slug],
        },
        is_tracked=is_tracked,
    )
