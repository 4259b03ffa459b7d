"""Drawing people into the sides of an experiment."""

import pytest
from django.db import IntegrityError, connection, transaction

from saleor_crm_plugin.core import clock
from saleor_crm_plugin.experiments.actions import (
    GLOBAL,
    assign,
    assign_by_code,
    set_holdout,
)
from saleor_crm_plugin.experiments.errors import ExperimentNotFound, InvalidShare
from saleor_crm_plugin.experiments.models import Experiment, HoldoutAssignment
from saleor_crm_plugin.experiments.policies import bucket
from saleor_crm_plugin.identity.models import Profile

pytestmark = pytest.mark.django_db


@pytest.fixture
def profiles() -> list[Profile]:
    return Profile.objects.bulk_create(Profile(kind="guest") for _ in range(300))


def holdout(basis_points: int, code: str = "journey:1") -> Experiment:
    return set_holdout(
        code, basis_points=basis_points, author="user:1", now=clock.now()
    )


def test_the_database_draws_as_the_policy_does(profiles, django_assert_num_queries):
    # given
    experiment = holdout(3_000)
    ids = [profile.pk for profile in profiles]
    # when
    with django_assert_num_queries(1):
        sides = assign(experiment.pk, ids, now=clock.now())
    # then
    assert sides == {
        profile.pk: bucket(experiment.salt, profile.public_id) < 3_000
        for profile in profiles
    }
    assert HoldoutAssignment.objects.count() == 300


def test_a_draw_stays_when_the_share_changes(profiles):
    ids = [profile.pk for profile in profiles]
    before = assign(holdout(0).pk, ids[:200], now=clock.now())
    experiment = holdout(5_000)
    after = assign(experiment.pk, ids, now=clock.now())
    assert set(before.values()) == {False}
    assert {profile: after[profile] for profile in before} == before
    assert any(after[profile] for profile in ids[200:])


def test_nobody_is_held_out_of_what_has_no_experiment(profiles):
    assert assign_by_code(GLOBAL, [profiles[0].pk], now=clock.now()) == {
        profiles[0].pk: False
    }
    assert HoldoutAssignment.objects.count() == 0


def test_unknown_people_and_experiments(profiles):
    experiment = holdout(1_000)
    assert assign(experiment.pk, [0], now=clock.now()) == {}
    assert assign(experiment.pk, [], now=clock.now()) == {}
    with pytest.raises(ExperimentNotFound):
        assign(0, [profiles[0].pk], now=clock.now())


@pytest.mark.parametrize("share", [-1, 5_001])
def test_an_impossible_share_is_refused(share):
    with pytest.raises(InvalidShare):
        holdout(share)
    assert Experiment.objects.count() == 0


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE crm_holdout_assignment SET is_held_out = NOT is_held_out",
        "DELETE FROM crm_holdout_assignment",
    ],
)
def test_the_database_keeps_every_draw(profiles, statement):
    assign(holdout(1_000).pk, [profiles[0].pk], now=clock.now())
    with (
        pytest.raises(IntegrityError),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    assert HoldoutAssignment.objects.count() == 1
