"""Plays the scenarios in the sandbox under the capture program's own recorder."""

import contextlib
from collections.abc import Iterator
from typing import Any
from unittest import mock

import psycopg
from capture.recording.recorder import Recorder
from capture.recording.rows import Database
from capture.recording.task_queue import TaskQueue
from capture.recording.trace_plugin import TracePlugin, _write_down
from django.conf import settings
from django.db import connections
from saleor._contract import contract

from tests.shop import rows
from tests.shop.emptying import remove_rows

from .order_replays import ORDERS
from .replays import ACCOUNTS_AND_CARTS, Replay

HOOKS = frozenset(
    name for name, fact in contract()["base_plugin"].items() if fact["kind"] == "hook"
)

EVENTS = (
    "account_",
    "checkout_",
    "customer_",
    "draft_",
    "fulfillment_",
    "notify",
    "order_",
    "product_",
    "voucher_",
)
# What a migration wrote, and what belongs to the plugin, which is switched off here.
KEPT = ("crm_", "django_")
# The sequences of some tables that have counted since they were made or restarted.
COUNTED = """
SELECT sequence.oid::regclass::text
FROM pg_class AS sequence
JOIN pg_depend AS owner ON owner.objid = sequence.oid AND owner.deptype IN ('a', 'i')
JOIN pg_class AS owned ON owned.oid = owner.refobjid
WHERE owned.relname = ANY (%s)
  AND CASE sequence.relkind WHEN 'S' THEN pg_sequence_last_value(sequence.oid) END IS NOT NULL
"""


class SandboxTrace(TracePlugin):
    """Writes every event down; the sandbox's base class names no hooks, the contract does."""

    def __getattr__(self, name: str) -> Any:
        if name not in HOOKS or not name.startswith(EVENTS):
            raise AttributeError(name)

        def hook(*arguments: Any, previous_value: Any = None, **keywords: Any) -> Any:
            _write_down(name, arguments, keywords)
            return previous_value

        return hook


def play_all() -> dict[str, dict[str, Any]]:
    """Play every scenario on the test database and empty it; gives what was recorded by name."""
    found: dict[str, dict[str, Any]] = {}
    path = f"{__name__}.{SandboxTrace.__name__}"
    with mock.patch.object(settings, "PLUGINS", [path]), _reader() as database:
        for scenario in (*ACCOUNTS_AND_CARTS, *ORDERS):
            try:
                found |= _play(scenario, database)
            finally:
                _empty(database)
    return found


def _play(scenario: Any, database: Database) -> dict[str, dict[str, Any]]:
    things = _catalogue()
    recorder = Recorder(database, TaskQueue(), _names(things))
    scenario(Replay(recorder.watching, things))
    return recorder.operations


def _catalogue() -> dict[str, Any]:
    rows.make_site_settings()
    channel = rows.make_channel("default-channel", allow_unpaid_orders=True)
    staff = rows.make_user(
        "staff@example.com",
        is_staff=True,
        is_superuser=True,
        first_name="",
        last_name="",
    )
    app = rows.model("app.App").objects.create(
        name="Payments", identifier="payments", is_active=True
    )
    things = {
        name: rows.make_variant(
            rows.make_product(name, channels=[channel]),
            channels=[channel],
            price=price,
            name=name,
            sku=name,
        )
        for name, price in (("book", 10), ("lamp", 25))
    }
    warehouse = rows.make_warehouse(channel)
    return {
        "channel": channel,
        "staff": staff,
        "app": app,
        "warehouse": warehouse,
        **things,
    }


def _names(things: dict[str, Any]) -> dict[tuple[str, Any], str]:
    named = {
        "channel": "channel",
        "staff": "staff",
        "app": "payment app",
        "warehouse": "warehouse",
        "book": "variant book",
        "lamp": "variant lamp",
    }
    return {
        (things[key]._meta.db_table, _key(things[key])): name
        for key, name in named.items()
    }


def _key(row: Any) -> Any:
    return row.pk if isinstance(row.pk, int) else str(row.pk)


@contextlib.contextmanager
def _reader() -> Iterator[Database]:
    values = connections["default"].settings_dict
    url = {
        "host": values["HOST"],
        "port": values["PORT"],
        "user": values["USER"],
        "password": values["PASSWORD"],
        "dbname": values["NAME"],
    }
    with psycopg.connect(**url, autocommit=True) as connection:
        connection.execute("SET TIME ZONE 'UTC'")
        yield Database(connection)


def _empty(database: Database) -> None:
    """Empty the shop's tables and count their keys from 1 again, as in a fresh shop.

    What a scenario left alone is left alone: to empty a table costs more than to look into it.
    """
    picture = database.picture()
    own = [name for name in database.keys if not name.startswith(KEPT)]
    remove_rows([f'"{name}"' for name in own if picture[name]])
    with connections["default"].cursor() as cursor:
        cursor.execute(COUNTED, [own])
        for (sequence,) in cursor.fetchall():
            cursor.execute(f"ALTER SEQUENCE {sequence} RESTART")
        cursor.execute("ALTER SEQUENCE order_order_number_seq RESTART")
