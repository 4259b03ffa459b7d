"""Staff read why a message left or did not; customers see their own in the storefront."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from saleor.permission.enums import AccountPermissions

from saleor_crm_plugin.core.clock import fixed_at
from saleor_crm_plugin.messaging.actions.send import send_due
from saleor_crm_plugin.messaging.models import Message, OnsiteMessage
from saleor_crm_plugin.messaging.policies.states import MessageState
from saleor_crm_plugin.outbox.models import FactRow
from saleor_crm_plugin.templates.actions.drafts import (
    NewTemplate,
    create_template,
    save_draft,
)
from saleor_crm_plugin.templates.actions.publish import publish_draft
from saleor_crm_plugin.templates.rendering import Content, TemplateKind
from tests.fixtures.api import assert_closed, global_id, sent_for_the_query
from tests.fixtures.member import member_of
from tests.fixtures.messages import AUTHOR, NOON

HOUR = datetime.timedelta(hours=1)
MESSAGES = """query($profile: ID, $states: [CrmMessageStateEnum!], $after: String) {
    crmMessages(first: 2, after: $after, profile: $profile, states: $states) {
    edges { node { id profileId state reason channel templateCode
        decisions { channel verdict reason numbers } attempts { number outcome detail } } }
    pageInfo { hasNextPage endCursor } } }"""
OF_PROFILE = """query($id: ID!) { crmProfile(id: $id) {
    messages(first: 5) { edges { node { state reason decisions { reason } } } } } }"""
CANCEL = """mutation($profile: ID) {
    crmMessagesCancel(sourceKind: "journey", sourceId: "5", profile: $profile) {
    canceled errors { field code } } }"""
ONSITE = """query($placement: String!) { crmOnsiteMessages(placement: $placement) {
    id title html text shownUntil } }"""
SEEN = """mutation($ids: [ID!]!) { crmOnsiteMessagesSeen(ids: $ids) {
    errors { field code } } }"""
CLICKED = """mutation($id: ID!) { crmOnsiteMessageClicked(id: $id) {
    errors { field code } } }"""
DISMISS = """mutation($id: ID!) { crmOnsiteMessageDismiss(id: $id) {
    errors { field code } } }"""


@pytest.fixture
def manager(staff_api):
    """Return a client of a member of staff who may manage customers."""
    return staff_api(AccountPermissions.MANAGE_USERS)


@pytest.fixture
def shown(sending, queued, customer_api):
    """Send an on-site message to the customer, and return it as the storefront sees it."""
    template = create_template(
        NewTemplate(
            code="hello", name="Hello", kind=TemplateKind.ONSITE, purpose="marketing"
        ),
        author=AUTHOR,
        now=NOON,
    )
    words = Content(language="en", subject="Hello", body="<p>New things</p>")
    save_draft(template.pk, [words], author=AUTHOR)
    publish_draft(template.pk, author=AUTHOR, now=NOON)
    queued([member_of(customer_api.user)], template_code="hello", channels=("onsite",))
    send_due(now=NOON)
    with fixed_at(NOON):
        [message] = customer_api.ask(ONSITE, placement="banner")["crmOnsiteMessages"]
    return message


def now_shown(api, now=NOON):
    with fixed_at(now):
        answer = api.ask(ONSITE, placement="banner")["crmOnsiteMessages"]
    return [one["id"] for one in answer]


def fact_codes():
    rows = FactRow.objects.filter(code__startswith="messaging.").order_by("id")
    return list(rows.values_list("code", flat=True))


def test_nobody_else_reads_or_cancels_messages(outsiders, profile):
    assert_closed(outsiders, MESSAGES)
    assert_closed(outsiders, CANCEL)
    assert_closed(outsiders, OF_PROFILE, id=global_id("CrmProfile", profile.pk))


def test_every_decision_can_be_read(manager, sending, make_readers, queued):
    # given one who said nothing
    [silent] = make_readers(1, consents=False)
    [message] = queued([silent])
    send_due(now=NOON)

    # when
    [edge] = manager.ask(MESSAGES)["crmMessages"]["edges"]

    # then
    assert edge["node"] == {
        "id": global_id("CrmMessage", message.pk),
        "profileId": global_id("CrmProfile", silent),
        "state": "SUPPRESSED",
        "reason": "no_consent",
        "channel": "",
        "templateCode": "welcome",
        "decisions": [
            {
                "channel": "email",
                "verdict": "refuse",
                "reason": "no_consent",
                "numbers": {},
            }
        ],
        "attempts": [],
    }
    answer = manager.ask(OF_PROFILE, id=global_id("CrmProfile", silent))
    assert answer["crmProfile"]["messages"]["edges"] == [
        {
            "node": {
                "state": "SUPPRESSED",
                "reason": "no_consent",
                "decisions": [{"reason": "no_consent"}],
            }
        }
    ]


def test_messages_are_filtered_and_paged(manager, make_readers, queued):
    readers = make_readers(3)
    messages = queued(readers)
    page = manager.ask(MESSAGES)["crmMessages"]
    assert [edge["node"]["id"] for edge in page["edges"]] == [
        global_id("CrmMessage", one.pk) for one in (messages[2], messages[1])
    ]
    rest = manager.ask(MESSAGES, after=page["pageInfo"]["endCursor"])["crmMessages"]
    assert [edge["node"]["id"] for edge in rest["edges"]] == [
        global_id("CrmMessage", messages[0].pk)
    ]
    assert manager.ask(MESSAGES, states=["SENT"])["crmMessages"]["edges"] == []
    profile = global_id("CrmProfile", readers[1])
    [only] = manager.ask(MESSAGES, profile=profile)["crmMessages"]["edges"]
    assert only["node"]["profileId"] == profile


def test_messages_cost_the_same_one_or_ten(manager, make_readers, queued, sending):
    # given
    query = MESSAGES.replace("first: 2", "first: 20")

    def count():
        with CaptureQueriesContext(connection) as seen:
            edges = manager.ask(query)["crmMessages"]["edges"]
        return len(edges), len(sent_for_the_query(each["sql"] for each in seen))

    queued(make_readers(1, consents=False))
    send_due(now=NOON)
    count()  # the shop fills caches of its own at the first request

    # when
    few = count()
    queued(make_readers(9, consents=False))
    send_due(now=NOON)
    many = count()

    # then
    assert (few[0], many[0]) == (1, 10)
    assert many[1] == few[1]


def test_staff_take_messages_back(manager, make_readers, queued):
    one, other = queued(make_readers(2))
    profile = global_id("CrmProfile", one.profile_id)
    assert manager.done(CANCEL, profile=profile) == {"canceled": 1}
    assert manager.done(CANCEL) == {"canceled": 1}
    assert manager.done(CANCEL) == {"canceled": 0}
    assert set(Message.objects.values_list("state", "reason")) == {
        (MessageState.SUPPRESSED, "canceled")
    }
    assert fact_codes() == ["messaging.refused"] * 2


def test_owner_alone_sees_the_storefronts_message(
    shown, customer_api, other_customer_api, anonymous_api, staff_api, app_api
):
    assert shown["title"] == "Hello"
    assert shown["html"] == "<p>New things</p>"
    assert now_shown(other_customer_api) == []
    assert now_shown(staff_api(AccountPermissions.MANAGE_USERS)) == []
    for stranger in (anonymous_api, app_api(AccountPermissions.MANAGE_USERS)):
        assert stranger.refusal(ONSITE, placement="banner") == "PermissionDenied"
    assert customer_api.ask(ONSITE, placement="footer")["crmOnsiteMessages"] == []


def test_strangers_can_do_nothing_to_it(shown, other_customer_api, anonymous_api):
    for mutation in (CLICKED, DISMISS):
        assert_closed([anonymous_api], mutation, id=shown["id"])
        assert other_customer_api.refused(mutation, id=shown["id"]) == [
            ("id", "NOT_FOUND")
        ]
    assert_closed([anonymous_api], SEEN, ids=[shown["id"]])
    member_of(other_customer_api.user)
    other_customer_api.done(SEEN, ids=[shown["id"]])
    assert OnsiteMessage.objects.get().views == 0
    assert other_customer_api.refused(DISMISS, id="nonsense") == [("id", "NOT_FOUND")]


def test_message_is_shown_as_often_as_its_account_says(shown, customer_api):
    # given three times at most, and two hours between
    OnsiteMessage.objects.update(hours_between=2)
    now = NOON
    for _ in range(3):
        assert now_shown(customer_api, now) == [shown["id"]]
        with fixed_at(now):
            customer_api.done(SEEN, ids=[shown["id"]])
        assert now_shown(customer_api, now + HOUR) == []
        now += 2 * HOUR
    assert now_shown(customer_api, now) == []
    assert fact_codes() == ["messaging.sent", "messaging.opened"]


def test_clicked_message_is_shown_no_more(shown, customer_api):
    customer_api.done(CLICKED, id=shown["id"])
    customer_api.done(CLICKED, id=shown["id"])
    assert now_shown(customer_api) == []
    assert Message.objects.get().state == MessageState.CLICKED
    assert fact_codes() == ["messaging.sent", "messaging.clicked"]


def test_dismissed_message_is_shown_no_more(shown, customer_api):
    customer_api.done(DISMISS, id=shown["id"])
    assert now_shown(customer_api) == []


def test_message_ends_when_it_expires(shown, customer_api):
    assert now_shown(customer_api, NOON + 71 * HOUR) == [shown["id"]]
    assert now_shown(customer_api, NOON + 72 * HOUR) == []
