"""The rows that identity and the outbox below it keep about a person."""

import datetime
from typing import Any

from django.db import connection
from django.db.models import Q

from ..outbox.actions import forget_words
from ..outbox.models import FactRow, SkippedDelivery
from .detail_models import PersonDetails
from .details_merging import empty_details, fill_details
from .label_models import ProfileAttribute, ProfileTag
from .merge_models import DuplicateSuggestion, MatchKey, MergedRow, ProfileMerge
from .models import Identifier, IdentifierType, IdentifierValue, PersonName, Profile
from .moving import Merge, Moves
from .person_data import PersonData, person_data
from .proof_models import EmailCode
from .wish_models import StatedRelationship

# Old orders keep leading to the erased profile through the keyed hashes, so that no sweep brings
# the person back; what happens after the erasure starts a new profile. Locks: identifiers in the
# order (type, hash, id), as everywhere.
_END_IDENTIFIERS = """
WITH locked AS (
    SELECT id FROM crm_identifier
    WHERE profile_id = %(profile)s AND ended_at IS NULL
    ORDER BY type, value_hash, id
    FOR UPDATE
), ended AS (
    UPDATE crm_identifier SET ended_at = %(now)s
    FROM locked WHERE locked.id = crm_identifier.id
    RETURNING crm_identifier.id
)
SELECT count(*) FROM ended
"""
# Identifiers of the two are locked by the merge.
_VALUES_FOLLOW = """
UPDATE crm_identifier_value AS plain SET profile_id = known.profile_id
FROM crm_identifier AS known
WHERE known.id = plain.identifier_id AND plain.profile_id <> known.profile_id
  AND known.profile_id IN (%(source)s, %(target)s)
"""
# An address that an account of the source's has got meanwhile is the source's.
_FOLLOW_ACCOUNTS = """
UPDATE crm_identifier AS address SET profile_id = %(source)s
FROM crm_identifier AS account
WHERE account.profile_id = %(source)s AND account.type = 'user'
  AND address.profile_id = %(target)s AND address.held_by = account.value_hash
"""


@person_data.register
class IdentityRows(PersonData):
    """Names and identifiers; the profile's row itself stays, with nothing personal in it."""

    code = "identity"
    lock_position = 10
    models = (Profile, Identifier, IdentifierValue, PersonName)
    moves = (
        Moves(Identifier, alike=("type", "value_hash", "trust", "ended_at")),
        Moves(PersonName, alike=()),
    )
    stays = {
        Profile: "It says whom it was merged into.",
        IdentifierValue: "It goes with its identifier.",
    }

    def export(self, profile_id: int) -> list[dict[str, Any]]:
        """Return the profile, what the person is called, and every identifier."""
        profile = Profile.objects.select_related("name").get(pk=profile_id)
        name = getattr(profile, "name", None)
        return [
            {
                "kind": profile.kind,
                "created_at": profile.created_at.isoformat(),
                "closed_at": profile.closed_at and profile.closed_at.isoformat(),
                "erased_at": profile.erased_at and profile.erased_at.isoformat(),
                "first_name": name.first_name if name else "",
                "last_name": name.last_name if name else "",
                "identifiers": self._identifiers(profile_id),
            }
        ]

    def _identifiers(self, profile_id: int) -> list[dict[str, Any]]:
        rows = Identifier.objects.filter(profile_id=profile_id).order_by("id")
        return [
            {
                "type": row.type,
                "value": self._plain_value(row),
                "trust": row.trust,
                "source": row.source,
                "created_at": row.created_at.isoformat(),
                "verified_at": row.verified_at and row.verified_at.isoformat(),
                "ended_at": row.ended_at and row.ended_at.isoformat(),
            }
            for row in rows.select_related("plain")
        ]

    def _plain_value(self, row: Identifier) -> str:
        if row.type == IdentifierType.USER:
            return row.value_hash
        return row.plain.value if hasattr(row, "plain") else ""

    def erase(self, profile_id: int, *, now: datetime.datetime) -> int:
        """Delete the side rows and end the identifiers."""
        names, _ = PersonName.objects.filter(profile_id=profile_id).delete()
        values, _ = IdentifierValue.objects.filter(profile_id=profile_id).delete()
        with connection.cursor() as cursor:
            cursor.execute(_END_IDENTIFIERS, {"profile": profile_id, "now": now})
            [ended] = cursor.fetchone()
        return names + values + ended

    def merge(self, merge: Merge) -> dict[str, int]:
        """Move identifiers with their values, and the name where the survivor has none."""
        moved = super().merge(merge)
        self._values_follow(merge)
        return moved

    def unmerge(self, merge: Merge) -> dict[str, int]:
        """Give identifiers back, also those that the source's accounts got since."""
        super().unmerge(merge)
        with connection.cursor() as cursor:
            cursor.execute(_FOLLOW_ACCOUNTS, _two(merge))
        self._values_follow(merge)
        return {}

    @staticmethod
    def _values_follow(merge: Merge) -> None:
        with connection.cursor() as cursor:
            cursor.execute(_VALUES_FOLLOW, _two(merge))


def _two(merge: Merge) -> dict[str, int]:
    return {"source": merge.source_id, "target": merge.target_id}


@person_data.register
class Merges(PersonData):
    """Which profiles were merged, and which may have to be: pairs of ids."""

    code = "identity.merges"
    lock_position = 13
    models = (ProfileMerge, DuplicateSuggestion, MatchKey)
    stays = {
        ProfileMerge: "It is the record of merging itself.",
        DuplicateSuggestion: "It is about this pair of profiles and no other.",
        MatchKey: "They are reckoned anew of whoever is looked at.",
    }

    def export(self, profile_id: int) -> list[dict[str, Any]]:
        """Return when the profile was merged, and when that was undone."""
        rows = ProfileMerge.objects.filter(source_id=profile_id).order_by("id")
        return [
            {
                "merged_at": row.merged_at.isoformat(),
                "undone_at": row.undone_at and row.undone_at.isoformat(),
            }
            for row in rows
        ]

    def erase(self, profile_id: int, *, now: datetime.datetime) -> int:
        """Delete suggestions, keys, and what merges moved: there is nobody left to be told apart.

        The keys of moved rows may be words, as those of tags are.
        """
        MatchKey.objects.filter(profile_id=profile_id).delete()
        rows = DuplicateSuggestion.objects.filter(
            Q(one=profile_id) | Q(other=profile_id)
        )
        merges = ProfileMerge.objects.filter(
            Q(source=profile_id) | Q(target=profile_id)
        )
        moved = MergedRow.objects.filter(merge__in=merges)
        return rows.delete()[0] + moved.delete()[0]

    def merge(self, merge: Merge) -> dict[str, int]:
        """Forget the source's keys: whoever was merged is compared with nobody."""
        MatchKey.objects.filter(profile_id=merge.source_id).delete()
        return super().merge(merge)


@person_data.register
class Details(PersonData):
    """What a person has told: birthday, language, time zone."""

    code = "identity.details"
    lock_position = 12
    models = (PersonDetails,)
    moves = (Moves(PersonDetails, alike=()),)

    def export(self, profile_id: int) -> list[dict[str, Any]]:
        """Return what is known."""
        rows = PersonDetails.objects.filter(profile_id=profile_id)
        return [
            {
                "birthday": [row.birth_year, row.birth_month, row.birth_day],
                "language": row.language,
                "time_zone": row.time_zone,
                "source": row.source,
                "changed_at": row.changed_at.isoformat(),
            }
            for row in rows
        ]

    def erase(self, profile_id: int, *, now: datetime.datetime) -> int:
        """Delete the row."""
        return PersonDetails.objects.filter(profile_id=profile_id).delete()[0]

    def merge(self, merge: Merge) -> dict[str, int]:
        """Move the row where the survivor has none, else fill what the survivor has not told."""
        moved = super().merge(merge)
        fill_details(merge)
        return moved

    def unmerge(self, merge: Merge) -> dict[str, int]:
        """Give the row back, and forget what was filled from it."""
        empty_details(merge)
        return super().unmerge(merge)


@person_data.register
class Codes(PersonData):
    """That a code for an address was asked for; forgotten after a day, with the hash in it."""

    code = "identity.codes"
    lock_position = 16
    models = (EmailCode,)
    moves = (Moves(EmailCode),)

    def export(self, profile_id: int) -> list[dict[str, Any]]:
        """Return when codes were asked for, and whether they were used."""
        rows = EmailCode.objects.filter(profile_id=profile_id).order_by("asked_at")
        return [
            {
                "asked_at": row.asked_at.isoformat(),
                "used_at": row.used_at and row.used_at.isoformat(),
            }
            for row in rows
        ]

    def erase(self, profile_id: int, *, now: datetime.datetime) -> int:
        """Delete the rows: no code that was sent is right any more."""
        return EmailCode.objects.filter(profile_id=profile_id).delete()[0]


@person_data.register
class Wishes(PersonData):
    """What a person has said about the relation that they want."""

    code = "identity.wishes"
    lock_position = 14
    models = (StatedRelationship,)
    moves = (Moves(StatedRelationship, alike=()),)

    def export(self, profile_id: int) -> list[dict[str, Any]]:
        """Return what was said, by whom and when."""
        return [
            {
                "relationship_type": row.relationship_type,
                "source": row.source,
                "stated_at": row.stated_at.isoformat(),
            }
            for row in StatedRelationship.objects.filter(profile_id=profile_id)
        ]

    def erase(self, profile_id: int, *, now: datetime.datetime) -> int:
        """Delete the row."""
        return StatedRelationship.objects.filter(profile_id=profile_id).delete()[0]


@person_data.register
class PublishedFacts(PersonData):
    """Facts in the outbox, ids and keyed hashes only, dropped by age; and what was said of them.

    Where facts could not be handled, an error is noted, and why staff gave them up.
    """

    code = "outbox"
    lock_position = 5
    models = (FactRow,)
    stays = {FactRow: "What still waits is led to the survivor's lane."}

    def export(self, profile_id: int) -> list[dict[str, Any]]:
        """Return the facts that are still kept, and why any were given up."""
        rows = FactRow.objects.filter(profile_id=profile_id).order_by(
            "occurred_at", "id"
        )
        return [
            {
                "code": row.code,
                "occurred_at": row.occurred_at.isoformat(),
                **row.payload,
            }
            for row in rows
        ] + [
            {
                "code": row.fact_code,
                "given_up_at": row.skipped_at.isoformat(),
                "reason": row.reason,
            }
            for row in SkippedDelivery.objects.filter(lane=profile_id).order_by("id")
        ]

    def erase(self, profile_id: int, *, now: datetime.datetime) -> int:
        """Empty the words: a fact itself carries no personal text."""
        return forget_words(profile_id)


@person_data.register
class Labels(PersonData):
    """Tags and attributes; both are deleted, for an attribute may hold anything."""

    code = "labels"
    lock_position = 11
    models = (ProfileTag, ProfileAttribute)
    moves = (
        Moves(ProfileTag, alike=("tag",), since="since"),
        Moves(ProfileAttribute, alike=("name",), since="since"),
    )

    def export(self, profile_id: int) -> list[dict[str, Any]]:
        """Return what the shop has noted about the person in tags and attributes."""
        tags = ProfileTag.objects.filter(profile_id=profile_id).order_by("tag")
        attributes = ProfileAttribute.objects.filter(profile_id=profile_id)
        return [
            {"tag": row.tag, "since": row.since.isoformat(), "source": row.source}
            for row in tags
        ] + [
            {"attribute": row.name, "value": row.value, "since": row.since.isoformat()}
            for row in attributes.order_by("name")
        ]

    def erase(self, profile_id: int, *, now: datetime.datetime) -> int:
        """Delete all of them."""
        tags, _ = ProfileTag.objects.filter(profile_id=profile_id).delete()
        attributes, _ = ProfileAttribute.objects.filter(profile_id=profile_id).delete()
        return tags + attributes
