"""Put people on lists and take them off."""

from typing import Any

import graphene

from ....core import clock
from ....saleor_adapter.graphql import AccountPermissions, NonNullList, ResolveInfo
from ....segments.actions.lists import add_to_list, remove_from_list
from ....segments.queries import segment_by_id
from ... import DOC_CATEGORY
from ...errors import CrmMutation
from ...ids import node_row_id
from ..types import CrmSegment
from . import CrmSegmentError

PEOPLE = (AccountPermissions.MANAGE_USERS,)


class ListArguments:
    """Which people, and which list."""

    id = graphene.ID(required=True, description="The ID of the list.")
    profiles = NonNullList(
        graphene.ID, required=True, description="The IDs of up to 1,000 people."
    )


class CrmSegmentMembersAdd(CrmMutation):
    """Put people on a list."""

    segment = graphene.Field(CrmSegment, description="The list after it.")
    changed = graphene.Int(description="How many were not on it before.")

    class Arguments(ListArguments):
        pass

    class Meta:
        description = "Put people on a list; who is on it already stays."
        doc_category = DOC_CATEGORY
        permissions = PEOPLE
        error_type_class = CrmSegmentError

    @classmethod
    def act(cls, info: ResolveInfo, *, id: str, profiles: list[str]) -> Any:
        row_id = node_row_id(id, "CrmSegment", field="id")
        changed = add_to_list(row_id, _people(profiles), now=clock.now())
        return cls(segment=segment_by_id(row_id), changed=changed)


class CrmSegmentMembersRemove(CrmMutation):
    """Take people off a list."""

    segment = graphene.Field(CrmSegment, description="The list after it.")
    changed = graphene.Int(description="How many were on it before.")

    class Arguments(ListArguments):
        pass

    class Meta:
        description = "Take people off a list; who is not on it stays off."
        doc_category = DOC_CATEGORY
        permissions = PEOPLE
        error_type_class = CrmSegmentError

    @classmethod
    def act(cls, info: ResolveInfo, *, id: str, profiles: list[str]) -> Any:
        row_id = node_row_id(id, "CrmSegment", field="id")
        changed = remove_from_list(row_id, _people(profiles), now=clock.now())
        return cls(segment=segment_by_id(row_id), changed=changed)


def _people(given: list[str]) -> set[int]:
    return {node_row_id(one, "CrmProfile", field="profiles") for one in given}
