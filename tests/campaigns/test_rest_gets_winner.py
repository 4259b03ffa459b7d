"""From the freeze to the last message of a campaign whose variants are tried on a part of it."""

import datetime
from collections import Counter

import pytest

from saleor_crm_plugin.campaigns.actions.name_winners import name_winners
from saleor_crm_plugin.campaigns.policies.states import RunState
from saleor_crm_plugin.codes.models import IssuedCode
from saleor_crm_plugin.messaging.models import Message

from ..fixtures.campaign import TOMORROW, make_list
from ..fixtures.campaign_run import (
    audience,
    frozen,
    queue_one_batch,
    scheduled,
    standings,
)
from ..shop.rows import make_voucher

pytestmark = pytest.mark.usefixtures("welcome")

HOUR = datetime.timedelta(hours=1)
DECIDED_AT = TOMORROW + 6 * HOUR
MORNING = {
    "mode": "local",
    "day": TOMORROW.date().isoformat(),
    "local_time": "09:00",
}


@pytest.mark.parametrize(
    ("when", "first_due", "rest_due"),
    [
        ({"mode": "fixed", "at": TOMORROW.isoformat()}, TOMORROW, DECIDED_AT),
        # Named in the evening: those who have waited get it when their next morning comes.
        (MORNING, TOMORROW - 3 * HOUR, TOMORROW + 21 * HOUR),
    ],
)
def test_everybody_gets_one_message_and_one_code_and_the_rest_later(
    make_readers, channel, when, first_due, rest_due
):
    # given
    content = {
        "variants": [
            {"key": key, "template": "welcome", "share_basis_points": 5_000}
            for key in "ab"
        ],
        "winner": {
            "test_basis_points": 5_000,
            "decide_after_hours": 6,
            "least_per_arm": 100,
            "otherwise": "b",
        },
        "code": {"voucher": make_voucher(channel).pk},
    }
    people = make_readers(40)
    run = frozen(scheduled(make_list(people).pk, content=content, when=when))
    before = Counter((row.arm, row.due_at) for row in audience(run).values())
    waiting = before["", None]
    tried = before["a", first_due] + before["b", first_due]
    assert (tried + waiting, min(before.values()) > 0) == (40, True)

    # when those who try them have theirs, and nobody else is told
    assert queue_one_batch(run) == tried
    assert name_winners(now=TOMORROW) == queue_one_batch(run) == 0
    assert standings(run) == {("queued", ""): tried, ("waiting", ""): waiting}
    run.refresh_from_db()
    assert run.state == RunState.QUEUEING

    # and too few were reached to say which is better
    assert name_winners(now=DECIDED_AT) == waiting
    queue_one_batch(run, now=rest_due)

    # then
    run.refresh_from_db()
    assert (run.winner, run.state, run.queued) == ("b", RunState.SENDING, 40)
    after = Counter((row.arm, row.due_at) for row in audience(run).values())
    expected = before + Counter({("b", rest_due): waiting})
    del expected["", None]
    assert after == expected
    told = Counter(Message.objects.values_list("profile_id", flat=True))
    assert told == dict.fromkeys(people, 1)
    codes = dict(IssuedCode.objects.values_list("profile_id", "code"))
    assert {
        row.profile_id: row.subject["code"] for row in Message.objects.all()
    } == codes
    assert len(set(codes.values())) == 40
