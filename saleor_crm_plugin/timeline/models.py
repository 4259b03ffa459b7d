"""Timeline entries by month, and what staff note down."""

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from ..identity.models import Profile


class TimelineEntry(models.Model):
    """One thing that happened; partitioned by the month (UTC) of `occurred_at`, never changed.

    The database knows it by (occurred_at, fact_key) and refuses every update and delete. `payload`
    holds the fact's own fields: ids and plain values, no personal text.
    """

    id = models.BigAutoField(primary_key=True)
    profile_id = models.BigIntegerField()
    occurred_at = models.DateTimeField()
    entry_type = models.CharField(max_length=64)
    fact_key = models.CharField(max_length=160)
    origin = models.CharField(max_length=16)
    payload = models.JSONField()

    class Meta:
        db_table = "crm_timeline_entry"

    def __str__(self) -> str:
        return f"{self.entry_type} of profile {self.profile_id}"


class TimelineMonth(models.Model):
    """A month in which a profile has entries, so that a page opens no empty partition."""

    pk = models.CompositePrimaryKey("profile_id", "month")
    profile_id = models.BigIntegerField()
    month = models.DateField()

    class Meta:
        db_table = "crm_timeline_month"

    def __str__(self) -> str:
        return f"{self.month:%Y-%m} of profile {self.profile_id}"


class TimelineRetention(models.Model):
    """For how many days entries of one type are kept; types without a row are kept for good.

    `forgotten_before` is the first day of the month from which on entries are still there.
    """

    entry_type = models.CharField(max_length=64, unique=True)
    keep_days = models.PositiveIntegerField()
    forgotten_before = models.DateField(null=True)

    class Meta:
        db_table = "crm_timeline_retention"

    def __str__(self) -> str:
        return f"{self.entry_type} for {self.keep_days} days"


class PastPurchase(models.Model):
    """A purchase in another system before this shop, by the keyed hash of its number there.

    `lines` are the goods among its `items` that this shop sells too: each with `product_id`,
    `category_id` and `quantity`, as the catalog was when it was brought in.
    """

    profile_id = models.BigIntegerField(db_index=True)
    source = models.CharField(max_length=32)
    number_hash = models.CharField(max_length=64)
    placed_at = models.DateTimeField()
    currency = models.CharField(max_length=3)
    amount = models.DecimalField(max_digits=20, decimal_places=3)
    items = models.IntegerField()
    lines = models.JSONField(default=list, db_default=[])

    class Meta:
        db_table = "crm_past_purchase"
        constraints = [
            models.UniqueConstraint(
                name="crm_past_purchase_once", fields=["source", "number_hash"]
            ),
            models.CheckConstraint(
                name="crm_past_purchase_not_below_zero",
                condition=Q(amount__gte=0, items__gte=1),
            ),
        ]

    def __str__(self) -> str:
        return f"purchase of profile {self.profile_id} in {self.source}"


class Note(models.Model):
    """What a member of staff noted about a person; with an owner and a due date a follow-up.

    `author_id`, `owner_id` and `done_by_id` are accounts of the shop. The text stands in its own
    row, so that erasure can delete it.
    """

    profile = models.ForeignKey(Profile, on_delete=models.RESTRICT, related_name="+")
    author_id = models.IntegerField()
    created_at = models.DateTimeField(db_default=Now())
    owner_id = models.IntegerField(null=True)
    due_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    done_by_id = models.IntegerField(null=True)

    class Meta:
        db_table = "crm_note"
        constraints = [
            models.CheckConstraint(
                name="crm_note_follow_up_has_owner_and_date",
                condition=Q(
                    owner_id__isnull=True, due_at__isnull=True, done_at__isnull=True
                )
                | Q(owner_id__isnull=False, due_at__isnull=False),
            ),
            models.CheckConstraint(
                name="crm_note_done_by_somebody",
                condition=Q(done_at__isnull=True, done_by_id__isnull=True)
                | Q(done_at__isnull=False, done_by_id__isnull=False),
            ),
        ]
        indexes = [
            models.Index(
                name="crm_note_open_follow_ups",
                fields=["owner_id", "due_at", "id"],
                condition=Q(owner_id__isnull=False, done_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"note {self.pk} about profile {self.profile_id}"


class NoteText(models.Model):
    """The words of a note; erasing deletes the row."""

    note = models.OneToOneField(
        Note, on_delete=models.CASCADE, primary_key=True, related_name="words"
    )
    profile = models.ForeignKey(Profile, on_delete=models.RESTRICT, related_name="+")
    text = models.TextField()

    class Meta:
        db_table = "crm_note_text"
        indexes = [
            GinIndex(
                name="crm_note_text_search", fields=["text"], opclasses=["gin_trgm_ops"]
            ),
        ]

    def __str__(self) -> str:
        return f"text of note {self.note_id}"
