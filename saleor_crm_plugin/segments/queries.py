"""The reads of segments that others may use."""

import datetime
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Max, Q, QuerySet

from ..insight.score_models import ScoringRun
from ..saleor_adapter.db import WRITER
from ..saleor_adapter.reading import read_rows_within
from .compiling import members
from .dearest import dearest_place
from .errors import SegmentNotFound, TooSlow
from .explaining import Explained, explain
from .models import Segment, SegmentKind, SegmentMember
from .plan import KnownSegment, Part, make_plan
from .reach_sql import REACHABLE
from .reading import moment_of
from .rounds import SCORED

# How long a look while editing may take.
PATIENCE_MILLISECONDS = 3000
SAMPLE = 10
# The sample is the same for the same people, and not only the oldest of them.
LOOK = """
WITH member AS MATERIALIZED ({members}), reach AS (
    SELECT channel, count(*) AS people FROM {reachable} AS reachable
    CROSS JOIN unnest(reachable.channels) AS channel GROUP BY channel
)
SELECT (SELECT count(*) FROM member) AS people,
       (SELECT json_object_agg(channel, people) FROM reach)::text AS reachable,
       ARRAY(SELECT id FROM member ORDER BY hashint8(id), id LIMIT %(sample)s) AS sample
"""


@dataclass(frozen=True, slots=True)
class Preview:
    """Who a rule would mean now: how many, how many by which channel, and some of them by id."""

    count: int
    reachable: Mapping[str, int]
    sample: tuple[int, ...]


def known_segments(*, using: str = WRITER) -> dict[int, KnownSegment]:
    """Return every segment as far as rules can name it, by id; one query."""
    rows = Segment.objects.using(using).only(
        "id", "name", "rule", "archived_at", "names"
    )
    return {
        row.pk: KnownSegment(
            id=row.pk,
            name=row.name,
            rule=row.rule,
            is_archived=row.archived_at is not None,
            names=tuple(row.names),
        )
        for row in rows
    }


def plan_of(segment: Segment, *, using: str = WRITER) -> Part:
    """Return a segment's rule ready to be asked; a list is asked by its rows. One query.

    Raises InvalidRule where a field of it is no longer there.
    """
    known = known_segments(using=using)
    if segment.kind == SegmentKind.LIST:
        return make_plan({"segment": segment.pk}, known)
    return make_plan(segment.rule, known, own_id=segment.pk)


def segment_by_id(segment_id: int, *, using: str = WRITER) -> Segment:
    """Return the segment. Raises SegmentNotFound."""
    found = Segment.objects.using(using).filter(pk=segment_id).first()
    if found is None:
        raise SegmentNotFound(segment_id)
    return found


def segments_page(
    *,
    first: int,
    after: tuple[str, int] | None = None,
    search: str = "",
    with_archived: bool = False,
    using: str = WRITER,
) -> list[Segment]:
    """Return the next segments by name, behind the name and id `after`. One query."""
    rows = Segment.objects.using(using).order_by("name", "id")
    if not with_archived:
        rows = rows.filter(archived_at=None)
    if search:
        rows = rows.filter(name__icontains=search)
    if after is not None:
        name, segment_id = after
        rows = rows.filter(name__gte=name).exclude(name=name, id__lte=segment_id)
    return list(rows[:first])


def members_of(segment_id: int, *, using: str = WRITER) -> QuerySet[SegmentMember]:
    """Return who is in the segment now, by profile; ask it for pages."""
    return (
        SegmentMember.objects.using(using)
        .filter(segment_id=segment_id, left_at=None)
        .order_by("profile_id")
    )


def members_page(
    segment_id: int, *, first: int, after: int = 0, using: str = WRITER
) -> list[SegmentMember]:
    """Return the next members behind the profile `after`, by profile. One query."""
    rows = members_of(segment_id, using=using).filter(profile_id__gt=after)
    return list(rows[:first])


def member_counts(
    segment_ids: Collection[int], *, using: str = WRITER
) -> dict[int, int]:
    """Return how many are in these segments now; empty ones are absent. One query."""
    rows = SegmentMember.objects.using(using).filter(
        segment_id__in=segment_ids, left_at=None
    )
    counted = rows.values("segment_id").annotate(people=Count("id"))
    return {row["segment_id"]: row["people"] for row in counted}


def segments_of(
    profile_ids: Collection[int], *, using: str = WRITER
) -> dict[int, list[SegmentMember]]:
    """Return the segments that these people are in now, by name; one query."""
    rows = (
        SegmentMember.objects.using(using)
        .filter(
            profile_id__in=profile_ids, left_at=None, segment__archived_at__isnull=True
        )
        .select_related("segment")
        .order_by("segment__name", "id")
    )
    found: dict[int, list[SegmentMember]] = {one: [] for one in profile_ids}
    for row in rows:
        found[row.profile_id].append(row)
    return found


def is_member(
    segment_id: int, profile_ids: Collection[int], *, using: str = WRITER
) -> set[int]:
    """Return those of the people who are in the segment now; one query."""
    rows = members_of(segment_id, using=using).filter(profile_id__in=profile_ids)
    return set(rows.values_list("profile_id", flat=True))


def preview(rule: Any, *, now: datetime.datetime, using: str = WRITER) -> Preview:
    """Return who a rule would mean, saved or not. Three statements.

    Raises InvalidRule, and TooSlow when the database has not answered within the time, which names
    the dearest condition.
    """
    part = make_plan(rule, known_segments(using=using))
    moment = moment_of(now, using=using)
    statement = members(part, moment)
    limited = REACHABLE.replace(
        "{people}", "AND known.profile_id IN (SELECT id FROM member)"
    )
    sql = LOOK.replace("{members}", statement.sql).replace("{reachable}", limited)
    parameters = {**statement.parameters, "sample": SAMPLE}
    rows = read_rows_within(PATIENCE_MILLISECONDS, sql, parameters, using=using)
    if rows is None:
        place = dearest_place(part, moment, using=using)
        raise TooSlow(PATIENCE_MILLISECONDS, place)
    [row] = rows
    return Preview(row["people"], _json(row["reachable"]), tuple(row["sample"]))


def explain_rule(
    rule: Any, profile_id: int, *, now: datetime.datetime, using: str = WRITER
) -> Explained | None:
    """Return why the person is meant by a rule, saved or not; None for who is not there.

    Raises InvalidRule. Three statements.
    """
    part = make_plan(rule, known_segments(using=using))
    moment = moment_of(now, using=using)
    return explain(part, moment, profile_ids=[profile_id], using=using).get(profile_id)


def named_by(segment_id: int, *, using: str = WRITER) -> list[Segment]:
    """Return the segments in use whose own rules name this one, by name; one query."""
    rows = Segment.objects.using(using).filter(
        names__contains=[segment_id], archived_at=None
    )
    return list(rows.order_by("name"))


def _json(text: str | None) -> dict[str, int]:
    return json.loads(text) if text else {}


def unfilled(*, using: str = WRITER) -> list[int]:
    """Return the segments whose rule is newer than their last filling, by id; one query."""
    rows = _rules(using).filter(
        Q(filled_version=None) | ~Q(filled_version=F("version"))
    )
    return list(rows.order_by("pk").values_list("pk", flat=True))


def scored_anew(*, using: str = WRITER) -> list[int]:
    """Return the segments that ask scores and were looked at before the newest of them, by id."""
    runs = ScoringRun.objects.using(using).filter(finished_at__isnull=False, refusal="")
    newest = runs.aggregate(newest=Max("id"))["newest"]
    rows = _rules(using).filter(hears__contains=[SCORED], filled_version=F("version"))
    late = rows.filter(Q(scores_seen=None) | Q(scores_seen__lt=newest or 0))
    return list(late.order_by("pk").values_list("pk", flat=True)) if newest else []


def all_to_fill(*, using: str = WRITER) -> list[int]:
    """Return every segment with a rule that is in use, by id; one query."""
    return list(_rules(using).order_by("pk").values_list("pk", flat=True))


def _rules(using: str) -> QuerySet[Segment]:
    return Segment.objects.using(using).filter(kind=SegmentKind.RULE, archived_at=None)
