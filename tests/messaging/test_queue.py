"""An intent becomes one row, whoever asks how often."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from saleor_crm_plugin.messaging.actions.queue import queue_crowds, queue_messages
from saleor_crm_plugin.messaging.errors import UnknownPurpose
from saleor_crm_plugin.messaging.intents import (
    Crowd,
    Intent,
    MessageSubject,
    Priority,
    Queued,
)
from saleor_crm_plugin.messaging.models import Message
from saleor_crm_plugin.messaging.policies.gate import WhenRefused
from saleor_crm_plugin.messaging.policies.states import MessageState

NOW = datetime.datetime(2026, 5, 4, 12, tzinfo=datetime.UTC)
DAY = datetime.timedelta(days=1)


def intent(profile_id=1, **changes):
    return Intent(
        **{
            "source_kind": "journey",
            "source_id": "5",
            "occurrence": "8:hello:1",
            "profile_id": profile_id,
            "purpose": "marketing",
            "template_code": "welcome",
            "due_at": NOW,
        }
        | changes
    )


def test_intent_is_written_down_as_it_was_meant(db):
    # when
    [queued] = queue_messages(
        [
            intent(
                channels=("email", "onsite"),
                subject=MessageSubject(order_id="b5d5", variant_ids=(3, 4)),
                variables={"points": 20},
                when_refused=WhenRefused.SKIP,
                priority=Priority.URGENT,
                list_code="club",
                channel_slug="shop",
                expires_at=NOW + DAY,
                experiment_id=9,
            )
        ],
        now=NOW,
    )

    # then
    message = Message.objects.get(pk=queued.message_id)
    assert queued.is_new
    assert message.channels == ["email", "onsite"]
    assert message.subject == {
        "order_id": "b5d5",
        "checkout_id": "",
        "variant_ids": [3, 4],
        "code": "",
        "code_expires_on": None,
    }
    assert message.variables == {"points": 20}
    assert (message.when_refused, message.priority) == ("skip", Priority.URGENT)
    assert (message.list_code, message.channel_slug) == ("club", "shop")
    assert (message.due_at, message.expires_at) == (NOW, NOW + DAY)
    assert (message.state, message.reason) == (MessageState.QUEUED, "")
    assert message.experiment_id == 9


def test_message_without_an_end_lives_three_days(db):
    [queued] = queue_messages([intent(due_at=NOW + DAY)], now=NOW)
    assert Message.objects.get(pk=queued.message_id).expires_at == NOW + 4 * DAY


def test_asking_again_changes_nothing(db):
    # given
    first = queue_messages([intent(1), intent(2)], now=NOW)

    # when the same are asked for once more, among others, and differently
    again = queue_messages(
        [intent(3), intent(2, template_code="other"), intent(1), intent(3)],
        now=NOW + DAY,
    )

    # then
    new = Message.objects.get(profile_id=3)
    assert again == [
        Queued(new.pk, is_new=True),
        Queued(first[1].message_id, is_new=False),
        Queued(first[0].message_id, is_new=False),
        Queued(new.pk, is_new=False),
    ]
    assert Message.objects.get(profile_id=2).template_code == "welcome"
    assert Message.objects.count() == 3


@pytest.mark.parametrize(
    "change", [{"occurrence": "8:hello:2"}, {"source_id": "6"}, {"source_kind": "test"}]
)
def test_other_occasion_is_another_message(db, change):
    first, second = queue_messages([intent(), intent(**change)], now=NOW)
    assert first.message_id != second.message_id


def test_thousand_intents_cost_as_much_as_one(db):
    def statements(intents):
        with CaptureQueriesContext(
            connection,
        ) as seen:
            queue_messages(intents, now=NOW)
        return len([one for one in seen if "SAVEPOINT" not in one["sql"]])

    assert statements([intent(1)]) == 1
    assert statements([intent(number) for number in range(2, 1002)]) == 1
    assert statements([intent(number) for number in range(1, 1001)]) == 2


def test_nothing_to_say_asks_nothing(db, django_assert_num_queries):
    with CaptureQueriesContext(connection) as seen:
        assert queue_messages([], now=NOW) == []
    assert [one for one in seen if "SAVEPOINT" not in one["sql"]] == []


def test_a_crowd_is_told_in_one_statement_each_with_their_own_code(
    db, django_assert_num_queries
):
    # given two crowds, and one person who knows it already
    queue_messages([intent(2, template_code="other")], now=NOW)
    plain = Crowd(intent(1, variables={"points": 20}), [1, 2])
    coded = Crowd(
        intent(3, subject=MessageSubject(order_id="b5d5")), [3, 4], ["A", "B"]
    )

    # when
    with django_assert_num_queries(1):
        assert queue_crowds([plain, coded], now=NOW) == 3

    # then
    rows = Message.objects.order_by("profile_id")
    assert [(row.profile_id, row.template_code, row.variables) for row in rows] == [
        (1, "welcome", {"points": 20}),
        (2, "other", {}),
        (3, "welcome", {}),
        (4, "welcome", {}),
    ]
    assert [row.subject.get("code", "") for row in rows] == ["", "", "A", "B"]
    assert rows[3].subject["order_id"] == "b5d5"
    assert {row.due_at for row in rows} == {NOW}
    # and each of them is what one intent would have been
    assert queue_messages([intent(1)], now=NOW) == [Queued(rows[0].pk, is_new=False)]
    assert queue_crowds([plain, coded], now=NOW) == 0


def test_a_crowd_with_an_unknown_purpose_is_told_nothing(db):
    good, bad = Crowd(intent(1), [1]), Crowd(intent(2, purpose="fun"), [2])
    with pytest.raises(UnknownPurpose):
        queue_crowds([good, bad], now=NOW)
    assert queue_crowds([], now=NOW) == 0
    assert Message.objects.count() == 0
