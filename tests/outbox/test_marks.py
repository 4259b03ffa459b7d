"""The hook side: one statement, and no harm to anybody whatever is wrong."""

import threading
from contextlib import contextmanager

import pytest
from django.conf import settings
from django.db import connection, connections, transaction
from django.test.utils import CaptureQueriesContext
from saleor.core.db.connection import restrict_writer

from saleor_crm_plugin.core.facts import Origin
from saleor_crm_plugin.outbox.actions import mark_many
from saleor_crm_plugin.outbox.marks import (
    CUSTOMER,
    CUSTOMER_DELETED,
    CUSTOMER_VERIFIED,
    ORDER,
    mark,
    mark_listed,
)
from saleor_crm_plugin.outbox.models import Mark
from saleor_crm_plugin.saleor_adapter.private_hash import email_hash


def stored_marks() -> list[tuple[str, str, str, str]]:
    rows = Mark.objects.order_by("id")
    return list(rows.values_list("kind", "object_id", "email_hash", "origin"))


@contextmanager
def another_connection():
    """Give a second session with the same database."""
    other = connections["default"].copy()
    try:
        yield other
    finally:
        other.close()


def test_mark_appends_one_row_in_one_statement(db):
    # when
    with transaction.atomic(), CaptureQueriesContext(connection) as queries:
        mark(ORDER, "0a1b")

    # then
    statements = [query["sql"] for query in queries if "SAVEPOINT" not in query["sql"]]
    assert len(statements) == 1
    assert stored_marks() == [(ORDER, "0a1b", "", Origin.LIVE)]


@pytest.mark.django_db(transaction=True)
def test_mark_outside_a_transaction_is_exactly_one_statement(django_assert_num_queries):
    with django_assert_num_queries(1):
        mark(ORDER, "0a1b")
    assert Mark.objects.count() == 1


# Tells, in the mark itself, how its transaction is going to be committed.
TELL_COMMIT = """
CREATE FUNCTION tell_commit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.object_id = current_setting('synchronous_commit');
    RETURN NEW;
END $$;
CREATE TRIGGER tell_commit BEFORE INSERT ON crm_mark
FOR EACH ROW EXECUTE FUNCTION tell_commit();
"""


@pytest.fixture
def waiting_session(transactional_db):
    """Give a session that waits for the disk, and have marks tell whether theirs does."""
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit = on")
        cursor.execute(TELL_COMMIT)
        yield cursor
        cursor.execute("DROP FUNCTION tell_commit() CASCADE")
        cursor.execute("RESET synchronous_commit")


@pytest.mark.parametrize(
    ("kind", "commit"),
    [
        (ORDER, "off"),
        (CUSTOMER, "off"),
        (CUSTOMER_VERIFIED, "on"),
        (CUSTOMER_DELETED, "on"),
    ],
)
def test_only_a_mark_that_the_sweep_can_make_up_for_spares_the_disk(
    waiting_session, kind, commit
):
    # when
    mark(kind, "0a1b")
    mark_listed(kind, ["0a1b"])

    # then
    assert [row[1] for row in stored_marks()] == [commit, commit]
    waiting_session.execute("SHOW synchronous_commit")
    assert waiting_session.fetchone() == ("on",)


def test_a_mark_leaves_the_callers_transaction_as_durable_as_it_was(waiting_session):
    with transaction.atomic():
        mark(ORDER, "0a1b")
        waiting_session.execute("SHOW synchronous_commit")
        during = waiting_session.fetchone()

    assert during == ("on",)
    assert [row[1] for row in stored_marks()] == ["on"]


def test_the_same_object_may_be_marked_again_and_again(db):
    mark(ORDER, "0a1b")
    mark(ORDER, "0a1b")

    assert Mark.objects.count() == 2


def test_an_email_is_stored_as_a_keyed_hash_only(db):
    # when
    mark(CUSTOMER_DELETED, 7, email="  Ann@Example.com ")

    # then
    assert stored_marks() == [
        (CUSTOMER_DELETED, "7", email_hash("ann@example.com"), Origin.LIVE)
    ]
    assert len(email_hash("ann@example.com")) == 64


def test_listed_objects_are_marked_in_one_statement(db):
    # when
    with CaptureQueriesContext(connection) as queries:
        mark_listed(ORDER, ["a", "b"])

    # then
    assert sum("SAVEPOINT" not in query["sql"] for query in queries) == 1
    assert [row[1] for row in stored_marks()] == ["a", "b"]


def test_mark_many_keeps_the_origin(db):
    assert mark_many(ORDER, ["a", "b"], Origin.SWEEP) == 2
    assert stored_marks() == [
        (ORDER, "a", "", Origin.SWEEP),
        (ORDER, "b", "", Origin.SWEEP),
    ]


def test_mark_many_of_nothing_is_nothing(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert mark_many(ORDER, [], Origin.SWEEP) == 0


def test_mark_is_allowed_where_the_shop_forbids_the_writer(db):
    # given
    default = connections[settings.DATABASE_CONNECTION_DEFAULT_NAME]
    before = getattr(default, "_allow_writer", False)
    default._allow_writer = False

    # when
    try:
        with default.execute_wrapper(restrict_writer):
            mark(ORDER, "0a1b")
        is_allowed_afterwards = default._allow_writer
    finally:
        default._allow_writer = before

    # then
    assert is_allowed_afterwards is False
    assert Mark.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_locked_table_costs_a_quarter_of_a_second_and_nothing_else(caplog):
    with another_connection() as other:
        # given
        with other.cursor() as cursor:
            cursor.execute("BEGIN")
            cursor.execute("LOCK TABLE crm_mark IN ACCESS EXCLUSIVE MODE")

        # when
        with connection.cursor() as cursor:
            cursor.execute("SELECT clock_timestamp()")
            before = cursor.fetchone()[0]
            mark(ORDER, "0a1b")
            cursor.execute("SELECT clock_timestamp(), current_setting('lock_timeout')")
            after, lock_timeout = cursor.fetchone()
        other.close()

    # then
    assert 0.25 <= (after - before).total_seconds() < 2
    assert lock_timeout == "0"
    assert "Could not mark a change." in caplog.text
    assert Mark.objects.count() == 0


def test_a_missing_function_leaves_the_callers_transaction_whole(db, channel, caplog):
    # given
    with connection.cursor() as cursor:
        cursor.execute("DROP FUNCTION crm_mark(text, text, text)")

    # when
    with transaction.atomic():
        channel.name = "Renamed"
        channel.save()
        mark(ORDER, "0a1b")

    # then
    channel.refresh_from_db()
    assert channel.name == "Renamed"
    assert "Could not mark a change." in caplog.text


def test_a_missing_table_leaves_the_callers_transaction_whole(db, channel):
    # given
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE crm_mark RENAME TO crm_mark_elsewhere")

    # when
    with transaction.atomic():
        mark(ORDER, "0a1b")
        channel.name = "Renamed"
        channel.save()

    # then
    channel.refresh_from_db()
    assert channel.name == "Renamed"


def test_in_a_broken_transaction_mark_neither_raises_nor_repairs(db, caplog):
    # when
    with transaction.atomic():
        transaction.set_rollback(True)
        mark(ORDER, "0a1b")
        still_broken = transaction.get_rollback()

    # then
    assert still_broken is True
    assert "Could not mark a change." in caplog.text
    assert Mark.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_in_a_read_only_session_mark_does_not_raise(caplog):
    # given
    with connection.cursor() as cursor:
        cursor.execute("SET default_transaction_read_only = on")

    # when
    try:
        mark(ORDER, "0a1b")
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SET default_transaction_read_only = off")

    # then
    assert "Could not mark a change." in caplog.text
    assert Mark.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_a_dead_connection_does_not_raise():
    # given
    errors: list[BaseException] = []

    def in_a_thread_without_server():
        # A new thread has a connection of its own.
        own = connections["default"]
        own.settings_dict = {**own.settings_dict, "PORT": "1", "HOST": "127.0.0.1"}
        try:
            mark(ORDER, "0a1b")
        except BaseException as error:  # noqa: BLE001 whatever comes out is the failure
            errors.append(error)

    # when
    thread = threading.Thread(target=in_a_thread_without_server)
    thread.start()
    thread.join()

    # then
    assert errors == []
    assert Mark.objects.count() == 0
