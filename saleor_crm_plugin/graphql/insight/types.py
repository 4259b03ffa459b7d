"""What is inferred of a person, each part with its signals or its definition, and how fresh it is."""

import datetime
from collections.abc import Sequence
from typing import Any

import graphene

from ...insight import definitions
from ...insight.inference_models import Lifecycle, RelationshipType
from ...insight.models import CustomerMoney, CustomerRollup
from ...insight.policies.signals import in_words
from ...insight.queries import PersonInsight
from ...saleor_adapter.graphql import (
    BaseObjectType,
    Date,
    DateTime,
    Decimal,
    NonNullList,
    ResolveInfo,
)
from .. import DOC_CATEGORY
from ..enums import described_enum
from ..wording import worded

CrmLifecycleEnum = described_enum(
    "CrmLifecycle", Lifecycle, "Where a person stands on the way with the shop."
)
CrmRelationshipTypeEnum = described_enum(
    "CrmRelationshipType",
    RelationshipType,
    "What kind of relation a person wants with the shop.",
)


class CrmSignal(BaseObjectType):
    """A signal."""

    code = graphene.String(required=True, description="What was looked at, as a code.")
    value = graphene.String(required=True, description="What was seen.")
    weight = graphene.Float(
        required=True,
        description=(
            "How much it spoke for the conclusion; negative against it, 0 where it is told "
            "for understanding only."
        ),
    )
    words = graphene.String(required=True, description="What it says, in plain words.")

    class Meta:
        description = "One thing that was seen of a person, and how much it counted."
        doc_category = DOC_CATEGORY


class CrmCustomerMoney(BaseObjectType):
    """Money in one currency."""

    currency = graphene.String(required=True, description="The currency.")
    paid = Decimal(required=True, description="What was received.")
    refunded = Decimal(required=True, description="What was given back.")
    charged_back = Decimal(required=True, description="What the bank took back.")
    net = Decimal(required=True, description="What was kept.")

    class Meta:
        description = "What a person's orders brought in one currency."
        doc_category = DOC_CATEGORY


class CrmCustomerOrders(BaseObjectType):
    """What the orders come to."""

    orders = graphene.Int(required=True, description="Orders that count.")
    items = graphene.Int(required=True, description="Pieces in them.")
    returned_items = graphene.Int(required=True, description="Pieces that came back.")
    returned_orders = graphene.Int(
        required=True, description="Orders of which a piece came back."
    )
    discounted_orders = graphene.Int(
        required=True, description="Orders below their list prices."
    )
    canceled_orders = graphene.Int(required=True, description="Canceled orders.")
    first_order_at = DateTime(description="When the first was placed.")
    last_order_at = DateTime(description="When the last was placed.")
    cycle_days = graphene.Float(
        description="The person's own repurchase cycle in days, where it is known."
    )
    money = NonNullList(
        CrmCustomerMoney, required=True, description="Their money, by currency."
    )
    definition = graphene.String(required=True, description="What is counted.")

    class Meta:
        description = "What a person's orders come to by now."
        doc_category = DOC_CATEGORY


class CrmCustomerScores(BaseObjectType):
    """RFM."""

    recency = graphene.Int(required=True, description="1 to 5; 5 ordered lately.")
    frequency = graphene.Int(required=True, description="1 to 5; 5 ordered often.")
    monetary = graphene.Int(required=True, description="1 to 5; 5 spent most.")
    definition = graphene.String(required=True, description="What is scored.")
    data_until = DateTime(description="The last order that the scores were made from.")

    class Meta:
        description = "Where a person stands among the shop's customers."
        doc_category = DOC_CATEGORY


class CrmCustomerPrediction(BaseObjectType):
    """What is to be expected."""

    probability_alive = graphene.Float(
        required=True, description="The probability that another order will come."
    )
    expected_purchases = graphene.Float(
        required=True, description="Orders to be expected within the horizon."
    )
    expected_value = Decimal(description="Their money, where it can be reckoned.")
    currency = graphene.String(
        required=True, description="The money's currency, or an empty text."
    )
    next_order_on = Date(
        description="The day by which the next order is more likely to have come than not."
    )
    horizon_days = graphene.Int(description="How many days the predictions look ahead.")
    definition = graphene.String(required=True, description="What is predicted.")
    data_until = DateTime(
        description="The last order that the predictions were made from."
    )

    class Meta:
        description = "What is to be expected of a person."
        doc_category = DOC_CATEGORY


class CrmInsight(BaseObjectType):
    """What is inferred of a person."""

    lifecycle = CrmLifecycleEnum(
        description=(
            "Where the person stands on the way with the shop; null where the shop asks before it "
            "concludes anything, and this one has not agreed."
        )
    )
    lifecycle_since = DateTime(description="Since when.")
    lifecycle_signals = NonNullList(CrmSignal, required=True, description="Why.")
    lifecycle_definition = graphene.String(
        required=True, description="How stages are told apart."
    )
    relationship_type = CrmRelationshipTypeEnum(
        required=True, description="What kind of relation the person wants."
    )
    relationship_is_stated = graphene.Boolean(
        required=True, description="Whether the person has said so."
    )
    relationship_since = DateTime(description="Since when.")
    relationship_signals = NonNullList(
        CrmSignal, required=True, description="Why, the strongest first."
    )
    relationship_definition = graphene.String(
        required=True, description="How types are told apart."
    )
    assessed_at = DateTime(description="When the person was looked at last.")
    orders = graphene.Field(
        CrmCustomerOrders, description="What the orders come to, if there are any."
    )
    scores = graphene.Field(
        CrmCustomerScores, description="The rank among all customers, if there is one."
    )
    prediction = graphene.Field(
        CrmCustomerPrediction, description="What is to be expected, if it is known."
    )

    class Meta:
        description = "What the shop concludes from a person's dealings with it."
        doc_category = DOC_CATEGORY

    @staticmethod
    def resolve_lifecycle(root: PersonInsight, _info: ResolveInfo) -> str | None:
        if root.inferred is None or root.inferred.assessed_at is None:
            return Lifecycle.PROSPECT.value
        return root.inferred.lifecycle or None

    @staticmethod
    def resolve_lifecycle_since(
        root: PersonInsight, _info: ResolveInfo
    ) -> datetime.datetime | None:
        return root.inferred.lifecycle_since if root.inferred else None

    @staticmethod
    def resolve_lifecycle_signals(
        root: PersonInsight, info: ResolveInfo
    ) -> list[CrmSignal]:
        return _signals(root.inferred.lifecycle_signals if root.inferred else (), info)

    @staticmethod
    def resolve_lifecycle_definition(_root: PersonInsight, info: ResolveInfo) -> str:
        return worded(definitions.LIFECYCLE, info)

    @staticmethod
    def resolve_relationship_type(root: PersonInsight, _info: ResolveInfo) -> str:
        if root.inferred is None:
            return RelationshipType.UNKNOWN.value
        return root.inferred.relationship_type

    @staticmethod
    def resolve_relationship_is_stated(root: PersonInsight, _info: ResolveInfo) -> bool:
        return bool(root.inferred and root.inferred.relationship_is_stated)

    @staticmethod
    def resolve_relationship_since(
        root: PersonInsight, _info: ResolveInfo
    ) -> datetime.datetime | None:
        return root.inferred.relationship_since if root.inferred else None

    @staticmethod
    def resolve_relationship_signals(
        root: PersonInsight, info: ResolveInfo
    ) -> list[CrmSignal]:
        return _signals(
            root.inferred.relationship_signals if root.inferred else (), info
        )

    @staticmethod
    def resolve_relationship_definition(_root: PersonInsight, info: ResolveInfo) -> str:
        return worded(definitions.RELATIONSHIP, info)

    @staticmethod
    def resolve_assessed_at(
        root: PersonInsight, _info: ResolveInfo
    ) -> datetime.datetime | None:
        return root.inferred.assessed_at if root.inferred else None

    @staticmethod
    def resolve_orders(
        root: PersonInsight, info: ResolveInfo
    ) -> CrmCustomerOrders | None:
        return _orders(root.orders, root.money, info) if root.orders else None

    @staticmethod
    def resolve_scores(
        root: PersonInsight, info: ResolveInfo
    ) -> CrmCustomerScores | None:
        score = root.score
        if score is None or score.rfm_recency is None:
            return None
        return CrmCustomerScores(
            recency=score.rfm_recency,
            frequency=score.rfm_frequency,
            monetary=score.rfm_monetary,
            definition=worded(definitions.SCORES, info),
            data_until=root.scored and root.scored.data_until,
        )

    @staticmethod
    def resolve_prediction(
        root: PersonInsight, info: ResolveInfo
    ) -> CrmCustomerPrediction | None:
        score = root.score
        if score is None or score.p_alive is None:
            return None
        return CrmCustomerPrediction(
            probability_alive=score.p_alive,
            expected_purchases=score.expected_purchases,
            expected_value=score.expected_value,
            currency=score.expected_currency,
            next_order_on=score.next_order_on,
            horizon_days=root.predicted and root.predicted.horizon_days,
            definition=worded(definitions.PREDICTION, info),
            data_until=root.predicted and root.predicted.data_until,
        )


def _signals(stored: Sequence[dict[str, Any]], info: ResolveInfo) -> list[CrmSignal]:
    return [
        CrmSignal(
            code=signal["code"],
            value=str(signal["value"]),
            weight=signal["weight"],
            words=worded(in_words(signal["code"], signal["value"]), info),
        )
        for signal in stored
    ]


def _orders(
    sums: CustomerRollup, money: Sequence[CustomerMoney], info: ResolveInfo
) -> CrmCustomerOrders:
    return CrmCustomerOrders(
        orders=sums.orders,
        items=sums.items,
        returned_items=sums.returned_items,
        returned_orders=sums.returned_orders,
        discounted_orders=sums.discounted_orders,
        canceled_orders=sums.canceled_orders,
        first_order_at=sums.first_order_at,
        last_order_at=sums.last_order_at,
        cycle_days=sums.cycle_days,
        money=[
            CrmCustomerMoney(
                currency=row.currency,
                paid=row.paid,
                refunded=row.refunded,
                charged_back=row.charged_back,
                net=row.net,
            )
            for row in money
        ],
        definition=worded(definitions.ORDERS, info),
    )
