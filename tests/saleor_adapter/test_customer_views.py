"""What messages need of an account, and the mail server of a channel."""

import pytest
from saleor.plugins.models import PluginConfiguration

from saleor_crm_plugin.saleor_adapter.customer_views import CustomerView, customer_views
from saleor_crm_plugin.saleor_adapter.mail import (
    USER_EMAIL_PLUGIN,
    SmtpSettings,
    smtp_for_channel,
)
from tests.shop import rows

pytestmark = pytest.mark.django_db

SERVER = {
    "host": "smtp.example.com",
    "port": "587",
    "username": "ann",
    "password": "hunter2",
    "sender_name": "The shop",
    "sender_address": "shop@example.com",
    "use_tls": True,
    "use_ssl": False,
}


def configure(channel, values=SERVER, **changes):
    return PluginConfiguration.objects.create(
        identifier=USER_EMAIL_PLUGIN,
        name="User emails",
        channel=channel,
        configuration=[
            {"name": name, "value": value} for name, value in values.items()
        ],
        **{"active": True} | changes,
    )


def test_an_account_is_shown_with_language_country_and_time_zone():
    user = rows.make_user(
        language_code="zh-hans",
        first_name="Ada",
        default_shipping_address=rows.make_address(country="IT"),
        default_billing_address=rows.make_address(country="DE"),
    )

    assert customer_views([user.pk]) == {
        user.pk: CustomerView(
            user_id=user.pk,
            first_name="Ada",
            language="zh-hans",
            country="IT",
            time_zone="Europe/Rome",
            is_active=True,
            city="NEW YORK",
            area="NY",
            postal_code="10001",
        )
    }


def test_without_a_chosen_address_the_last_one_counts():
    user = rows.make_user()
    user.addresses.add(rows.make_address(country="DE"))
    user.addresses.add(rows.make_address(country="JP"))

    assert customer_views([user.pk])[user.pk].country == "JP"


def test_a_country_of_several_zones_says_nothing_about_the_time():
    user = rows.make_user(default_billing_address=rows.make_address(country="US"))

    view = customer_views([user.pk])[user.pk]

    assert (view.country, view.time_zone) == ("US", "")


def test_many_accounts_are_read_in_one_query(django_assert_num_queries):
    ids = [rows.make_user().pk for _ in range(3)]

    with django_assert_num_queries(1):
        found = customer_views([*ids, 0])

    assert found.keys() == set(ids)
    assert customer_views([]) == {}


def test_the_mail_server_of_a_channel_is_its_own(channel, django_assert_num_queries):
    # given
    other = rows.make_channel("other")
    configure(channel)
    configure(other, SERVER | {"host": "other.example.com"})

    # when
    with django_assert_num_queries(1):
        found = smtp_for_channel(channel.slug)

    # then
    assert found == SmtpSettings(
        host="smtp.example.com",
        port=587,
        username="ann",
        password="hunter2",
        use_tls=True,
        use_ssl=False,
        sender_name="The shop",
        sender_address="shop@example.com",
    )


def test_secrets_are_not_shown_in_a_log(channel):
    configure(channel)

    shown = repr(smtp_for_channel(channel.slug))

    assert "hunter2" not in shown
    assert "ann" not in shown


def test_what_the_plugin_lacks_comes_from_the_environment(channel, settings):
    settings.USER_EMAIL_HOST = "env.example.com"
    settings.USER_EMAIL_PORT = "25"
    settings.USER_EMAIL_HOST_USER = settings.USER_EMAIL_HOST_PASSWORD = ""
    settings.USER_EMAIL_USE_TLS = settings.USER_EMAIL_USE_SSL = False
    configure(channel, {"host": None, "port": None, "sender_address": "a@example.com"})

    assert smtp_for_channel(channel.slug) == SmtpSettings(
        host="env.example.com", port=25, sender_address="a@example.com"
    )


@pytest.mark.parametrize(
    ("values", "changes"),
    [
        (SERVER, {"active": False}),
        (SERVER | {"host": None}, {}),
        (SERVER | {"port": "smtp"}, {}),
    ],
)
def test_a_server_that_is_off_or_incomplete_is_none(channel, settings, values, changes):
    settings.USER_EMAIL_HOST = settings.USER_EMAIL_PORT = ""
    configure(channel, values, **changes)

    assert smtp_for_channel(channel.slug) is None


def test_a_channel_that_was_never_set_up_has_none(channel):
    assert smtp_for_channel(channel.slug) is None
    assert smtp_for_channel("nowhere") is None
