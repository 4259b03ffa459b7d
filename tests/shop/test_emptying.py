"""A quick flush leaves what a whole one leaves."""

import pytest
from django.contrib.sites.models import Site
from django.db import connection, connections

from saleor_crm_plugin.audit.models import SettingsChange
from saleor_crm_plugin.core import clock
from saleor_crm_plugin.saleor_adapter.db import replica_alias

from . import emptying, rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def flushed():
    """Give an emptying that has learned what is left, and the cases that it flushed wholly since."""
    whole = []
    empties = emptying.Emptying(whole.append)
    empties("first")
    assert whole == ["first"]
    whole.clear()
    return empties, whole


@pytest.mark.parametrize("superuser", [True, False])
def test_rows_that_were_added_are_gone_and_all_else_is_kept(
    superuser, flushed, monkeypatch
):
    # given
    if not superuser:
        monkeypatch.setattr(emptying, "IS_SUPERUSER", "SELECT false")
    empties, whole = flushed
    before = emptying._content(emptying._filled())
    channel = rows.make_channel()
    rows.make_variant(rows.make_product("book", channels=[channel]), channels=[channel])
    assert len(emptying._filled()) > len(before)

    # when
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    empties("second")

    # then
    assert emptying._content(emptying._filled()) == before
    assert whole == []
    with connection.cursor() as cursor:
        cursor.execute("SHOW session_replication_role")
        assert cursor.fetchone() == ("origin",)


def test_what_is_never_deleted_is_gone_too(flushed):
    # given
    empties, _ = flushed
    SettingsChange.objects.create(
        subject="program",
        subject_id=7,
        author="user:5",
        before={},
        after={},
        changed_at=clock.now(),
    )

    # when
    empties("second")

    # then
    assert SettingsChange.objects.count() == 0


def test_change_of_what_is_left_is_flushed_wholly(flushed):
    # given
    empties, whole = flushed
    Site.objects.create(domain="another.example.com", name="Another")

    # when
    empties("second")

    # then
    assert whole == ["second"]


def test_replica_is_in_the_writers_transaction_again():
    replica = connections[replica_alias()]
    replica.in_atomic_block = False  # what a flush by this alias leaves

    emptying.one_session_again(replica)

    assert replica.in_atomic_block is connection.in_atomic_block is True
    assert replica.alias == replica_alias()


def test_nothing_is_truncated_when_nothing_was_added(
    flushed, django_assert_num_queries
):
    # given
    empties, whole = flushed

    # then
    with django_assert_num_queries(3):
        empties("second")
    assert whole == []
