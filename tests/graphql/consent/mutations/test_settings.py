"""What channels demand, and the words by which the shop asks: settings, audited."""

import pytest
from saleor.permission.enums import AccountPermissions, PluginsPermissions

from saleor_crm_plugin.audit.models import SettingsChange
from saleor_crm_plugin.consent.models import ConsentWording
from saleor_crm_plugin.messaging.actions.ask_to_confirm import TEMPLATE
from saleor_crm_plugin.templates.models import Template
from tests.fixtures.api import assert_closed

POLICY = """
mutation Policy($channel: String!, $doubleOptIn: Boolean!) {
  crmChannelPolicyUpdate(channel: $channel, doubleOptIn: $doubleOptIn) {
    policy { channel doubleOptIn } errors { field code }
  }
}
"""
POLICIES = "{ crmChannelPolicies { channel doubleOptIn } }"
WORDING = """
mutation Wording(
  $code: String!, $purpose: CrmConsentPurposeEnum!, $language: String!, $text: String!
) {
  crmConsentWordingAdd(
    code: $code, purpose: $purpose, language: $language, text: $text
  ) { wording { code language version text } errors { field code } }
}
"""
NEWS = {"code": "news", "purpose": "MARKETING", "language": "it", "text": "Possiamo?"}


@pytest.fixture
def staff(staff_api):
    return staff_api(PluginsPermissions.MANAGE_PLUGINS)


def test_a_channel_demands_confirmation_and_no_longer(staff):
    on = staff.done(POLICY, channel="email", doubleOptIn=True)
    shown = staff.ask(POLICIES)
    off = staff.done(POLICY, channel="email", doubleOptIn=False)

    assert on["policy"] == {"channel": "email", "doubleOptIn": True}
    assert shown == {"crmChannelPolicies": [on["policy"]]}
    assert off["policy"] == {"channel": "email", "doubleOptIn": False}
    assert Template.objects.get().code == TEMPLATE
    changes = (
        SettingsChange.objects.filter(subject="channel_policy")
        .order_by("id")
        .values_list("author", "before", "after")
    )
    author = f"user:{staff.user.pk}"
    assert list(changes) == [
        (author, {"email": False}, {"email": True}),
        (author, {"email": True}, {"email": False}),
    ]


def test_what_is_no_channel_is_refused(staff):
    refused = staff.refused(POLICY, channel="E-Mail", doubleOptIn=True)

    assert refused == [("channel", "INVALID")]


def test_a_wording_gets_the_next_version_in_its_language(staff):
    first = staff.done(WORDING, **NEWS)
    second = staff.done(WORDING, **NEWS | {"text": " Possiamo scriverti? "})
    english = staff.done(WORDING, **NEWS | {"language": "en", "text": "May we?"})

    assert first["wording"]["version"] == 1
    assert second["wording"] == {
        "code": "news",
        "language": "it",
        "version": 2,
        "text": "Possiamo scriverti?",
    }
    assert english["wording"]["version"] == 1
    authors = ConsentWording.objects.values_list("author", flat=True).distinct()
    assert list(authors) == [f"user:{staff.user.pk}"]
    changes = SettingsChange.objects.filter(subject="consent_wording").order_by("id")
    assert [(one.author, one.before, one.after) for one in changes[1:2]] == [
        (
            f"user:{staff.user.pk}",
            {},
            {
                "code": "news",
                "purpose": "marketing",
                "language": "it",
                "version": 2,
                "text": "Possiamo scriverti?",
            },
        )
    ]
    assert len(changes) == 3


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"code": "News!"}, ("code", "INVALID")),
        ({"language": "italiano"}, ("language", "INVALID")),
        ({"purpose": "TRANSACTIONAL"}, ("purpose", "NOT_ASKED_FOR")),
        ({"text": "  "}, ("text", "REQUIRED")),
        ({"text": "x" * 4001}, ("text", "REQUIRED")),
    ],
)
def test_a_bad_wording_is_refused(staff, changes, refusal):
    assert staff.refused(WORDING, **NEWS | changes) == [refusal]


def test_settings_are_for_staff_who_manage_plugins(outsiders, staff_api):
    everybody = [*outsiders, staff_api(AccountPermissions.MANAGE_USERS)]

    assert_closed(everybody, POLICY, channel="email", doubleOptIn=True)
    assert_closed(everybody, WORDING, **NEWS)
    assert_closed(everybody, POLICIES)
