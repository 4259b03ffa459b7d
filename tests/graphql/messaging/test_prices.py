"""Staff say what messages cost."""

import pytest
from saleor.permission.enums import PluginsPermissions

from saleor_crm_plugin.audit.models import SettingsChange
from saleor_crm_plugin.messaging.error_codes import MessagingErrorCode
from saleor_crm_plugin.messaging.price_models import MessagePrice
from tests.fixtures.api import assert_closed

PRICES = """mutation($prices: [CrmMessagePriceInput!]!) {
    crmMessagePricesSet(prices: $prices) {
    settings { prices { channel amount currency } } errors { field code } } }"""


@pytest.fixture
def manager(staff_api):
    """Return a client of a member of staff who may manage plugins."""
    return staff_api(PluginsPermissions.MANAGE_PLUGINS)


def price(**changes):
    return {"channel": "email", "amount": "0.00125", "currency": "EUR"} | changes


def test_prices_are_replaced_as_a_whole_and_logged(manager):
    manager.done(PRICES, prices=[price(channel="onsite")])
    shown = manager.done(PRICES, prices=[price()])

    assert shown["settings"]["prices"] == [
        {"channel": "email", "amount": 0.00125, "currency": "EUR"}
    ]
    last = SettingsChange.objects.filter(subject="message_prices").latest("id")
    assert (last.before, last.after) == (
        {"onsite": "0.00125 EUR"},
        {"email": "0.00125 EUR"},
    )


@pytest.mark.parametrize(
    ("given", "field", "code"),
    [
        ([price(channel="pigeon")], "channel", MessagingErrorCode.UNKNOWN_CHANNEL),
        ([price(currency="euro")], "prices", MessagingErrorCode.INVALID),
        ([price(amount="0.000001")], "prices", MessagingErrorCode.INVALID),
        ([price(amount="1000000")], "prices", MessagingErrorCode.INVALID),
        ([price(), price()], "prices", MessagingErrorCode.INVALID),
    ],
)
def test_what_is_no_price_changes_nothing(given, field, code, manager):
    manager.done(PRICES, prices=[price()])

    [(refused_field, refused)] = manager.refused(PRICES, prices=given)

    assert (refused_field, refused) == (field, code.name)
    assert MessagePrice.objects.count() == 1


def test_nobody_else_sets_prices(outsiders, db):
    assert_closed(outsiders, PRICES, prices=[price()])
