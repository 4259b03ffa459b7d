"""Make, change, copy and archive segments."""

import datetime
from typing import Any

from django.db import IntegrityError, connections, transaction

from ...audit.actions import record_change
from ...consent.events import ConsentGranted, ConsentRequested
from ...core.facts import Fact
from ...core.sentences import Sentence
from ...identity.events import ProfilesMerged, ProfilesParted
from ...observation.events import (
    CheckoutStarted,
    CustomerDeleted,
    CustomerRegistered,
    OrderPlaced,
)
from ...saleor_adapter.db import WRITER
from ..errors import (
    ChangedMeanwhile,
    InvalidDescription,
    InvalidName,
    NameTaken,
    SegmentArchived,
    SegmentInUse,
    SegmentNotFound,
    WrongKind,
)
from ..models import (
    LONGEST_DESCRIPTION,
    LONGEST_NAME,
    ChangeReason,
    Segment,
    SegmentDue,
    SegmentKind,
    SegmentMember,
)
from ..plan import KnownSegment, Part, make_plan, naming, questions_of
from ..policies.rule import parse_rule, segments_in
from ..policies.values import is_text
from ..queries import known_segments, named_by
from ..segment_need import needed_by
from .lock import keep_people, lock_rules, lock_segment

SUBJECT = "segment"
# Whoever is new to us may be meant by any rule, also by one that asks what never happened.
ALWAYS: tuple[type[Fact], ...] = (
    CustomerRegistered,
    CustomerDeleted,
    OrderPlaced,
    CheckoutStarted,
    ConsentGranted,
    ConsentRequested,
    ProfilesMerged,
    ProfilesParted,
)
# What areas above tell of people who are new, or of whom more is known: by code, for their facts
# cannot be imported here.
ALWAYS_BY_CODE = ("imports.customer_imported", "imports.customer_import_undone")


def create_segment(  # noqa: PLR0913 what a segment is made of
    name: str,
    *,
    kind: SegmentKind,
    rule: Any = None,
    description: str = "",
    code: str = "",
    author: str,
    now: datetime.datetime,
) -> Segment:
    """Make a segment; a rule's is empty until it is filled.

    Raises InvalidRule, NameTaken, InvalidName and InvalidDescription.
    """
    _check_name(name)
    _check_description(description)
    with transaction.atomic(using=WRITER):
        lock_rules()
        segment = Segment(
            name=name,
            description=description,
            kind=kind,
            code=code,
            created_at=now,
            changed_at=now,
        )
        if kind == SegmentKind.RULE:
            _lay_down(segment, rule)
        _save(segment)
        record_change(
            SUBJECT, segment.pk, author=author, before={}, after=_told(segment), now=now
        )
        return segment


def update_segment(  # noqa: PLR0913 each may be left as it is
    segment_id: int,
    *,
    name: str | None = None,
    description: str | None = None,
    rule: Any = None,
    version: int | None = None,
    author: str,
    now: datetime.datetime,
) -> Segment:
    """Change what is given; None leaves it as it is. Every change is a new version.

    Waits until nobody looks at people for it. Segments that name it are to be filled again, too.
    With `version` it refuses what somebody else has changed since. Raises SegmentNotFound,
    SegmentArchived, ChangedMeanwhile, WrongKind, InvalidRule, NameTaken, InvalidName and
    InvalidDescription.
    """
    with transaction.atomic(using=WRITER):
        segment = _locked(segment_id)
        if version is not None and version != segment.version:
            raise ChangedMeanwhile(segment.version)
        before = _told(segment)
        if name is not None:
            _check_name(name)
            segment.name = name
        if description is not None:
            _check_description(description)
            segment.description = description
        if rule is not None and rule != segment.rule:
            _change_rule(segment, rule)
        else:
            _change_words(segment)
        segment.changed_at = now
        _save(segment)
        record_change(
            SUBJECT,
            segment.pk,
            author=author,
            before=before,
            after=_told(segment),
            now=now,
        )
        return segment


def duplicate_segment(
    segment_id: int, *, name: str, author: str, now: datetime.datetime
) -> Segment:
    """Make another segment of the same rule, or another list of the same people."""
    with transaction.atomic(using=WRITER):
        source = Segment.objects.filter(pk=segment_id).first()
        if source is None:
            raise SegmentNotFound(segment_id)
        made = create_segment(
            name,
            kind=SegmentKind(source.kind),
            rule=source.rule,
            description=source.description,
            author=author,
            now=now,
        )
        if source.kind == SegmentKind.LIST:
            copy_members(source.pk, made.pk, reason=ChangeReason.SNAPSHOT, now=now)
        return made


def snapshot_segment(
    segment_id: int, *, name: str, author: str, now: datetime.datetime
) -> Segment:
    """Make a list of those who are in a segment now; it does not follow the segment further."""
    with transaction.atomic(using=WRITER):
        source = Segment.objects.filter(pk=segment_id).first()
        if source is None:
            raise SegmentNotFound(segment_id)
        made = create_segment(name, kind=SegmentKind.LIST, author=author, now=now)
        copy_members(source.pk, made.pk, reason=ChangeReason.SNAPSHOT, now=now)
        return made


def archive_segment(segment_id: int, *, author: str, now: datetime.datetime) -> Segment:
    """Take a segment out of use: everybody leaves it, which is told to nobody. Idempotent.

    Raises SegmentInUse where rules of others name it or a campaign or journey at work needs it, and
    SegmentNotFound.
    """
    with transaction.atomic(using=WRITER):
        lock_rules()
        lock_segment(segment_id)
        segment = Segment.objects.select_for_update().filter(pk=segment_id).first()
        if segment is None:
            raise SegmentNotFound(segment_id)
        if segment.archived_at is not None:
            return segment
        naming = [one.name for one in named_by(segment_id)]
        if naming := naming + needed_by(segment_id):
            raise SegmentInUse(naming)
        segment.archived_at = now
        segment.save(update_fields=["archived_at"])
        SegmentDue.objects.filter(segment=segment).delete()
        SegmentMember.objects.filter(segment=segment, left_at=None).update(
            left_at=now, leave_reason=ChangeReason.ARCHIVED
        )
        record_change(
            SUBJECT,
            segment.pk,
            author=author,
            before={},
            after={"archived_at": now},
            now=now,
        )
        return segment


def copy_members(
    source_id: int, target_id: int, *, reason: ChangeReason, now: datetime.datetime
) -> int:
    """Put everybody of one segment on a list; return how many were not on it. One statement."""
    keep_people()
    with connections[WRITER].cursor() as cursor:
        cursor.execute(
            COPY,
            {
                "source": source_id,
                "target": target_id,
                "reason": reason.value,
                "now": now,
            },
        )
        return cursor.rowcount


COPY = """
INSERT INTO crm_segment_member (segment_id, profile_id, joined_at, join_reason)
SELECT %(target)s, profile_id, %(now)s, %(reason)s FROM crm_segment_member
WHERE segment_id = %(source)s AND left_at IS NULL ORDER BY profile_id
ON CONFLICT (segment_id, profile_id) WHERE left_at IS NULL DO NOTHING
"""


def refresh_hearing() -> int:
    """Reckon anew which facts each segment hears, as the fields may be others now; return how many changed."""
    known = known_segments()
    changed = []
    for segment in Segment.objects.filter(archived_at=None, kind=SegmentKind.RULE):
        hears = _hears(make_plan(segment.rule, known, own_id=segment.pk))
        if hears != segment.hears:
            segment.hears = hears
            changed.append(segment)
    Segment.objects.bulk_update(changed, ["hears"])
    return len(changed)


def _locked(segment_id: int) -> Segment:
    lock_rules()
    lock_segment(segment_id)
    segment = Segment.objects.select_for_update().filter(pk=segment_id).first()
    if segment is None:
        raise SegmentNotFound(segment_id)
    if segment.archived_at is not None:
        raise SegmentArchived(segment.name)
    return segment


def _change_rule(segment: Segment, rule: Any) -> None:
    if segment.kind == SegmentKind.LIST:
        raise WrongKind(Sentence("A list has no rule."))
    _lay_down(segment, rule)
    segment.version += 1
    _refill_naming(segment)


def _change_words(segment: Segment) -> None:
    """Count the change; who is in stays as it is, and nobody is looked at for it."""
    is_filled = segment.filled_version == segment.version
    segment.version += 1
    if is_filled:
        segment.filled_version = segment.version


def _lay_down(segment: Segment, rule: Any) -> None:
    known = known_segments()
    part = make_plan(rule, known, own_id=segment.pk)
    segment.rule = rule
    segment.hears = _hears(part)
    segment.names = sorted({one.segment_id for one in segments_in(parse_rule(rule))})


def _refill_naming(segment: Segment) -> None:
    """Have those filled again that name it, directly or through others, and hear what it hears."""
    known = known_segments()
    known[segment.pk] = KnownSegment(
        segment.pk, segment.name, segment.rule, names=tuple(segment.names)
    )
    rows = Segment.objects.filter(pk__in=naming(segment.pk, known)).order_by("pk")
    changed = list(rows.select_for_update())
    for row in changed:
        row.hears = _hears(make_plan(row.rule, known, own_id=row.pk))
        row.version += 1
    Segment.objects.bulk_update(changed, ["hears", "version"])


def _hears(part: Part) -> list[str]:
    codes = {*(kind.code for kind in ALWAYS), *ALWAYS_BY_CODE}
    return sorted(
        codes.union(*(question.field.heard_codes for question in questions_of(part)))
    )


def _check_name(name: str) -> None:
    if not name.strip() or not is_text(name, longest=LONGEST_NAME):
        raise InvalidName(LONGEST_NAME)


def _check_description(description: str) -> None:
    if not is_text(description, longest=LONGEST_DESCRIPTION):
        raise InvalidDescription(LONGEST_DESCRIPTION)


def _save(segment: Segment) -> None:
    try:
        with transaction.atomic(using=WRITER):
            segment.save()
    except IntegrityError as error:
        if "crm_segment_name" in str(error):
            raise NameTaken(segment.name) from error
        raise


def _told(segment: Segment) -> dict[str, Any]:
    return {
        "name": segment.name,
        "description": segment.description,
        "kind": segment.kind,
        "rule": segment.rule,
        "version": segment.version,
    }
