"""The reads of consent that others may use."""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from .models import ChannelPolicy, ConsentEvent, ConsentState, Suppression
from .policies import (
    ConsentStatus,
    Standing,
    Subject,
    SuppressionReason,
    does_stop,
    effective_status,
    levels,
    strongest,
    with_default,
)
from .purposes import PURPOSES, ConsentPurpose


@dataclass(frozen=True, slots=True)
class Preference:
    """Where one of a person's consents stands; `list_code` is empty for the whole purpose."""

    channel: str
    purpose: str
    list_code: str
    status: ConsentStatus
    occurred_at: datetime.datetime
    source: str


def consent_of(
    profile_ids: Collection[int],
    *,
    channel: str,
    purpose: str,
    list_code: str = "",
    using: str = "default",
) -> dict[int, ConsentStatus]:
    """Return what holds for each of the people, also for those who never said anything.

    Takes in what they said about any channel and about the whole purpose. Only GRANTED allows.
    One statement; none for a purpose that nobody is asked about. Raises KeyError for a purpose
    that there is not.
    """
    if not PURPOSES[purpose].can_be_withdrawn:
        return dict.fromkeys(profile_ids, ConsentStatus.GRANTED)
    deciding = levels(Subject(channel, purpose, list_code))
    found = standings(profile_ids, deciding, using=using)
    return {
        profile_id: with_default(
            purpose, effective_status(found[profile_id].get(one) for one in deciding)
        )
        for profile_id in profile_ids
    }


def standings(
    profile_ids: Collection[int], subjects: Iterable[Subject], *, using: str = "default"
) -> Mapping[int, Mapping[Subject, Standing]]:
    """Return what these people have said about exactly these subjects, in one statement."""
    wanted = set(subjects)
    rows = ConsentState.objects.using(using).filter(
        profile_id__in=profile_ids,
        purpose__in={subject.purpose for subject in wanted},
        channel__in={subject.channel for subject in wanted},
        list_code__in={subject.list_code for subject in wanted},
    )
    found: dict[int, dict[Subject, Standing]] = defaultdict(dict)
    for (
        profile_id,
        channel,
        purpose,
        list_code,
        status,
        occurred_at,
    ) in rows.values_list(
        "profile_id", "channel", "purpose", "list_code", "status", "occurred_at"
    ):
        subject = Subject(channel, purpose, list_code)
        if subject in wanted:
            found[profile_id][subject] = Standing(ConsentStatus(status), occurred_at)
    return found


def preferences_of(profile_id: int, *, using: str = "default") -> list[Preference]:
    """Return everything that the person has said, by purpose, channel and list."""
    return preferences_of_many([profile_id], using=using)[profile_id]


def preferences_of_many(
    profile_ids: Collection[int], *, using: str = "default"
) -> dict[int, list[Preference]]:
    """Return everything that these people have said, in one statement."""
    rows = (
        ConsentState.objects.using(using)
        .filter(profile_id__in=profile_ids)
        .order_by("purpose", "channel", "list_code")
    )
    found: dict[int, list[Preference]] = {one: [] for one in profile_ids}
    for row in rows:
        found[row.profile_id].append(
            Preference(
                channel=row.channel,
                purpose=row.purpose,
                list_code=row.list_code,
                status=ConsentStatus(row.status),
                occurred_at=row.occurred_at,
                source=row.source,
            )
        )
    return found


def suppressed(
    channel: str,
    address_hashes: Collection[str],
    *,
    purpose: str = ConsentPurpose.MARKETING,
    using: str = "default",
) -> dict[str, SuppressionReason]:
    """Return those of the addresses that may not be written to for this purpose, and why.

    The strongest reason is given where there are several. One statement.
    """
    rows = (
        active_suppressions(using=using)
        .filter(channel=channel, address_hash__in=address_hashes)
        .values_list("address_hash", "reason")
    )
    reasons: dict[str, list[SuppressionReason]] = defaultdict(list)
    for address_hash, stored in rows:
        reason = SuppressionReason(stored)
        if does_stop(reason, purpose):
            reasons[address_hash].append(reason)
    return {one: strongest(several) for one, several in reasons.items()}


def active_suppressions(*, using: str = "default") -> QuerySet[Suppression]:
    """Return the suppressions in force, newest first."""
    return (
        Suppression.objects.using(using).filter(ended_at__isnull=True).order_by("-id")
    )


def channels_with_double_opt_in(*, using: str = "default") -> set[str]:
    """Return the channels on which a grant must be confirmed by a link."""
    rows = ChannelPolicy.objects.using(using).filter(double_opt_in=True)
    return set(rows.values_list("channel", flat=True))


def events_of(
    profile_id: int, *, first: int, before: int | None = None, using: str = "default"
) -> Sequence[ConsentEvent]:
    """Return `first` of the person's acts, newest first, before the event with the id `before`."""
    rows = (
        ConsentEvent.objects.using(using)
        .filter(profile_id=profile_id)
        .select_related("wording")
        .order_by("-id")
    )
    if before is not None:
        rows = rows.filter(pk__lt=before)
    return list(rows[:first])
