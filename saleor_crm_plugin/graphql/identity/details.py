"""What people have told about themselves, and how the shop marks them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import graphene
from promise import Promise

from ...identity.birthdays import Birthday
from ...identity.details import PersonFacts, details_of
from ...identity.labels import attributes_of, tags_of
from ...saleor_adapter.graphql import (
    BaseField,
    BaseObjectType,
    DataLoader,
    NonNullList,
    ResolveInfo,
    User,
)
from .. import DOC_CATEGORY
from ..access import require_owner_or_staff
from ..extension import add_field
from ..loyalty.loaders import ProfileByUserLoader

NOTHING = PersonFacts()


class DetailsLoader(DataLoader):
    """What is known of a profile."""

    context_key = "crm_details"

    def batch_load(self, keys: Iterable[int]) -> list[PersonFacts]:
        keys = list(keys)
        found = details_of(keys, using=self.database_connection_name)
        return [found.get(key, NOTHING) for key in keys]


@dataclass(frozen=True, slots=True)
class Labels:
    """A profile's tags and attributes."""

    tags: list[str]
    attributes: Mapping[str, str]


class LabelsLoader(DataLoader):
    """How a profile is marked."""

    context_key = "crm_labels"

    def batch_load(self, keys: Iterable[int]) -> list[Labels]:
        keys = list(keys)
        using = self.database_connection_name
        tags = tags_of(keys, using=using)
        attributes = attributes_of(keys, using=using)
        return [
            Labels(sorted(tags.get(key, ())), attributes.get(key, {})) for key in keys
        ]


class CrmBirthday(BaseObjectType):
    """A birthday."""

    month = graphene.Int(required=True, description="The month, 1 to 12.")
    day = graphene.Int(required=True, description="The day of the month.")
    year = graphene.Int(description="The year, where the person has said it.")

    class Meta:
        description = "The day on which a person has their birthday."
        doc_category = DOC_CATEGORY


class CrmPersonDetails(BaseObjectType):
    """What a person has told."""

    birthday = graphene.Field(CrmBirthday, description="The birthday, where known.")
    language = graphene.String(
        required=True, description="The language, such as `it`, or an empty text."
    )
    time_zone = graphene.String(
        required=True,
        description="The time zone, such as `Europe/Rome`, or an empty text.",
    )

    class Meta:
        description = "What a person has told about themselves."
        doc_category = DOC_CATEGORY

    @staticmethod
    def resolve_birthday(root: PersonFacts, _info: ResolveInfo) -> Birthday | None:
        return root.birthday


class CrmAttribute(BaseObjectType):
    """An attribute."""

    name = graphene.String(required=True, description="What it is about.")
    value = graphene.String(required=True, description="What it says.")

    class Meta:
        description = "Something that the shop has noted about a person, by name."
        doc_category = DOC_CATEGORY


class DetailFields:
    """The fields of a profile that are about these things; its root has an `id`."""

    details = graphene.Field(
        CrmPersonDetails,
        required=True,
        description="What the person has told about themselves.",
    )
    tags = NonNullList(
        graphene.String, required=True, description="The person's tags, by alphabet."
    )
    attributes = NonNullList(
        CrmAttribute,
        required=True,
        description="What the shop has noted about the person, by name.",
    )

    @staticmethod
    def resolve_details(root: Any, info: ResolveInfo) -> Promise:
        return DetailsLoader(info.context).load(root.id)

    @staticmethod
    def resolve_tags(root: Any, info: ResolveInfo) -> Promise:
        return LabelsLoader(info.context).load(root.id).then(lambda found: found.tags)

    @staticmethod
    def resolve_attributes(root: Any, info: ResolveInfo) -> Promise:
        def listed(found: Labels) -> list[CrmAttribute]:
            return [
                CrmAttribute(name=name, value=value)
                for name, value in sorted(found.attributes.items())
            ]

        return LabelsLoader(info.context).load(root.id).then(listed)


def add_fields() -> None:
    """Add the field to the shop's accounts; called once, before the schema is built."""
    add_field(
        User,
        "crm_details",
        BaseField(
            CrmPersonDetails,
            required=True,
            description=(
                "What the customer has told about themselves. "
                "Requires being the customer, or the permission MANAGE_USERS."
            ),
            doc_category=DOC_CATEGORY,
        ),
        _resolve_details,
    )


def _resolve_details(root: Any, info: ResolveInfo) -> Promise:
    require_owner_or_staff(info, root.pk)

    def load(profile_id: int | None) -> Any:
        if profile_id is None:
            return NOTHING
        return DetailsLoader(info.context).load(profile_id)

    return ProfileByUserLoader(info.context).load(root.pk).then(load)
