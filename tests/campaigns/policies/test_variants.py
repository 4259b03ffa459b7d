"""Which variant somebody gets, and which contents make no sense."""

import uuid
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from saleor_crm_plugin.campaigns.definition import Content
from saleor_crm_plugin.campaigns.policies.variants import (
    WAITING,
    Choice,
    Reader,
    Tried,
    choice_for,
)

SPRING = {
    "key": "spring",
    "template": "t",
    "fitting": {"conditions": [{"attribute": "city", "values": ["Guangzhou"]}]},
}
COATS = {
    "key": "coats",
    "template": "t",
    "fitting": {
        "segments": [3, 4],
        "conditions": [
            {
                "attribute": "postal_code",
                "operator": "begins_with",
                "values": ["10", "SW1"],
            },
            {"attribute": "country", "operator": "is_not", "values": ["it", "fr"]},
        ],
    },
}
HALVES = [
    {"key": key, "template": "t", "share_basis_points": share}
    for key, share in (("a", 3_000), ("b", 7_000))
]
PEOPLE = [uuid.UUID(int=number) for number in range(6_000)]


def content(*variants, **changes):
    return Content.model_validate({"variants": list(variants), **changes})


def reader(*segments, **attributes):
    return Reader(PEOPLE[0], frozenset(segments), attributes)


def chosen(content_, *segments, **attributes):
    return choice_for(content_, reader(*segments, **attributes), salt="s").arm


def test_the_first_variant_whose_conditions_all_hold_is_theirs():
    several = content(SPRING, COATS, {"key": "rest", "template": "t"})

    assert chosen(several, city="guangzhou", postal_code="100") == "spring"
    assert chosen(several, 4, postal_code="10a", country="DE") == "coats"
    assert chosen(several, 9, 3, postal_code="sw1a", country="GB") == "coats"
    # Not in a segment, nothing known, and the wrong country.
    assert chosen(several, 5, postal_code="10a", country="DE") == "rest"
    assert chosen(several, 4, postal_code="10a") == "rest"
    assert chosen(several, 4, postal_code="10a", country="IT") == "rest"


def test_without_a_variant_for_all_some_get_none_and_hear_why():
    choice = choice_for(
        content(SPRING, COATS), reader(5, city="beijing", country="DE"), salt="s"
    )

    assert choice == Choice(
        None,
        (
            Tried(("spring",), ("city",)),
            Tried(("coats",), ("segments", "postal_code")),
        ),
    )


@pytest.mark.parametrize(
    ("language", "asked", "is_met"),
    [
        ("zh-hans-cn", "zh-hans", True),
        ("zh-hans", "zh-hans-cn", False),
        ("zh-hk", "zh-hant", True),
        ("zh-tw", "zh", True),
        ("zh-hk", "zh-hans", False),
        ("pt-br", "PT_BR", True),
        ("pt", "pt-pt", False),
        ("", "it", False),
    ],
)
def test_a_language_is_also_what_it_falls_back_to(language, asked, is_met):
    for operator in ("is", "is_not"):
        asks = {"attribute": "language", "operator": operator, "values": [asked]}
        own = {"key": "own", "template": "t", "fitting": {"conditions": [asks]}}
        # Of whom nothing is known, nothing holds.
        is_theirs = bool(language) and is_met is (operator == "is")
        assert (chosen(content(own), language=language) == "own") is is_theirs


def test_the_channel_is_the_campaigns_own():
    fitting = {"conditions": [{"attribute": "channel", "values": ["Europe"]}]}
    variant = {"key": "own", "template": "t", "fitting": fitting}

    assert chosen(content(variant), channel="europe") == "own"
    assert chosen(content(variant), channel="asia") is None


def test_shares_are_kept_and_the_same_person_stays():
    halves = content(*HALVES)
    first = [choice_for(halves, Reader(person), salt="s") for person in PEOPLE]
    again = [choice_for(halves, Reader(person), salt="s").arm for person in PEOPLE]
    other = [choice_for(halves, Reader(person), salt="t").arm for person in PEOPLE]

    arms = [choice.arm for choice in first]
    assert arms == again
    # 1,800 are expected, and 540 in both: five standard deviations are 178 and 111.
    assert abs(Counter(arms)["a"] - 1_800) < 178
    both = sum(one == two == "a" for one, two in zip(arms, other, strict=True))
    assert abs(both - 540) < 111
    assert all((one.drawn < 3_000) is (one.arm == "a") for one in first)


def test_before_a_winner_is_named_only_a_part_tries_the_variants():
    tried = content(*HALVES, winner={"test_basis_points": 1_000})
    choices = [choice_for(tried, Reader(person), salt="s") for person in PEOPLE]

    counted = Counter(choice.arm for choice in choices)
    # 5,400, 180 and 420 are expected; five standard deviations are 116, 66 and 99.
    assert abs(counted[WAITING] - 5_400) < 116
    assert abs(counted["a"] - 180) < 66
    assert abs(counted["b"] - 420) < 99
    # Who tries them gets what they would get without a winner.
    without = content(*HALVES)
    assert all(
        choice_for(without, Reader(person), salt="s").arm == choice.arm
        for person, choice in zip(PEOPLE[:500], choices, strict=False)
        if choice.arm
    )


def test_who_has_no_choice_of_variants_does_not_wait():
    tried = content(SPRING, *HALVES, winner={})

    assert chosen(tried, city="guangzhou") == "spring"


@given(shares=st.lists(st.integers(1, 100), min_size=1, max_size=6))
def test_everybody_gets_one_of_the_variants_whatever_the_shares(shares):
    whole = sum(shares)
    parts = [share * 10_000 // whole or 1 for share in shares]
    parts[parts.index(max(parts))] += 10_000 - sum(parts)
    variants = [
        {"key": f"v{place}", "template": "t", "share_basis_points": part}
        for place, part in enumerate(parts)
    ]
    several = content(*variants)

    keys = {one["key"] for one in variants}
    assert {
        choice_for(several, Reader(one), salt="s").arm for one in PEOPLE[:50]
    } <= keys


@pytest.mark.parametrize(
    ("variants", "winner", "said"),
    [
        ([SPRING], {}, "A winner needs two variants for the same people"),
        (
            [
                *(
                    {**one, "key": f"{one['key']}2", "fitting": {"segments": [1]}}
                    for one in HALVES
                ),
                *HALVES,
            ],
            {},
            "A winner is named once",
        ),
        (HALVES, {"otherwise": "c"}, "Otherwise the rest get one of a, b"),
    ],
)
def test_a_winner_is_named_among_one_choice_of_variants(variants, winner, said):
    with pytest.raises(ValidationError, match=said):
        content(*variants, winner=winner)


def test_the_variants_that_are_tried_are_those_with_a_choice():
    tried = content(SPRING, *HALVES, winner={"otherwise": "b"})

    assert [arm.key for arm in tried.tried] == ["a", "b"]
    assert content(SPRING, *HALVES).tried == ()
