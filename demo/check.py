"""`CHECK=1`: prove the demo without anybody looking, and print what came of it as JSON."""

import json
import statistics
import time
from typing import Any

from django.db import connection
from saleor.account.models import User

from saleor_crm_plugin.outbox.queries import backlog

from . import campaign
from .api import Api
from .known import CHANNEL, PASSWORD, STAFF_EMAIL
from .proof_of_books import WAITING, Finding, findings
from .queries import readme_queries
from .scenery import Scenery
from .screen import console
from .serving import Running
from .shopping import fill_cart, order_cart
from .story import play

LIVE_PURCHASES = 10
LONGEST_WAIT_SECONDS = 30.0
# What a campaign has sent is told of, letter by letter.
LONGEST_REST_SECONDS = 180.0
TARGET_SECONDS = 10.0
_PENDING = "query P($c: String!) { me { loyalty(channel: $c) { pending } } }"


def check(
    running: Running, scenery: Scenery, shopper: User, replayed: dict[str, Any]
) -> int:
    """Run all checks; returns the exit code."""
    url = running.ports.shop_url
    member, staff = (
        Api(url).signed_in(email, PASSWORD) for email in (shopper.email, STAFF_EMAIL)
    )
    wrong = _failed_queries(member, staff)
    story = play(scenery, running)
    wrong += story.wrong
    # The story may outlive the first token.
    member = Api(url).signed_in(shopper.email, PASSWORD)
    seconds = [_buy_and_wait(member, scenery, shopper) for _ in range(LIVE_PURCHASES)]
    p95 = statistics.quantiles(seconds, n=20)[-1]
    if p95 > TARGET_SECONDS:
        wrong.append(f"points showed after {p95:.1f} s (95th percentile)")
    sent = campaign.run(scenery, running)
    wrong += sent.wrong
    wrong += [f"{one.question}: {one.wrong}" for one in _findings_at_rest()]
    summary = {
        **replayed,
        **_counts(),
        "seconds_until_points_show_p95": round(p95, 2),
        "follow_ups": story.summary(),
        "campaign": sent.summary(),
    }
    console.print_json(json.dumps({**summary, "wrong": wrong}))
    return 1 if wrong else 0


def _findings_at_rest() -> list[Finding]:
    """Return what is wrong when the worker has finished what the story and purchases have started.

    Beat goes on meanwhile and may start something between the last look and the proof of the books:
    then both are done again. What waits even in the end, or is stuck, is found.
    """
    until = time.monotonic() + LONGEST_REST_SECONDS
    while True:
        _wait_for_the_worker(until)
        found = findings()
        is_moving = any(finding.question == WAITING for finding in found)
        if not is_moving or time.monotonic() >= until:
            return found


def _wait_for_the_worker(until: float) -> None:
    while time.monotonic() < until:
        left = backlog()
        if not (left.marks or left.deliveries):
            return
        time.sleep(0.2)


def _failed_queries(member: Api, staff: Api) -> list[str]:
    failed = []
    for name, query in readme_queries().items():
        answer = (staff if name.startswith("Staff") else member).ask(query)
        if "errors" in answer or not any((answer.get("data") or {}).values()):
            failed.append(f"README query {name}: {json.dumps(answer)[:300]}")
    return failed


def _buy_and_wait(member: Api, scenery: Scenery, shopper: User) -> float:
    before = _pending(member)
    order_cart(fill_cart(scenery, shopper))
    started = time.monotonic()
    while time.monotonic() - started < LONGEST_WAIT_SECONDS:
        if _pending(member) > before:
            break
        time.sleep(0.2)
    return time.monotonic() - started


def _pending(member: Api) -> int:
    answer = member.ask(_PENDING, c=CHANNEL)
    return int(answer["data"]["me"]["loyalty"]["pending"])


def _counts() -> dict[str, Any]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM crm_timeline_entry")
        entries = cursor.fetchone()[0]
        cursor.execute("SELECT coalesce(sum(granted), 0)::bigint FROM crm_ledger_lot")
        issued = cursor.fetchone()[0]
        cursor.execute(
            "SELECT coalesce(t.code, 'none'), count(*) FROM crm_tier_standing s "
            "LEFT JOIN crm_tier t ON t.id = s.tier_id GROUP BY 1 ORDER BY 1"
        )
        tiers = dict(cursor.fetchall())
    return {
        "points_issued": issued,
        "timeline_entries": entries,
        "members_per_tier": tiers,
    }
