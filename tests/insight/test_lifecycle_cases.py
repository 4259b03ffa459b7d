"""Labelled lives are told apart, through the tables that a shop has of them."""

import pytest

from saleor_crm_plugin.insight.actions.assess import assess_profiles
from saleor_crm_plugin.insight.inference_models import CustomerInsight, Lifecycle

from .lifecycle_cases import cases, store
from .shopping import NOW

LEAST_CASES = 200
# Below this the stages are not worth having; what is found today is a little better.
LEAST = 0.8


@pytest.mark.django_db
def test_labelled_lives_are_told_apart(capsys):
    # given
    lives = cases()
    assert len(lives) >= LEAST_CASES
    people = store(lives, NOW)

    # when
    assess_profiles(people, now=NOW)

    # then
    stages = dict(CustomerInsight.objects.values_list("profile_id", "lifecycle"))
    judged = [
        (life.label, stages[person]) for person, life in zip(people, lives, strict=True)
    ]
    measured = {}
    for name in Lifecycle.values:
        right = judged.count((name, name))
        said = sum(found == name for _, found in judged)
        meant = sum(label == name for label, _ in judged)
        measured[name] = (right / said, right / meant)
    with capsys.disabled():
        print(f"\n{len(judged)} lives: precision, recall")  # noqa: T201 the measure
        for name, (precision, recall) in measured.items():
            print(f"  {name:14} {precision:.2f} {recall:.2f}")  # noqa: T201
    assert min(min(both) for both in measured.values()) >= LEAST
