"""The words by which the shop asks are anybody's to read."""

from saleor.permission.enums import PluginsPermissions

from saleor_crm_plugin.consent.models import ConsentWording
from tests.fixtures.api import assert_closed

WORDINGS = """
query Words($language: String!) {
    crmConsentWordings(language: $language) { code purpose language version text }
}
"""
VERSIONS = """
query Versions($first: Int, $after: String) {
    crmConsentWordingVersions(first: $first, after: $after) {
        edges { node { code language version text authorName } }
        pageInfo { endCursor hasNextPage }
    }
}
"""


def wording(code, version, language="it"):
    return ConsentWording.objects.create(
        code=code,
        purpose="marketing",
        language=language,
        version=version,
        text=f"{code} {version}",
        author="user:1",
    )


def test_the_newest_version_of_each_is_shown_to_anybody(anonymous_api):
    wording("news", 1)
    wording("news", 2)
    wording("gifts", 1)
    wording("news", 3, language="en")

    shown = anonymous_api.ask(WORDINGS, language="it")["crmConsentWordings"]

    assert shown == [
        {
            "code": "gifts",
            "purpose": "MARKETING",
            "language": "it",
            "version": 1,
            "text": "gifts 1",
        },
        {
            "code": "news",
            "purpose": "MARKETING",
            "language": "it",
            "version": 2,
            "text": "news 2",
        },
    ]


def test_a_language_without_words_has_none(anonymous_api):
    wording("news", 1)

    assert anonymous_api.ask(WORDINGS, language="zh") == {"crmConsentWordings": []}


def test_staff_read_every_version_newest_first(staff_api):
    staff = staff_api(PluginsPermissions.MANAGE_PLUGINS)
    for version in (1, 2):
        wording("news", version)
    wording("news", 1, language="en")

    first = staff.ask(VERSIONS, first=2)["crmConsentWordingVersions"]
    after = first["pageInfo"]["endCursor"]
    rest = staff.ask(VERSIONS, first=2, after=after)["crmConsentWordingVersions"]

    shown = [edge["node"] for page in (first, rest) for edge in page["edges"]]
    assert [(one["language"], one["version"]) for one in shown] == [
        ("en", 1),
        ("it", 2),
        ("it", 1),
    ]
    assert rest["pageInfo"]["hasNextPage"] is False


def test_who_added_a_wording_is_named_to_staff_only(anonymous_api, staff_api):
    staff = staff_api(PluginsPermissions.MANAGE_PLUGINS)
    ConsentWording.objects.create(
        code="news",
        purpose="marketing",
        language="it",
        version=1,
        text="Possiamo?",
        author=f"user:{staff.user.pk}",
    )
    asked = WORDINGS.replace("text }", "authorName }")

    seen = staff.ask(asked, language="it")["crmConsentWordings"][0]
    assert seen["authorName"] == "Ada Byron"
    shown = anonymous_api.ask(asked, language="it")["crmConsentWordings"][0]
    assert shown["authorName"] is None


def test_versions_are_for_staff_who_manage_plugins(outsiders):
    assert_closed(outsiders, VERSIONS, first=1)
