"""Segments, who is in them since when and why, whom to look at next, and where people are."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

LONGEST_NAME = 120
LONGEST_DESCRIPTION = 500
LONGEST_REASON = 16


class SegmentKind(models.TextChoices):
    """Whether a rule decides who is in it, or staff."""

    RULE = "rule"
    LIST = "list"


class ChangeReason(models.TextChoices):
    """Why somebody came in or went out.

    RULE: the rule was new or changed; FACT: something happened; TIME: time passed; REPAIR: the
    nightly look found it; STAFF: somebody was put on a list, or taken off; SNAPSHOT: a list was
    made of those who were in a segment; ARCHIVED: the segment is out of use; SCORES: everybody was
    scored or predicted anew.
    """

    RULE = "rule"
    FACT = "fact"
    TIME = "time"
    REPAIR = "repair"
    STAFF = "staff"
    SNAPSHOT = "snapshot"
    IMPORT = "import"
    ARCHIVED = "archived"
    SCORES = "scores"


class Segment(models.Model):
    """A saved rule, or a list of people.

    `version` counts the changes; `filled_version` is the one by which everybody was looked at last
    (None: never), at `filled_at`, with the scores of the run `scores_seen` (None: of none). `hears` are the codes of facts after which a
    person must be looked at again, those of the segments named in the rule among them, and `names`
    the segments that the rule names itself.
    """

    name = models.CharField(max_length=LONGEST_NAME)
    description = models.CharField(
        max_length=LONGEST_DESCRIPTION, blank=True, default=""
    )
    kind = models.CharField(max_length=8, choices=SegmentKind.choices)
    code = models.CharField(max_length=64, blank=True, default="")
    rule = models.JSONField(null=True)
    version = models.PositiveIntegerField(default=1)
    hears = ArrayField(models.CharField(max_length=64), default=list)
    names = ArrayField(models.BigIntegerField(), default=list)
    filled_version = models.PositiveIntegerField(null=True)
    filled_at = models.DateTimeField(null=True)
    scores_seen = models.BigIntegerField(null=True)
    created_at = models.DateTimeField(db_default=Now())
    changed_at = models.DateTimeField(db_default=Now())
    archived_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "crm_segment"
        constraints = [
            models.UniqueConstraint(
                name="crm_segment_name",
                fields=["name"],
                condition=Q(archived_at__isnull=True),
            ),
            models.CheckConstraint(
                name="crm_segment_has_rule",
                condition=Q(kind=SegmentKind.RULE, rule__isnull=False)
                | Q(kind=SegmentKind.LIST, rule__isnull=True),
            ),
            models.CheckConstraint(
                name="crm_segment_filled_is_no_later",
                condition=Q(filled_version__isnull=True)
                | Q(filled_version__lte=models.F("version")),
            ),
        ]
        indexes = [
            GinIndex(
                name="crm_segment_hears",
                fields=["hears"],
                condition=Q(archived_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class SegmentMember(models.Model):
    """Somebody's time in a segment, until `left_at` (None: still); one at a time.

    `is_join_untold` and `is_leave_untold` say that the fact of it is still to be published.
    """

    segment = models.ForeignKey(
        Segment, on_delete=models.RESTRICT, related_name="+", db_index=False
    )
    profile_id = models.BigIntegerField()
    joined_at = models.DateTimeField()
    join_reason = models.CharField(
        max_length=LONGEST_REASON, choices=ChangeReason.choices
    )
    left_at = models.DateTimeField(null=True)
    leave_reason = models.CharField(
        max_length=LONGEST_REASON,
        choices=ChangeReason.choices,
        blank=True,
        default="",
        db_default="",
    )
    is_join_untold = models.BooleanField(default=False, db_default=False)
    is_leave_untold = models.BooleanField(default=False, db_default=False)

    class Meta:
        db_table = "crm_segment_member"
        constraints = [
            models.UniqueConstraint(
                name="crm_segment_member_once",
                fields=["segment", "profile_id"],
                condition=Q(left_at__isnull=True),
            ),
            models.CheckConstraint(
                name="crm_segment_member_left_for_a_reason",
                condition=Q(left_at__isnull=True, leave_reason="")
                | (Q(left_at__isnull=False) & ~Q(leave_reason="")),
            ),
            models.CheckConstraint(
                name="crm_segment_member_left_after_joining",
                condition=Q(left_at__isnull=True)
                | Q(left_at__gte=models.F("joined_at")),
            ),
        ]
        indexes = [
            models.Index(name="crm_segment_member_profile", fields=["profile_id"]),
            models.Index(name="crm_segment_member_segment", fields=["segment", "id"]),
            models.Index(
                name="crm_segment_member_untold",
                fields=["id"],
                condition=Q(is_join_untold=True) | Q(is_leave_untold=True),
            ),
        ]

    def __str__(self) -> str:
        return f"profile {self.profile_id} in segment {self.segment_id}"


class SegmentDue(models.Model):
    """Somebody who must be looked at again for one segment, at `due_at`.

    Because something happened (`reason` FACT, with the weakest origin of what did), or because the
    answer may turn then though nothing happens (TIME). Locked while it is looked at.
    """

    pk = models.CompositePrimaryKey("segment_id", "profile_id")
    segment = models.ForeignKey(
        Segment, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    profile_id = models.BigIntegerField()
    due_at = models.DateTimeField()
    reason = models.CharField(max_length=LONGEST_REASON)
    origin = models.CharField(max_length=16)

    class Meta:
        db_table = "crm_segment_due"
        indexes = [
            models.Index(name="crm_segment_due_due", fields=["segment", "due_at"]),
            models.Index(name="crm_segment_due_profile", fields=["profile_id"]),
        ]

    def __str__(self) -> str:
        return f"profile {self.profile_id} for segment {self.segment_id}"


class ProfilePlace(models.Model):
    """Where a person is and what language their account speaks, as the shop has it; "" if unknown.

    A copy of the shop's addresses in lower case (the country in capitals), so that a segment of a
    city needs no look at every address; erasing deletes the row.
    """

    profile_id = models.BigIntegerField(primary_key=True)
    country = models.CharField(max_length=2, blank=True, default="")
    area = models.CharField(max_length=128, blank=True, default="")
    city = models.CharField(max_length=256, blank=True, default="")
    postal_code = models.CharField(max_length=20, blank=True, default="")
    language = models.CharField(max_length=35, blank=True, default="")

    class Meta:
        db_table = "crm_profile_place"
        indexes = [
            models.Index(name="crm_profile_place_city", fields=["city", "profile_id"]),
        ]

    def __str__(self) -> str:
        return f"place of profile {self.profile_id}"
