"""A version's fingerprint hangs on what it says, not on the order of its contents."""

from saleor_crm_plugin.templates.policies.fingerprint import fingerprint_of

ENGLISH = {"language": "en", "variant": "", "subject": "Hello"}
ITALIAN = {"language": "it", "variant": "", "subject": "Ciao"}


def test_the_order_of_contents_does_not_matter():
    assert fingerprint_of([], [ENGLISH, ITALIAN]) == fingerprint_of(
        [], [ITALIAN, ENGLISH]
    )


def test_words_and_variants_do():
    plain = fingerprint_of([], [ENGLISH])

    assert plain != fingerprint_of([], [{**ENGLISH, "subject": "Hi"}])
    assert plain != fingerprint_of([{"code": "south"}], [ENGLISH])
