"""Variants in SQL say of everybody what the policy says of one."""

import random

import pytest
from django.db import connection

from saleor_crm_plugin.campaigns.definition import Content
from saleor_crm_plugin.campaigns.variants import (
    explain_variant,
    unknown_attributes,
    variant_column,
)
from saleor_crm_plugin.identity.detail_models import PersonDetails
from saleor_crm_plugin.identity.models import Profile
from saleor_crm_plugin.segments.models import ProfilePlace, SegmentMember

from ..fixtures.campaign import make_list
from ..fixtures.messages import NOON

pytestmark = pytest.mark.django_db

LANGUAGES = [
    "",
    "en",
    "en-us",
    "it",
    "pt-br",
    "zh-hk",
    "zh-hans-cn",
    "zh-hant",
    "zh-tw",
]
CITIES = ["", "beijing", "guangzhou", "st. pölten"]
COUNTRIES = ["", "AT", "CN", "IT"]
CODES = ["", "10001", "sw1a", "3100"]
HALVES = [
    {"key": "a", "template": "t", "share_basis_points": 2_500},
    {"key": "b", "template": "t", "share_basis_points": 7_500},
]


@pytest.fixture
def everybody(db):
    """Eighty people of all kinds, some of whom nothing is known, and two lists."""
    draw = random.Random(5)
    lists = [make_list(name="first").pk, make_list(name="second").pk]
    made = Profile.objects.bulk_create(Profile(kind="guest") for _ in range(80))
    people = [one.pk for one in made]
    ProfilePlace.objects.bulk_create(
        ProfilePlace(
            profile_id=one,
            country=draw.choice(COUNTRIES),
            city=draw.choice(CITIES),
            postal_code=draw.choice(CODES),
            language=draw.choice(LANGUAGES),
        )
        for one in people[:60]
    )
    PersonDetails.objects.bulk_create(
        PersonDetails(
            profile_id=one,
            language=draw.choice(LANGUAGES),
            source="shopper",
            changed_at=NOON,
        )
        for one in people[30:70]
    )
    SegmentMember.objects.bulk_create(
        SegmentMember(
            segment_id=one,
            profile_id=person,
            joined_at=NOON,
            join_reason="staff",
            left_at=NOON if has_left else None,
            leave_reason="staff" if has_left else "",
        )
        for one in lists
        for person in people
        if draw.random() < 0.5
        for has_left in [draw.random() < 0.2]
    )
    return people, lists


def is_(attribute, *values, operator="is"):
    return {"attribute": attribute, "operator": operator, "values": list(values)}


def fitting(key, *conditions, segments=()):
    return {
        "key": key,
        "template": "t",
        "fitting": {"segments": list(segments), "conditions": list(conditions)},
    }


def contents(first, second):
    """Contents in which everything that can be asked is asked."""
    yield HALVES
    yield [fitting("x", segments=[first, second]), *HALVES]
    yield [
        fitting("x", is_("city", "St. Pölten", "Beijing"), segments=[first]),
        fitting("y", segments=[second]),
    ]
    yield [
        fitting("x", is_("country", "cn"), is_("city", "beijing", operator="is_not")),
        fitting("y", is_("postal_code", "10", "SW1", operator="begins_with")),
        fitting("z", is_("country", "at", operator="begins_with")),
    ]
    yield [
        fitting("x", is_("language", "zh-hant")),
        fitting("y", is_("language", "zh", "PT_BR")),
        fitting("z", is_("language", "en", operator="is_not")),
    ]
    yield [
        fitting("x", is_("language", "zh-h", operator="begins_with")),
        fitting("y", is_("channel", "Europe")),
    ]
    yield [fitting("x", is_("channel", "asia", operator="is_not"))]


def arms_of(people, content, **asked):
    column = variant_column(content, **asked)
    statement = (
        f"SELECT person.profile_id, {column.sql}"
        " FROM unnest(%(people)s::bigint[]) AS person (profile_id)"
        f" {column.joins}"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, {**column.parameters, "people": people})
        return dict(cursor.fetchall())


@pytest.mark.parametrize("default", ["en", ""])
def test_the_statement_and_the_policy_agree_about_everybody(everybody, default):
    people, lists = everybody
    asked = {"salt": "run", "default_language": default}
    seen = set()
    for variants in contents(*lists):
        for winner in (None, {"test_basis_points": 4_000}):
            if winner and not any(one in variants for one in HALVES):
                continue
            content = Content.model_validate(
                {"variants": variants, "winner": winner, "shop_channel": "europe"}
            )

            found = arms_of(people, content, **asked)

            assert found == {
                one: explain_variant(content, one, **asked).arm for one in people
            }
            seen |= set(found.values())
    assert seen == {None, "", "a", "b", "x", "y", "z"}


def test_one_person_is_explained_in_one_query(everybody, django_assert_num_queries):
    people, lists = everybody
    content = Content.model_validate({"variants": list(contents(*lists))[1]})

    with django_assert_num_queries(1):
        choice = explain_variant(content, people[0], salt="s", default_language="en")
    assert choice.arm in {"x", "a", "b"}
    assert explain_variant(content, 0, salt="s", default_language="en") is None


def test_what_only_a_segment_can_tell_is_named_with_its_place():
    content = Content.model_validate(
        {"variants": [*HALVES, fitting("x", is_("city", "a"), is_("tier", "gold"))]}
    )

    assert unknown_attributes(content) == [
        ("content.variants.2.fitting.conditions.1.attribute", "tier")
    ]
