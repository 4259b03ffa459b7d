"""What a step that sends a message lacks is told with the field."""

import pytest

from saleor_crm_plugin.journeys.actions.drafts import create_journey
from saleor_crm_plugin.journeys.actions.publish import publish
from saleor_crm_plugin.journeys.actions.switch import pause, turn_on
from saleor_crm_plugin.journeys.errors import InvalidDefinition
from saleor_crm_plugin.journeys.steps.send_message import SendMessage
from saleor_crm_plugin.templates.actions.publish import archive_template
from saleor_crm_plugin.templates.models import Template
from saleor_crm_plugin.templates.rendering import TemplateKind
from tests.fixtures.journey import AUTHOR, BEGUN_AT, definition, make_journey
from tests.fixtures.unchanged import nothing_changes

BY = {"author": AUTHOR, "now": BEGUN_AT}
GREETS = {
    "greet": {"kind": "send_message", "template": "welcome", "next": "end"},
    "end": {"kind": "exit"},
}


def lacks(shop_channels=(), **settings):
    given = {"next": "end", "template": "welcome", **settings}
    return SendMessage(SendMessage.Settings(**given)).lacks(shop_channels)


def test_a_published_template_and_known_channels_are_enough(welcome):
    assert lacks() == lacks(channels=("onsite", "email")) == {}


def test_a_template_that_is_not_published_is_named(db):
    assert lacks() == {"template": "No version of the template 'welcome' is published."}


def test_a_channel_that_is_not_there_is_named(welcome):
    assert lacks(channels=("email", "pigeon")) == {
        "channels": "There is no channel 'pigeon'."
    }


@pytest.mark.parametrize("named", [(), ("email",), ("onsite", "email")])
def test_what_is_written_for_the_storefront_goes_nowhere_else(welcome, named):
    Template.objects.update(kind=TemplateKind.ONSITE)

    assert lacks(channels=named) == {
        "channels": "The template 'welcome' is written for the storefront: "
        "choose the channel 'onsite' and no other."
    }
    assert lacks(channels=("onsite",)) == {}


def test_the_template_is_read_once_whatever_is_asked_of_it(
    welcome, django_assert_num_queries
):
    with django_assert_num_queries(2):
        assert lacks(["default-channel"]) == {}


def test_what_is_to_run_is_refused_without_the_template_that_it_sends(welcome):
    # given one that is published and has never run, and one that is paused
    new = create_journey("new", "New", definition(steps=GREETS), **BY)
    publish(new.pk, **BY)
    paused = make_journey("paused", steps=GREETS)
    pause(paused.pk, **BY)
    archive_template(welcome.pk, **BY)

    # when
    for journey in (new, paused):
        with nothing_changes(), pytest.raises(InvalidDefinition) as refusal:
            turn_on(journey.pk, **BY)

        # then
        assert [(one.path, one.message) for one in refusal.value.problems] == [
            (
                "steps.greet.template",
                "No version of the template 'welcome' is published.",
            )
        ]
