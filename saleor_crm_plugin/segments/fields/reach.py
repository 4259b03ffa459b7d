"""What the person allows, and by which channels they can be reached."""

from typing import Annotated

from pydantic import StringConstraints

from ...consent.addresses import ADDRESSES
from ...consent.events import (
    AddressSuppressed,
    ConsentGranted,
    ConsentRequested,
    ConsentWithdrawn,
    SuppressionLifted,
)
from ...consent.policies import ConsentStatus
from ...consent.purposes import ConsentPurpose
from ...identity.events import IdentifierAdded, IdentifierEnded
from ...messaging.events import ChannelPreferred
from ...observation.events import CustomerEmailChanged, CustomerRegistered, OrderPlaced
from ..field import Field, Moment, Reads, Relation, Scope, fields
from ..gathering import held
from ..policies.values import ValueKind
from ..reach_sql import CONSENT, REACHABLE_ROWS

GROUP = "Consent and reach"
_SAYS = (ConsentGranted, ConsentRequested, ConsentWithdrawn)


@fields.register
class Consent(Field):
    """What holds of a consent on a channel; not known for who never said anything."""

    code = "consent.status"
    label = "Consent"
    group = GROUP
    kind = ValueKind.CHOICE
    choices = {
        ConsentStatus.GRANTED.value: "Given",
        ConsentStatus.PENDING.value: "Asked for",
        ConsentStatus.WITHDRAWN.value: "Withdrawn",
    }
    hears = _SAYS

    class Of(Scope):
        """On which channel, for what."""

        channel: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,31}$")]
        purpose: ConsentPurpose = ConsentPurpose.MARKETING

    def reads(self, moment: Moment) -> Reads:
        relation = Relation(
            sql=CONSENT,
            parameters={
                "channel": self.of.channel,
                "purpose": self.of.purpose.value,
            },
        )
        return Reads(relation=relation, value="{row}.status")


@fields.register
class Reachable(Field):
    """The channels on which marketing would reach the person: address, consent, nothing against it."""

    code = "reach.channels"
    label = "Reachable by"
    group = GROUP
    kind = ValueKind.LIST
    default = frozenset()
    choices = {channel: channel.capitalize() for channel, _ in ADDRESSES}
    hears = (
        *_SAYS,
        AddressSuppressed,
        SuppressionLifted,
        CustomerRegistered,
        CustomerEmailChanged,
        OrderPlaced,
        IdentifierAdded,
        IdentifierEnded,
    )

    def reads(self, moment: Moment) -> Reads:
        return held("way.channel", REACHABLE_ROWS, "known.profile_id")


@fields.register
class PreferredChannel(Field):
    """The channel that the person likes best, as they or staff have said."""

    code = "reach.preferred"
    label = "Preferred channel"
    group = GROUP
    kind = ValueKind.TEXT
    hears = (CustomerRegistered, ChannelPreferred)

    def reads(self, moment: Moment) -> Reads:
        relation = Relation(sql="crm_preferred_channel")
        return Reads(relation=relation, value="{row}.channel::text")
