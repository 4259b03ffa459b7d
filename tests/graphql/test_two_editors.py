"""Two members of staff change the same settings: the second is told, and nothing is overwritten."""

from dataclasses import dataclass
from typing import Any

import pytest
from saleor.permission.enums import PluginsPermissions


@dataclass(frozen=True)
class Settings:
    """Settings with a count of their changes: how to read it, and two changes of them."""

    read: str
    change: str
    first: dict[str, Any]
    second: dict[str, Any]


def of_sending(counter, change, first, second):
    return Settings(f"{{ crmSendingSettings {{ {counter} }} }}", change, first, second)


EN = "en"
SETTINGS = {
    "sender": of_sending(
        "version",
        """mutation($input: CrmSendingInput!, $version: Int) {
            crmSendingUpdate(input: $input, version: $version) { errors { field code } } }""",
        {"input": {"senderName": "One"}},
        {"input": {"senderName": "Two"}},
    ),
    "caps": of_sending(
        "capsVersion",
        """mutation($caps: [CrmFrequencyCapInput!]!, $version: Int) {
            crmFrequencyCapsSet(caps: $caps, version: $version) { errors { field code } } }""",
        {"caps": [{"most": 1, "hours": 24}]},
        {"caps": [{"most": 2, "hours": 24}]},
    ),
    "prices": of_sending(
        "pricesVersion",
        """mutation($prices: [CrmMessagePriceInput!]!, $version: Int) {
            crmMessagePricesSet(prices: $prices, version: $version) { errors { field code } } }""",
        {"prices": [{"channel": "email", "amount": "0.1", "currency": "EUR"}]},
        {"prices": []},
    ),
    "interests": of_sending(
        "interestsVersion",
        """mutation($interests: [CrmInterestInput!]!, $version: Int) {
            crmInterestsSet(interests: $interests, version: $version) {
            errors { field code } } }""",
        {
            "interests": [
                {"code": "books", "names": [{"language": EN, "name": "Books"}]}
            ]
        },
        {"interests": []},
    ),
    "storefront": of_sending(
        "storefronts { version }",
        """mutation($input: CrmStorefrontInput!, $version: Int) {
            crmStorefrontUpdate(input: $input, version: $version) { errors { field code } } }""",
        {"input": {"channelSlug": "web", "name": "One"}},
        {"input": {"channelSlug": "web", "name": "Two"}},
    ),
    "behavior": Settings(
        "{ crmBehaviorSettings { version } }",
        """mutation($places: [String!], $version: Int) {
            crmBehaviorSettingsUpdate(places: $places, version: $version) {
            errors { field code } } }""",
        {"places": ["milano"]},
        {"places": ["roma"]},
    ),
    "list": Settings(
        "{ crmMessageListSettings { version } }",
        """mutation($names: [CrmLocalizedNameInput!]!, $version: Int) {
            crmMessageListName(code: "news", names: $names, version: $version) {
            errors { field code } } }""",
        {"names": [{"language": EN, "name": "News"}]},
        {"names": [{"language": EN, "name": "Letters"}]},
    ),
}


def version_in(answer):
    """Return the one number of an answer; 0 where there is no row yet."""
    while isinstance(answer, dict | list):
        if not answer:
            return 0
        (answer,) = answer.values() if isinstance(answer, dict) else answer
    return answer


@pytest.mark.parametrize("settings", SETTINGS.values(), ids=SETTINGS)
def test_the_second_of_two_editors_is_told(settings, staff_api):
    staff = staff_api(PluginsPermissions.MANAGE_PLUGINS)
    assert version_in(staff.ask(settings.read)) == 0

    staff.done(settings.change, **settings.first, version=0)
    refused = staff.refused(settings.change, **settings.second, version=0)

    assert refused == [("version", "CHANGED_MEANWHILE")]
    assert version_in(staff.ask(settings.read)) == 1
    staff.done(settings.change, **settings.second, version=1)
    assert version_in(staff.ask(settings.read)) == 2


@pytest.mark.parametrize("settings", SETTINGS.values(), ids=SETTINGS)
def test_who_names_no_version_means_it_whatever_has_changed(settings, staff_api):
    staff = staff_api(PluginsPermissions.MANAGE_PLUGINS)
    staff.done(settings.change, **settings.first)

    staff.done(settings.change, **settings.second)

    assert version_in(staff.ask(settings.read)) == 2


def test_lists_of_choices_count_each_for_itself(staff_api):
    staff = staff_api(PluginsPermissions.MANAGE_PLUGINS)
    caps, prices = SETTINGS["caps"], SETTINGS["prices"]
    staff.done(caps.change, **caps.first, version=0)

    staff.done(prices.change, **prices.first, version=0)

    assert staff.ask(
        "{ crmSendingSettings { version capsVersion interestsVersion pricesVersion } }"
    )["crmSendingSettings"] == {
        "version": 0,
        "capsVersion": 1,
        "interestsVersion": 0,
        "pricesVersion": 1,
    }
