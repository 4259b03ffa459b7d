"""A purchase from the cart to the return, and what is refused on the way."""

from decimal import Decimal
from typing import Any

import graphene
import pytest
from saleor.account.models import User
from saleor.checkout.models import Checkout
from saleor.order.models import Fulfillment, Order
from saleor.permission.enums import OrderPermissions, PaymentPermissions
from saleor.site.models import SiteSettings

from ...shop.rows import (
    make_app,
    make_channel,
    make_site_settings,
    make_staff,
    make_user,
    make_variant,
)
from .client import ApiClient, signed_in

pytestmark = [pytest.mark.sandbox_only, pytest.mark.django_db]

CREATE = """mutation($input: CheckoutCreateInput!) {
  checkoutCreate(input: $input) {
    checkout {
      id token email quantity totalPrice { gross { amount currency } }
      user { email } lines { quantity variant { name product { name } } }
    }
    errors { field message code }
  }
}"""
ADD = """mutation($id: ID!, $lines: [CheckoutLineInput!]!) {
  checkoutLinesAdd(id: $id, lines: $lines) {
    checkout { quantity } errors { field code }
  }
}"""
PAY = """mutation($id: ID!, $amount: PositiveDecimal!, $currency: String!) {
  transactionCreate(id: $id, transaction: {
    pspReference: "psp-1", amountCharged: { amount: $amount, currency: $currency }
  }) {
    transaction { id chargedAmount { amount } events { type amount { amount } } }
    errors { field code }
  }
}"""
COMPLETE = """mutation($id: ID!) {
  checkoutComplete(id: $id) {
    order { id number status chargeStatus isPaid userEmail
      total { gross { amount } } lines { id quantity productName } }
    errors { field message code }
  }
}"""
REPORT = """mutation($id: ID!, $amount: PositiveDecimal!) {
  transactionEventReport(
    id: $id, type: REFUND_SUCCESS, amount: $amount, pspReference: "psp-2"
  ) {
    alreadyProcessed transaction { refundedAmount { amount } }
    transactionEvent { type } errors { field code }
  }
}"""
FULFILL = """mutation($order: ID!, $line: ID!, $quantity: Int!) {
  orderFulfill(order: $order, input: { lines: [{
    orderLineId: $line, stocks: [{ quantity: $quantity, warehouse: "V2FyZWhvdXNlOjE=" }]
  }] }) {
    fulfillments { status lines { id quantity } } order { status }
    errors { field code }
  }
}"""
RETURN = """mutation($order: ID!, $line: ID!, $quantity: Int!, $refund: Boolean) {
  orderFulfillmentReturnProducts(order: $order, input: {
    refund: $refund, fulfillmentLines: [{ fulfillmentLineId: $line, quantity: $quantity }]
  }) {
    returnFulfillment { status lines { quantity } } order { status }
    errors { field code }
  }
}"""
CANCEL = """mutation($id: ID!) {
  orderCancel(id: $id) { order { status } errors { field code } }
}"""
MARK = """mutation($id: ID!) {
  orderMarkAsPaid(id: $id) { order { chargeStatus } errors { field code } }
}"""
REFUND = """mutation($id: ID!, $amount: PositiveDecimal!) {
  orderRefund(id: $id, amount: $amount) { order { number } errors { field code } }
}"""
REGISTER = """mutation($input: AccountRegisterInput!) {
  accountRegister(input: $input) {
    requiresConfirmation user { id email } errors { field message code }
  }
}"""
CONFIRM = """mutation($email: String!, $token: String!) {
  confirmAccount(email: $email, token: $token) {
    user { email isConfirmed } errors { field code }
  }
}"""


@pytest.fixture(autouse=True)
def _settings() -> None:
    make_site_settings(enable_account_confirmation_by_email=False)


@pytest.fixture
def channel() -> Any:
    return make_channel(allow_unpaid_orders=False)


@pytest.fixture
def variant(channel: Any) -> Any:
    return make_variant(channels=[channel], price=Decimal("12.50"))


@pytest.fixture
def staff() -> ApiClient:
    return signed_in(make_staff(OrderPermissions.MANAGE_ORDERS))


@pytest.fixture
def payments() -> ApiClient:
    return ApiClient(make_app(PaymentPermissions.HANDLE_PAYMENTS).auth_token)


def global_id(row: Any) -> str:
    return graphene.Node.to_global_id(type(row).__name__, row.pk)


def cart(client: ApiClient, variant: Any, quantity: int = 2, **changes: Any) -> Any:
    lines = [{"variantId": global_id(variant), "quantity": quantity}]
    answer = client.ask(CREATE, input={"channel": "main", "lines": lines, **changes})
    return answer["checkoutCreate"]


def bought(client: ApiClient, payments: ApiClient, variant: Any) -> tuple[Any, str]:
    """Buy two pieces; return the order and the id of its transaction."""
    made = cart(client, variant, email="guest@example.com")["checkout"]
    paid = payments.ask(PAY, id=made["id"], amount=25, currency="USD")
    done = client.ask(COMPLETE, id=made["id"])["checkoutComplete"]
    assert done["errors"] == []
    return done["order"], paid["transactionCreate"]["transaction"]["id"]


def test_guest_fills_a_cart(variant: Any) -> None:
    made = cart(ApiClient(), variant, email="guest@example.com")
    assert made["errors"] == []
    assert made["checkout"]["email"] == "guest@example.com"
    assert made["checkout"]["user"] is None
    assert made["checkout"]["totalPrice"] == {
        "gross": {"amount": 25.0, "currency": "USD"}
    }
    assert made["checkout"]["lines"] == [
        {
            "quantity": 2,
            "variant": {"name": "Bottle", "product": {"name": "Apple juice"}},
        }
    ]
    assert str(Checkout.objects.get().pk) == made["checkout"]["token"]


def test_customer_fills_a_cart_and_adds_to_it(variant: Any) -> None:
    customer = make_user()
    client = signed_in(customer)
    made = cart(client, variant)["checkout"]
    assert (made["email"], made["user"]) == (customer.email, {"email": customer.email})
    lines = [{"variantId": global_id(variant), "quantity": 3}]
    added = client.ask(ADD, id=made["id"], lines=lines)["checkoutLinesAdd"]
    assert added == {"checkout": {"quantity": 5}, "errors": []}


@pytest.mark.parametrize(
    ("changes", "field", "code"),
    [
        ({"channel": "nowhere"}, "channel", "NOT_FOUND"),
        (
            {"lines": [{"variantId": "UHJvZHVjdFZhcmlhbnQ6OTk5", "quantity": 1}]},
            "lines",
            "UNAVAILABLE_VARIANT_IN_CHANNEL",
        ),
        (
            {"lines": [{"variantId": "UHJvZHVjdFZhcmlhbnQ6OTk5", "quantity": 0}]},
            "quantity",
            "ZERO_QUANTITY",
        ),
    ],
)
def test_wrong_cart_is_refused(
    variant: Any, changes: Any, field: str, code: str
) -> None:
    made = cart(ApiClient(), variant, **changes)
    assert made["checkout"] is None
    assert (made["errors"][0]["field"], made["errors"][0]["code"]) == (field, code)
    assert Checkout.objects.count() == 0


def test_paid_cart_becomes_an_order(variant: Any, payments: ApiClient) -> None:
    order, _ = bought(ApiClient(), payments, variant)
    row = Order.objects.get()
    assert order["number"] == str(row.number)
    assert (order["chargeStatus"], order["isPaid"]) == ("FULL", True)
    assert order["userEmail"] == "guest@example.com"
    assert order["total"] == {"gross": {"amount": 25.0}}
    assert [(line["quantity"], line["productName"]) for line in order["lines"]] == [
        (2, "Apple juice")
    ]
    assert Checkout.objects.count() == 0


def test_unpaid_cart_stays_a_cart(variant: Any) -> None:
    made = cart(ApiClient(), variant, email="guest@example.com")["checkout"]
    done = ApiClient().ask(COMPLETE, id=made["id"])["checkoutComplete"]
    assert done == {
        "order": None,
        "errors": [
            {
                "field": None,
                "message": "The authorized amount doesn't cover the checkout's total amount.",
                "code": "CHECKOUT_NOT_FULLY_PAID",
            }
        ],
    }
    assert (Checkout.objects.count(), Order.objects.count()) == (1, 0)


def test_payment_in_another_currency_is_refused(
    variant: Any, payments: ApiClient
) -> None:
    made = cart(ApiClient(), variant, email="guest@example.com")["checkout"]
    paid = payments.ask(PAY, id=made["id"], amount=25, currency="EUR")
    assert paid["transactionCreate"]["errors"] == [
        {"field": "transaction", "code": "INCORRECT_CURRENCY"}
    ]


def test_refund_is_reported_once(variant: Any, payments: ApiClient) -> None:
    _, transaction = bought(ApiClient(), payments, variant)
    first = payments.ask(REPORT, id=transaction, amount=5)["transactionEventReport"]
    again = payments.ask(REPORT, id=transaction, amount=5)["transactionEventReport"]
    other = payments.ask(REPORT, id=transaction, amount=6)["transactionEventReport"]
    assert first == {
        "alreadyProcessed": False,
        "transaction": {"refundedAmount": {"amount": 5.0}},
        "transactionEvent": {"type": "REFUND_SUCCESS"},
        "errors": [],
    }
    assert again == {**first, "alreadyProcessed": True}
    assert other["errors"] == [{"field": "pspReference", "code": "INCORRECT_DETAILS"}]


@pytest.mark.django_db(transaction=True)
def test_order_is_sent_and_partly_returned(
    variant: Any, payments: ApiClient, staff: ApiClient
) -> None:
    order, _ = bought(ApiClient(), payments, variant)
    line = order["lines"][0]["id"]
    sent = staff.ask(FULFILL, order=order["id"], line=line, quantity=2)["orderFulfill"]
    assert sent["errors"] == []
    assert sent["order"] == {"status": "FULFILLED"}
    (fulfillment,) = sent["fulfillments"]
    assert fulfillment["status"] == "FULFILLED"
    sent_line = fulfillment["lines"][0]["id"]
    back = staff.ask(
        RETURN, order=order["id"], line=sent_line, quantity=1, refund=False
    )
    assert back["orderFulfillmentReturnProducts"] == {
        "returnFulfillment": {"status": "RETURNED", "lines": [{"quantity": 1}]},
        "order": {"status": "PARTIALLY_RETURNED"},
        "errors": [],
    }


def test_more_than_ordered_is_not_sent(
    variant: Any, payments: ApiClient, staff: ApiClient
) -> None:
    order, _ = bought(ApiClient(), payments, variant)
    line = order["lines"][0]["id"]
    sent = staff.ask(FULFILL, order=order["id"], line=line, quantity=3)["orderFulfill"]
    assert sent["errors"] == [{"field": "orderLineId", "code": "FULFILL_ORDER_LINE"}]
    assert Fulfillment.objects.count() == 0


def test_order_is_canceled_once(
    variant: Any, payments: ApiClient, staff: ApiClient
) -> None:
    order, _ = bought(ApiClient(), payments, variant)
    first = staff.ask(CANCEL, id=order["id"])["orderCancel"]
    again = staff.ask(CANCEL, id=order["id"])["orderCancel"]
    assert first == {"order": {"status": "CANCELED"}, "errors": []}
    assert again == {
        "order": None,
        "errors": [{"field": "order", "code": "CANNOT_CANCEL_ORDER"}],
    }


def test_order_is_marked_as_paid_and_refunded(
    variant: Any, channel: Any, staff: ApiClient
) -> None:
    type(channel).objects.update(allow_unpaid_orders=True)
    made = cart(ApiClient(), variant, email="guest@example.com")["checkout"]
    order = ApiClient().ask(COMPLETE, id=made["id"])["checkoutComplete"]["order"]
    assert order["chargeStatus"] == "NONE"
    marked = staff.ask(MARK, id=order["id"])["orderMarkAsPaid"]
    assert marked == {"order": {"chargeStatus": "FULL"}, "errors": []}
    assert staff.ask(MARK, id=order["id"])["orderMarkAsPaid"]["errors"] == [
        {"field": "payment", "code": "PAYMENT_ERROR"}
    ]
    too_much = staff.ask(REFUND, id=order["id"], amount=26)["orderRefund"]
    assert too_much["errors"] == [{"field": "payment", "code": "CANNOT_REFUND"}]
    back = staff.ask(REFUND, id=order["id"], amount=5)["orderRefund"]
    assert back == {"order": {"number": order["number"]}, "errors": []}


@pytest.mark.parametrize(
    "query",
    [CANCEL, MARK],
)
def test_customers_do_not_manage_orders(
    query: str, variant: Any, payments: ApiClient
) -> None:
    order, _ = bought(ApiClient(), payments, variant)
    before = Order.objects.values().get()
    error = signed_in(make_user()).refusal(query, id=order["id"])
    assert error["extensions"]["exception"]["code"] == "PermissionDenied"
    assert Order.objects.values().get() == before


def test_only_payment_apps_report_payments(variant: Any) -> None:
    made = cart(ApiClient(), variant, email="guest@example.com")["checkout"]
    error = ApiClient().refusal(PAY, id=made["id"], amount=25, currency="USD")
    assert error["extensions"]["exception"]["code"] == "PermissionDenied"


def test_order_is_read_by_its_customer_and_by_staff(
    variant: Any, payments: ApiClient, staff: ApiClient
) -> None:
    customer = make_user()
    order, _ = bought(signed_in(customer), payments, variant)
    Order.objects.update(user=customer, user_email=customer.email)
    query = "query($id: ID!) { order(id: $id) { user { email } } }"
    for client in (signed_in(customer), staff):
        data = client.ask(query, id=order["id"])
        assert data == {"order": {"user": {"email": customer.email}}}
    answer = ApiClient().post(query, {"id": order["id"]}).json()
    assert answer["data"] == {"order": {"user": None}}
    own = "{ me { orders(first: 5) { totalCount edges { node { number } } } } }"
    assert signed_in(customer).ask(own)["me"]["orders"] == {
        "totalCount": 1,
        "edges": [{"node": {"number": order["number"]}}],
    }
    listed = staff.ask("{ orders(first: 5) { edges { node { number } } } }")
    assert listed["orders"]["edges"] == [{"node": {"number": order["number"]}}]


def test_account_is_opened_without_telling_whether_it_is_known() -> None:
    given = {"email": "New@Example.com", "password": "long enough", "firstName": "Ada"}
    first = ApiClient().ask(REGISTER, input=given)["accountRegister"]
    again = ApiClient().ask(REGISTER, input=given)["accountRegister"]
    assert first == again
    assert first == {
        "requiresConfirmation": False,
        "user": {"id": "", "email": "new@example.com"},
        "errors": [],
    }
    user = User.objects.get()
    assert (user.email, user.first_name, user.is_confirmed) == (
        "new@example.com",
        "Ada",
        False,
    )
    assert user.check_password("long enough")


def test_confirmation_needs_a_redirect_address() -> None:
    SiteSettings.objects.update(enable_account_confirmation_by_email=True)
    given = {"email": "new@example.com", "password": "long enough"}
    refused = ApiClient().ask(REGISTER, input=given)["accountRegister"]
    assert refused["errors"] == [
        {
            "field": "redirectUrl",
            "message": "This field is required.",
            "code": "REQUIRED",
        }
    ]
    assert User.objects.count() == 0


def test_wrong_confirmation_token_is_refused() -> None:
    user = make_user(is_confirmed=False)
    refused = ApiClient().ask(CONFIRM, email=user.email, token="guessed")
    assert refused["confirmAccount"] == {
        "user": None,
        "errors": [{"field": "token", "code": "INVALID"}],
    }
    user.refresh_from_db()
    assert user.is_confirmed is False
