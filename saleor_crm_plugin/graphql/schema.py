"""Puts our part of the API together and hands it to Saleor while it builds its schema."""

from collections.abc import Sequence
from typing import Any

import graphene

from ..saleor_adapter.graphql import COST_MAP
from .outbox.mutations import CrmStuckRetry, CrmStuckSkip
from .outbox.queries import OutboxQueries

COSTS = {
    "Query": {"crmStuckDeliveries": {"complexity": 1, "multipliers": ["first"]}},
}


class CrmQueries(OutboxQueries):
    """Everything that can be asked at the root."""


class CrmMutations(graphene.ObjectType):
    """Everything that can be changed."""

    crm_stuck_retry = CrmStuckRetry.Field()
    crm_stuck_skip = CrmStuckSkip.Field()


def extend(query: type, mutation: type, types: Sequence[Any]) -> tuple[type, type, list[Any]]:
    """Return Saleor's roots with ours added; called once, before the schema is built.

    Costs are added here and nowhere else: Saleor checks its cost map against the schema at each
    request, so an entry for a field that is not there would make every query fail.
    """
    for type_name, fields in COSTS.items():
        COST_MAP.setdefault(type_name, {}).update(fields)
    return (
        type("Query", (CrmQueries, query), {}),
        type("Mutation", (CrmMutations, mutation), {}),
        list(types),
    )
