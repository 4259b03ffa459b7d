"""What has happened to the person, counted in the timeline: payments refused, letters read, and more."""

import datetime
from decimal import Decimal
from typing import Annotated

from pydantic import StringConstraints, field_validator

from ...core.facts import Fact
from ...core.sentences import Sentence
from ...messaging.events import (
    MessageBounced,
    MessageClicked,
    MessageComplained,
    MessageOpened,
    MessageSent,
)
from ...observation.events import OrderReturned, PaymentFailed
from ...outbox.handlers import subscriptions
from ...timeline.entry_type import entry_types
from ..field import Field, Moment, Reads, Relation, Scope, fields
from ..gathering import gathered
from ..policies.values import ValueKind

# What hears that somebody must be looked at again; types that it does not hear are not asked for.
HANDLER = "segments.mark_due"
DAY = datetime.timedelta(days=1)


class InTimeline(Field):
    """Base of what counts entries of some types."""

    kind = ValueKind.NUMBER
    default = Decimal(0)
    takes_window = True
    facts: tuple[type[Fact], ...] = ()

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        cls.hears = cls.facts

    @property
    def types(self) -> list[str]:
        """Return the types of entries that count."""
        return [fact.code for fact in self.facts]

    def reads(self, moment: Moment) -> Reads:
        relation = self._relation(moment)
        until = "{row}.until" if self.within_days else None
        return Reads(relation=relation, value="{row}.value", until=until)

    def _relation(self, moment: Moment) -> Relation:
        rows = "crm_timeline_entry WHERE entry_type = ANY(%(types)s)"
        if self.within_days is None:
            return gathered("count(*) AS value", rows, types=self.types)
        window = self.within_days * DAY
        return gathered(
            "count(*) AS value, min(occurred_at) + %(within)s AS until",
            f"{rows} AND occurred_at > %(since)s",
            types=self.types,
            within=window,
            since=moment.now - window,
        )


@fields.register
class Happened(InTimeline):
    """How often something of one type stands in the timeline."""

    code = "timeline.entries"
    label = "Happened"
    group = "Timeline"
    chosen_from = "entry_type"

    class Of(Scope):
        """Which type of entry, by its code."""

        type: Annotated[str, StringConstraints(max_length=64)]

        @field_validator("type")
        @classmethod
        def _is_known(cls, value: str) -> str:
            if value not in entry_types or HANDLER not in subscriptions().codes_for(
                value
            ):
                raise ValueError(
                    Sentence("No segment can ask for entries of this type.")
                )
            return value

    @property
    def types(self) -> list[str]:
        """Return the one type."""
        return [self.of.type]

    @property
    def heard_codes(self) -> set[str]:
        """Return the type: an entry has the code of its fact."""
        return {self.of.type}


@fields.register
class PaymentsRefused(InTimeline):
    """How many payments have failed."""

    code = "payments.refused"
    label = "Payments refused"
    group = "Returns and complaints"
    facts = (PaymentFailed,)


@fields.register
class ReturnsMade(InTimeline):
    """How often goods came back."""

    code = "returns.made"
    label = "Returns"
    group = "Returns and complaints"
    facts = (OrderReturned,)


@fields.register
class MarkedAsSpam(InTimeline):
    """How often the person has complained about a message."""

    code = "messages.complained"
    label = "Messages marked as spam"
    group = "Returns and complaints"
    facts = (MessageComplained,)


@fields.register
class MessagesSent(InTimeline):
    """How many messages have left for the person."""

    code = "messages.sent"
    label = "Messages sent"
    group = "Messages"
    facts = (MessageSent,)


@fields.register
class MessagesOpened(InTimeline):
    """How many messages the person has opened; machines do not count."""

    code = "messages.opened"
    label = "Messages opened"
    group = "Messages"
    facts = (MessageOpened,)


@fields.register
class MessagesClicked(InTimeline):
    """How many messages the person has clicked in; machines do not count."""

    code = "messages.clicked"
    label = "Messages clicked"
    group = "Messages"
    facts = (MessageClicked,)


@fields.register
class MessagesBounced(InTimeline):
    """How many messages came back."""

    code = "messages.bounced"
    label = "Messages bounced"
    group = "Messages"
    facts = (MessageBounced,)
