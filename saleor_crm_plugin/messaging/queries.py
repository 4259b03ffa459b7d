"""The reads of messages that others may use."""

import datetime
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, F, Min, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from ..core.localized_names import name_in
from ..saleor_adapter.db import WRITER
from .answer_models import Interest
from .cap_rows import caps_that_hold
from .guard import here, hold_of
from .models import GateDecision, Message, MessageAttempt, OnsiteMessage
from .policies.guard import Hold
from .policies.states import MessageState
from .price_models import MessagePrice
from .settings_models import ChannelAccount, FrequencyCap, SendingSettings, Storefront


@dataclass(frozen=True, kw_only=True, slots=True)
class MessageFilter:
    """Which messages to list; what is None or empty does not narrow it."""

    states: Sequence[MessageState] = ()
    profile_id: int | None = None
    source_kind: str = ""
    source_id: str = ""
    template_code: str = ""


@dataclass(frozen=True, slots=True)
class SendingBacklog:
    """How many messages wait, how many of them are due, and since when the oldest is."""

    queued: int
    due: int
    sending: int
    unknown: int
    oldest_due_at: datetime.datetime | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """Where the message of an intent stands; `reason` is why it did not leave, or waits."""

    message_id: int
    state: MessageState
    reason: str
    changed_at: datetime.datetime


def messages_page(
    wanted: MessageFilter, *, first: int, before: int | None, using: str = WRITER
) -> list[Message]:
    """Return `first` messages, newest first, before the one with the id `before`; one statement."""
    rows = _filtered(Message.objects.using(using), wanted)
    if before is not None:
        rows = rows.filter(pk__lt=before)
    return list(rows.order_by("-pk")[:first])


def messages_of(
    profile_ids: Collection[int],
    *,
    first: int,
    before: int | None = None,
    using: str = WRITER,
) -> dict[int, list[Message]]:
    """Return the same page of several people's messages, newest first; one statement."""
    rows = Message.objects.using(using).filter(profile_id__in=profile_ids)
    if before is not None:
        rows = rows.filter(pk__lt=before)
    place = Window(RowNumber(), partition_by=F("profile_id"), order_by=F("pk").desc())
    pages: dict[int, list[Message]] = {one: [] for one in profile_ids}
    for row in rows.annotate(place=place).filter(place__lte=first).order_by("-pk"):
        pages[row.profile_id].append(row)
    return pages


def outcomes_of(
    source_kind: str,
    source_id: str,
    occurrences: Collection[str],
    *,
    using: str = WRITER,
) -> dict[tuple[str, int], Outcome]:
    """Return where a source's messages stand, by (occurrence, profile); one statement."""
    rows = Message.objects.using(using).filter(
        source_kind=source_kind, source_id=source_id, occurrence__in=occurrences
    )
    return {
        (row.occurrence, row.profile_id): Outcome(
            row.pk, MessageState(row.state), row.reason, row.changed_at
        )
        for row in rows
    }


def decisions_of(
    message_ids: Collection[int], *, using: str = WRITER
) -> Mapping[int, list[GateDecision]]:
    """Return everything that the gate decided about these messages, oldest first."""
    found: dict[int, list[GateDecision]] = defaultdict(list)
    rows = GateDecision.objects.using(using).filter(message_id__in=message_ids)
    for row in rows.order_by("pk"):
        found[row.message_id].append(row)
    return found


def attempts_of(
    message_ids: Collection[int], *, using: str = WRITER
) -> Mapping[int, list[MessageAttempt]]:
    """Return every handing over of these messages, oldest first."""
    found: dict[int, list[MessageAttempt]] = defaultdict(list)
    rows = MessageAttempt.objects.using(using).filter(message_id__in=message_ids)
    for row in rows.order_by("message_id", "number"):
        found[row.message_id].append(row)
    return found


def onsite_messages(
    profile_id: int, placement: str, *, now: datetime.datetime, using: str = WRITER
) -> list[OnsiteMessage]:
    """Return what is to be shown to the person at a place of the storefront, oldest first.

    Left out is what was dismissed or clicked, is over, was seen often enough, or just now.
    """
    rows = OnsiteMessage.objects.using(using).filter(
        profile_id=profile_id,
        placement=placement,
        dismissed_at=None,
        clicked_at=None,
        shown_from__lte=now,
        shown_until__gt=now,
        views__lt=F("most_views"),
    )
    # A small number per person: the last filter needs no arithmetic in the database.
    return [
        row
        for row in rows.select_related("message").order_by("pk")
        if row.last_seen_at is None
        or now >= row.last_seen_at + datetime.timedelta(hours=row.hours_between)
    ]


def sending_settings(*, using: str = WRITER) -> SendingSettings:
    """Return the shop's choices; those of a shop that has chosen nothing, where there are none."""
    return SendingSettings.objects.using(using).first() or SendingSettings(
        id=1, default_channels=["email"]
    )


def hold(settings: SendingSettings) -> Hold | None:
    """Return why nothing leaves from here now; None where it does."""
    return hold_of(settings, here())


def storefronts(*, using: str = WRITER) -> list[Storefront]:
    """Return the choices for the shop's channels, by channel."""
    return list(Storefront.objects.using(using).order_by("channel_slug"))


def without_review_url(
    channel_slugs: Collection[str], *, using: str = WRITER
) -> list[str]:
    """Return those of the shop's channels that do not say where reviews are written. One query."""
    said = Storefront.objects.using(using).exclude(review_url="")
    return sorted(set(channel_slugs) - set(said.values_list("channel_slug", flat=True)))


def interests(language: str, *, using: str = WRITER) -> list[tuple[str, str]]:
    """Return the interests that people can name: code, and name in the nearest language."""
    rows = Interest.objects.using(using).order_by("place")
    return [(row.code, name_in(row.names, language)) for row in rows]


def all_interests(*, using: str = WRITER) -> list[Interest]:
    """Return the interests that people can name, in the merchant's order."""
    return list(Interest.objects.using(using).order_by("place"))


def prices(*, using: str = WRITER) -> list[MessagePrice]:
    """Return what one message costs, by medium; one that is not named costs nothing."""
    return list(MessagePrice.objects.using(using).order_by("channel"))


def caps(settings: SendingSettings, *, using: str = WRITER) -> list[FrequencyCap]:
    """Return the caps that hold under these settings, by channel, relationship type and time."""
    return caps_that_hold(settings, using=using)


def accounts(*, using: str = WRITER) -> list[ChannelAccount]:
    """Return all accounts, the active first."""
    rows = ChannelAccount.objects.using(using)
    return list(rows.order_by("-is_active", "medium", "channel_slug", "pk"))


def backlog(*, now: datetime.datetime, using: str = WRITER) -> SendingBacklog:
    """Return how much there is to send; one statement over what is open."""
    is_due = Q(state=MessageState.QUEUED, due_at__lte=now)
    counted = (
        Message.objects.using(using)
        .filter(state__in=["queued", "sending", "unknown"])
        .aggregate(
            queued=Count("pk", filter=Q(state=MessageState.QUEUED)),
            due=Count("pk", filter=is_due),
            sending=Count("pk", filter=Q(state=MessageState.SENDING)),
            unknown=Count("pk", filter=Q(state=MessageState.UNKNOWN)),
            oldest_due_at=Min("due_at", filter=is_due),
        )
    )
    return SendingBacklog(**counted)


def _filtered(rows: QuerySet[Message], wanted: MessageFilter) -> QuerySet[Message]:
    if wanted.states:
        rows = rows.filter(state__in=wanted.states)
    given = {
        "profile_id": wanted.profile_id,
        "source_kind": wanted.source_kind,
        "source_id": wanted.source_id,
        "template_code": wanted.template_code,
    }
    return rows.filter(
        **{name: value for name, value in given.items() if value not in (None, "")}
    )
