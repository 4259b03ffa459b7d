"""Name, purpose and list of a template change later; what readers have agreed to holds."""

import pytest

from saleor_crm_plugin.audit.models import SettingsChange
from saleor_crm_plugin.campaigns.actions.steer import cancel_campaign, pause_campaign
from saleor_crm_plugin.core import clock
from saleor_crm_plugin.journeys.actions.switch import drain, pause
from saleor_crm_plugin.templates.actions import drafts
from saleor_crm_plugin.templates.actions.describe import (
    Description,
    describe_template,
)
from saleor_crm_plugin.templates.actions.publish import publish_draft
from saleor_crm_plugin.templates.error_codes import TemplateErrorCode
from saleor_crm_plugin.templates.errors import (
    InvalidTemplate,
    Missing,
    NoWayOut,
    PropertiesChanged,
    TemplateInUse,
    TemplateNotFound,
)
from saleor_crm_plugin.templates.models import Template
from saleor_crm_plugin.templates.rendering import Content, TemplateKind
from saleor_crm_plugin.templates.template_need import uses_of
from tests.fixtures.campaign import definition as campaign_definition
from tests.fixtures.campaign import make_list, scheduled
from tests.fixtures.journey import AUTHOR, BEGUN_AT, make_journey, republish
from tests.fixtures.passages import passage
from tests.fixtures.unchanged import nothing_changes

BY = {"author": AUTHOR, "now": BEGUN_AT}


def described(template, version=None, **changes):
    return describe_template(template.pk, Description(**changes), version=version, **BY)


def refused(refusal, template, version=None, **changes):
    with nothing_changes(), pytest.raises(refusal) as caught:
        described(template, version, **changes)
    return caught.value


def letter(purpose="marketing", **parts):
    """Make a template `thanks` that is published."""
    asked = drafts.NewTemplate(
        code="thanks", name="Thanks", kind=TemplateKind.EMAIL, purpose=purpose
    )
    row = drafts.create_template(asked, author=AUTHOR, now=clock.now())
    body = "<mj-section><mj-column><mj-text>Hello</mj-text></mj-column></mj-section>"
    content = Content(**{"language": "en", "subject": "Hello", "body": body} | parts)
    drafts.save_draft(row.pk, [content], author=AUTHOR)
    publish_draft(row.pk, author=AUTHOR, now=clock.now())
    return row


@pytest.fixture
def template(db):
    return letter()


def test_what_is_given_changes_and_is_logged(template):
    row = described(template, name=" Danke ", list_code="orders")

    assert (row.name, row.list_code, row.purpose) == ("Danke", "orders", "marketing")
    assert Template.objects.get().version == 1
    change = SettingsChange.objects.filter(subject="template").latest("id")
    assert (change.before, change.after) == (
        {"name": "Thanks", "list_code": ""},
        {"name": "Danke", "list_code": "orders"},
    )
    assert described(template, list_code="").list_code == ""


@pytest.mark.parametrize(
    ("changes", "refusal", "field"),
    [
        ({"name": "  "}, Missing, "name"),
        ({"name": "x" * 161}, InvalidTemplate, "name"),
        ({"purpose": "fun"}, InvalidTemplate, "purpose"),
        ({"list_code": "No list"}, InvalidTemplate, "listCode"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(template, changes, refusal, field):
    assert refused(refusal, template, **changes).field == field


def test_the_second_of_two_editors_is_told(template):
    described(template, 0, name="Danke")

    refusal = refused(PropertiesChanged, template, 0, name="Grazie")

    assert (refusal.field, refusal.version) == ("version", 1)
    assert described(template, 1, name="Grazie").name == "Grazie"


def test_there_must_be_such_a_template_and_somebody_who_does_it(template):
    with nothing_changes(), pytest.raises(TemplateNotFound):
        describe_template(template.pk + 1, Description(name="x"), **BY)
    with nothing_changes(), pytest.raises(Missing):
        describe_template(
            template.pk, Description(name="x"), author=" ", now=clock.now()
        )


def test_what_is_published_must_show_the_way_out_that_the_purpose_asks_for(db):
    # given: an e-mail that is a whole document carries no link that was not written
    page = "<mjml><mj-body><mj-section><mj-column><mj-text>Hello</mj-text></mj-column>"
    bare = letter("transactional", body=f"{page}</mj-section></mj-body></mjml>")

    refusal = refused(NoWayOut, bare, purpose="marketing")

    assert (refusal.field, refusal.code) == (
        "purpose",
        TemplateErrorCode.NO_UNSUBSCRIBE,
    )


def test_a_letter_with_the_way_out_changes_its_purpose_and_back(template):
    assert described(template, purpose="transactional").purpose == "transactional"
    assert described(template, purpose="marketing").purpose == "marketing"


def test_a_campaign_at_work_keeps_purpose_and_list_but_not_the_name(welcome):
    # given
    template = Template.objects.get(code="welcome")
    campaign = scheduled(campaign_definition(make_list().pk))

    # when
    purpose = refused(TemplateInUse, template, purpose="transactional")
    pause_campaign(campaign.pk, **BY)
    of_list = refused(TemplateInUse, template, list_code="orders")
    described(template, name="Hello", purpose=template.purpose)
    cancel_campaign(campaign.pk, **BY)

    # then
    assert (purpose.field, purpose.uses) == ("purpose", ("campaigns: 'Spring'",))
    assert (of_list.field, of_list.uses) == ("listCode", ("campaigns: 'Spring'",))
    assert described(template, list_code="orders").list_code == "orders"


def saying(template):
    """Return the parts of a journey that says this."""
    return {
        "start": "say",
        "steps": {
            "say": {"kind": "send_message", "template": template.code, "next": "end"},
            "end": {"kind": "exit"},
        },
    }


def uses(template):
    return list(uses_of(template.code))


def test_a_journey_keeps_purpose_and_list_as_long_as_it_takes_people_in(template):
    # given
    journey = make_journey("thanks", **saying(template))

    # when
    refusal = refused(TemplateInUse, template, purpose="transactional")
    pause(journey.pk, **BY)
    paused = uses(template)
    drain(journey.pk, **BY)

    # then
    assert refusal.uses == ("journeys: 'Thanks'",)
    assert paused == [("journeys", "Thanks")]
    assert described(template, purpose="transactional").purpose == "transactional"


def test_an_earlier_version_keeps_them_while_people_are_in_it(template):
    # given
    journey = make_journey("thanks", **saying(template))
    republish(journey)
    first = journey.versions.get(number=1)

    # when
    without = uses(template)
    passage(journey, 1, version_id=first.pk)
    over = uses(template)
    on_the_way = {"state": "stuck", "ended_at": None, "end_reason": ""}
    passage(journey, 2, version_id=first.pk, **on_the_way)

    # then
    assert (without, over) == ([], [])
    assert uses(template) == [("journeys", "Thanks")]
