"""Links by which people withdraw, choose and confirm without signing in."""

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from ..saleor_adapter.public_url import plugin_url
from ..saleor_adapter.signing import sign

UNSUBSCRIBE = "unsubscribe"
PREFERENCES = "preferences"
CONFIRM = "confirm"
# Those who have not confirmed by then are not waiting for it.
CONFIRM_WITHIN = datetime.timedelta(days=30)


@dataclass(frozen=True, slots=True)
class LinkedPerson:
    """Whom a link is about, and the message that it came with: its channel, and list if any."""

    public_id: uuid.UUID
    channel: str
    list_code: str = ""


def unsubscribe_url(person: LinkedPerson) -> str:
    """Return the address that goes into a message and its List-Unsubscribe header.

    It works for good: an old message must still be a way out.
    """
    return plugin_url(f"{UNSUBSCRIBE}/{_token(UNSUBSCRIBE, person)}")


def preferences_url(person: LinkedPerson) -> str:
    """Return the address of the person's preference page; it works for good."""
    return plugin_url(f"{PREFERENCES}/{_token(PREFERENCES, person)}")


def confirm_url(event_id: int) -> str:
    """Return the address that confirms the grant asked for in this event, for 30 days."""
    return plugin_url(f"{CONFIRM}/{sign(CONFIRM, [event_id])}")


def person_in(signed: Sequence[str]) -> LinkedPerson:
    """Return whom a link is about, given what its token holds."""
    public_id, channel, list_code = signed
    return LinkedPerson(uuid.UUID(public_id), channel, list_code)


def _token(purpose: str, person: LinkedPerson) -> str:
    return sign(purpose, [str(person.public_id), person.channel, person.list_code])
