"""Merges of profiles, what each of them moved, and pairs that may be one person."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from .models import Profile

MOST_SCORE = 100


class ProfileMerge(models.Model):
    """That one profile was taken for the same person as another, and perhaps apart again.

    `target` is the survivor that was named; in a chain it may itself be merged further. `moved`
    counts the rows by place, `kept` what stayed with the survivor when it was undone because
    nobody can tell whose it is. `settled_at` is when nothing could still be on its way to the
    source. Locked through the profiles.
    """

    source = models.ForeignKey(Profile, on_delete=models.RESTRICT, related_name="+")
    target = models.ForeignKey(Profile, on_delete=models.RESTRICT, related_name="+")
    author = models.CharField(max_length=160)
    merged_at = models.DateTimeField()
    moved = models.JSONField(default=dict)
    settled_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.CharField(max_length=160, blank=True, default="")
    kept = models.JSONField(default=dict)

    class Meta:
        db_table = "crm_profile_merge"
        constraints = [
            models.UniqueConstraint(
                name="crm_profile_merge_one_survivor",
                fields=["source"],
                condition=Q(undone_at__isnull=True),
            ),
            models.CheckConstraint(
                name="crm_profile_merge_of_two", condition=~Q(source=F("target"))
            ),
            models.CheckConstraint(
                name="crm_profile_merge_undone_by_somebody",
                condition=Q(undone_at__isnull=True, undone_by="")
                | (Q(undone_at__isnull=False) & ~Q(undone_by="")),
            ),
        ]
        indexes = [
            models.Index(
                name="crm_profile_merge_unsettled",
                fields=["id"],
                condition=Q(settled_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"profile {self.source_id} into {self.target_id}"


class MergedRow(models.Model):
    """A row that a merge moved: its table, and its key without the profile, as a JSON list."""

    pk = models.CompositePrimaryKey("merge_id", "place", "row_key")
    merge = models.ForeignKey(
        ProfileMerge, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    place = models.CharField(max_length=64)
    row_key = models.TextField()

    class Meta:
        db_table = "crm_merged_row"

    def __str__(self) -> str:
        return f"{self.place} {self.row_key}"


class SuggestionState(models.TextChoices):
    """What became of a suggestion."""

    OPEN = "open"
    MERGED = "merged"
    DISMISSED = "dismissed"


class DuplicateSuggestion(models.Model):
    """Two profiles that may be one person, the one with the lower id first, with the reasons.

    Found again it gets new reasons and a new score; a decision stays. `score` is 1 to 100.
    """

    one = models.ForeignKey(Profile, on_delete=models.RESTRICT, related_name="+")
    other = models.ForeignKey(Profile, on_delete=models.RESTRICT, related_name="+")
    score = models.PositiveSmallIntegerField()
    reasons = ArrayField(models.CharField(max_length=32))
    state = models.CharField(
        max_length=12, choices=SuggestionState.choices, default=SuggestionState.OPEN
    )
    found_at = models.DateTimeField(db_default=Now())
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=160, blank=True, default="")

    class Meta:
        db_table = "crm_duplicate_suggestion"
        constraints = [
            models.UniqueConstraint(
                name="crm_duplicate_suggestion_once", fields=["one", "other"]
            ),
            models.CheckConstraint(
                name="crm_duplicate_suggestion_in_order",
                condition=Q(one__lt=F("other")),
            ),
            models.CheckConstraint(
                name="crm_duplicate_suggestion_score",
                condition=Q(score__range=(1, MOST_SCORE)),
            ),
            models.CheckConstraint(
                name="crm_duplicate_suggestion_decided",
                condition=Q(state=SuggestionState.OPEN, decided_at__isnull=True)
                | (~Q(state=SuggestionState.OPEN) & Q(decided_at__isnull=False)),
            ),
        ]
        indexes = [
            models.Index(
                name="crm_duplicate_suggestion_open",
                fields=["-score", "-id"],
                condition=Q(state=SuggestionState.OPEN),
            )
        ]

    def __str__(self) -> str:
        return f"profiles {self.one_id} and {self.other_id}"


class MatchKey(models.Model):
    """Something that a profile has in common with whoever may be the same person.

    A keyed hash of a part of the name, the address or the birthday, cut to 64 bits: it tells whom
    to compare, and nothing about them. Written by whoever looks for duplicates.
    """

    pk = models.CompositePrimaryKey("key", "profile_id")
    key = models.BigIntegerField()
    profile_id = models.BigIntegerField()

    class Meta:
        db_table = "crm_match_key"
        indexes = [models.Index(name="crm_match_key_profile", fields=["profile_id"])]

    def __str__(self) -> str:
        return f"a key of profile {self.profile_id}"


class DuplicateWalk(models.Model):
    """How far the search for duplicates has come: among the new, and around all the others."""

    newest_id = models.BigIntegerField(default=0)
    reached_id = models.BigIntegerField(default=0)

    class Meta:
        db_table = "crm_duplicate_walk"
        constraints = [
            models.CheckConstraint(name="crm_duplicate_walk_one", condition=Q(id=1))
        ]

    def __str__(self) -> str:
        return f"up to {self.newest_id}, around to {self.reached_id}"
