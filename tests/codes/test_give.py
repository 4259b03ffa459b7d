"""Codes are given in batches, one to each, whoever is killed or comes twice."""

import datetime

import pytest
from django.db import IntegrityError, transaction

from saleor_crm_plugin.codes.actions import give
from saleor_crm_plugin.codes.actions.give import give_codes
from saleor_crm_plugin.codes.given import CodeFor
from saleor_crm_plugin.codes.models import IssuedCode
from saleor_crm_plugin.saleor_adapter.vouchers import (
    CodeOffer,
    VoucherEnded,
    VoucherNotSingleUse,
)
from tests.fixtures.unchanged import nothing_changes
from tests.shop import rows

pytestmark = pytest.mark.django_db

NOW = datetime.datetime(2026, 3, 1, 9, tzinfo=datetime.UTC)
DAY = datetime.timedelta(days=1)
RUN = 5


@pytest.fixture
def offer(channel):
    voucher = rows.make_voucher(channel, start_date=NOW - DAY)
    return CodeOffer(voucher_id=voucher.pk, expires_at=NOW + 3 * DAY)


def wanted(*people, run=RUN):
    return [CodeFor(source_id=run, occurrence=one, profile_id=one) for one in people]


def in_the_shop():
    found = rows.model("discount.VoucherCode").objects
    return dict(found.values_list("code", "voucher_id"))


def test_everybody_gets_one_code_of_their_own(offer):
    given = give_codes("campaign", wanted(1, 2, 3), offer, now=NOW)

    assert set(given) == {(RUN, 1), (RUN, 2), (RUN, 3)}
    held = {row.profile_id: row for row in IssuedCode.objects.all()}
    assert {one: (row.pk, row.code) for one, row in held.items()} == {
        person: (code.id, code.code) for (_, person), code in given.items()
    }
    assert {(row.expires_at, row.look_at) for row in held.values()} == {
        (NOW + 3 * DAY, NOW + 3 * DAY)
    }
    assert in_the_shop() == dict.fromkeys(
        (code.code for code in given.values()), offer.voucher_id
    )
    assert len(in_the_shop()) == 3


def test_who_has_a_code_keeps_it_and_only_the_others_get_one(offer):
    # given a worker that came half-way
    first = give_codes("campaign", wanted(1, 2), offer, now=NOW)

    # when the next one takes the whole batch, in which one is named twice
    later = give_codes("campaign", wanted(1, 2, 3, 3), offer, now=NOW + DAY)

    # then
    assert {key: later[key] for key in first} == first
    assert set(later) == {(RUN, 1), (RUN, 2), (RUN, 3)}
    assert len(in_the_shop()) == IssuedCode.objects.count() == 3


def test_each_source_gives_codes_of_its_own(offer):
    one = give_codes("campaign", wanted(1), offer, now=NOW)
    another = give_codes("campaign", wanted(1, run=6), offer, now=NOW)
    journeys = give_codes("journey", wanted(1), offer, now=NOW)

    assert len({*one.values(), *another.values(), *journeys.values()}) == 3


def test_the_number_of_statements_does_not_depend_on_how_many(
    offer, django_assert_num_queries
):
    # Four, and the borders of both savepoints.
    for people in (range(1, 3), range(10, 810)):
        with transaction.atomic(), django_assert_num_queries(8):
            give_codes("campaign", wanted(*people), offer, now=NOW)
    with transaction.atomic(), django_assert_num_queries(3):
        give_codes("campaign", wanted(1, 2), offer, now=NOW)


def test_more_than_a_thousand_are_given_in_parts(offer):
    given = give_codes("campaign", wanted(*range(1, 1_002)), offer, now=NOW)

    assert len({code.code for code in given.values()}) == 1_001
    assert len(in_the_shop()) == 1_001


def test_who_dies_between_both_tables_has_given_nothing(offer, monkeypatch):
    def die(*args, **kwargs):
        raise ConnectionAbortedError

    monkeypatch.setattr(give, "add_codes", die)

    with nothing_changes(), pytest.raises(ConnectionAbortedError):
        give_codes("campaign", wanted(1, 2), offer, now=NOW)
    assert in_the_shop() == {}


def test_a_drawn_code_that_is_taken_is_drawn_anew(offer, monkeypatch):
    # given
    rows.model("discount.VoucherCode").objects.create(
        voucher_id=offer.voucher_id, code="TAKEN"
    )
    drawn = iter([["TAKEN", "FREE-1"], ["FREE-2", "FREE-3"]])
    monkeypatch.setattr(give, "draw_codes", lambda count: next(drawn))

    # when
    given = give_codes("campaign", wanted(1, 2), offer, now=NOW)

    # then
    assert {code.code for code in given.values()} == {"FREE-2", "FREE-3"}
    assert set(in_the_shop()) == {"TAKEN", "FREE-2", "FREE-3"}


@pytest.mark.parametrize(
    ("columns", "refusal"),
    [({"single_use": False}, VoucherNotSingleUse), ({"end_date": NOW}, VoucherEnded)],
)
def test_a_voucher_that_is_not_fit_gives_nothing(channel, columns, refusal):
    voucher = rows.make_voucher(channel, **columns)
    offer = CodeOffer(voucher_id=voucher.pk)

    with nothing_changes(), pytest.raises(refusal):
        give_codes("campaign", wanted(1), offer, now=NOW)
    assert in_the_shop() == {}


def test_whoever_has_all_codes_needs_no_voucher(offer):
    given = give_codes("campaign", wanted(1), offer, now=NOW)
    rows.model("discount.Voucher").objects.update(end_date=NOW)

    assert give_codes("campaign", wanted(1), offer, now=NOW + DAY) == given


def test_the_database_lets_no_code_be_two_peoples_and_nobody_have_two(offer):
    [code] = give_codes("campaign", wanted(1), offer, now=NOW).values()
    held = {
        "source_kind": "campaign",
        "source_id": RUN,
        "profile_id": 2,
        "voucher_id": offer.voucher_id,
        "issued_at": NOW,
    }

    for doubled in (
        {"occurrence": 2, "code": code.code},
        {"occurrence": 1, "code": "X"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            IssuedCode.objects.create(**held | doubled)
    assert IssuedCode.objects.count() == 1
