"""One part of a drill of a campaign as a process of its own.

`python -m proof.campaign_drill prepare --people N --port N`, `… count` (prints JSON), and
`… nursery`, whose children are workers: each lives by the moment in its line until the campaign is
done.
"""

from __future__ import annotations

import argparse
import datetime
import importlib
import json
import time

import django

from .journey_month import module
from .nursery import serve

BEGINS_AT = datetime.datetime(2026, 3, 1, 12, tzinfo=datetime.UTC)
AUTHOR = "drill"
TEMPLATES = ("spring", "coats")
BODY = """<mj-section><mj-column><mj-text>
Dear reader, <a href="https://shop.example.com/new">look</a>.
<a href="{{ links.unsubscribe }}">No more of this</a>
</mj-text></mj-column></mj-section>"""
# In the order of a worker: what dead ones held is over before anything is begun.
TASKS = (
    "saleor_crm_plugin.messaging.recover",
    "saleor_crm_plugin.campaigns.begin",
    "saleor_crm_plugin.campaigns.work",
    "saleor_crm_plugin.messaging.send",
)
# So that a worker that has nothing to do leaves the machine to the others.
REST_SECONDS = 0.02
MEMBERS = """
INSERT INTO crm_segment_member (segment_id, profile_id, joined_at, join_reason)
SELECT %s, id, %s, 'staff' FROM crm_profile
"""
# By plain SQL: where everybody in the audience stands, and what was promised to whom.
COUNTED = {
    "audience": """
        SELECT count(*), count(DISTINCT profile_id), count(*) FILTER (WHERE is_held_out),
               count(*) FILTER (WHERE excluded_reason <> ''), count(message_id)
        FROM crm_campaign_recipient
    """,
    "messages": """
        SELECT count(*), count(DISTINCT profile_id),
               count(*) FILTER (WHERE source_kind = 'campaign' AND occurrence = '1')
        FROM crm_message
    """,
    "states": "SELECT state, count(*) FROM crm_message GROUP BY 1 ORDER BY 1",
    "held_out": """
        SELECT 'crowd' || profile_id || '@example.com' FROM crm_campaign_recipient
        WHERE is_held_out
    """,
    "sent": """
        SELECT address FROM crm_message_address JOIN crm_message AS message
          ON message.id = message_id WHERE message.state = 'sent'
    """,
    "unknown": """
        SELECT address FROM crm_message_address JOIN crm_message AS message
          ON message.id = message_id WHERE message.state = 'unknown'
    """,
    "facts": """
        SELECT code, count(*), count(DISTINCT key) FROM crm_fact
        WHERE code LIKE 'campaigns.%' OR code IN ('messaging.sent', 'messaging.lost')
        GROUP BY 1 ORDER BY 1
    """,
    "runs": "SELECT state, end_reason, people, held_out, excluded, queued FROM crm_campaign_run",
    "campaigns": "SELECT state FROM crm_campaign",
}


def prepare(arguments: argparse.Namespace) -> None:
    """Make people who allow letters, go live by SMTP, and schedule a campaign to all of them."""
    _go_live(arguments.port)
    for code in TEMPLATES:
        _publish(code)
    fixtures = importlib.import_module("tests.fixtures.messages")
    connection = importlib.import_module("django.db").connection
    before = BEGINS_AT - datetime.timedelta(days=1)
    with connection.cursor() as cursor:
        cursor.execute(fixtures.CROWD, {"count": arguments.people, "at": before})
        everybody = module("segments.actions.save").create_segment(
            "Everybody", kind="list", author=AUTHOR, now=before
        )
        cursor.execute(MEMBERS, (everybody.pk, before))
        cursor.execute("ANALYZE")
    _schedule(everybody.pk, before)


def count(_: argparse.Namespace) -> None:
    """Print what there is, as JSON."""
    connection = importlib.import_module("django.db").connection
    found = {}
    with connection.cursor() as cursor:
        for name, statement in COUNTED.items():
            cursor.execute(statement)
            found[name] = [list(row) for row in cursor.fetchall()]
    print(json.dumps(found))


def nursery(_: argparse.Namespace) -> None:
    """Give birth to workers, who run the product's own tasks."""
    scheduled = {one["task"] for one in module("tasks").BEAT_SCHEDULE.values()}
    if missing := set(TASKS) - scheduled:
        raise LookupError(f"beat does not know {missing}")
    serve(lambda line: _work(datetime.datetime.fromisoformat(line)))


def _work(moment: datetime.datetime) -> None:
    app = importlib.import_module("saleor.celeryconf").app
    campaigns = module("campaigns.models").Campaign.objects
    with module("core.clock").fixed_at(moment):
        while not campaigns.filter(state="done").exists():
            for name in TASKS:
                app.tasks[name]()
            time.sleep(REST_SECONDS)


def _go_live(port: int) -> None:
    choices = module("messaging.actions.choices")
    chosen = choices.SendingChoices(
        sender_name="Example Shop",
        sender_address="hello@shop.example.com",
        postal_address="Example Street 1, Milan",
    )
    choices.choose_sending(chosen, author=AUTHOR, now=BEGINS_AT)
    accounts = module("messaging.actions.accounts")
    asked = accounts.AccountInput(
        channel="email",
        name="Drill",
        settings={"host": "127.0.0.1", "port": port, "use_tls": False},
    )
    account = accounts.save_account(asked, author=AUTHOR, now=BEGINS_AT)
    module("messaging.actions.switch").go_live(author=AUTHOR, now=BEGINS_AT)
    # The pace of a provider is not what is tried here.
    rows = module("messaging.settings_models").ChannelAccount.objects
    rows.filter(pk=account.pk).update(per_second=100_000, burst=1_000_000)


def _publish(code: str) -> None:
    drafts, rendering = (
        module("templates.actions.drafts"),
        module("templates.rendering"),
    )
    kind = rendering.TemplateKind.EMAIL
    asked = drafts.NewTemplate(code=code, name=code, kind=kind, purpose="marketing")
    template = drafts.create_template(asked, author=AUTHOR, now=BEGINS_AT)
    content = rendering.Content(language="en", subject=code, body=BODY)
    drafts.save_draft(template.pk, [content], author=AUTHOR)
    publish = module("templates.actions.publish").publish_draft
    publish(template.pk, author=AUTHOR, now=BEGINS_AT)


def _schedule(list_id: int, before: datetime.datetime) -> None:
    variants = [
        {"key": code, "template": code, "share_basis_points": 5_000}
        for code in TEMPLATES
    ]
    definition = {
        "audience": {"lists": [list_id]},
        "content": {"channels": ["email"], "variants": variants},
        "when": {"mode": "fixed", "at": BEGINS_AT.isoformat(), "deadline_hours": 336},
        "holdout_basis_points": 1_000,
    }
    draft = module("campaigns.actions.draft").create_campaign(
        "Drill", "broadcast", definition, author=AUTHOR, now=before
    )
    module("campaigns.actions.check").check_campaign(
        draft.pk, author=AUTHOR, now=before
    )
    module("campaigns.actions.steer").schedule_campaign(
        draft.pk, version=draft.version, author=AUTHOR, now=before
    )


PARTS = {"prepare": prepare, "count": count, "nursery": nursery}


def main() -> None:
    """Run the part that is named, with everything allowed that workers are allowed."""
    parser = argparse.ArgumentParser(prog="proof.campaign_drill")
    parser.add_argument("part", choices=PARTS)
    parser.add_argument("--people", type=int, default=1_000)
    parser.add_argument("--port", type=int, default=0)
    arguments = parser.parse_args()
    # The shop's models can be imported from here on only.
    django.setup()
    with module("saleor_adapter.db").allow_writer():
        PARTS[arguments.part](arguments)


if __name__ == "__main__":
    main()
