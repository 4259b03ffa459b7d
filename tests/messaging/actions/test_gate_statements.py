"""The gate costs the same number of statements, however many messages come to it."""

import datetime
from collections import Counter

from django.db import connection
from django.test.utils import CaptureQueriesContext

from saleor_crm_plugin.experiments.actions import set_holdout
from saleor_crm_plugin.messaging.actions.choices import (
    SendingChoices,
    choose_sending,
    set_caps,
)
from saleor_crm_plugin.messaging.actions.outcomes import tell_outcomes
from saleor_crm_plugin.messaging.actions.pass_gate import pass_gate
from saleor_crm_plugin.messaging.models import Message
from saleor_crm_plugin.messaging.policies.caps import Cap
from saleor_crm_plugin.messaging.settings_models import ChannelAccount
from saleor_crm_plugin.messaging.terms import read_terms
from tests.fixtures.messages import AUTHOR, NOON, SENDER

DAY = datetime.timedelta(days=1)


# More than any batch of the gate's holds.
MANY = 2_000


def gate(now=NOON, limit=MANY):
    return pass_gate(read_terms(), now=now, limit=limit, crowd=Counter())


def test_thousands_cost_as_many_statements_as_ten(sending, make_crowd, queued):
    # given
    set_caps([Cap(channel="", most=1, period=DAY)], author=AUTHOR, now=NOON)
    night = {"quiet_from": datetime.time(1), "quiet_until": datetime.time(2)}
    choose_sending(
        SendingChoices(sender_address=SENDER, **night), author=AUTHOR, now=NOON
    )
    ChannelAccount.objects.update(burst=MANY)
    set_holdout("global", basis_points=1000, author=AUTHOR, now=NOON)
    queued(make_crowd(10), occurrence="claimed and never begun")
    gate()
    queued(make_crowd(10), occurrence="few")
    with CaptureQueriesContext(connection) as few:
        gate(NOON + datetime.timedelta(seconds=1000))

    # when
    queued(make_crowd(MANY), occurrence="many")
    with CaptureQueriesContext(connection) as many:
        passed = gate(NOON + datetime.timedelta(seconds=2000))

    # then
    assert passed.refused + len(passed.claimed) == MANY
    # One in ten is held out, give or take five standard deviations.
    assert 130 < passed.refused < 270
    assert len(many) == len(few)
    assert tell_outcomes() == Message.objects.filter(state="suppressed").count()
