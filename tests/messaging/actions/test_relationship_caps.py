"""Whoever wants less of the shop hears less of it, and the log says why."""

import datetime
from collections import Counter

from saleor_crm_plugin.insight.inference_models import CustomerInsight
from saleor_crm_plugin.messaging.actions.pass_gate import pass_gate
from saleor_crm_plugin.messaging.models import GateDecision
from saleor_crm_plugin.messaging.policies.reasons import Reason
from saleor_crm_plugin.messaging.terms import read_terms
from tests.fixtures.messages import NOON

DAY = datetime.timedelta(days=1)


def test_who_is_cross_with_the_shop_hears_less_of_it(sending, make_readers, queued):
    # given that staff have chosen no caps
    cross, friend, stranger = make_readers(3)
    CustomerInsight.objects.create(profile_id=cross, relationship_type="strained")
    CustomerInsight.objects.create(profile_id=friend, relationship_type="friend")
    queued([cross, friend, stranger])
    pass_gate(read_terms(), now=NOON, limit=500, crowd=Counter())

    # when
    later = NOON + 29 * DAY
    kept = {"expires_at": NOON + 40 * DAY, "due_at": later, "occurrence": "again"}
    messages = queued([cross, friend, stranger], **kept)
    pass_gate(read_terms(), now=later, limit=500, crowd=Counter())

    # then the log says by which relation, and how many
    messages[0].refresh_from_db()
    assert messages[0].reason == Reason.RELATIONSHIP_CAP
    assert messages[0].due_at == NOON + 30 * DAY
    log = GateDecision.objects.get(message=messages[0])
    assert log.numbers == {
        "channel": "",
        "most": 1,
        "hours": 720,
        "taken": 1,
        "relationship_type": "strained",
    }
    others = GateDecision.objects.filter(message__in=messages[1:])
    assert [one.verdict for one in others] == ["send", "send"]
