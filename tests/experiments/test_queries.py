"""Foreseeing a draw without drawing."""

import pytest

from saleor_crm_plugin.core import clock
from saleor_crm_plugin.experiments.actions import GLOBAL, assign, set_holdout
from saleor_crm_plugin.experiments.queries import foresee, foresee_by_code
from saleor_crm_plugin.identity.models import Profile

from ..fixtures.unchanged import nothing_changes

pytestmark = pytest.mark.django_db


def test_a_draw_comes_as_it_was_foreseen(django_assert_num_queries):
    # given 40 people who were drawn under another share, and 260 who were not
    made = Profile.objects.bulk_create(Profile(kind="guest") for _ in range(300))
    people = [profile.pk for profile in made]
    first = set_holdout("campaign:1", basis_points=0, author="user:1", now=clock.now())
    assign(first.pk, people[:40], now=clock.now())
    second = set_holdout(
        "campaign:1", basis_points=4_000, author="user:1", now=clock.now()
    )
    # when
    with nothing_changes(), django_assert_num_queries(1):
        foreseen = foresee(second.pk, people)
    # then
    assert foreseen == assign(second.pk, people, now=clock.now())
    assert not any(foreseen[one] for one in people[:40])
    assert 60 < sum(foreseen.values()) < 150


def test_nobody_is_foreseen_in_what_is_not_there():
    assert foresee(0, [1]) == {}
    assert foresee(0, []) == {}
    assert foresee_by_code(GLOBAL, [1, 2]) == {1: False, 2: False}
