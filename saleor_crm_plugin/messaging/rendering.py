"""Turn claimed messages into what is sent, a batch at a time, outside of any transaction."""

import datetime
import logging
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

from django.db import InterfaceError, OperationalError

from ..consent.links import LinkedPerson, confirm_url, preferences_url, unsubscribe_url
from ..consent.policies import ConsentStatus
from ..consent.purposes import PURPOSES, ConsentPurpose
from ..consent.queries import consent_of
from ..identity.actions.email_codes import code_for
from ..identity.links import verify_url
from ..saleor_adapter.db import WRITER
from ..templates.actions.render import RenderedMessage, render_messages
from ..templates.choosing import RenderRequest
from ..templates.context import Subject
from ..templates.links_on_demand import LinksOnDemand
from .answer_links import AskedQuestion, answer_url
from .channel import OutgoingMessage
from .claims import Claimed
from .intents import CONFIRMS, SAYS_VERSION, TELLS_CODE, VERIFIES
from .policies.questions import Question
from .policies.reasons import Reason
from .sending_rows import Words
from .terms import Terms

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class RenderedBatch:
    """By message id what is ready to be handed over, and (id, reason) of what is not."""

    ready: Mapping[int, tuple[OutgoingMessage, Words]]
    failed: Sequence[tuple[int, str]]


def render_batch(
    claimed: Sequence[Claimed], terms: Terms, *, now: datetime.datetime
) -> RenderedBatch:
    """Render all of them, each in its recipient's language; one faulty message stops no other.

    A batch that cannot be rendered as a whole is halved until the guilty message stands alone.
    """
    try:
        return _render(claimed, terms, now)
    except (OperationalError, InterfaceError):
        # Without the database nobody is to blame.
        raise
    # What a message is about was written by others, and may be anything.
    except Exception as error:
        if len(claimed) == 1:
            logger.error(
                "Message %s: %s in rendering", claimed[0].message.id, type(error)
            )
            return RenderedBatch({}, [(claimed[0].message.id, Reason.TEMPLATE)])
    half = len(claimed) // 2
    first, second = (
        render_batch(part, terms, now=now) for part in (claimed[:half], claimed[half:])
    )
    return RenderedBatch(
        {**first.ready, **second.ready}, [*first.failed, *second.failed]
    )


def _render(
    claimed: Sequence[Claimed], terms: Terms, now: datetime.datetime
) -> RenderedBatch:
    watched = _watched(claimed)
    requests = [_request(one, terms, is_tracked=one in watched) for one in claimed]
    storefronts = {
        one.message.channel_slug: terms.words(one.message.channel_slug)
        for one in claimed
    }
    results = render_messages(requests, storefronts=storefronts, now=now)
    ready: dict[int, tuple[OutgoingMessage, Words]] = {}
    failed: list[tuple[int, str]] = []
    for one, request, result in zip(claimed, requests, results, strict=True):
        if isinstance(result, RenderedMessage):
            ready[one.message.id] = _ready(one, request, result, terms)
        else:
            logger.error("Message %s: %s", one.message.id, result)
            failed.append((one.message.id, Reason.TEMPLATE))
    return RenderedBatch(ready, failed)


def _watched(claimed: Sequence[Claimed]) -> Collection[Claimed]:
    """Return those whose openings and clicks may be recorded: who has said no is left alone."""
    by_medium: dict[str, set[int]] = defaultdict(set)
    for one in claimed:
        by_medium[one.account.medium].add(one.message.profile_id)
    said = {
        medium: consent_of(
            people, channel=medium, purpose=ConsentPurpose.PROFILING, using=WRITER
        )
        for medium, people in by_medium.items()
    }
    return {
        one
        for one in claimed
        if said[one.account.medium][one.message.profile_id] != ConsentStatus.WITHDRAWN
    }


def _request(one: Claimed, terms: Terms, *, is_tracked: bool) -> RenderRequest:
    message, recipient = one.message, one.recipient
    language = recipient.language or terms.language(message.channel_slug)
    about = message.subject
    return RenderRequest(
        message=message.public_id,
        template_code=message.template_code,
        version_id=message.variables.get(SAYS_VERSION),
        subject=Subject(
            profile_id=message.profile_id,
            language=language,
            channel=message.channel_slug,
            order_id=about.get("order_id", ""),
            checkout_id=about.get("checkout_id", ""),
            variant_ids=tuple(about.get("variant_ids", ())),
            code=about.get("code", ""),
            code_expires_on=_day(about.get("code_expires_on")),
            links=_links(one),
            own=_own(one),
        ),
        attributes={
            "country": [recipient.country],
            "language": [language],
            "channel": [message.channel_slug],
        },
        is_tracked=is_tracked,
    )


def _own(one: Claimed) -> Mapping[str, Any]:
    handle = one.message.variables.get(TELLS_CODE)
    if handle is None:
        return one.message.variables
    code = code_for(UUID(handle), one.address.value_hash)
    return {**one.message.variables, "code": code}


def _day(stored: Any) -> datetime.date | None:
    return datetime.date.fromisoformat(stored) if stored else None


def _links(one: Claimed) -> LinksOnDemand:
    person = LinkedPerson(
        one.recipient.public_id, one.account.medium, one.message.list_code
    )
    makers: dict[str, Callable[[], str]] = {
        "preferences": partial(preferences_url, person),
        **{
            question.value: partial(
                answer_url, AskedQuestion(one.message.public_id, question)
            )
            for question in Question
        },
    }
    if PURPOSES[one.message.purpose].can_be_withdrawn:
        makers["unsubscribe"] = partial(unsubscribe_url, person)
    if CONFIRMS in one.message.variables:
        makers["confirm"] = partial(confirm_url, one.message.variables[CONFIRMS])
    if VERIFIES in one.message.variables:
        # What is read at this address proves this address and no other.
        user_id = one.message.variables[VERIFIES]
        makers["confirm"] = partial(verify_url, user_id, one.address.value_hash)
    return LinksOnDemand(makers)


def _ready(
    one: Claimed, request: RenderRequest, result: RenderedMessage, terms: Terms
) -> tuple[OutgoingMessage, Words]:
    rendered = result.rendered
    outgoing = OutgoingMessage(
        id=one.message.id,
        public_id=str(one.message.public_id),
        profile_id=one.message.profile_id,
        address=terms.settings.test_address if terms.is_test else one.address.value,
        subject=rendered.subject,
        html=rendered.html,
        text=rendered.text,
        unsubscribe_url=request.subject.links.get("unsubscribe", ""),
        variables=one.message.variables,
        expires_at=one.message.expires_at,
    )
    words = Words(
        version_id=result.version_id,
        language=rendered.language,
        variant=rendered.variant,
    )
    return outgoing, words
