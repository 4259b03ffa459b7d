"""The fields about insight: what staff see of a person, and what a customer has said themselves."""

from collections.abc import Iterable
from typing import Any

import graphene
from promise import Promise

from ...identity.wishes import stated_relationships
from ...insight.queries import PersonInsight, insights_of
from ...saleor_adapter.graphql import BaseField, DataLoader, ResolveInfo, User
from .. import DOC_CATEGORY
from ..access import require_owner_or_staff
from ..extension import add_field
from ..loyalty.loaders import ProfileByUserLoader
from .types import CrmInsight, CrmRelationshipTypeEnum


class InsightLoader(DataLoader):
    """What is inferred of a profile."""

    context_key = "crm_insight"

    def batch_load(self, keys: Iterable[int]) -> list[PersonInsight]:
        keys = list(keys)
        found = insights_of(keys, using=self.database_connection_name)
        return [found[key] for key in keys]


class StatedRelationshipLoader(DataLoader):
    """What a person has said about the relation that they want; None if nothing."""

    context_key = "crm_stated_relationship"

    def batch_load(self, keys: Iterable[int]) -> list[str | None]:
        keys = list(keys)
        found = stated_relationships(keys, using=self.database_connection_name)
        return [found.get(key) for key in keys]


class InsightFields:
    """The field of a profile that is about insight; its root has an `id`."""

    insight = graphene.Field(
        CrmInsight,
        required=True,
        description="What the shop concludes from the person's dealings with it.",
    )

    @staticmethod
    def resolve_insight(root: Any, info: ResolveInfo) -> Promise:
        return InsightLoader(info.context).load(root.id)


def add_fields() -> None:
    """Let customers see what they said; called once, while Saleor builds its schema."""
    add_field(
        User,
        "crm_relationship_type",
        BaseField(
            CrmRelationshipTypeEnum,
            description=(
                "The kind of relation that the customer has said to want; null if nothing "
                "was said. Requires being the customer, or the permission MANAGE_USERS."
            ),
            doc_category=DOC_CATEGORY,
        ),
        _resolve_stated,
    )


def _resolve_stated(root: Any, info: ResolveInfo) -> Promise:
    require_owner_or_staff(info, root.pk)

    def stated(profile_id: int | None) -> Promise | None:
        if profile_id is None:
            return None
        return StatedRelationshipLoader(info.context).load(profile_id)

    return ProfileByUserLoader(info.context).load(root.pk).then(stated)
