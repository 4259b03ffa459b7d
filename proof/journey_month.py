"""The month that a drill of journeys plays: its people, its journey, its letters, and what came of it."""

from __future__ import annotations

import datetime
import importlib
from typing import Any

PACKAGE = "saleor_crm_plugin"
BEGUN_AT = datetime.datetime(2026, 3, 1, 12, tzinfo=datetime.UTC)
MONTH = datetime.timedelta(days=31)
TICK = datetime.timedelta(hours=2)
BATCH = 1000
AUTHOR = "drill"
TEMPLATES = ("welcome", "more", "again", "last")
BODY = """<mj-section><mj-column><mj-text>
Dear reader, <a href="https://shop.example.com/new">look</a>.
</mj-text></mj-column></mj-section>"""
# Four messages for some, two for others, by a fork that hangs on the person alone. The letters of
# one template are one message: nobody comes to a step twice.
DEFINITION = {
    "trigger": {"kind": "customer_registered"},
    "purpose": "marketing",
    "start": "welcome",
    "steps": {
        "welcome": {"kind": "send_message", "template": "welcome", "next": "rest"},
        "rest": {"kind": "wait", "days": 3, "next": "fork"},
        "fork": {
            "kind": "split",
            "ways": [{"weight": 1, "next": "mark"}, {"weight": 2, "next": "ten"}],
        },
        "mark": {"kind": "tag", "tag": "marked", "next": "more"},
        "more": {"kind": "send_message", "template": "more", "next": "week"},
        "week": {"kind": "wait", "days": 7, "next": "again"},
        "again": {"kind": "send_message", "template": "again", "next": "ten"},
        "ten": {"kind": "wait_until_hour", "at": "10:00", "next": "last"},
        "last": {"kind": "send_message", "template": "last", "next": "end"},
        "end": {"kind": "exit"},
    },
    "ends_after_days": 30,
}
MESSAGES = "SELECT profile_id, template_code, state FROM crm_message ORDER BY id"
COUNT = """
SELECT
  (SELECT count(*) FROM crm_step_log) AS steps,
  (SELECT count(*) FROM crm_profile_tag) AS tags,
  (SELECT count(*) FROM crm_enrollment WHERE state = 'done') AS done,
  (SELECT count(*) FROM crm_enrollment WHERE state <> 'done') AS not_done,
  (SELECT count(*) FROM crm_delivery) AS undelivered,
  (SELECT count(*) FROM crm_timeline_entry WHERE entry_type = 'messaging.sent') AS told_as_sent,
  (SELECT count(*) FROM crm_timeline_entry WHERE entry_type = 'messaging.lost') AS told_as_lost
"""


def module(name: str) -> Any:
    """Return a module of the plugin: they can be imported only after django.setup()."""
    return importlib.import_module(f"{PACKAGE}.{name}")


def prepare(people: int) -> None:
    """Make people who allow letters, go live, and let the journey expect them over ten days."""
    moment = BEGUN_AT - TICK
    _go_live(moment)
    profiles = _make_crowd(people, moment)
    found = _journey(moment)
    trigger, hear = module("journeys.trigger"), module("journeys.actions.hear")
    entries = [
        (
            found,
            trigger.Entry(profile_id=one, key="drill", occurred_at=at, due_at=at),
        )
        for number, one in enumerate(profiles)
        for at in [BEGUN_AT + datetime.timedelta(minutes=number % (10 * 24 * 60))]
    ]
    for start in range(0, len(entries), BATCH):
        hear.expect(entries[start : start + BATCH], now=moment)


def count() -> dict[str, Any]:
    """Return every message with its state, and the sums that two runs must share."""
    connection = importlib.import_module("django.db").connection
    with connection.cursor() as cursor:
        cursor.execute(COUNT)
        names = [column.name for column in cursor.description]
        sums = dict(zip(names, cursor.fetchone(), strict=True))
        cursor.execute(MESSAGES)
        return {"sums": sums, "messages": cursor.fetchall()}


def _go_live(moment: datetime.datetime) -> None:
    choices = module("messaging.actions.choices")
    chosen = choices.SendingChoices(
        sender_name="Example Shop",
        sender_address="hello@shop.example.com",
        postal_address="Example Street 1, Milan",
    )
    choices.choose_sending(chosen, author=AUTHOR, now=moment)
    module("messaging.actions.switch").go_live(author=AUTHOR, now=moment)
    # The pace of a provider is not what is tried here.
    accounts = module("messaging.settings_models").ChannelAccount.objects
    accounts.filter(medium="email").update(per_second=10_000, burst=100_000)
    drafts, rendering = (
        module("templates.actions.drafts"),
        module("templates.rendering"),
    )
    for code in TEMPLATES:
        asked = drafts.NewTemplate(
            code=code,
            name=code,
            kind=rendering.TemplateKind.EMAIL,
            purpose="marketing",
        )
        template = drafts.create_template(asked, author=AUTHOR, now=moment)
        content = rendering.Content(
            language="en", subject=code, body=BODY, text="Dear reader, look."
        )
        drafts.save_draft(template.pk, [content], author=AUTHOR)
        publish = module("templates.actions.publish").publish_draft
        publish(template.pk, author=AUTHOR, now=moment)


def _make_crowd(people: int, moment: datetime.datetime) -> list[int]:
    fixtures = importlib.import_module("tests.fixtures.messages")
    connection = importlib.import_module("django.db").connection
    with connection.cursor() as cursor:
        cursor.execute(fixtures.CROWD, {"count": people, "at": moment})
        return [row[0] for row in cursor.fetchall()]


def _journey(moment: datetime.datetime) -> Any:
    models = module("journeys.models")
    journey = models.Journey.objects.create(code="drill", name="Drill")
    journey.current = models.JourneyVersion.objects.create(
        journey=journey,
        number=1,
        definition=DEFINITION,
        published_at=moment,
        published_by=AUTHOR,
    )
    journey.status = "on"
    journey.save()
    [found] = module("journeys.versions").current_versions(["on"])
    return found
