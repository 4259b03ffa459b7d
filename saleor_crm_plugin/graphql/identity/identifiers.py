"""A person's identifiers, and how staff and apps give and end them."""

from collections.abc import Iterable, Mapping
from typing import Any

import graphene
from promise import Promise

from ...core import clock
from ...identity.actions.identifiers import (
    NewIdentifier,
    add_identifier,
    end_identifier,
)
from ...identity.merge_queries import identifiers_of
from ...identity.models import Identifier, IdentifierType, Trust
from ...saleor_adapter.graphql import (
    AccountPermissions,
    BaseInputObjectType,
    BaseObjectType,
    DataLoader,
    DateTime,
    ResolveInfo,
)
from .. import DOC_CATEGORY
from ..access import author_of
from ..enums import described_enum
from ..errors import CrmMutation
from ..ids import node_id, node_row_id, person_row_id
from .mutations import CrmIdentityError

CrmIdentifierTypeEnum = described_enum(
    "CrmIdentifierTypeEnum", IdentifierType, "What kind of value points to a person."
)
CrmIdentifierTrustEnum = described_enum(
    "CrmIdentifierTrustEnum",
    Trust,
    "How much an identifier is worth: proven, typed by a guest, or merely claimed.",
)


class IdentifiersLoader(DataLoader):
    """The identifiers of a profile."""

    context_key = "crm_identifiers"

    def batch_load(self, keys: Iterable[int]) -> list[list[Identifier]]:
        keys = list(keys)
        found = identifiers_of(keys, using=self.database_connection_name)
        return [found.get(key, []) for key in keys]


class CrmIdentifier(BaseObjectType):
    """One identifier."""

    id = graphene.ID(required=True, description="The ID of the identifier.")
    type = CrmIdentifierTypeEnum(required=True, description="What kind of value it is.")
    value = graphene.String(
        required=True, description="The value; an empty text once it has ended."
    )
    trust = CrmIdentifierTrustEnum(
        required=True, description="How much it is worth; only a proven one opens data."
    )
    source = graphene.String(required=True, description="Where it came from.")
    created_at = DateTime(required=True, description="When it was first seen.")
    verified_at = DateTime(description="When it was proven.")
    ended_at = DateTime(description="From when on it points to the person no longer.")

    class Meta:
        description = "A value that points to a person."
        doc_category = DOC_CATEGORY

    @staticmethod
    def resolve_id(root: Identifier, _info: ResolveInfo) -> str:
        return node_id("CrmIdentifier", root.pk)

    @staticmethod
    def resolve_value(root: Identifier, _info: ResolveInfo) -> str:
        if root.type == IdentifierType.USER:
            return node_id("User", root.value_hash)
        return root.plain.value if hasattr(root, "plain") else ""


class CrmIdentifierInput(BaseInputObjectType):
    """An identifier to be given."""

    type = CrmIdentifierTypeEnum(required=True, description="What kind of value it is.")
    value = graphene.String(required=True, description="The value.")
    is_verified = graphene.Boolean(
        default_value=False,
        description="Whether the proof that it is the person's has been seen.",
    )
    region = graphene.String(
        description="Two letters of the country of a phone number without `+`."
    )

    class Meta:
        description = "A value that shall point to a person."
        doc_category = DOC_CATEGORY


class CrmIdentifierAdd(CrmMutation):
    """Give a person an identifier."""

    identifier = graphene.Field(CrmIdentifier, description="The identifier.")

    class Arguments:
        profile = graphene.ID(required=True, description="The ID of the profile.")
        input = CrmIdentifierInput(required=True, description="The identifier.")

    class Meta:
        description = (
            "Let a value point to a person. Refused with TAKEN where it is proven to be "
            "another profile's: the two may be one person."
        )
        doc_category = DOC_CATEGORY
        permissions = (AccountPermissions.MANAGE_USERS,)
        error_type_class = CrmIdentityError

    @classmethod
    def act(cls, info: ResolveInfo, *, profile: str, input: Mapping[str, Any]) -> Any:
        new = NewIdentifier(
            profile_id=person_row_id(profile, field="profile"),
            type=IdentifierType(input["type"]),
            value=input["value"],
            is_verified=input["is_verified"],
            region=input.get("region") or "",
            author=author_of(info),
        )
        return cls(identifier=_shown(add_identifier(new, now=clock.now())))


class CrmIdentifierEnd(CrmMutation):
    """End an identifier."""

    identifier = graphene.Field(CrmIdentifier, description="The identifier.")

    class Arguments:
        id = graphene.ID(required=True, description="The ID of the identifier.")

    class Meta:
        description = (
            "Let an identifier point nowhere from now on. What an account says of itself "
            "is changed in the shop."
        )
        doc_category = DOC_CATEGORY
        permissions = (AccountPermissions.MANAGE_USERS,)
        error_type_class = CrmIdentityError

    @classmethod
    def act(cls, info: ResolveInfo, *, id: str) -> Any:
        row_id = node_row_id(id, "CrmIdentifier", field="id")
        ended = end_identifier(row_id, author=author_of(info), now=clock.now())
        return cls(identifier=_shown(ended))


def _shown(row: Identifier) -> Identifier:
    """Return the row with its value, which may be read while the mutation acts only."""
    return Identifier.objects.select_related("plain").get(pk=row.pk)


def load_identifiers(root: Any, info: ResolveInfo) -> Promise:
    """Return the identifiers of whatever has a profile's id."""
    return IdentifiersLoader(info.context).load(root.id)
