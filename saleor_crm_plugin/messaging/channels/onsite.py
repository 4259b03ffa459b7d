"""Messages that stand in the storefront until their owner has seen or dismissed them."""

import datetime
from collections.abc import Collection, Sequence
from typing import Annotated, Any

from django.db import connections
from pydantic import Field, StringConstraints
from pydantic_core import to_json

from ...core.sentences import Sentence
from ...identity.models import IdentifierType
from ...saleor_adapter.db import WRITER
from ...templates.queries import PublishedTemplate
from ...templates.rendering import TemplateKind
from ..channel import ChannelSettings, LocalChannel, OutgoingMessage, channels
from ..policies.gate import ConsentRule

Placement = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_-]{0,63}$")]
Times = Annotated[int, Field(ge=1, le=100)]
Hours = Annotated[int, Field(ge=0, le=720)]

STORE = """
INSERT INTO crm_onsite_message (
    message_id, profile_id, placement, title, html, text, shown_from, shown_until, most_views,
    hours_between, views
)
SELECT message_id, profile_id, placement, title, html, text, %(now)s, shown_until, most_views,
       hours_between, 0
FROM json_to_recordset(%(rows)s) AS given (
    message_id bigint, profile_id bigint, placement text, title text, html text, text text,
    shown_until timestamptz, most_views smallint, hours_between smallint
)
ORDER BY message_id ON CONFLICT (message_id) DO NOTHING
"""


@channels.register
class Onsite(LocalChannel):
    """Shown to the signed-in customer only; it comes to nobody, so it disturbs nobody."""

    code = "onsite"
    medium = "onsite"
    label = "On-site"
    address_type = IdentifierType.USER
    disturbs = False
    consent_rule = ConsentRule.OPT_OUT
    is_idempotent = True

    class Settings(ChannelSettings):
        """Where and how often messages are shown that say nothing else of it."""

        placement: Placement = "banner"
        most_views: Times = 3
        hours_between: Hours = 0

    def store(
        self,
        messages: Sequence[OutgoingMessage],
        settings: Any,
        *,
        now: datetime.datetime,
    ) -> None:
        """Keep them until they expire; a message's own variables go before the settings."""
        rows = [_row(message, settings) for message in messages]
        with connections[WRITER].cursor() as cursor:
            cursor.execute(STORE, {"rows": to_json(rows).decode(), "now": now})


def _row(message: OutgoingMessage, settings: Any) -> dict[str, Any]:
    own = message.variables
    placement = own.get("placement")
    return {
        "message_id": message.id,
        "profile_id": message.profile_id,
        "placement": placement if isinstance(placement, str) else settings.placement,
        "title": message.subject,
        "html": message.html,
        "text": message.text,
        "shown_until": message.expires_at,
        "most_views": settings.most_views,
        "hours_between": settings.hours_between,
    }


def fault_of_channels(
    template: PublishedTemplate, named: Collection[str]
) -> Sentence | None:
    """Return why a template of the storefront cannot go by these channels; None where it can.

    With none named people get what they like best, which may be an e-mail.
    """
    if template.kind is not TemplateKind.ONSITE or set(named) == {Onsite.code}:
        return None
    return Sentence(
        "The template {template!r} is written for the storefront: choose the channel {onsite!r} and no other.",
        template=template.code,
        onsite=Onsite.code,
    )
