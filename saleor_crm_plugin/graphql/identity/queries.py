"""What staff may ask about people."""

from typing import Any

import graphene
from graphql import GraphQLError

from ...core.sentences import Sentence
from ...identity import queries
from ...observation.queries import profile_of_order
from ...saleor_adapter.graphql import (
    AccountPermissions,
    PermissionsField,
    ResolveInfo,
)
from ...saleor_adapter.orders import account_of
from .. import DOC_CATEGORY
from ..ids import asked_row_id, asked_uuid
from ..pages import KeysetConnectionField, keyset_page, number, page_size, read_cursor
from ..reading import reading
from ..refused_arguments import refused_argument
from .types import CrmProfile, CrmProfileConnection, profile_cursor

# Longer than any e-mail address.
LONGEST_SEARCH = 400


class IdentityQueries(graphene.ObjectType):
    """Profiles, for staff with the permission to manage customers."""

    crm_profile = PermissionsField(
        CrmProfile,
        id=graphene.ID(description="The ID of the profile."),
        user=graphene.ID(description="The ID of a customer's account (`User`)."),
        order=graphene.ID(
            description="The ID of an order or a draft (`Order`): who ordered, or will."
        ),
        description="Look up one person by profile, account or order; give one of the three.",
        permissions=[AccountPermissions.MANAGE_USERS],
        doc_category=DOC_CATEGORY,
    )
    crm_profiles = KeysetConnectionField(
        CrmProfileConnection,
        search=graphene.String(
            description="Beginnings of names, an e-mail address or a phone number."
        ),
        description="People that the shop knows, newest first.",
        permissions=[AccountPermissions.MANAGE_USERS],
        doc_category=DOC_CATEGORY,
    )

    @staticmethod
    def resolve_crm_profile(
        _root: Any,
        info: ResolveInfo,
        id: str | None = None,
        user: str | None = None,
        order: str | None = None,
    ) -> queries.Person | None:
        if sum(one is not None for one in (id, user, order)) != 1:
            raise GraphQLError("Give one of `id`, `user` and `order`.")
        profile_id: int | None
        with reading(info) as using:
            if id is not None:
                profile_id = asked_row_id(id, "CrmProfile", argument="id")
            elif user is not None:
                user_id = asked_row_id(user, "User", argument="user")
                profile_id = queries.profile_of_user(user_id, using=using)
            else:
                profile_id = _who_ordered(str(order), using)
            if profile_id is None:
                return None
            return queries.people([profile_id], using=using).get(profile_id)

    @staticmethod
    def resolve_crm_profiles(
        _root: Any,
        info: ResolveInfo,
        first: int | None = None,
        after: str | None = None,
        search: str | None = None,
    ) -> Any:
        size = page_size(info, first)
        cursor = read_cursor(after, [number])
        before_id = cursor[0] if cursor else None
        with reading(info) as using:
            if search is None:
                rows = queries.people_page(first=size + 1, after=before_id, using=using)
            elif len(search) > LONGEST_SEARCH:
                raise refused_argument(
                    "search",
                    Sentence("At most {most} characters.", most=LONGEST_SEARCH),
                )
            else:
                rows = queries.search_people(
                    search, first=size + 1, after=before_id, using=using
                )
        return keyset_page(
            CrmProfileConnection,
            rows,
            first=size,
            after=after,
            cursor_of=profile_cursor,
        )


def _who_ordered(order: str, using: str) -> int | None:
    """Return the person of an order; of one that nothing was told of, such as a draft, by account."""
    order_id = asked_uuid(order, "Order", argument="order")
    told = profile_of_order(order_id, using=using)
    if told is not None:
        return queries.surviving(told, using=using)
    user_id = account_of(order_id, using=using)
    return None if user_id is None else queries.profile_of_user(user_id, using=using)
