"""Two sessions at once, and a worker that is killed: nothing is lost and nothing is told twice."""

import datetime
import os
import signal
import subprocess
import sys
import threading
from collections import Counter, defaultdict
from contextlib import contextmanager

import pytest
from django.db import connection, transaction

from saleor_crm_plugin.core.facts import Origin
from saleor_crm_plugin.observation.actions import drain, observe_orders, sweep
from saleor_crm_plugin.observation.actions import observe_orders as observing
from saleor_crm_plugin.outbox.actions import deliver, publish
from saleor_crm_plugin.outbox.handlers import subscribed_temporarily
from saleor_crm_plugin.outbox.marks import ORDER, mark, mark_listed
from saleor_crm_plugin.outbox.models import Delivery, FactRow, Mark
from tests.fixtures.aside import PATIENCE, answer_of, aside, wait_until_blocked
from tests.fixtures.fact import LampBroken, LampLit
from tests.shop import rows

NOW = datetime.datetime(2026, 3, 1, 9, tzinfo=datetime.UTC)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def channel(transactional_db):
    return rows.make_channel()


def told_codes() -> list[str]:
    return sorted(FactRow.objects.values_list("code", flat=True))


def test_two_observers_of_the_same_orders_tell_once(channel):
    # given
    orders = [
        rows.make_order(channel, paid=True, user_email="ann@example.com")
        for _ in range(20)
    ]
    ids = [str(order.pk) for order in orders]

    # when
    with transaction.atomic():
        observe_orders(ids, origin=Origin.LIVE, now=NOW)
        other = aside(
            lambda: observe_orders(list(reversed(ids)), origin=Origin.SWEEP, now=NOW)
        )
        wait_until_blocked(other)
    answer_of(other)

    # then
    assert Counter(told_codes()) == {"order.placed": 20, "order.paid": 20}


def test_an_observer_that_had_to_wait_sees_what_happened_meanwhile(channel):
    # given
    order = rows.make_order(channel)

    # when
    with transaction.atomic():
        observe_orders([str(order.pk)], origin=Origin.LIVE, now=NOW)
        other = aside(
            lambda: observe_orders([str(order.pk)], origin=Origin.LIVE, now=NOW)
        )
        wait_until_blocked(other)
        rows.pay_rows(order)
    answer_of(other)

    # then
    assert told_codes() == ["order.paid", "order.placed"]


def test_a_hook_during_a_drain_does_not_wait_and_is_not_lost(channel, monkeypatch):
    # given
    order = rows.make_order(channel)
    mark(ORDER, order.pk)
    read = observing.__globals__["read_orders"]

    def read_and_then_pay(ids):
        shown = read(ids)
        # The shop commits a payment, and its hook marks, while the drain holds all its locks.
        answer_of(aside(lambda: (rows.pay_rows(order), mark(ORDER, order.pk))))
        return shown

    monkeypatch.setitem(observing.__globals__, "read_orders", read_and_then_pay)
    with transaction.atomic():
        observe_orders([str(order.pk)], origin=Origin.LIVE, now=NOW)
        Mark.objects.filter(id=Mark.objects.earliest("id").id).delete()
    monkeypatch.undo()
    assert told_codes() == ["order.placed"]

    # when
    drain(now=NOW)

    # then
    assert told_codes() == ["order.paid", "order.placed"]
    assert Mark.objects.count() == 0


def test_only_one_process_drains_at_a_time(channel):
    # given
    mark(ORDER, rows.make_order(channel).pk)

    # when
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_advisory_xact_lock("
                "hashtext('saleor_crm_plugin.drain'), hashtext('orders'))"
            )
        report = answer_of(aside(lambda: drain(now=NOW)))

    # then
    assert report.marks == 0
    assert Mark.objects.count() == 1
    assert drain(now=NOW).marks == 1


def test_an_uncommitted_order_is_not_observed_and_its_mark_stays(channel):
    # given
    with transaction.atomic():
        order = rows.make_order(channel)
        mark(ORDER, order.pk)

        # when
        answer_of(aside(lambda: drain(now=NOW)))
        assert told_codes() == []

    # then
    drain(now=NOW)
    assert told_codes() == ["order.placed"]


@contextmanager
def a_key_published_elsewhere(make_fact):
    """Publish a fact in another session, which commits while the block waits for it."""
    published, may_commit = threading.Event(), threading.Event()

    def publish_and_wait() -> None:
        with transaction.atomic():
            publish([make_fact("a")])
            published.set()
            assert may_commit.wait(PATIENCE)

    other = aside(publish_and_wait)
    assert published.wait(PATIENCE)
    committing = aside(lambda: (wait_until_blocked(other), may_commit.set()))
    yield
    answer_of(committing)
    answer_of(other)


def test_two_publishers_of_one_key_store_it_once(make_fact):
    with a_key_published_elsewhere(make_fact):
        count = publish([make_fact("a"), make_fact("b")])

    assert count == 1
    assert sorted(FactRow.objects.values_list("key", flat=True)) == ["a", "b"]


def test_two_workers_and_failing_first_facts_keep_every_lane_in_order(make_fact):
    # given: of 1,000 customers every tenth has a first fact that fails twice
    handled: dict[int, list[str]] = defaultdict(list)
    failures: Counter[str] = Counter()
    lock = threading.Lock()

    def handle(facts):
        with lock:
            for fact in facts:
                if (
                    fact.key.endswith(":0")
                    and fact.profile_id % 10 == 0
                    and failures[fact.key] < 2
                ):
                    refused = fact.key
                    break
            else:
                for fact in facts:
                    handled[fact.profile_id].append(fact.key)
                return
            # Only a fact that stands alone is to blame for good.
            failures[refused] += len(facts) == 1
        raise ValueError(refused)

    types = (LampLit, LampBroken, LampLit)
    with subscribed_temporarily({LampLit: [handle], LampBroken: [handle]}):
        publish(
            [
                make_fact(
                    f"{profile}:{step}", profile_id=profile, fact_type=types[step]
                )
                for step in range(3)
                for profile in range(1, 1001)
            ]
        )

        # when
        for minutes in range(4):
            moment = NOW + datetime.timedelta(minutes=minutes)
            workers = [aside(lambda: deliver(now=moment)) for _ in range(2)]  # noqa: B023
            for worker in workers:
                answer_of(worker)

    # then
    assert Delivery.objects.count() == 0
    assert handled == {
        profile: [f"{profile}:{step}" for step in range(3)]
        for profile in range(1, 1001)
    }
    assert set(failures.values()) <= {0, 2}


WORKER = """
import django, sys
django.setup()
import datetime, os
from saleor_crm_plugin.observation.actions import drain, observe_orders
from saleor_crm_plugin.observation.actions.observe_orders import told_orders
write = told_orders.write
def write_and_tell(rows):
    write(rows)
    sys.stdout.write("in the middle\\n")
    sys.stdout.flush()
    sys.stdin.read()
told_orders.write = write_and_tell
drain(now=datetime.datetime(2026, 3, 1, 9, tzinfo=datetime.UTC))
"""


def start_worker() -> subprocess.Popen:
    """Start a process that drains, and stops in the middle of its batch."""
    database = connection.settings_dict
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "PYTHONPATH": os.pathsep.join(path or os.getcwd() for path in sys.path),
        "DATABASE_URL": (
            f"postgres://{database['USER']}:{database['PASSWORD']}@{database['HOST']}:"
            f"{database['PORT']}/{database['NAME']}"
        ),
    }
    return subprocess.Popen(
        [sys.executable, "-c", WORKER],
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def kill_in_the_middle(worker: subprocess.Popen) -> None:
    try:
        assert worker.stdout.readline() == "in the middle\n"
        os.kill(worker.pid, signal.SIGKILL)
    finally:
        worker.kill()
        worker.wait(PATIENCE)
        worker.stdin.close()
        worker.stdout.close()


def test_a_worker_killed_in_the_middle_of_a_batch_loses_nothing_and_tells_nothing_twice(
    channel,
):
    # given
    orders = [
        rows.make_order(channel, paid=True, user_email="ann@example.com")
        for _ in range(30)
    ]
    ids = [str(order.pk) for order in orders]
    mark_listed(ORDER, ids[:20])
    worker = start_worker()

    # when
    kill_in_the_middle(worker)
    with connection.cursor() as cursor:
        cursor.execute("SELECT now()")
        now = cursor.fetchone()[0]
    sweep(now=now)
    drain(now=now)

    # then: counted on the shop's own rows
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT o.id::text, sum(t.charged_value) FROM order_order o "
            "JOIN payment_transactionitem t ON t.order_id = o.id GROUP BY o.id"
        )
        expected = dict(cursor.fetchall())
    told = FactRow.objects.filter(code="order.paid").values_list(
        "payload__order_id", "payload__amount"
    )
    assert Counter(order_id for order_id, _ in told) == Counter(ids)
    assert {order_id: str(amount) for order_id, amount in expected.items()} == dict(
        told
    )
    assert FactRow.objects.filter(code="order.placed").count() == 30
    assert Mark.objects.count() == 0
