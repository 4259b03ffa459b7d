"""Make journeys, and write their drafts."""

import datetime
import re
from typing import Any

from django.db import IntegrityError, transaction

from ...audit.actions import record_change
from ...audit.queries import changes_of
from ...core.fingerprints import fingerprint
from ...core.sentences import Sentence
from ..errors import ChangedMeanwhile, CodeTaken, InvalidSetting, JourneyNotFound
from ..models import Journey, JourneyVersion
from ..plan import Plan, read_plan

CODE = re.compile(r"[a-z][a-z0-9_-]{0,63}")
LONGEST_NAME = 120
AUDITED = "journey"


def create_journey(
    code: str, name: str, definition: Any, *, author: str, now: datetime.datetime
) -> Journey:
    """Make a journey with its first draft; it is off and runs nothing.

    Raises InvalidSetting, InvalidDefinition and CodeTaken; then nothing is changed.
    """
    if not CODE.fullmatch(code):
        raise InvalidSetting(
            Sentence(
                "Up to 64 lower-case letters, digits, - and _, beginning with a letter."
            ),
            field="code",
        )
    _check_name(name)
    read_plan(definition)
    try:
        with transaction.atomic():
            journey = Journey.objects.create(
                code=code, name=name.strip(), created_at=now
            )
    except IntegrityError as error:
        raise CodeTaken(code) from error
    JourneyVersion.objects.create(
        journey=journey, number=1, definition=definition, created_at=now
    )
    after = {"code": code, "name": journey.name, "definition": definition}
    record_change(AUDITED, journey.pk, author=author, before={}, after=after, now=now)
    return journey


def save_draft(
    journey_id: int,
    definition: Any,
    *,
    author: str,
    now: datetime.datetime,
    based_on: str | None = None,
) -> JourneyVersion:
    """Write the journey's draft, in place of the one before; nobody runs on it yet.

    With `based_on`, the fingerprint of the newest version that was read, it refuses to write over
    what somebody else has written since. Locks the journey. Raises JourneyNotFound,
    InvalidDefinition and ChangedMeanwhile.
    """
    read_plan(definition)
    with transaction.atomic():
        journey = locked(journey_id)
        _refuse_unread(journey, based_on)
        draft = journey.versions.filter(published_at__isnull=True).first()
        before = {"draft": draft.definition} if draft else {}
        if draft is None:
            draft = JourneyVersion(
                journey=journey, number=_next_number(journey), created_at=now
            )
        draft.definition = definition
        draft.save()
        record_change(
            AUDITED,
            journey_id,
            author=author,
            before=before,
            after={"draft": definition},
            now=now,
        )
    return draft


def rename(
    journey_id: int, name: str, *, author: str, now: datetime.datetime
) -> Journey:
    """Give the journey another name. Raises JourneyNotFound and InvalidSetting."""
    _check_name(name)
    with transaction.atomic():
        journey = locked(journey_id)
        before = {"name": journey.name}
        journey.name = name.strip()
        journey.save(update_fields=["name"])
        after = {"name": journey.name}
        record_change(
            AUDITED, journey_id, author=author, before=before, after=after, now=now
        )
    return journey


def checked(definition: Any) -> Plan:
    """Return the plan of a definition, also compared with what the shop has at this moment.

    Raises InvalidDefinition naming every step that refers to something that is not there.
    """
    plan = read_plan(definition)
    plan.require_what_it_names()
    return plan


def locked(journey_id: int) -> Journey:
    """Lock and return the journey; raises JourneyNotFound."""
    rows = Journey.objects.select_for_update().filter(pk=journey_id)
    if (journey := rows.first()) is None:
        raise JourneyNotFound(journey_id)
    return journey


def _refuse_unread(journey: Journey, based_on: str | None) -> None:
    if based_on is None:
        return
    newest = journey.versions.order_by("-number").first()
    if newest is None or fingerprint(newest.definition) != based_on:
        last = changes_of(AUDITED, journey.pk).first()
        raise ChangedMeanwhile(last.author if last else "")


def _next_number(journey: Journey) -> int:
    last = journey.versions.order_by("-number").values_list("number", flat=True).first()
    return (last or 0) + 1


def _check_name(name: str) -> None:
    if not 0 < len(name.strip()) <= LONGEST_NAME:
        raise InvalidSetting(
            Sentence("1 to {most} characters.", most=LONGEST_NAME), field="name"
        )
