"""An address is proven by a code: once, in time, in few tries, and nobody learns who is known."""

import datetime
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from saleor_crm_plugin.identity.actions.email_codes import (
    GOOD_FOR,
    MOST_A_DAY,
    ask_for_code,
    code_for,
    codes_to_send,
    forget_codes,
    try_code,
)
from saleor_crm_plugin.identity.actions.erase import erase_profile
from saleor_crm_plugin.identity.proof_models import MOST_TRIES, EmailCode
from saleor_crm_plugin.outbox.models import Mark
from saleor_crm_plugin.saleor_adapter.private_hash import email_hash

from ...fixtures.aside import wait_until_blocked
from ...fixtures.person import SEEN_AT, account_claim, guest_claim

NOW = SEEN_AT
ADDRESS = "ada@example.com"
MOMENT = datetime.timedelta(seconds=1)


@pytest.fixture
def unproven(make_profile):
    """Account 7, whose e-mail nobody has proven."""
    return make_profile(account_claim(7, ADDRESS))


@pytest.fixture
def asked(unproven):
    """The handle of a code that was sent to it."""
    handle = ask_for_code(ADDRESS, now=NOW)
    codes_to_send(now=NOW)
    return handle


def right(handle, address=ADDRESS):
    return code_for(handle, email_hash(address))


def wrong(handle):
    return f"{(int(right(handle)) + 1) % 10**6:06}"


def proofs():
    return list(
        Mark.objects.filter(kind="customer_verified").values_list(
            "object_id", "email_hash"
        )
    )


def test_code_proves_the_address_once(asked):
    # when
    answers = [try_code(asked, right(asked), now=NOW) for _ in range(2)]

    # then
    assert answers == [True, False]
    assert proofs() == [("7", email_hash(ADDRESS))]


def test_time_and_tries_are_limited(unproven, asked):
    # when it is too late, or one has guessed too often
    other = ask_for_code(ADDRESS, now=NOW)
    codes_to_send(now=NOW)
    late = try_code(asked, right(asked), now=NOW + GOOD_FOR)
    guesses = [try_code(other, wrong(other), now=NOW) for _ in range(MOST_TRIES)]

    # then
    assert not late
    assert guesses == [False] * MOST_TRIES
    assert not try_code(other, right(other), now=NOW)
    assert proofs() == []
    assert EmailCode.objects.get(pk=other).tries_left == 0
    # the first is as good as it was, in its time
    assert try_code(asked, right(asked), now=NOW + GOOD_FOR - MOMENT)


def test_only_who_has_it_unproven_is_told(make_profile, unproven):
    # given somebody who has proven theirs, a guest, and nobody
    make_profile(account_claim(8, "proven@example.com", email_is_verified=True))
    make_profile(guest_claim("guest@example.com"))
    addresses = [ADDRESS.upper(), "proven@example.com", "guest@example.com", "no@body"]

    # when
    handles = [ask_for_code(one, now=NOW) for one in addresses]
    told = codes_to_send(now=NOW)

    # then
    assert [(one.handle, one.profile_id, one.user_id) for one in told] == [
        (handles[0], unproven.id, 7)
    ]
    assert codes_to_send(now=NOW) == []
    assert [
        try_code(handle, right(handle, address), now=NOW)
        for handle, address in zip(handles, addresses, strict=True)
    ] == [True, False, False, False]


def test_asking_costs_the_same_whoever_is_known(unproven, django_assert_num_queries):
    # when
    counts = []
    for address in (ADDRESS, "no@body"):
        with django_assert_num_queries(4):
            handle = ask_for_code(address, now=NOW)
        counts.append(EmailCode.objects.get(pk=handle).tries_left)
    for one in (handle, uuid.uuid4()):
        with django_assert_num_queries(4):
            assert not try_code(one, "000000x", now=NOW)

    # then
    assert counts == [MOST_TRIES] * 2


def test_no_more_than_three_a_day_of_one_address(unproven):
    # when
    handles = [ask_for_code(ADDRESS, now=NOW) for _ in range(MOST_A_DAY + 1)]
    codes_to_send(now=NOW)

    # then the last is one that nothing was sent for, and nothing says so
    assert set(EmailCode.objects.values_list("handle", flat=True)) == set(handles[:-1])
    assert not try_code(handles[-1], right(handles[-1]), now=NOW)
    next_day = NOW + datetime.timedelta(days=1)
    ask_for_code(ADDRESS, now=next_day)
    assert EmailCode.objects.count() == MOST_A_DAY + 1

    # when
    assert forget_codes(now=next_day + MOMENT) == MOST_A_DAY


def test_code_of_an_erased_person_is_good_for_nothing(unproven, asked):
    erase_profile(unproven.id, now=NOW, author="user:1")

    assert not try_code(asked, right(asked), now=NOW)
    assert not EmailCode.objects.exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("is_first_right", [True, False])
def test_of_two_tries_at_once_with_the_last_left_one_counts(asked, is_first_right):
    # given
    EmailCode.objects.update(tries_left=1)
    first, second = right(asked), right(asked)
    if not is_first_right:
        first = wrong(asked)

    def try_elsewhere():
        try:
            return try_code(asked, second, now=NOW)
        finally:
            connection.close()

    # when
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            answers = [try_code(asked, first, now=NOW)]
            other = pool.submit(try_elsewhere)
            wait_until_blocked(other)
        answers.append(other.result(timeout=60))

    # then
    assert answers == [is_first_right, False]
    assert len(proofs()) == is_first_right
    assert EmailCode.objects.get().tries_left == 0
