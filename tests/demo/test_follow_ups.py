"""The demo's follow-ups are the ready-made ones, with shorter waits."""

import pytest

from demo.hurrying import FIRST_LETTER, hurried, subject_of
from saleor_crm_plugin.core import clock
from saleor_crm_plugin.journeys.actions.install import install_journey
from saleor_crm_plugin.journeys.models import JourneyVersion
from saleor_crm_plugin.journeys.plan import read_plan

pytestmark = [pytest.mark.django_db, pytest.mark.sandbox_only]


@pytest.fixture(params=["abandoned_cart", "post_return"])
def definition(request):
    """The definition that a demo's follow-up has in a shop."""
    settings = FIRST_LETTER[request.param]
    journey = install_journey(request.param, settings, author="demo", now=clock.now())
    return JourneyVersion.objects.get(pk=journey.current_id).definition


def test_only_the_waits_are_shorter(definition):
    changed = hurried(definition)

    read_plan(changed)
    waits = [step for step in changed["steps"].values() if step["kind"] == "wait"]
    assert {(one["days"], one["hours"], one["minutes"]) for one in waits} == {(0, 0, 1)}
    others = {
        name: step
        for name, step in definition["steps"].items()
        if step["kind"] != "wait"
    }
    assert {name: changed["steps"][name] for name in others} == others
    assert {**changed, "steps": {}} == {**definition, "steps": {}}


def test_a_subject_is_that_of_a_letter_without_a_code():
    assert subject_of("abandoned_cart_last", "en") == "Shall we keep your cart?"
