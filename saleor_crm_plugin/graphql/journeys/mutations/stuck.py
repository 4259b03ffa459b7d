"""Decisions about passages that failed again and again."""

from typing import Any

import graphene

from ....core import clock
from ....journeys.actions.stuck import retry_stuck, skip_stuck
from ....saleor_adapter.graphql import NonNullList, ResolveInfo
from ... import DOC_CATEGORY
from ...access import author_of
from ...errors import CrmMutation
from ...ids import node_row_id
from . import STAFF, CrmJourneyError


def _row_ids(ids: list[str]) -> list[int]:
    return [node_row_id(one, "CrmEnrollment", field="ids") for one in ids]


class CrmEnrollmentRetry(CrmMutation):
    """Try stuck passages again."""

    count = graphene.Int(
        required=True, default_value=0, description="How many will be tried again."
    )

    class Arguments:
        ids = NonNullList(
            graphene.ID, required=True, description="The IDs of the passages."
        )

    class Meta:
        description = "Try stuck passages again, at once and with all their tries."
        doc_category = DOC_CATEGORY
        permissions = STAFF
        error_type_class = CrmJourneyError

    @classmethod
    def act(cls, info: ResolveInfo, *, ids: list[str]) -> Any:
        count = retry_stuck(_row_ids(ids), author=author_of(info), now=clock.now())
        return cls(count=count)


class CrmEnrollmentSkip(CrmMutation):
    """Take stuck passages out of their journeys."""

    count = graphene.Int(
        required=True, default_value=0, description="How many were taken out."
    )

    class Arguments:
        ids = NonNullList(
            graphene.ID, required=True, description="The IDs of the passages."
        )
        reason = graphene.String(required=True, description="Why; it is kept.")

    class Meta:
        description = "Take stuck passages out of their journeys for good."
        doc_category = DOC_CATEGORY
        permissions = STAFF
        error_type_class = CrmJourneyError

    @classmethod
    def act(cls, info: ResolveInfo, *, ids: list[str], reason: str) -> Any:
        count = skip_stuck(
            _row_ids(ids), reason=reason, author=author_of(info), now=clock.now()
        )
        return cls(count=count)
