"""What a step that sends a message lacks is told with the field."""

import pytest

from saleor_crm_plugin.journeys.steps.send_message import SendMessage
from saleor_crm_plugin.templates.models import Template
from saleor_crm_plugin.templates.rendering import TemplateKind


def lacks(**settings):
    given = {"next": "end", "template": "welcome", **settings}
    return SendMessage(SendMessage.Settings(**given)).lacks()


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
