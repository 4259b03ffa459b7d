"""Drives a real Saleor by its own mutations, over `/graphql/`."""

import sys
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import graphene
from django.apps import apps
from django.conf import settings
from saleor.core.jwt import create_access_token

from . import rows
from .committing import as_committed, committed, reference

# Behind the real shop on the path: only the capture program is taken from there.
sys.path.append(str(Path(__file__).resolve().parents[2] / "sandbox"))

TRACE_PLUGIN = "capture.recording.trace_plugin.TracePlugin"


class _Eager:
    """Tasks run at once in tests; there is no queue to empty."""

    def run(self) -> None:
        """Do nothing."""


class SaleorDriver:
    """The shop of the recordings: one channel that takes unpaid orders, a book and a lamp."""

    def __init__(self) -> None:
        from capture.recording import catalogue
        from capture.recording.shop import Shop

        if TRACE_PLUGIN not in settings.PLUGINS:
            settings.PLUGINS.append(TRACE_PLUGIN)  # it keeps the tokens that are mailed
        if "localhost" not in settings.ALLOWED_CLIENT_HOSTS:
            settings.ALLOWED_CLIENT_HOSTS.append(
                "localhost"
            )  # where the mailed links lead
        _empty_shop()
        self._shop = Shop(None, _Eager(), catalogue.create_people())
        catalogue.fill(self._shop)
        self._ids = catalogue.ids()
        self.channel = rows.model("channel.Channel").objects.get()
        self.book, self.lamp = (
            rows.model("product.ProductVariant").objects.get(sku=name)
            for name in ("book", "lamp")
        )

    @as_committed
    def register(self, email: str) -> Any:
        from capture.scenarios.steps import registration

        self._shop.prepare("accountRegister", {"input": registration(email)})
        return self._user(email)

    @as_committed
    def confirm(self, email: str) -> Any:
        from capture.recording.shop import PASSWORD

        # The shop asks for the password where confirming links a guest's orders.
        proof = {"token": self._shop.secret(email), "password": PASSWORD}
        self._shop.prepare("confirmAccountWithPassword", {"email": email} | proof)
        return self._user(email)

    @as_committed
    def create_customer(self, email: str, **columns: Any) -> Any:
        self._staff("customerCreate", {"input": {"email": email} | _camel(columns)})
        return self._user(email)

    @as_committed
    def update_customer(self, user: Any, **columns: Any) -> Any:
        self._staff("customerUpdate", {"id": _global(user), "input": _camel(columns)})
        user.refresh_from_db()
        return user

    @as_committed
    def delete_customer(self, user: Any) -> None:
        self._staff("customerDelete", {"id": _global(user)})

    def delete_own_account(self, user: Any) -> None:
        from capture.scenarios.steps import REDIRECT

        request = {"redirectUrl": REDIRECT, "channel": self.channel.slug}
        with committed():
            self._shop.prepare("accountRequestDeletion", request, user.email)
        with committed():  # only now the token has been mailed
            self._shop.prepare(
                "accountDelete", {"token": self._shop.secret(user.email)}, user.email
            )

    @as_committed
    def guest_checkout(self, email: str, *, book: int = 0, lamp: int = 0) -> Any:
        return self._fill({"email": email}, "guest", book=book, lamp=lamp)

    @as_committed
    def checkout(self, user: Any, *, book: int = 0, lamp: int = 0) -> Any:
        return self._fill({}, self._signed_in(user), book=book, lamp=lamp)

    def _fill(self, who: dict[str, str], by: str, **quantities: int) -> Any:
        from capture.scenarios.steps import checkout_input

        wanted = {name: count for name, count in quantities.items() if count}
        made = self._shop.prepare(
            "checkoutCreate",
            {"input": checkout_input(self._ids, by, **wanted) | who},
            by,
        )
        found = made["checkout"]["id"]
        self._shop.prepare(
            "checkoutDeliveryMethodUpdate",
            {"id": found, "method": self._ids["method"]},
            by,
        )
        return rows.model("checkout.Checkout").objects.get(pk=_key(found))

    @as_committed
    def pay(self, checkout: Any, amount: Decimal | None = None) -> Any:
        from capture.scenarios.steps import payment

        checkout.refresh_from_db()
        charged = str(checkout.total_gross_amount if amount is None else amount)
        self._app("transactionCreate", payment(_global(checkout), charged, reference()))
        return checkout.payment_transactions.order_by("pk").last()

    @as_committed
    def refuse_card(self, owner: Any) -> None:
        from capture.scenarios.steps import payment

        if not owner.payment_transactions.exists():
            nothing = payment(_global(owner), "0.00", reference())
            self._app("transactionCreate", nothing)
        item = owner.payment_transactions.order_by("pk").first()
        refusal = {
            "id": graphene.Node.to_global_id("TransactionItem", item.token),
            "type": "CHARGE_FAILURE",
            "amount": str(owner.total_gross_amount),
            "pspReference": reference(),
        }
        self._app("transactionEventReport", refusal)

    @as_committed
    def charge(self, order: Any) -> None:
        item = order.payment_transactions.order_by("pk").first()
        success = {
            "id": graphene.Node.to_global_id("TransactionItem", item.token),
            "type": "CHARGE_SUCCESS",
            "amount": str(order.total_gross_amount),
            "pspReference": reference(),
        }
        self._app("transactionEventReport", success)

    @as_committed
    def use_code(self, checkout: Any, code: str) -> None:
        typed = {"id": _global(checkout), "code": code}
        self._shop.prepare("checkoutAddPromoCode", typed)

    @as_committed
    def set_stock(self, variant: Any, quantity: int) -> None:
        stock = {"warehouse": self._ids["warehouse"], "quantity": quantity}
        self._staff(
            "productVariantStocksUpdate", {"id": _global(variant), "stocks": [stock]}
        )

    @as_committed
    def set_price(self, variant: Any, price: Decimal) -> None:
        prices = [{"channelId": self._ids["channel"], "price": str(price)}]
        self._staff(
            "productVariantChannelListingUpdate",
            {"id": _global(variant), "input": prices},
        )

    @as_committed
    def complete(self, checkout: Any) -> Any:
        by = self._signed_in(checkout.user) if checkout.user else "guest"
        made = self._shop.prepare("checkoutComplete", {"id": _global(checkout)}, by)
        return rows.model("order.Order").objects.get(pk=_key(made["order"]["id"]))

    @as_committed
    def mark_as_paid(self, order: Any) -> None:
        self._staff("orderMarkAsPaid", {"id": _global(order)})

    @as_committed
    def fulfill(self, order: Any, quantities: Mapping[Any, int] | None = None) -> Any:
        order.refresh_from_db()
        wanted = quantities or {
            line: line.quantity - line.quantity_fulfilled for line in order.lines.all()
        }
        lines = [
            {
                "orderLineId": _global(line),
                "stocks": [{"warehouse": self._ids["warehouse"], "quantity": count}],
            }
            for line, count in wanted.items()
            if count
        ]
        self._staff(
            "orderFulfill",
            {
                "order": _global(order),
                "input": {"notifyCustomer": True, "lines": lines},
            },
        )
        return order.fulfillments.order_by("pk").last()

    @as_committed
    def cancel_fulfillment(self, fulfillment: Any) -> None:
        warehouse = {"warehouseId": self._ids["warehouse"]}
        self._staff(
            "orderFulfillmentCancel", {"id": _global(fulfillment), "input": warehouse}
        )

    @as_committed
    def return_lines(
        self, order: Any, quantities: Mapping[Any, int], *, refund: bool = False
    ) -> None:
        back = {
            "fulfillmentLines": list(_sent_lines(order, quantities)),
            "refund": refund,
        }
        self._staff(
            "orderFulfillmentReturnProducts", {"order": _global(order), "input": back}
        )

    @as_committed
    def exchange_line(self, order: Any, line: Any) -> None:
        """Take one piece of a line back and send another for it; the sandbox does not know this."""
        (sent,) = _sent_lines(order, {line: 1})
        exchange = {"fulfillmentLines": [sent | {"replace": True}]}
        self._staff(
            "orderFulfillmentReturnProducts",
            {"order": _global(order), "input": exchange},
        )

    @as_committed
    def refund_products(self, order: Any, quantities: Mapping[Any, int]) -> None:
        lines = [
            {"orderLineId": _global(line), "quantity": count}
            for line, count in quantities.items()
        ]
        self._staff(
            "orderFulfillmentRefundProducts",
            {"order": _global(order), "input": {"orderLines": lines}},
        )

    @as_committed
    def refund_amount(self, order: Any, amount: Decimal) -> None:
        self._staff("orderRefund", {"id": _global(order), "amount": str(amount)})

    def refund(self, order: Any, amount: Decimal) -> None:
        self._report(order, "REFUND_SUCCESS", amount)

    def reverse_refund(self, order: Any, amount: Decimal) -> None:
        self._report(order, "REFUND_REVERSE", amount)

    def charge_back(self, order: Any, amount: Decimal) -> None:
        self._report(order, "CHARGE_BACK", amount)

    @as_committed
    def _report(self, order: Any, kind: str, amount: Decimal) -> None:
        item = order.payment_transactions.order_by("pk").first()
        found = graphene.Node.to_global_id("TransactionItem", item.token)
        report = {
            "id": found,
            "type": kind,
            "amount": str(amount),
            "pspReference": reference(),
        }
        self._app("transactionEventReport", report)

    @as_committed
    def cancel(self, order: Any) -> None:
        self._staff("orderCancel", {"id": _global(order)})

    @as_committed
    def change_email(self, order: Any, email: str) -> None:
        self._staff(
            "orderUpdate", {"id": _global(order), "input": {"userEmail": email}}
        )

    @as_committed
    def import_orders(self, email: str, count: int) -> list[Any]:
        from capture.scenarios.backstage import _imported

        before = set(rows.model("order.Order").objects.values_list("pk", flat=True))
        orders = [
            _imported(self._ids, 1) | {"user": {"email": email}} for _ in range(count)
        ]
        self._staff("orderBulkCreate", {"orders": orders})
        return list(
            rows.model("order.Order").objects.exclude(pk__in=before).order_by("number")
        )

    def _staff(self, mutation: str, variables: dict[str, Any]) -> None:
        self._shop.prepare(mutation, variables, "staff")

    def _app(self, mutation: str, variables: dict[str, Any]) -> None:
        self._shop.prepare(mutation, variables, "app")

    def _signed_in(self, user: Any) -> str:
        """Give the name to act by; accounts that staff opened have no password."""
        self._shop.admit(user.email, create_access_token(user))
        return str(user.email)

    def _user(self, email: str) -> Any:
        return rows.model("account.User").objects.get(email=email)


def _empty_shop() -> None:
    """Make what an operator's first migration makes: a channel, a warehouse, a zone, and kinds of things."""
    rows.make_site_settings()
    _default_customer_type()
    channel = rows.make_channel("default-channel")
    rows.model("tax.TaxConfiguration").objects.create(
        channel=channel, charge_taxes=False, display_gross_prices=True
    )
    rows.make_category()
    rows.model("product.ProductType").objects.create(
        name="Default", slug="default-type", kind="normal"
    )
    warehouse = rows.model("warehouse.Warehouse").objects.create(
        name="Default", slug="default-warehouse", address=rows.make_address()
    )
    zone = rows.model("shipping.ShippingZone").objects.create(
        name="Default", countries="US"
    )
    warehouse.shipping_zones.add(zone)
    warehouse.channels.add(channel)
    zone.channels.add(channel)


def _global(row: Any) -> str:
    return graphene.Node.to_global_id(type(row).__name__, row.pk)


def _key(global_id: str) -> str:
    return graphene.Node.from_global_id(global_id)[1]


def _camel(columns: Mapping[str, Any]) -> dict[str, Any]:
    names = {
        "first_name": "firstName",
        "last_name": "lastName",
        "is_confirmed": "isConfirmed",
    }
    return {names.get(name, name): value for name, value in columns.items()}


def _sent_lines(order: Any, quantities: Mapping[Any, int]) -> Any:
    """Find the sent lines that hold the wanted quantities, the oldest first."""
    for line, wanted in quantities.items():
        left = wanted
        sent = line.fulfillment_lines.filter(
            fulfillment__order=order, fulfillment__status="fulfilled"
        )
        for item in sent.order_by("pk"):
            taken = min(left, item.quantity)
            left -= taken
            if taken:
                yield {"fulfillmentLineId": _global(item), "quantity": taken}


def _default_customer_type() -> None:
    """Make the kind that new customers are of, where the shop knows kinds: from 3.23 on."""
    if "customertype" in apps.all_models["account"]:
        rows.model("account.CustomerType").objects.get_or_create(
            is_default=True, defaults={"name": "Default", "slug": "default"}
        )
