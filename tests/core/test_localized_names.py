"""Names in several languages: the nearest is read, and what cannot be kept is refused."""

import pytest

from saleor_crm_plugin.core.localized_names import checked_names, name_in

NAMES = {"en": "Books", "zh": "书", "it": "Libri"}


@pytest.mark.parametrize(
    ("names", "language", "name"),
    [
        (NAMES, "it", "Libri"),
        (NAMES, "zh-hans", "书"),
        (NAMES, "fr", "Books"),
        ({"it": "Libri", "de": "Bücher"}, "fr", "Bücher"),
        ({}, "fr", ""),
    ],
)
def test_the_nearest_name_is_read(names, language, name):
    assert name_in(names, language) == name


def test_names_are_trimmed_under_their_language():
    assert checked_names({"zh_HANS": " 书 "}, longest=1) == {"zh-hans": "书"}


@pytest.mark.parametrize(
    "names", [{}, {"en": " "}, {"en": "Books"}, {"no language": "a"}]
)
def test_names_that_cannot_be_kept_are_refused(names):
    with pytest.raises(ValueError, match="Give at least one name|is no language"):
        checked_names(names, longest=4)
