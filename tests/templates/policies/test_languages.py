"""Which language somebody gets."""

import json
from pathlib import Path

import pytest

from saleor_crm_plugin.templates.policies.languages import fallbacks, nearest

# What the pages say about fall-backs is tested with the same cases.
CASES = (
    Path(__file__).parents[3]
    / "dashboard_extension/src/features/templates/editor/fall-back.cases.json"
)


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


@pytest.mark.parametrize("case", json.loads(CASES.read_text()))
def test_the_pages_show_what_is_read(case):
    found = nearest(case["language"], case["available"], default=case["default"])
    assert found == case["expected"]
