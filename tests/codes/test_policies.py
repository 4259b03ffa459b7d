"""What has become of a code after a look at it."""

import datetime

import pytest

from saleor_crm_plugin.codes.policies import WATCHED_FOR, Ending, ending_after

EXPIRED_AT = datetime.datetime(2026, 3, 1, 9, tzinfo=datetime.UTC)
SECOND = datetime.timedelta(seconds=1)


@pytest.mark.parametrize(
    ("is_used", "at_first", "in_the_end"),
    [
        (None, Ending.DELETED, Ending.DELETED),
        (True, Ending.OPEN, Ending.USED),
        (False, Ending.OPEN, Ending.KEPT),
    ],
)
def test_a_code_is_watched_until_it_is_gone_or_a_month_is_over(
    is_used, at_first, in_the_end
):
    ends = [
        ending_after(is_used, expired_at=EXPIRED_AT, now=EXPIRED_AT + later)
        for later in (SECOND, WATCHED_FOR - SECOND, WATCHED_FOR)
    ]

    assert ends == [at_first, at_first, in_the_end]
