"""What staff may ask about journeys."""

from typing import Any

import graphene
from graphql import GraphQLError

from ...journeys import queries
from ...journeys.models import Rehearsal
from ...saleor_adapter.graphql import (
    AccountPermissions,
    DiscountPermissions,
    NonNullList,
    PermissionDenied,
    PermissionsField,
    ResolveInfo,
)
from .. import DOC_CATEGORY
from ..access import is_allowed
from ..ids import asked_person_row_id, asked_row_id
from ..pages import KeysetConnectionField, keyset_page, number, page_size, read_cursor
from ..reading import reading
from .kinds import CrmJourneyKind, journey_kinds
from .types import (
    CrmEnrollmentConnection,
    CrmJourney,
    CrmJourneyConnection,
    CrmRehearsal,
)

STAFF = [DiscountPermissions.MANAGE_DISCOUNTS]


class JourneyQueries(graphene.ObjectType):
    """Journeys for those who manage discounts; people's passages for those who manage users."""

    crm_journey = PermissionsField(
        CrmJourney,
        id=graphene.ID(description="The ID of the journey."),
        code=graphene.String(description="The code of the journey."),
        description="Look up one journey by ID or by code; give one of the two.",
        permissions=STAFF,
        doc_category=DOC_CATEGORY,
    )
    crm_journeys = KeysetConnectionField(
        CrmJourneyConnection,
        description="All journeys, oldest first.",
        permissions=STAFF,
        doc_category=DOC_CATEGORY,
    )
    crm_journey_kinds = PermissionsField(
        NonNullList(CrmJourneyKind),
        required=True,
        description="Everything that a definition can name, with its settings.",
        permissions=STAFF,
        doc_category=DOC_CATEGORY,
    )
    crm_enrollments = KeysetConnectionField(
        CrmEnrollmentConnection,
        profile=graphene.ID(required=True, description="The ID of the person."),
        description="One person's passages through journeys, newest first.",
        permissions=[AccountPermissions.MANAGE_USERS],
        doc_category=DOC_CATEGORY,
    )
    crm_journey_people = KeysetConnectionField(
        CrmEnrollmentConnection,
        version=graphene.ID(
            required=True, description="The ID of the version that they are on."
        ),
        step=graphene.String(
            description="Only those at this step; empty for those before the first one."
        ),
        description="Passages that are on one version of a journey and not over, oldest first.",
        permissions=[AccountPermissions.MANAGE_USERS],
        doc_category=DOC_CATEGORY,
    )
    crm_stuck_enrollments = KeysetConnectionField(
        CrmEnrollmentConnection,
        description="Passages that failed again and again, oldest first.",
        permissions=STAFF,
        doc_category=DOC_CATEGORY,
    )
    crm_rehearsal = PermissionsField(
        CrmRehearsal,
        id=graphene.ID(required=True, description="The ID of the rehearsal."),
        description=(
            "Look up a rehearsal. One that is about a single person also needs the permission "
            "to manage customers."
        ),
        permissions=STAFF,
        doc_category=DOC_CATEGORY,
    )

    @staticmethod
    def resolve_crm_journey(
        _root: Any, info: ResolveInfo, id: str | None = None, code: str | None = None
    ) -> Any:
        if (id is None) == (code is None):
            raise GraphQLError("Give either `id` or `code`.")
        with reading(info) as using:
            rows = queries.journeys(using=using)
            if id is not None:
                return rows.filter(
                    pk=asked_row_id(id, "CrmJourney", argument="id")
                ).first()
            return rows.filter(code=code).first()

    @staticmethod
    def resolve_crm_journeys(
        _root: Any,
        info: ResolveInfo,
        first: int | None = None,
        after: str | None = None,
    ) -> Any:
        size = page_size(info, first)
        cursor = read_cursor(after, [number])
        with reading(info) as using:
            rows = queries.journeys(using=using)
            if cursor:
                rows = rows.filter(pk__gt=cursor[0])
            found = list(rows[: size + 1])
        return keyset_page(
            CrmJourneyConnection,
            found,
            first=size,
            after=after,
            cursor_of=lambda row: [row.pk],
        )

    @staticmethod
    def resolve_crm_journey_kinds(_root: Any, _info: ResolveInfo) -> Any:
        return journey_kinds()

    @staticmethod
    def resolve_crm_enrollments(
        _root: Any,
        info: ResolveInfo,
        profile: str,
        first: int | None = None,
        after: str | None = None,
    ) -> Any:
        size = page_size(info, first)
        cursor = read_cursor(after, [number])
        profile_id = asked_person_row_id(info, profile, argument="profile")
        with reading(info) as using:
            rows = queries.enrollments_of(
                profile_id, size + 1, before=cursor[0] if cursor else None, using=using
            )
        return _enrollments(rows, size, after)

    @staticmethod
    def resolve_crm_journey_people(
        _root: Any,
        info: ResolveInfo,
        version: str,
        step: str | None = None,
        first: int | None = None,
        after: str | None = None,
    ) -> Any:
        size = page_size(info, first)
        cursor = read_cursor(after, [number])
        version_id = asked_row_id(version, "CrmJourneyVersion", argument="version")
        with reading(info) as using:
            rows = queries.present_enrollments(
                version_id,
                size + 1,
                step=step,
                after=cursor[0] if cursor else 0,
                using=using,
            )
        return _enrollments(rows, size, after)

    @staticmethod
    def resolve_crm_stuck_enrollments(
        _root: Any,
        info: ResolveInfo,
        first: int | None = None,
        after: str | None = None,
    ) -> Any:
        size = page_size(info, first)
        cursor = read_cursor(after, [number])
        with reading(info) as using:
            rows = queries.stuck_enrollments(
                size + 1, after=cursor[0] if cursor else 0, using=using
            )
        return _enrollments(rows, size, after)

    @staticmethod
    def resolve_crm_rehearsal(
        _root: Any, info: ResolveInfo, id: str
    ) -> Rehearsal | None:
        rehearsal_id = asked_row_id(id, "CrmRehearsal", argument="id")
        with reading(info) as using:
            row = queries.rehearsal(rehearsal_id, using=using)
        is_personal = row is not None and row.profile_id is not None
        if is_personal and not is_allowed(info, AccountPermissions.MANAGE_USERS):
            raise PermissionDenied(permissions=[AccountPermissions.MANAGE_USERS])
        return row


def _enrollments(rows: Any, size: int, after: str | None) -> Any:
    return keyset_page(
        CrmEnrollmentConnection,
        rows,
        first=size,
        after=after,
        cursor_of=lambda row: [row.pk],
    )
