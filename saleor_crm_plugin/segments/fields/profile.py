"""Who the person is: how we know them, since when, by which identifiers, and what they were tagged."""

from typing import Annotated

from pydantic import StringConstraints

from ...identity.events import IdentifierAdded, IdentifierEnded
from ...identity.models import IdentifierType, ProfileKind
from ...observation.events import (
    CustomerDeleted,
    CustomerEmailChanged,
    CustomerEmailVerified,
    CustomerRegistered,
    OrderPlaced,
)
from ..field import PEOPLE, Field, Moment, Reads, Relation, Scope, fields
from ..gathering import gathered
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
        relation = gathered(
            "array_agg(DISTINCT type::text) AS types",
            "crm_identifier WHERE ended_at IS NULL",
        )
        return Reads(relation=relation, value="{row}.types")


@fields.register
class Tags(Field):
    """The tags that staff, journeys or imports have given."""

    code = "profile.tags"
    label = "Tags"
    group = GROUP
    kind = ValueKind.LIST
    default = frozenset()
    chosen_from = "tag"
    hears = _SEEN

    def reads(self, moment: Moment) -> Reads:
        relation = gathered(
            "array_agg(tag::text) AS tags", "crm_profile_tag WHERE true"
        )
        return Reads(relation=relation, value="{row}.tags")


@fields.register
class Attribute(Field):
    """One custom attribute, compared as text."""

    code = "profile.attribute"
    label = "Attribute"
    group = GROUP
    kind = ValueKind.TEXT
    chosen_from = "attribute"
    hears = _SEEN

    class Of(Scope):
        """Which attribute."""

        name: Annotated[str, StringConstraints(min_length=1, max_length=64)]

    def reads(self, moment: Moment) -> Reads:
        relation = Relation(
            sql=(
                "(SELECT profile_id, value FROM crm_profile_attribute"
                " WHERE name = %(name)s)"
            ),
            parameters={"name": self.of.name},
        )
        return Reads(relation=relation, value="{row}.value::text")
