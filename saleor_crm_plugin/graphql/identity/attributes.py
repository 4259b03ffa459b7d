"""What the shop means by its attributes, and what customers are asked."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import graphene
from promise import Promise

from ...core import clock
from ...identity.attributes import (
    Definition,
    archive_definition,
    definitions,
    save_definition,
    set_own_attributes,
    unknown_fields,
)
from ...identity.label_models import (
    AttributeAudience,
    AttributeDefinition,
    AttributeType,
)
from ...identity.labels import attributes_of
from ...saleor_adapter.graphql import (
    AccountPermissions,
    AuthorizationFilters,
    BaseField,
    BaseInputObjectType,
    BaseObjectType,
    DataLoader,
    DateTime,
    NonNullList,
    PermissionsField,
    ResolveInfo,
    User,
)
from .. import DOC_CATEGORY
from ..access import author_of, require_owner_or_staff
from ..enums import described_enum
from ..errors import CrmMutation
from ..extension import add_field
from ..localized import (
    CrmLocalizedName,
    CrmLocalizedNameInput,
    names_by_language,
    shown_names,
)
from ..loyalty.loaders import ProfileByUserLoader
from ..reading import reading
from .details import CrmAttribute
from .mutations import CrmIdentityError
from .own_profile import own_profile

CrmAttributeTypeEnum = described_enum(
    "CrmAttributeTypeEnum", AttributeType, "What the values of an attribute are."
)
CrmAttributeAudienceEnum = described_enum(
    "CrmAttributeAudienceEnum",
    AttributeAudience,
    "Who sees an attribute: staff, its owner too, or its owner who is asked for it.",
)


class UnknownFieldsLoader(DataLoader):
    """What a person could still be asked."""

    context_key = "crm_unknown_fields"

    def batch_load(self, keys: Iterable[int]) -> list[list[str]]:
        keys = list(keys)
        found = unknown_fields(keys, using=self.database_connection_name)
        return [found[key] for key in keys]


class OwnAttributesLoader(DataLoader):
    """What a person may see of the attributes that the shop has noted."""

    context_key = "crm_own_attributes"

    def batch_load(self, keys: Iterable[int]) -> list[list[CrmAttribute]]:
        keys = list(keys)
        using = self.database_connection_name
        shown = [
            row.name
            for row in definitions(using=using)
            if row.audience != AttributeAudience.STAFF
        ]
        found = attributes_of(keys, using=using)
        return [
            [
                CrmAttribute(name=name, value=found[key][name])
                for name in shown
                if name in found.get(key, {})
            ]
            for key in keys
        ]


class CrmAttributeDefinition(BaseObjectType):
    """What an attribute is."""

    name = graphene.String(required=True, description="The attribute's name.")
    type = CrmAttributeTypeEnum(required=True, description="What its values are.")
    names = NonNullList(
        CrmLocalizedName, required=True, description="How it is called, by language."
    )
    choices = NonNullList(
        graphene.String, required=True, description="The codes that can be chosen."
    )
    audience = CrmAttributeAudienceEnum(
        required=True, description="Who sees it, and who is asked for it."
    )
    archived_at = DateTime(description="Since when it is neither asked nor checked.")

    class Meta:
        description = "What the shop means by an attribute of people."
        doc_category = DOC_CATEGORY

    @staticmethod
    def resolve_names(root: AttributeDefinition, _info: ResolveInfo) -> Any:
        return shown_names(root.names)


class CrmAttributeDefinitionInput(BaseInputObjectType):
    """What an attribute shall be."""

    name = graphene.String(
        required=True,
        description="The name: small letters, digits, hyphens and underlines.",
    )
    type = CrmAttributeTypeEnum(
        required=True, description="What its values are; for good once there are any."
    )
    names = NonNullList(
        CrmLocalizedNameInput, description="How it is called, by language."
    )
    choices = NonNullList(
        graphene.String, description="The codes that can be chosen, for a choice only."
    )
    audience = CrmAttributeAudienceEnum(
        description="Who sees it, and who is asked for it; staff alone by default."
    )

    class Meta:
        description = "What the shop means by an attribute of people."
        doc_category = DOC_CATEGORY


class CrmAttributeInput(BaseInputObjectType):
    """A value of an attribute."""

    name = graphene.String(required=True, description="The attribute's name.")
    value = graphene.String(required=True, description="The value, as text.")

    class Meta:
        description = "A value of an attribute."
        doc_category = DOC_CATEGORY


class CrmAttributeDefinitionSave(CrmMutation):
    """Define an attribute."""

    definition = graphene.Field(
        CrmAttributeDefinition, description="What the attribute is now."
    )

    class Arguments:
        input = CrmAttributeDefinitionInput(
            required=True, description="What the attribute shall be."
        )

    class Meta:
        description = "Define an attribute of people, or change its definition."
        doc_category = DOC_CATEGORY
        permissions = (AccountPermissions.MANAGE_USERS,)
        error_type_class = CrmIdentityError

    @classmethod
    def act(cls, info: ResolveInfo, *, input: Mapping[str, Any]) -> Any:
        given = Definition(
            name=input["name"],
            type=AttributeType(input["type"]),
            names=names_by_language(input.get("names") or ()),
            choices=tuple(input.get("choices") or ()),
            audience=AttributeAudience(
                input.get("audience") or AttributeAudience.STAFF
            ),
        )
        row = save_definition(given, author=author_of(info), now=clock.now())
        return cls(definition=row)


class CrmAttributeDefinitionArchive(CrmMutation):
    """Archive an attribute."""

    definition = graphene.Field(
        CrmAttributeDefinition, description="What the attribute was."
    )

    class Arguments:
        name = graphene.String(required=True, description="The attribute's name.")

    class Meta:
        description = "Ask and check an attribute no longer; its values stay."
        doc_category = DOC_CATEGORY
        permissions = (AccountPermissions.MANAGE_USERS,)
        error_type_class = CrmIdentityError

    @classmethod
    def act(cls, info: ResolveInfo, *, name: str) -> Any:
        row = archive_definition(name, author=author_of(info), now=clock.now())
        return cls(definition=row)


class CrmMyAttributesUpdate(CrmMutation):
    """Answer what the shop asks."""

    attributes = NonNullList(
        CrmAttribute, description="What the customer may see after it."
    )

    class Arguments:
        values = NonNullList(
            CrmAttributeInput, required=True, description="The answers."
        )

    class Meta:
        description = "Tell the shop what it asks its customers for."
        doc_category = DOC_CATEGORY
        permissions = (AuthorizationFilters.AUTHENTICATED_USER,)
        error_type_class = CrmIdentityError

    @classmethod
    def act(cls, info: ResolveInfo, *, values: Sequence[Mapping[str, str]]) -> Any:
        profile_id = own_profile(info.context.user)
        given = {one["name"]: one["value"] for one in values}
        set_own_attributes(profile_id, given, now=clock.now())
        return cls(attributes=OwnAttributesLoader(info.context).load(profile_id))


class AttributeQueries(graphene.ObjectType):
    """What the shop means by its attributes."""

    crm_attribute_definitions = PermissionsField(
        NonNullList(CrmAttributeDefinition),
        required=True,
        description="What the shop means by its attributes, by name.",
        permissions=[AccountPermissions.MANAGE_USERS],
        doc_category=DOC_CATEGORY,
    )

    @staticmethod
    def resolve_crm_attribute_definitions(_root: Any, info: ResolveInfo) -> Any:
        with reading(info) as using:
            return definitions(using=using)


def load_unknown_fields(root: Any, info: ResolveInfo) -> Promise:
    """Return what whoever has a profile's id could still be asked."""
    return UnknownFieldsLoader(info.context).load(root.id)


def add_fields() -> None:
    """Add fields to the shop's accounts; called once, before the schema is built."""
    whose = "Requires being the customer, or the permission MANAGE_USERS."
    add_field(
        User,
        "crm_unknown_fields",
        BaseField(
            NonNullList(graphene.String),
            required=True,
            description=f"What the customer could still be asked, in this order. {whose}",
            doc_category=DOC_CATEGORY,
        ),
        _resolve_unknown_fields,
    )
    add_field(
        User,
        "crm_attributes",
        BaseField(
            NonNullList(CrmAttribute),
            required=True,
            description=f"What the customer may see of the shop's attributes. {whose}",
            doc_category=DOC_CATEGORY,
        ),
        _resolve_attributes,
    )


def _resolve_unknown_fields(root: Any, info: ResolveInfo) -> Promise:
    return _of_account(root, info, UnknownFieldsLoader)


def _resolve_attributes(root: Any, info: ResolveInfo) -> Promise:
    return _of_account(root, info, OwnAttributesLoader)


def _of_account(root: Any, info: ResolveInfo, loader: type[DataLoader]) -> Promise:
    require_owner_or_staff(info, root.pk)

    def load(profile_id: int | None) -> Any:
        return [] if profile_id is None else loader(info.context).load(profile_id)

    return ProfileByUserLoader(info.context).load(root.pk).then(load)
