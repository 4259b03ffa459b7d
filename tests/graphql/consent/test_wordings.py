"""The words by which the shop asks are anybody's to read."""

from saleor_crm_plugin.consent.models import ConsentWording

WORDINGS = """
query Words($language: String!) {
    crmConsentWordings(language: $language) { code purpose language version text }
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
