"""The reads of consent that others may use."""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.db.models import QuerySet

from ..core.localized_names import name_in
from ..core.moments import moment
from ..identity.models import Identifier
from ..identity.whole_person import newest_of_people
from ..saleor_adapter.arrays import int_array
from ..saleor_adapter.reading import read_rows
from .addresses import ADDRESSES
from .message_lists import NAMES
from .models import (
    ChannelPolicy,
    ConsentEvent,
    ConsentState,
    ConsentWording,
    MessageList,
    Suppression,
)
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

# Whole arrays: as many parameters as people would cost more than the look itself.
STANDINGS = """
SELECT profile_id, channel, purpose, list_code, status, occurred_at::text AS occurred_at
FROM crm_consent_state
WHERE profile_id = ANY(%(profiles)s::bigint[]) AND purpose = ANY(%(purposes)s)
  AND channel = ANY(%(channels)s) AND list_code = ANY(%(lists)s)
"""
SUPPRESSED = """
SELECT address_hash, reason FROM crm_suppression
WHERE channel = %(channel)s AND address_hash = ANY(%(hashes)s) AND ended_at IS NULL
"""


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
    asked = {
        "profiles": int_array(profile_ids),
        "purposes": list({str(subject.purpose) for subject in wanted}),
        "channels": list({str(subject.channel) for subject in wanted}),
        "lists": list({str(subject.list_code) for subject in wanted}),
    }
    found: dict[int, dict[Subject, Standing]] = defaultdict(dict)
    for row in read_rows(STANDINGS, asked, using):
        subject = Subject(row["channel"], row["purpose"], row["list_code"])
        if subject in wanted:
            standing = Standing(
                ConsentStatus(row["status"]), moment(row["occurred_at"])
            )
            found[row["profile_id"]][subject] = standing
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
    asked = {"channel": channel, "hashes": list(address_hashes)}
    reasons: dict[str, list[SuppressionReason]] = defaultdict(list)
    for row in read_rows(SUPPRESSED, asked, using):
        reason = SuppressionReason(row["reason"])
        if does_stop(reason, purpose):
            reasons[row["address_hash"]].append(reason)
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


def channel_policies(*, using: str = "default") -> QuerySet[ChannelPolicy]:
    """Return the channels for which something was set, by their codes."""
    return ChannelPolicy.objects.using(using).order_by("channel")


def current_wordings(language: str, *, using: str = "default") -> list[ConsentWording]:
    """Return the newest version of each wording in one language, by code."""
    rows = ConsentWording.objects.using(using).filter(language=language)
    return list(rows.order_by("code", "-version").distinct("code"))


def wording_versions(*, using: str = "default") -> QuerySet[ConsentWording]:
    """Return all versions of all wordings, newest first."""
    return ConsentWording.objects.using(using).order_by("-id")


def list_names(
    codes: Collection[str], language: str, *, using: str = "default"
) -> dict[str, str]:
    """Return how these lists are called in the language, or the nearest to it; one query.

    The merchant's own name comes before the package's; a list without any is called by its code.
    """
    own = MessageList.objects.using(using).filter(code__in=codes)
    given = dict(own.values_list("code", "names"))
    return {
        code: name_in(given.get(code) or NAMES.get(code, {}), language) or code
        for code in codes
    }


def named_lists(*, using: str = "default") -> dict[str, MessageList]:
    """Return by code how the merchant calls lists; absent where nothing was ever said."""
    return {row.code: row for row in MessageList.objects.using(using).order_by("code")}


def events_pages(
    profile_ids: Collection[int],
    *,
    first: int,
    before: int | None = None,
    using: str = "default",
) -> dict[int, list[ConsentEvent]]:
    """Return `first` acts of each of these people, newest first, before the id `before`.

    Also those of profiles that were merged into them, under their own profile. Two statements. The
    wordings come along; from where the acts came does not.
    """
    rows = ConsentEvent.objects.using(using).select_related("wording")
    return newest_of_people(rows, profile_ids, first=first, before=before)


def requests_since(
    profile_ids: Collection[int], *, since: datetime.datetime, using: str = "default"
) -> dict[int, list[int]]:
    """Return the events, oldest first, in which these people were asked to confirm something.

    Counted from when they were recorded. One statement.
    """
    rows = (
        ConsentEvent.objects.using(using)
        .filter(
            profile_id__in=profile_ids,
            status=ConsentStatus.PENDING,
            recorded_at__gte=since,
        )
        .order_by("id")
    )
    found: dict[int, list[int]] = {one: [] for one in profile_ids}
    for profile_id, event_id in rows.values_list("profile_id", "id"):
        found[profile_id].append(event_id)
    return found


def suppressions_of(
    profile_ids: Collection[int], *, using: str = "default"
) -> dict[int, list[Suppression]]:
    """Return what stops us from writing to the addresses that these people have now.

    Two statements: the people's identifiers, then the suppressions of their hashes.
    """
    channels_of = defaultdict(list)
    for channel, kind in ADDRESSES:
        channels_of[kind].append(channel)
    known = Identifier.objects.using(using).filter(
        profile_id__in=profile_ids, ended_at=None, type__in=channels_of
    )
    owners: dict[tuple[str, str], set[int]] = defaultdict(set)
    for profile_id, kind, value_hash in known.values_list(
        "profile_id", "type", "value_hash"
    ):
        for channel in channels_of[kind]:
            owners[channel, value_hash].add(profile_id)
    found: dict[int, list[Suppression]] = {one: [] for one in profile_ids}
    hashes = {value_hash for _, value_hash in owners}
    for row in active_suppressions(using=using).filter(address_hash__in=hashes):
        for profile_id in owners[row.channel, row.address_hash]:
            found[profile_id].append(row)
    return found
