"""Deliveries that were given up, and how much waits."""

import graphene

from ...saleor_adapter.graphql import BaseObjectType, DateTime, NonNullConnection
from .. import DOC_CATEGORY


class CrmStuckDelivery(BaseObjectType):
    """A fact that one handler could not handle, however often it was tried."""

    id = graphene.ID(required=True, description="The ID of the delivery.")
    handler = graphene.String(required=True, description="The handler that failed.")
    fact_code = graphene.String(required=True, description="What kind of fact it is.")
    fact_key = graphene.String(required=True, description="The unique key of the fact.")
    occurred_at = DateTime(required=True, description="When the fact happened.")
    tries = graphene.Int(required=True, description="How often it was tried.")
    last_error = graphene.String(required=True, description="How the last try failed.")

    class Meta:
        description = "A fact that one handler could not handle."
        doc_category = DOC_CATEGORY


class CrmStuckDeliveryConnection(NonNullConnection):
    """A page of the stuck list."""

    class Meta:
        node = CrmStuckDelivery
        description = "A page of the stuck list."
        doc_category = DOC_CATEGORY


class CrmBacklog(BaseObjectType):
    """How much the CRM has still to do."""

    marks = graphene.Int(
        required=True, description="Changes in the shop that were not looked at yet."
    )
    marks_given_up = graphene.Int(
        required=True,
        description="Changes that could not be looked at, however often tried.",
    )
    deliveries = graphene.Int(
        required=True, description="Facts that were not handled yet."
    )
    deliveries_stuck = graphene.Int(
        required=True, description="Facts on the stuck list."
    )
    oldest_mark_at = DateTime(description="When the oldest waiting change was marked.")

    class Meta:
        description = "How much the CRM has still to do."
        doc_category = DOC_CATEGORY
