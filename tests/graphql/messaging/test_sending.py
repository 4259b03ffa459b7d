"""Staff go live, test, stop and choose; nobody else does."""

import datetime

import pytest
from saleor.permission.enums import AccountPermissions, PluginsPermissions

from saleor_crm_plugin.audit.models import SettingsChange
from saleor_crm_plugin.messaging.error_codes import MessagingErrorCode
from saleor_crm_plugin.messaging.secret_box import open_box
from saleor_crm_plugin.messaging.settings_models import (
    ChannelAccount,
    FrequencyCap,
    PreferredChannel,
    SendingSettings,
    Storefront,
)
from tests.fixtures.api import assert_closed, global_id
from tests.fixtures.messages import SENDER

from .test_interests import INTERESTS
from .test_sender_checks import CHECKS

SETTINGS = """{ crmSendingSettings {
    mode hold testAddress senderName senderAddress replyTo postalAddress quietFrom quietUntil
    timeZone language defaultChannels storefronts { channelSlug url } caps { channel relationshipType most hours }
    interests { code names { language name } }
} }"""
GO_LIVE = (
    "mutation { crmSendingGoLive { settings { mode hold } errors { field code } } }"
)
STOP = "mutation { crmSendingStop { settings { mode hold } errors { field code } } }"
TEST = """mutation($address: String!) { crmSendingTest(address: $address) {
    settings { mode hold testAddress } errors { field code } } }"""
CONFIRM = """mutation { crmSendingConfirmCopy {
    settings { mode hold } errors { field code } } }"""
UPDATE = """mutation($input: CrmSendingInput!) { crmSendingUpdate(input: $input) {
    settings { senderAddress quietFrom quietUntil timeZone language defaultChannels }
    errors { field code } } }"""
STOREFRONT = """mutation($input: CrmStorefrontInput!) { crmStorefrontUpdate(input: $input) {
    storefront { channelSlug url productPath } errors { field code } } }"""
CAPS = """mutation($caps: [CrmFrequencyCapInput!]!) { crmFrequencyCapsSet(caps: $caps) {
    settings { caps { channel relationshipType most hours } } errors { field code } } }"""
PREFER = """mutation($profile: ID!, $channel: String!) {
    crmProfileChannelPrefer(profile: $profile, channel: $channel) {
    errors { field code } } }"""
SAVE = """mutation($id: ID, $input: CrmChannelAccountInput!) {
    crmChannelAccountSave(id: $id, input: $input) {
    account { id channel medium name settings secrets { name lastFour } perSecond burst
              isActive webhookUrl }
    errors { field code } } }"""
ACCOUNTS = "{ crmChannelAccounts { id settings secrets { name lastFour } failures } }"
TYPES = "{ crmChannelTypes { code medium label secrets settingsSchema } }"
BACKLOG = "{ crmSendingBacklog { queued due sending unknown oldestDueAt } }"
ACCOUNT = {
    "channel": "email",
    "name": "Ours",
    "settings": {"host": "smtp.example.com", "password": "correct horse battery"},
}


@pytest.fixture
def manager(staff_api):
    """Return a client of a member of staff who may manage plugins."""
    return staff_api(PluginsPermissions.MANAGE_PLUGINS)


def test_nobody_else_sees_or_changes_how_the_shop_sends(outsiders, profile):
    for query in (SETTINGS, ACCOUNTS, CHECKS, TYPES, BACKLOG, GO_LIVE, STOP, CONFIRM):
        assert_closed(outsiders, query)
    assert_closed(outsiders, TEST, address="me@example.com")
    assert_closed(outsiders, UPDATE, input={})
    assert_closed(outsiders, STOREFRONT, input={"channelSlug": "shop"})
    assert_closed(outsiders, CAPS, caps=[])
    assert_closed(outsiders, INTERESTS, interests=[])
    assert_closed(outsiders, SAVE, input=ACCOUNT)
    profile_id = global_id("CrmProfile", profile.pk)
    assert_closed(outsiders, PREFER, profile=profile_id, channel="email")


def test_app_with_the_permission_may(app_api, sending):
    answer = app_api(PluginsPermissions.MANAGE_PLUGINS).ask(SETTINGS)
    assert answer["crmSendingSettings"]["mode"] == "LIVE"


def test_shop_that_has_chosen_nothing_sends_nothing(manager):
    shown = manager.ask(SETTINGS)["crmSendingSettings"]
    assert (shown["mode"], shown["hold"]) == ("STOPPED", "NOT_LIVE")
    assert shown["defaultChannels"] == ["email"]
    assert manager.ask(BACKLOG)["crmSendingBacklog"] == {
        "queued": 0,
        "due": 0,
        "sending": 0,
        "unknown": 0,
        "oldestDueAt": None,
    }


def test_going_live_needs_a_sender_and_a_postal_address(manager, settings):
    settings.CRM_INSTANCE_ID = "this-very-shop"
    assert manager.refused(GO_LIVE) == [
        ("senderAddress", MessagingErrorCode.NO_SENDER.name)
    ]
    manager.done(UPDATE, input={"senderAddress": SENDER})
    assert manager.refused(GO_LIVE) == [
        ("postalAddress", MessagingErrorCode.NO_POSTAL_ADDRESS.name)
    ]
    manager.done(
        UPDATE, input={"senderAddress": SENDER, "postalAddress": "Example Street 1"}
    )
    assert manager.done(GO_LIVE) == {"settings": {"mode": "LIVE", "hold": None}}
    assert set(ChannelAccount.objects.values_list("medium", flat=True)) == {
        "email",
        "onsite",
    }


def test_copy_holds_until_staff_say_that_it_is_the_shop(manager, sending, settings):
    # given the database at another place
    settings.CRM_INSTANCE_ID = "staging"
    assert manager.ask(SETTINGS)["crmSendingSettings"]["hold"] == "COPY"

    # when
    answer = manager.done(CONFIRM)

    # then
    assert answer == {"settings": {"mode": "LIVE", "hold": None}}
    assert SendingSettings.objects.get().live_instance_id == "staging"


def test_stop_and_test(manager, sending):
    assert manager.done(STOP)["settings"]["mode"] == "STOPPED"
    assert manager.refused(CONFIRM) == [(None, MessagingErrorCode.NOT_LIVE.name)]
    assert manager.refused(TEST, address="nobody") == [
        ("address", MessagingErrorCode.INVALID_ADDRESS.name)
    ]
    assert manager.done(TEST, address="me@example.com")["settings"] == {
        "mode": "TEST",
        "hold": None,
        "testAddress": "me@example.com",
    }
    assert [row.after.get("mode") for row in SettingsChange.objects.order_by("id")][
        -2:
    ] == ["stopped", "test"]


def test_choices_are_kept_and_audited(manager):
    answer = manager.done(
        UPDATE,
        input={
            "senderAddress": SENDER,
            "quietFrom": "21:00",
            "quietUntil": "08:30",
            "timeZone": "Europe/Rome",
            "language": "IT",
            "defaultChannels": ["onsite", "email"],
        },
    )
    assert answer["settings"] == {
        "senderAddress": SENDER,
        "quietFrom": "21:00",
        "quietUntil": "08:30",
        "timeZone": "Europe/Rome",
        "language": "it",
        "defaultChannels": ["onsite", "email"],
    }
    change = SettingsChange.objects.get(subject="sending")
    assert change.author.startswith("user:")
    assert change.after["quiet_from"] == "21:00:00"


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ({"senderAddress": "x"}, ("senderAddress", "INVALID_ADDRESS")),
        (
            {"senderAddress": "a@example.com\nBcc: b@example.com"},
            ("senderAddress", "INVALID_ADDRESS"),
        ),
        ({"timeZone": "Mars/Base"}, ("timeZone", "UNKNOWN_TIME_ZONE")),
        ({"quietFrom": "21:00"}, ("quietFrom", "INVALID_QUIET_HOURS")),
        (
            {"quietFrom": "21:00", "quietUntil": "21:00"},
            ("quietFrom", "INVALID_QUIET_HOURS"),
        ),
        (
            {"quietFrom": "later", "quietUntil": "21:00"},
            ("quietFrom", "INVALID_QUIET_HOURS"),
        ),
        ({"defaultChannels": ["pigeon"]}, ("channel", "UNKNOWN_CHANNEL")),
        ({"defaultChannels": []}, ("defaultChannels", "REQUIRED")),
        ({"language": "../en"}, ("language", "INVALID")),
        ({"senderName": "x" * 121}, ("senderName", "INVALID")),
    ],
)
def test_choices_that_mean_nothing_are_refused(manager, given, error):
    assert manager.refused(UPDATE, input=given) == [error]


def test_storefront_is_kept(manager):
    answer = manager.done(
        STOREFRONT, input={"channelSlug": "shop", "url": "https://shop.example.com"}
    )
    assert answer["storefront"] == {
        "channelSlug": "shop",
        "url": "https://shop.example.com",
        "productPath": "/products/{slug}",
    }
    manager.done(STOREFRONT, input={"channelSlug": "shop"})
    assert Storefront.objects.get().url == ""


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ({"channelSlug": ""}, ("channelSlug", "REQUIRED")),
        (
            {"channelSlug": "shop", "url": "javascript:alert(1)"},
            ("url", "INVALID"),
        ),
        (
            {"channelSlug": "shop", "productPath": "/{slug.__class__}"},
            ("productPath", "INVALID"),
        ),
        ({"channelSlug": "shop", "cartPath": "/{"}, ("cartPath", "INVALID")),
    ],
)
def test_storefront_that_leads_nowhere_is_refused(manager, given, error):
    assert manager.refused(STOREFRONT, input=given) == [error]


def test_caps_are_replaced_as_a_whole(manager):
    manager.done(CAPS, caps=[{"most": 1, "hours": 24}, {"most": 4, "hours": 168}])
    answer = manager.done(CAPS, caps=[{"channel": "email", "most": 2, "hours": 24}])
    [cap] = answer["settings"]["caps"]
    assert cap == {
        "channel": "email",
        "relationshipType": None,
        "most": 2,
        "hours": 24,
    }
    assert FrequencyCap.objects.count() == 1


def test_defaults_per_relation_hold_until_staff_choose(manager):
    # given
    shown = manager.ask(SETTINGS)["crmSendingSettings"]["caps"]
    # when
    friends = {"relationshipType": "FRIEND", "most": 5, "hours": 24}
    changed = manager.done(CAPS, caps=[friends, {"most": 1, "hours": 24}])
    # then
    assert ("STRAINED", 1, 720) in [
        (cap["relationshipType"], cap["most"], cap["hours"]) for cap in shown
    ]
    assert len(shown) == 6
    assert [
        (cap["relationshipType"], cap["most"]) for cap in changed["settings"]["caps"]
    ] == [(None, 1), ("FRIEND", 5)]
    assert manager.done(CAPS, caps=[])["settings"]["caps"] == []


@pytest.mark.parametrize(
    ("given", "error"),
    [
        (
            [{"channel": "pigeon", "most": 1, "hours": 1}],
            ("channel", "UNKNOWN_CHANNEL"),
        ),
        ([{"most": -1, "hours": 1}], ("caps", "INVALID")),
        ([{"most": 1, "hours": 0}], ("caps", "INVALID")),
        ([{"most": 1, "hours": 9000}], ("caps", "INVALID")),
        ([{"most": 1, "hours": 1}, {"most": 2, "hours": 1}], ("caps", "INVALID")),
    ],
)
def test_caps_that_mean_nothing_are_refused(manager, given, error):
    assert manager.refused(CAPS, caps=given) == [error]


def test_preferred_channel_is_remembered_and_forgotten(staff_api, profile):
    api = staff_api(AccountPermissions.MANAGE_USERS)
    profile_id = global_id("CrmProfile", profile.pk)
    api.done(PREFER, profile=profile_id, channel="onsite")
    assert PreferredChannel.objects.get().channel == "onsite"
    assert api.refused(PREFER, profile=profile_id, channel="pigeon") == [
        ("channel", "UNKNOWN_CHANNEL")
    ]
    nobody = global_id("CrmProfile", 999)
    assert api.refused(PREFER, profile=nobody, channel="email") == [
        ("profile", "NOT_FOUND")
    ]
    api.done(PREFER, profile=profile_id, channel="")
    assert PreferredChannel.objects.count() == 0


def test_secrets_go_in_and_only_their_end_comes_out(manager):
    # when
    account = manager.done(SAVE, input=ACCOUNT)["account"]

    # then
    assert account["secrets"] == [{"name": "password", "lastFour": "tery"}]
    assert account["settings"]["host"] == "smtp.example.com"
    assert "password" not in account["settings"]
    row = ChannelAccount.objects.get()
    assert "battery" not in row.secrets + str(row.settings)
    assert open_box(row.secrets) == {"password": "correct horse battery"}
    assert "battery" not in str(list(SettingsChange.objects.values_list("after")))

    # and what is left out stays
    changed = manager.done(
        SAVE,
        id=account["id"],
        input=ACCOUNT | {"settings": {"host": "other.example.com"}, "burst": 5},
    )["account"]
    assert changed["settings"]["host"] == "other.example.com"
    assert changed["secrets"] == [{"name": "password", "lastFour": "tery"}]
    assert changed["burst"] == 5
    assert open_box(ChannelAccount.objects.get().secrets) == {
        "password": "correct horse battery"
    }


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ({"channel": "pigeon"}, ("channel", "UNKNOWN_CHANNEL")),
        ({"name": " "}, ("name", "REQUIRED")),
        ({"settings": {"host": "x", "color": 1}}, ("settings", "INVALID_SETTINGS")),
        ({"settings": [1]}, ("settings", "INVALID_SETTINGS")),
        (
            {"settings": {"use_tls": True, "use_ssl": True}},
            ("settings", "INVALID_SETTINGS"),
        ),
        ({"perSecond": "20000"}, ("perSecond", "INVALID")),
        ({"burst": 0}, ("burst", "INVALID")),
    ],
)
def test_account_that_cannot_work_is_refused(manager, given, error):
    assert manager.refused(SAVE, input=ACCOUNT | given) == [error]


def test_refusal_never_repeats_what_was_given(manager):
    given = {"password": {"oops": "correct horse battery"}}
    answer = manager.post(
        SAVE.replace("errors { field code }", "errors { message }"),
        input=ACCOUNT | {"settings": given},
    )
    assert "battery" not in str(answer)


def test_two_accounts_for_one_medium_are_refused(manager):
    manager.done(SAVE, input=ACCOUNT)
    assert manager.refused(SAVE, input=ACCOUNT | {"name": "Two"}) == [
        ("channelSlug", "ACCOUNT_TAKEN")
    ]
    manager.done(SAVE, input=ACCOUNT | {"name": "Two", "channelSlug": "shop"})
    nobody = global_id("CrmChannelAccount", 999)
    assert manager.refused(SAVE, id=nobody, input=ACCOUNT) == [("id", "NOT_FOUND")]


def test_channels_describe_their_settings(manager):
    types = {one["code"]: one for one in manager.ask(TYPES)["crmChannelTypes"]}
    assert set(types) == {"email", "email_anymail", "onsite"}
    assert types["email"]["secrets"] == ["password"]
    assert types["email_anymail"]["medium"] == "email"
    assert types["email_anymail"]["secrets"] == [
        "api_key",
        "signing_key",
        "webhook_login",
    ]


def test_quiet_hours_are_whole_times(manager):
    manager.done(UPDATE, input={"quietFrom": "22:00", "quietUntil": "06:00"})
    row = SendingSettings.objects.get()
    assert (row.quiet_from, row.quiet_until) == (
        datetime.time(22),
        datetime.time(6),
    )


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://reviews.example.com/{product}?order={order}", None),
        ("", None),
        ("http://reviews.example.com/{product}", "reviewUrl"),
        ("https://{product}.example.com/", "reviewUrl"),
        ("https://reviews.example.com/{slug}", "reviewUrl"),
        ("javascript:alert(1)", "reviewUrl"),
    ],
)
def test_reviews_are_written_at_a_safe_address(manager, url, shown):
    asked = {"channelSlug": "shop", "reviewUrl": url}
    if shown is None:
        manager.done(STOREFRONT, input=asked)
        assert Storefront.objects.get().review_url == url
    else:
        expected = [(shown, MessagingErrorCode.INVALID.name)]
        assert manager.refused(STOREFRONT, input=asked) == expected
        assert not Storefront.objects.exists()
