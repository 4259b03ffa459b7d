"""What our hook adds to a request, against Saleor's own webhook for the same event.

Runs only on a real Saleor (SALEOR_PATH). Both are called as Saleor calls them, through its plugin
manager, for one `order_updated`. The webhook is spared its network: the tasks go to a queue in
memory, and nobody takes them out.
"""

import statistics
import tempfile
import time
from collections.abc import Callable
from typing import Any

from django.db import connection
from django.test import override_settings

from .figure import Figure, Size

CRM = "saleor_crm_plugin.plugin.CrmPlugin"
WEBHOOKS = "saleor.plugins.webhook.plugin.WebhookPlugin"
EVENT = "order_updated"
SUBSCRIPTION = """
subscription { event { ... on OrderUpdated { order {
  id number userEmail total { gross { amount currency } } lines { id quantity }
} } } }
"""
ROUNDS = {Size.SMALL: 20, Size.LARGE: 100}
MARKS, DELIVERIES = 200, 10
GOAL = 50


def measure(size: Size) -> list[Figure]:
    """Time the mark and both kinds of webhook in turns; the cheaper webhook is the floor."""
    from ._shop import make_template

    order = make_template().order
    times: dict[str, list[float]] = {"mark": [], "with query": [], "without query": []}
    with tempfile.TemporaryDirectory() as media, override_settings(MEDIA_ROOT=media):
        hooks = {name: _make_webhook(name) for name in times if name != "mark"}
        mark, webhook = _caller(CRM, order), _caller(WEBHOOKS, order)
        for _ in range(ROUNDS[size]):
            times["mark"].append(_seconds_each(mark, MARKS))
            for name, hook in hooks.items():
                _switch_on(hook)
                times[name].append(_seconds_each(webhook, DELIVERIES))
        _check_rows(ROUNDS[size])
    typical = {name: statistics.median(each) for name, each in times.items()}
    for name, seconds in typical.items():
        print(f"{name}: {seconds * 1e6:,.0f} us")
    cheaper = min(typical["with query"], typical["without query"])
    return [Figure(name="hook_vs_webhook", ratio=cheaper / typical["mark"], goal=GOAL)]


def _make_webhook(name: str) -> Any:
    from saleor.app.models import App
    from saleor.permission.models import Permission
    from saleor.webhook.models import Webhook

    app = App.objects.create(name=name, is_active=True)
    app.permissions.set(Permission.objects.filter(codename="manage_orders"))
    hook = Webhook.objects.create(
        name=name,
        app=app,
        target_url="https://example.com/",
        subscription_query=SUBSCRIPTION if name == "with query" else None,
    )
    hook.events.create(event_type=EVENT)
    return hook


def _switch_on(hook: Any) -> None:
    """Leave this webhook as the only one that is active."""
    type(hook).objects.update(is_active=False)
    type(hook).objects.filter(pk=hook.pk).update(is_active=True)


def _caller(plugin: str, order: Any) -> Callable[[], None]:
    from saleor.plugins.manager import PluginsManager

    manager = PluginsManager([plugin], allow_replica=False)
    return lambda: manager.order_updated(order)


def _seconds_each(call: Callable[[], None], times: int) -> float:
    call()  # plugins load and queries are parsed before the clock runs
    started = time.perf_counter()
    for _ in range(times):
        call()
    return (time.perf_counter() - started) / times


def _check_rows(rounds: int) -> None:
    """Fail if one of the two did not do its work."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT (SELECT count(*) FROM crm_mark), (SELECT count(*) FROM core_eventdelivery)"
        )
        marks, deliveries = cursor.fetchone()
    wanted = rounds * (MARKS + 1), rounds * 2 * (DELIVERIES + 1)
    if (marks, deliveries) != wanted:
        raise AssertionError(f"{marks} marks and {deliveries} deliveries, not {wanted}")
