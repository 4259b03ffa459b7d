"""Reports come late, twice and in any order."""

import itertools

import pytest

from saleor_crm_plugin.messaging.policies.states import (
    REPORTABLE_STATES,
    MessageState,
    after_report,
)

S = MessageState


@pytest.mark.parametrize(
    ("current", "reported", "after"),
    [
        (S.SENT, S.DELIVERED, S.DELIVERED),
        (S.CLICKED, S.OPENED, S.CLICKED),
        (S.CLICKED, S.COMPLAINED, S.COMPLAINED),
        (S.DELIVERED, S.BOUNCED, S.BOUNCED),
        (S.BOUNCED, S.DELIVERED, S.BOUNCED),
        (S.UNKNOWN, S.DELIVERED, S.DELIVERED),
        (S.SENDING, S.BOUNCED, S.BOUNCED),
        (S.SUPPRESSED, S.DELIVERED, S.SUPPRESSED),
        (S.QUEUED, S.OPENED, S.QUEUED),
        (S.FAILED, S.DELIVERED, S.FAILED),
        (S.SENT, S.QUEUED, S.SENT),
    ],
)
def test_report_moves_a_message_forward_only(current, reported, after):
    assert after_report(current, reported) == after


def test_order_of_reports_makes_no_difference():
    reports = (S.DELIVERED, S.OPENED, S.CLICKED)
    for order in itertools.permutations(reports):
        state = S.SENT
        for report in order:
            state = after_report(state, report)
        assert state == S.CLICKED


def test_only_what_may_have_left_can_be_reported():
    moved = {
        state for state in MessageState if after_report(state, S.COMPLAINED) != state
    }
    assert moved == REPORTABLE_STATES
