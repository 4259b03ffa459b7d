"""What staff have written about people, what they have still to do, and who can be asked to do it."""

from typing import Any

import graphene

from ...core.sentences import Sentence
from ...saleor_adapter.graphql import (
    AccountPermissions,
    DiscountPermissions,
    NonNullList,
    PermissionsField,
    ResolveInfo,
)
from ...saleor_adapter.staff import StaffMember, staff_at_work
from ...timeline.queries import open_follow_ups, search_notes
from .. import DOC_CATEGORY
from ..ids import asked_person_row_id
from ..pages import (
    KeysetConnectionField,
    keyset_page,
    moment,
    number,
    page_size,
    read_cursor,
)
from ..reading import reading
from ..refused_arguments import refused_argument
from .types import CrmNoteConnection, CrmStaffMember

MOST_STAFF = 200
LONGEST_SEARCH = 120


class TimelineQueries(graphene.ObjectType):
    """Notes that say something, the follow-ups of whoever asks, and who can own some."""

    crm_notes = KeysetConnectionField(
        CrmNoteConnection,
        search=graphene.String(
            required=True,
            description="What the notes say somewhere, in whatever case.",
        ),
        profile=graphene.ID(
            description="The ID of the person they are about; without it, of anybody."
        ),
        description="Notes and follow-ups that say something, newest first.",
        permissions=[AccountPermissions.MANAGE_USERS],
        doc_category=DOC_CATEGORY,
    )
    crm_my_follow_ups = KeysetConnectionField(
        CrmNoteConnection,
        description="What you have still to do for people, soonest due first.",
        permissions=[AccountPermissions.MANAGE_USERS],
        doc_category=DOC_CATEGORY,
    )

    crm_staff = PermissionsField(
        NonNullList(CrmStaffMember),
        required=True,
        description=(
            "Staff who can sign in, by name, from whom an owner is chosen; "
            f"{MOST_STAFF} at most."
        ),
        permissions=[DiscountPermissions.MANAGE_DISCOUNTS],
        doc_category=DOC_CATEGORY,
    )

    @staticmethod
    def resolve_crm_staff(_root: Any, info: ResolveInfo) -> list[StaffMember]:
        with reading(info) as using:
            return staff_at_work(most=MOST_STAFF, using=using)

    @staticmethod
    def resolve_crm_notes(
        _root: Any,
        info: ResolveInfo,
        search: str,
        profile: str | None = None,
        first: int | None = None,
        after: str | None = None,
    ) -> Any:
        size = page_size(info, first)
        cursor = read_cursor(after, [number])
        if len(search) > LONGEST_SEARCH:
            raise refused_argument(
                "search", Sentence("At most {most} characters.", most=LONGEST_SEARCH)
            )
        profile_id = (
            None
            if profile is None
            else asked_person_row_id(info, profile, argument="profile")
        )
        with reading(info) as using:
            rows = search_notes(
                search,
                first=size + 1,
                after=cursor[0] if cursor else None,
                profile_id=profile_id,
                using=using,
            )
        return keyset_page(
            CrmNoteConnection,
            rows,
            first=size,
            after=after,
            cursor_of=lambda row: [row.id],
        )

    @staticmethod
    def resolve_crm_my_follow_ups(
        _root: Any,
        info: ResolveInfo,
        first: int | None = None,
        after: str | None = None,
    ) -> Any:
        size = page_size(info, first)
        cursor = read_cursor(after, [moment, number])
        # An app has no follow-ups: no account has the number 0.
        owner_id = info.context.user.pk if info.context.user else 0
        with reading(info) as using:
            rows = open_follow_ups(
                owner_id,
                first=size + 1,
                after=(cursor[0], cursor[1]) if cursor else None,
                using=using,
            )
        return keyset_page(
            CrmNoteConnection,
            rows,
            first=size,
            after=after,
            cursor_of=lambda row: [row.due_at and row.due_at.isoformat(), row.id],
        )
