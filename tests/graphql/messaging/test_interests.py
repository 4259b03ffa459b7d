"""Staff name what letters ask people about."""

import pytest
from saleor.permission.enums import PluginsPermissions

from saleor_crm_plugin.audit.models import SettingsChange
from saleor_crm_plugin.messaging.error_codes import MessagingErrorCode

INTERESTS = """mutation($interests: [CrmInterestInput!]!) {
    crmInterestsSet(interests: $interests) {
    settings { interests { code names { language name } } } errors { field code } } }"""
INTERESTS_KEPT = "{ crmSendingSettings { interests { code } } }"


@pytest.fixture
def manager(staff_api):
    """Return a client of a member of staff who may manage plugins."""
    return staff_api(PluginsPermissions.MANAGE_PLUGINS)


def interest(code="books", **names):
    given = names or {"en": " Books ", "zh_HANS": "书"}
    return {
        "code": code,
        "names": [{"language": tag, "name": name} for tag, name in given.items()],
    }


def test_interests_are_kept_in_their_order(manager):
    manager.done(INTERESTS, interests=[interest("lamps", en="Lamps"), interest()])

    shown = manager.done(
        INTERESTS, interests=[interest(), interest("maps", it="Carte")]
    )

    assert shown["settings"]["interests"] == [
        {
            "code": "books",
            "names": [
                {"language": "en", "name": "Books"},
                {"language": "zh-hans", "name": "书"},
            ],
        },
        {"code": "maps", "names": [{"language": "it", "name": "Carte"}]},
    ]
    assert SettingsChange.objects.filter(subject="interests").count() == 2


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ([interest("Books!")], "interests"),
        ([interest(), interest()], "interests"),
        ([interest(en="  ")], "names"),
        ([interest(en="x" * 61)], "names"),
        ([interest(klingon_language="a")], "names"),
    ],
)
def test_interests_that_cannot_be_kept_change_nothing(manager, given, field):
    manager.done(INTERESTS, interests=[interest("maps", it="Carte")])

    expected = [(field, MessagingErrorCode.INVALID.name)]
    assert manager.refused(INTERESTS, interests=given) == expected

    shown = manager.ask(INTERESTS_KEPT)["crmSendingSettings"]["interests"]
    assert [one["code"] for one in shown] == ["maps"]
