"""Send the link by which somebody confirms what was asked for in their name."""

import datetime
from collections.abc import Sequence

from ...consent.events import ConsentRequested
from ...consent.purposes import ConsentPurpose
from ...consent.queries import requests_since
from ...core import clock
from ...core.facts import DEFAULT_FRESHNESS, may_start
from ...saleor_adapter.db import WRITER
from ..intents import CONFIRMS, Intent, Priority
from .queue import queue_messages

TEMPLATE = "confirm_consent"
WITHIN = datetime.timedelta(days=7)
# Whoever types somebody else's address into a form, again and again, must not fill their mailbox.
MOST_A_DAY = 3
DAY = datetime.timedelta(days=1)


def ask_to_confirm(facts: Sequence[ConsentRequested]) -> None:
    """Queue the message with the link, once for each request that is fresh.

    Idempotent. Nobody is asked more than three times a day. Two statements at most per batch.
    """
    now = clock.now()
    fresh = [
        fact for fact in facts if may_start(fact, now=now, freshness=DEFAULT_FRESHNESS)
    ]
    people = [fact.profile_id for fact in fresh if fact.profile_id is not None]
    asked = requests_since(people, since=now - DAY, using=WRITER)
    queue_messages(
        [
            _intent(fact, fact.profile_id, now)
            for fact in fresh
            if fact.profile_id is not None
            and fact.event_id in asked[fact.profile_id][:MOST_A_DAY]
        ],
        now=now,
    )


def _intent(fact: ConsentRequested, profile_id: int, now: datetime.datetime) -> Intent:
    return Intent(
        source_kind="consent",
        source_id="confirm",
        occurrence=str(fact.event_id),
        profile_id=profile_id,
        purpose=ConsentPurpose.TRANSACTIONAL,
        template_code=TEMPLATE,
        channels=(fact.channel,),
        variables={CONFIRMS: fact.event_id},
        due_at=now,
        expires_at=now + WITHIN,
        priority=Priority.URGENT,
    )
