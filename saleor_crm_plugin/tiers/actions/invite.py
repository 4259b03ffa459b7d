"""Give a tier by invitation, and take it back early."""

import datetime
from dataclasses import dataclass

from django.db import transaction

from ...core.facts import Origin
from ...outbox.actions import publish
from ..errors import InvalidInvitation, TierNotFound
from ..events import TierChanged
from ..ladders import Ladder, all_ladders
from ..models import DecisionKind, Tier, TierDecision, TierStanding
from ..policies import Level, next_review
from .checks import check_person, check_words


@dataclass(frozen=True, kw_only=True, slots=True)
class Invitation:
    """A tier for one profile until a moment, with the reason and who gives it."""

    profile_id: int
    tier_id: int
    until: datetime.datetime
    reason: str
    author: str


def invite(asked: Invitation, *, now: datetime.datetime) -> TierStanding:
    """Give a tier until a moment, in place of any earlier invitation; publish TierChanged.

    Locks the profile, then the standing. Raises Missing, InvalidSetting, TierNotFound,
    ProfileNotFound, ProfileErased, InvalidInvitation.
    """
    check_words(asked.reason, asked.author)
    if asked.until <= now:
        raise InvalidInvitation
    tier = Tier.objects.filter(pk=asked.tier_id).select_related("ladder").first()
    if tier is None:
        raise TierNotFound(asked.tier_id)
    ladder = all_ladders([tier.ladder.book_id])[0]
    with transaction.atomic():
        check_person(asked.profile_id)
        row = _locked_standing(ladder.id, asked.profile_id)
        before = ladder.standing(row).shown()
        row.invited_tier_id, row.invited_until = tier.pk, asked.until
        row.invited_reason = asked.reason
        row.next_review_at = next_review(ladder.time_zone, now=now)
        row.save()
        after = ladder.standing(row).shown()
        decision = TierDecision.objects.create(
            ladder_id=ladder.id,
            profile_id=asked.profile_id,
            kind=DecisionKind.INVITED,
            previous_id=before.id if before else None,
            current_id=after.id if after else None,
            author=asked.author,
            decided_at=now,
        )
        if before != after:
            publish([_fact(ladder, decision, before, after)])
    return row


def end_invitation(
    profile_id: int, ladder_id: int, *, author: str, now: datetime.datetime
) -> bool:
    """Let an invitation end with the review that is due at once; say whether there was one."""
    check_words("-", author)
    rows = TierStanding.objects.filter(
        profile_id=profile_id, ladder_id=ladder_id, invited_until__gt=now
    )
    return bool(rows.update(invited_until=now, next_review_at=now))


def _locked_standing(ladder_id: int, profile_id: int) -> TierStanding:
    TierStanding.objects.bulk_create(
        [TierStanding(ladder_id=ladder_id, profile_id=profile_id)],
        ignore_conflicts=True,
    )
    return TierStanding.objects.select_for_update().get(
        ladder_id=ladder_id, profile_id=profile_id
    )


def _fact(
    ladder: Ladder, decision: TierDecision, before: Level | None, after: Level | None
) -> TierChanged:
    return TierChanged(
        key=f"tier:{decision.pk}",
        occurred_at=decision.decided_at,
        origin=Origin.LIVE,
        profile_id=decision.profile_id,
        book_id=ladder.book_id,
        previous=before.code if before else "",
        current=after.code if after else "",
        is_upgrade=(after.rank if after else -1) > (before.rank if before else -1),
        reason=decision.kind,
    )
