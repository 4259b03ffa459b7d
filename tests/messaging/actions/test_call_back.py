"""Who says no while a batch is under way gets nothing of it that was not begun yet."""

import datetime

import pytest

from saleor_crm_plugin.consent.actions.record import record_consents
from saleor_crm_plugin.messaging.actions import send as sending_module
from saleor_crm_plugin.messaging.actions.send import SendReport, send_due
from saleor_crm_plugin.messaging.models import Message
from saleor_crm_plugin.messaging.policies.reasons import Reason
from tests.fixtures.catching_up import catch_up
from tests.fixtures.messages import NOON, consent_act

pytestmark = pytest.mark.usefixtures("welcome")


def test_a_withdrawal_reaches_what_was_claimed_and_not_begun(
    by_smtp, mail_server, make_readers, queued, monkeypatch
):
    # given: the second reader leaves while the first one's letter is on its way
    first, second = make_readers(2)
    queued([first, second])
    real_step = sending_module.step

    def step(claim, *, ended, begun):
        if ended is not None and begun is not None:
            withdrawal = consent_act(
                second,
                granted=False,
                key="left",
                occurred_at=NOON - datetime.timedelta(minutes=1),
            )
            record_consents([withdrawal], now=NOON)
            catch_up(NOON)
        return real_step(claim, ended=ended, begun=begun)

    monkeypatch.setattr(sending_module, "step", step)

    # when
    report = send_due(now=NOON)

    # then
    assert mail_server.recipients == ["reader1@example.com"]
    assert report == SendReport(sent=1, refused=1)
    left = Message.objects.get(profile_id=second)
    assert (left.state, left.reason, left.attempts) == (
        "suppressed",
        Reason.CONSENT_WITHDRAWN,
        0,
    )
