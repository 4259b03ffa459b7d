"""Which language somebody gets."""

import pytest

from saleor_crm_plugin.templates.policies.languages import fallbacks, nearest


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("zh-Hant-HK", ["zh-hant-hk", "zh-hant", "zh", "en"]),
        ("zh_HK", ["zh-hk", "zh-hant", "zh", "en"]),
        ("pt-BR", ["pt-br", "pt", "en"]),
        ("", ["en"]),
        ("en", ["en"]),
    ],
)
def test_shorter_forms_come_before_the_default(language, expected):
    assert fallbacks(language, default="en") == expected


@pytest.mark.parametrize(
    ("language", "available", "expected"),
    [
        ("it-IT", {"en", "it"}, "it"),
        ("it", {"en", "it-CH"}, "it-CH"),
        ("de", {"en", "it"}, "en"),
        ("zh-TW", {"zh", "zh-Hant", "en"}, "zh-Hant"),
        ("zh-CN", {"zh", "zh-Hant", "en"}, "zh"),
        ("de", {"it"}, None),
    ],
)
def test_nearest_language_is_taken(language, available, expected):
    assert nearest(language, available, default="en") == expected
