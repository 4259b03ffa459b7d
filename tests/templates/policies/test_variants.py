"""Which variant somebody gets."""

import pytest
from pydantic import ValidationError

from saleor_crm_plugin.templates.policies.variants import Variant, variant_for

SPRING = Variant.model_validate(
    {
        "code": "spring",
        "conditions": [{"attribute": "city", "values": ["Guangzhou", "Shenzhen"]}],
    }
)
COATS = Variant.model_validate(
    {
        "code": "coats",
        "conditions": [
            {"attribute": "country", "values": ["CN"]},
            {"attribute": "city", "operator": "is_not", "values": ["Guangzhou"]},
            {"attribute": "postal_code", "operator": "begins_with", "values": ["10"]},
        ],
    }
)


@pytest.mark.parametrize(
    ("recipient", "expected"),
    [
        ({"city": ["guangzhou"], "country": ["CN"]}, "spring"),
        ({"city": ["Beijing"], "country": ["CN"], "postal_code": ["100000"]}, "coats"),
        ({"city": ["Beijing"], "country": ["CN"], "postal_code": ["200000"]}, ""),
        # Whoever's city is not known is not known to live elsewhere.
        ({"country": ["CN"], "postal_code": ["100000"]}, ""),
        ({}, ""),
    ],
)
def test_first_variant_whose_conditions_all_hold(recipient, expected):
    assert variant_for([SPRING, COATS], recipient) == expected


@pytest.mark.parametrize(
    "broken",
    [
        {"code": "Spring", "conditions": [{"attribute": "city", "values": ["a"]}]},
        {"code": "spring", "conditions": []},
        {"code": "spring", "conditions": [{"attribute": "Shoe!", "values": ["a"]}]},
        {"code": "spring", "conditions": [{"attribute": "city", "values": [" "]}]},
        {
            "code": "spring",
            "conditions": [{"attribute": "city", "values": ["a"], "x": 1}],
        },
    ],
)
def test_broken_variants_are_refused(broken):
    with pytest.raises(ValidationError):
        Variant.model_validate(broken)
