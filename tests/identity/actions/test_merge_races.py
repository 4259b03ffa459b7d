"""Two who merge, or merge and erase, at once: one waits, looks again, and is refused."""

import datetime
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from saleor_crm_plugin.identity.actions.erase import erase_profile
from saleor_crm_plugin.identity.actions.merge import merge_profiles
from saleor_crm_plugin.identity.errors import AlreadyMerged, PersonErased
from saleor_crm_plugin.identity.merge_models import ProfileMerge
from saleor_crm_plugin.identity.queries import members_of
from saleor_crm_plugin.observation import told_orders
from saleor_crm_plugin.observation.models import ToldOrder

from ...fixtures.person import SEEN_AT, account_claim, guest_claim
from ..waiting import wait_until_blocked

NOW = SEEN_AT + datetime.timedelta(days=30)
STAFF = "user:1"


@pytest.fixture
def three(make_profile):
    """Three profiles: two accounts and a guest."""
    return [
        make_profile(account_claim(1, "one@example.com", email_is_verified=True)).id,
        make_profile(account_claim(2, "two@example.com", email_is_verified=True)).id,
        make_profile(guest_claim("guest@example.com")).id,
    ]


def merge(source_id, target_id):
    return merge_profiles(source_id, target_id, author=STAFF, now=NOW)


@pytest.mark.django_db(transaction=True)
def test_of_two_merges_at_once_the_second_is_refused(three):
    # given
    one, two, guest = three

    def merge_elsewhere():
        try:
            return merge(guest, one)
        finally:
            connection.close()

    # when
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            merge(guest, two)
            other = pool.submit(merge_elsewhere)
            wait_until_blocked(other)
        with pytest.raises(AlreadyMerged):
            other.result(timeout=60)

    # then
    assert members_of(guest) == sorted([two, guest])
    assert members_of(one) == [one]


@pytest.mark.django_db(transaction=True)
def test_merge_waits_for_an_erasure_and_is_refused(three):
    # given
    one, two, _ = three

    def merge_elsewhere():
        try:
            return merge(one, two)
        finally:
            connection.close()

    # when
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            erase_profile(two, now=NOW, author=STAFF)
            other = pool.submit(merge_elsewhere)
            wait_until_blocked(other)
        with pytest.raises(PersonErased):
            other.result(timeout=60)

    # then
    assert members_of(one) == [one]
    assert not ProfileMerge.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_merge_waits_for_whoever_observes_an_order_of_theirs(three):
    # given an order that is being looked at
    one, _, guest = three
    order_id = str(uuid.uuid4())
    ToldOrder.objects.create(order_id=order_id, profile_id=guest, is_placed=True)

    def merge_elsewhere():
        try:
            return merge(guest, one)
        finally:
            connection.close()

    # when the observer tells it of the guest once more
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            told_orders.lock([order_id])
            other = pool.submit(merge_elsewhere)
            wait_until_blocked(other)
            ToldOrder.objects.filter(order_id=order_id).update(revision=2)
        moved = other.result(timeout=60).moved

    # then nothing is lost
    assert moved["crm_told_order"] == 1
    row = ToldOrder.objects.get(order_id=order_id)
    assert (row.profile_id, row.revision) == (one, 2)
