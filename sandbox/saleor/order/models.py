"""Orders: the questions that others ask them, and the numbers they are given."""

from typing import Any

from django.db import models
from django.db.models import Max, QuerySet

from .._models import FromContract
from ..core.models import ModelWithMetadata
from . import FulfillmentStatus, OrderStatus

_CANCELABLE = (
    FulfillmentStatus.CANCELED,
    FulfillmentStatus.REFUNDED,
    FulfillmentStatus.REPLACED,
    FulfillmentStatus.REFUNDED_AND_RETURNED,
    FulfillmentStatus.RETURNED,
)


class OrderQueryset(QuerySet):
    """Orders by where they are in their life."""

    def get_by_checkout_token(self, token: str) -> "Order | None":
        return self.non_draft().filter(checkout_token=token).first()

    def confirmed(self) -> "OrderQueryset":
        return self.exclude(status__in=[OrderStatus.DRAFT, OrderStatus.UNCONFIRMED])

    def non_draft(self) -> "OrderQueryset":
        return self.exclude(status=OrderStatus.DRAFT)

    def drafts(self) -> "OrderQueryset":
        return self.filter(status=OrderStatus.DRAFT)

    def ready_to_confirm(self) -> "OrderQueryset":
        return self.filter(status=OrderStatus.UNCONFIRMED)


class Order(ModelWithMetadata, metaclass=FromContract):
    """What a customer has bought, or a draft of it."""

    objects = models.Manager.from_queryset(OrderQueryset)()

    def __str__(self) -> str:
        return f"#{self.id}"

    @property
    def total_balance(self) -> Any:
        return self.total_charged - self.total.gross

    def get_customer_email(self) -> str | None:
        if self.user_email:
            return self.user_email
        return self.user.email if self.user_id else None

    def get_total_quantity(self) -> int:
        return sum(line.quantity for line in self.lines.all())

    def is_fully_paid(self) -> bool:
        return self.total_charged >= self.total.gross

    def is_partly_paid(self) -> bool:
        return self.total_charged_amount > 0

    def is_draft(self) -> bool:
        return self.status == OrderStatus.DRAFT

    def is_unconfirmed(self) -> bool:
        return self.status == OrderStatus.UNCONFIRMED

    def is_expired(self) -> bool:
        return self.status == OrderStatus.EXPIRED

    def is_open(self) -> bool:
        return self.status in (OrderStatus.UNFULFILLED, OrderStatus.PARTIALLY_FULFILLED)

    def can_cancel(self) -> bool:
        """Tell whether nothing of a live order is on its way to the customer."""
        if self.status in (
            OrderStatus.CANCELED,
            OrderStatus.DRAFT,
            OrderStatus.EXPIRED,
        ):
            return False
        return not self.fulfillments.exclude(status__in=_CANCELABLE).exists()


class OrderLine(ModelWithMetadata, metaclass=FromContract):
    """One product of an order; its id outlives the product."""

    def __str__(self) -> str:
        return (
            f"{self.product_name} ({self.variant_name})"
            if self.variant_name
            else self.product_name
        )

    @property
    def quantity_unfulfilled(self) -> int:
        return self.quantity - self.quantity_fulfilled


class Fulfillment(ModelWithMetadata, metaclass=FromContract):
    """A parcel, a return or a refund: lines of an order that share a fate."""

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Count a new fulfillment within its order, from 1."""
        if not self.pk:
            last = self.order.fulfillments.aggregate(last=Max("fulfillment_order"))[
                "last"
            ]
            self.fulfillment_order = (last or 0) + 1
        super().save(*args, **kwargs)

    @property
    def composed_id(self) -> str:
        return f"{self.order.number}-{self.fulfillment_order}"

    def can_edit(self) -> bool:
        return self.status != FulfillmentStatus.CANCELED

    def get_total_quantity(self) -> int:
        return sum(line.quantity for line in self.lines.all())
