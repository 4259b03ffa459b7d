"""Who the person is: how we know them, since when, by which identifiers, and what they were tagged."""

from ...identity.events import IdentifierAdded, IdentifierEnded, TagsChanged
from ...identity.models import IdentifierType, ProfileKind
from ...observation.events import (
    CustomerDeleted,
    CustomerEmailChanged,
    CustomerEmailVerified,
    CustomerRegistered,
    OrderPlaced,
)
from ..field import PEOPLE, Field, Moment, Reads, fields
from ..gathering import held
from ..policies.values import ValueKind

GROUP = "Person"
_SEEN = (CustomerRegistered, OrderPlaced)


@fields.register
class Kind(Field):
    """How we came to know the person: an account, a guest who ordered, or a prospect."""

    code = "profile.kind"
    label = "Kind of customer"
    group = GROUP
    kind = ValueKind.CHOICE
    choices = {
        ProfileKind.ACCOUNT.value: "Has an account",
        ProfileKind.GUEST.value: "Guest",
        ProfileKind.PROSPECT.value: "Prospect",
    }
    hears = (*_SEEN, CustomerDeleted)

    def reads(self, moment: Moment) -> Reads:
        return Reads(relation=PEOPLE, value="{row}.kind")


@fields.register
class KnownSince(Field):
    """When the person was seen for the first time."""

    code = "profile.known_since"
    label = "Known since"
    group = GROUP
    kind = ValueKind.MOMENT
    hears = _SEEN

    def reads(self, moment: Moment) -> Reads:
        return Reads(relation=PEOPLE, value="{row}.created_at")


@fields.register
class Identifiers(Field):
    """By what the person can be recognized now, proven or not."""

    code = "profile.identifiers"
    label = "Known by"
    group = GROUP
    kind = ValueKind.LIST
    default = frozenset()
    choices = {
        one.value: one.value.replace("_", " ").capitalize() for one in IdentifierType
    }
    hears = (
        *_SEEN,
        CustomerEmailChanged,
        CustomerEmailVerified,
        CustomerDeleted,
        IdentifierAdded,
        IdentifierEnded,
    )

    def reads(self, moment: Moment) -> Reads:
        return held("type::text", "crm_identifier WHERE ended_at IS NULL")


@fields.register
class Tags(Field):
    """The tags that staff, journeys or imports have given."""

    code = "profile.tags"
    label = "Tags"
    group = GROUP
    kind = ValueKind.LIST
    default = frozenset()
    chosen_from = "tag"
    hears = (*_SEEN, TagsChanged)

    def reads(self, moment: Moment) -> Reads:
        return held("tag::text", "crm_profile_tag WHERE true")
