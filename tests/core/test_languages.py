"""Codes of languages and what they fall back to."""

import pytest

from saleor_crm_plugin.core.languages import fall_backs, normalized_language


@pytest.mark.parametrize(
    ("code", "expected"),
    [("it", "it"), ("zh_Hans", "zh-hans"), (" IT ", "it"), ("", ""), (None, "")],
)
def test_codes_are_written_as_the_shop_writes_them(code, expected):
    assert normalized_language(code) == expected


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("zh-Hans-CN", ["zh-hans-cn", "zh-hans", "zh"]),
        ("it", ["it"]),
        ("", []),
        (None, []),
        ("-", []),
    ],
)
def test_a_language_falls_back_to_its_wider_ones(code, expected):
    assert fall_backs(code) == expected
